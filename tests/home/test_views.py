"""The member's pages."""

import io
import re
from datetime import timedelta

import pytest

from hub import clock
from hub.home.models import NewsItem
from hub.ledger.operations import Cause, award, hold, release, reverse, settle
from hub.members.operations.people import end_position
from tests.factories import (
    AttemptFactory,
    BadgeFactory,
    ChallengeFactory,
    EventFactory,
    MemberFactory,
    RedemptionFactory,
    RegistrationFactory,
    RewardFactory,
    TierFactory,
    give_points,
)
from tests.pictures import picture_file
from tests.queries import count_queries


@pytest.fixture
def member(db):
    return MemberFactory(given_name="Nadia", family_name="Benali")


@pytest.fixture
def client(member, sign_in_as):
    return sign_in_as(member)


def profile_form(**changes):
    usual = {
        "given_name": "Nadia", "family_name": "B.", "city": "Ghent", "country": "BE",
        "bio": "Hello.", "locale": "", "timezone": "Europe/Brussels",
        "mail_wanted": "y", "on_boards": "y",
    }  # fmt: skip
    return usual | changes


def upload(content=None):
    return {"picture": (io.BytesIO(content) if content else picture_file(), "me.png")}


class TestFront:
    def test_the_first_visit_offers_one_thing_to_do(self, db, client):
        quick = ChallengeFactory(title="Say hello", minutes=2)
        page = client.get("/").text
        assert "Welcome, Nadia" in page
        assert "Start with this: “Say hello”" in page
        assert f'href="/challenges/{quick.id}"' in page

    def test_even_an_empty_hub_has_something_to_do(self, client):
        page = client.get("/").text
        assert "/me/profile" in page
        assert "No event is planned" in page

    def test_what_was_begun_comes_first(self, db, client, member):
        ChallengeFactory(title="Not begun", minutes=1)
        AttemptFactory(member=member, challenge=ChallengeFactory(title="Begun", minutes=60))
        page = client.get("/").text
        assert page.index("Begun") < page.index("Not begun")

    def test_the_soonest_events_stand_first_and_ones_own_are_among_them(self, db, client, member):
        for day, title in ((3, "Third"), (1, "First"), (2, "Second")):
            EventFactory(title=title, starts_at=clock.now() + timedelta(days=day))
        mine = EventFactory(title="Registered", starts_at=clock.now() + timedelta(days=9))
        RegistrationFactory(member=member, event=mine)
        page = client.get("/").text
        places = [page.index(title) for title in ("First", "Second", "Registered")]
        assert places == sorted(places)
        assert "Third" not in page

    def test_published_news_is_shown_as_rich_text_and_drafts_are_not(self, db, client):
        db.session.add(NewsItem(title="Out", body="**new**", published_at=clock.now()))
        db.session.add(NewsItem(title="Secret", body="later"))
        db.session.flush()
        page = client.get("/").text
        assert "<strong>new</strong>" in page
        assert "Secret" not in page

    def test_it_asks_as_much_of_a_full_hub_as_of_a_sparse_one(self, db, client, member):
        def fill():
            AttemptFactory(member=member)
            ChallengeFactory()
            RegistrationFactory(member=member, event=EventFactory())
            RewardFactory(cost=1)
            db.session.add(NewsItem(title="Out", body="new", published_at=clock.now()))
            db.session.flush()

        TierFactory(threshold=0)
        give_points(member, 500)
        fill()
        few = count_queries(lambda: client.get("/"))
        for _time in range(10):
            fill()
        assert count_queries(lambda: client.get("/")) == few


class TestLeaderboard:
    def test_it_shows_names_companies_and_me(self, client, member):
        give_points(member, 10)
        alumni = MemberFactory(given_name="Alan")
        give_points(alumni, 20)
        end_position(alumni)
        page = client.get("/leaderboard").text
        assert "Alumni" in page
        assert member.company.name in page
        assert "(you)" in page
        assert "No. 2" in page

    def test_staff_are_told_why_they_are_not_on_it(self, db, sign_in_as):
        give_points(MemberFactory(), 10)
        page = sign_in_as(MemberFactory(roles=("manager",))).get("/leaderboard").text
        assert "You help to run this hub" in page

    def test_an_empty_board_invites(self, client):
        assert "still empty" in client.get("/leaderboard").text


class TestProfile:
    def test_my_page_leads_to_everything_of_mine(self, client):
        page = client.get("/me").text
        for address in ("/me/profile", "/me/points", "/me/addresses", "/me/sign-out-everywhere"):
            assert f'href="{address}"' in page

    def test_what_was_redeemed_belongs_to_the_rewards(self, client):
        page = client.get("/redemptions").text
        assert page.count('<a href="/rewards" aria-current="page">') == 2

    @pytest.mark.parametrize(
        ("back", "name", "address"),
        [
            ("/search?q=nadia&in=people", "Search", "/search?q=nadia&amp;in=people"),
            ("/leaderboard", "Leaderboard", "/leaderboard"),
            ("/chapters/ghent", "Home", "/"),
            (None, "Home", "/"),
        ],
    )
    def test_the_way_back_is_where_one_came_from(self, db, client, back, name, address):
        headers = {"Referer": f"http://localhost{back}"} if back else {}
        member = MemberFactory(findable_since=clock.now())
        page = client.get(f"/members/{member.id}", headers=headers).text
        [link] = re.findall(
            r'<a class="breadcrumb" href="([^"]*)">(?:<svg.*?</svg>)(.*?)</a>', page
        )
        assert link == (address, name)

    def test_others_see_name_company_badges_but_no_address(self, db, client):
        other = MemberFactory(given_name="Alan", bio="I **like** maps", findable_since=clock.now())
        BadgeFactory(name="Unearned")
        page = client.get(f"/members/{other.id}").text
        assert "Alan" in page
        assert other.company.name in page
        assert "<strong>like</strong>" in page
        assert other.email not in page

    def test_only_who_agreed_is_open_to_other_members(self, client, member, sign_in_as):
        private, agreed = MemberFactory(), MemberFactory(findable_since=clock.now())
        for one in (member, private, agreed):
            give_points(one, 10)
        assert client.get(f"/members/{private.id}").status_code == 404
        assert client.get(f"/members/{agreed.id}").status_code == 200
        assert "have not said that other members may" in client.get(f"/members/{member.id}").text
        board = client.get("/leaderboard").text
        assert private.name in board
        assert f'href="/members/{private.id}"' not in board
        assert f'href="/members/{agreed.id}"' in board
        csm = sign_in_as(MemberFactory(roles=("csm",)))
        assert csm.get(f"/members/{private.id}").status_code == 200
        assert f'href="/members/{private.id}"' in csm.get("/leaderboard").text

    def test_who_is_gone_is_not_found(self, db, client):
        for gone in ({"deactivated_at": clock.now()}, {"erased_at": clock.now()}):
            gone["findable_since"] = clock.now()
            assert client.get(f"/members/{MemberFactory(**gone).id}").status_code == 404
        assert client.get("/members/999999999").status_code == 404

    def test_saving_leads_back_to_the_page(self, client, member):
        response = client.post("/me/profile", data=profile_form())
        assert (response.status_code, response.location) == (303, "/me")
        assert (member.family_name, member.country) == ("B.", "BE")

    def test_htmx_gets_the_form_back(self, client, htmx):
        response = client.post("/me/profile", data=profile_form(), headers=htmx)
        assert response.status_code == 200
        assert "<html" not in response.text
        assert 'id="profile-form"' in response.text
        assert "Saved." in response.headers["HX-Trigger"]

    def test_another_language_loads_the_whole_page_and_says_saved_in_it(self, client, htmx):
        response = client.post("/me/profile", data=profile_form(locale="de"), headers=htmx)
        assert (response.status_code, response.headers["HX-Refresh"]) == (200, "true")
        page = client.get("/me/profile").text
        assert '<html lang="de"' in page
        assert "Gespeichert." in page
        kept = client.post("/me/profile", data=profile_form(locale="de"), headers=htmx)
        assert "HX-Refresh" not in kept.headers

    @pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Request-Type": "partial"}])
    def test_a_refused_form_keeps_what_was_typed(self, client, member, headers):
        form = profile_form(given_name="   ", bio="Kept words")
        response = client.post("/me/profile", data=form, headers=headers)
        assert response.status_code == 422
        assert "Kept words" in response.text
        assert "Type your first name." in response.text
        assert member.given_name == "Nadia"

    def test_an_unknown_zone_is_refused_but_one_on_record_is_kept(self, client, member):
        assert client.post("/me/profile", data=profile_form(timezone="Moon")).status_code == 422
        member.country = "Utopia"
        assert client.post("/me/profile", data=profile_form(country="Utopia")).status_code == 303

    def test_strangers_are_sent_to_the_door(self, app, db):
        response = app.test_client().post("/me/profile", data=profile_form())
        assert response.status_code in (302, 303)
        assert "/sign-in" in response.location

    def test_a_picture_is_saved_and_removed(self, client, member):
        response = client.post("/me/picture", data=upload())
        assert (response.status_code, response.location) == (303, "/me/profile")
        address = f"/pictures/{member.picture_id}/avatar"
        assert client.get(address).mimetype == "image/webp"
        assert client.post("/me/picture/removal").status_code == 303
        assert member.picture_id is None
        assert client.get(address).status_code == 404

    def test_htmx_gets_the_picture_form(self, client, htmx):
        response = client.post("/me/picture", data=upload(), headers=htmx)
        assert response.status_code == 200
        assert "<html" not in response.text
        assert 'id="picture-form"' in response.text

    def test_the_shell_follows_the_profile(self, client, member, htmx):
        for path, data in (
            ("/me/picture", upload()),
            ("/me/profile", profile_form()),
            ("/me/picture/removal", {}),
        ):
            response = client.post(path, data=data, headers=htmx)
            assert "profile-changed" in response.headers["HX-Trigger"], path
        part = client.get("/me/avatar", headers=htmx).text
        assert 'id="own-avatar"' in part
        assert part.strip() in client.get("/me").text

    def test_nobody_has_to_have_a_picture(self, client):
        part = client.get("/me/profile").text.split('id="picture-form"')[1]
        assert "required" not in part
        assert "Choose a picture first." in client.post("/me/picture").text

    def test_what_is_no_picture_is_refused(self, client, htmx):
        assert client.post("/me/picture", data=upload(b"no")).status_code == 422
        assert client.post("/me/picture", data={}).status_code == 422
        response = client.post("/me/picture", data=upload(b"no"), headers=htmx)
        assert "not a picture" in response.text
        assert "<html" not in response.text

    def test_a_picture_too_small_to_see_anybody_on_is_refused(self, client, member):
        dot = {"picture": (picture_file((1, 1)), "me.png")}
        answer = client.post("/me/picture", data=dot)
        assert answer.status_code == 422
        assert "This picture is 1 × 1 pixels. It needs 96 × 96 or more." in answer.text
        assert member.picture_id is None


class TestPoints:
    @pytest.fixture
    def history(self, member):
        attempt = AttemptFactory(member=member, challenge=ChallengeFactory(title="Speak up"))
        award(member.id, 300, Cause(attempt, "Speak up", "a"))
        spent, back = RedemptionFactory(member=member), RedemptionFactory(member=member)
        hold(member.id, 50, Cause(spent, "Mug", "h1", member))
        settle(50, Cause(spent, "Mug", "s1"))
        hold(member.id, 60, Cause(back, "Scarf", "h2", member))
        release(member.id, 60, Cause(back, "Scarf", "r2"))
        wrong = award(member.id, 5, Cause(attempt, "Twice", "b"))
        reverse(wrong, Cause(attempt, "=Twice", "u", MemberFactory(given_name="Max")))
        return attempt, spent

    def test_every_line_says_why(self, client, history):
        attempt, spent = history
        page = client.get("/me/points").text
        for words in (
            "Earned", "Spent on a reward", "Set aside for a reward", "Given back", "Taken back",
            "by Max", "What the challenge promised", "This undoes line",
            "Once for this challenge", "Once for this reward",
        ):  # fmt: skip
            assert words in page, words
        # The key of a line is for those who run the hub.
        assert "<code>" not in page
        assert f'href="/challenges/{attempt.challenge_id}"' in page
        assert f'href="/redemptions/{spent.id}"' in page

    def test_the_download_is_whole_and_safe(self, client, member, history):
        give_points(member, 1)
        for number in range(40):
            give_points(member, 1, f"gift:{number}")
        response = client.get("/me/points/statement.csv")
        assert response.mimetype == "text/csv"
        assert len(response.text.strip().splitlines()) == 1 + 7 + 41 - 1
        assert "'=Twice" in response.text

    def test_long_statements_have_pages(self, client, member):
        for number in range(30):
            give_points(member, 1, f"gift:{number}")
        page = client.get("/me/points").text
        assert page.count("Why this number?") == 25
        assert "page=" in page

    def test_no_points_yet(self, client):
        assert "No points yet" in client.get("/me/points").text

    def test_it_asks_as_much_for_twenty_lines_as_for_three(self, client, member):
        def earn(count):
            for _time in range(count):
                attempt = AttemptFactory(member=member)
                award(member.id, 5, Cause(attempt, "Done", f"x:{attempt.id}", MemberFactory()))

        earn(3)
        few = count_queries(lambda: client.get("/me/points"))
        earn(17)
        assert count_queries(lambda: client.get("/me/points")) == few

    def test_the_chip_is_a_fragment_with_the_balance(self, client, member):
        give_points(member, 1234)
        chip = client.get("/me/points/chip").text
        assert 'id="points-chip"' in chip
        assert "1,234" in chip
        assert "<html" not in chip

    def test_every_page_shows_balance_and_unread(self, client, member):
        give_points(member, 1234)
        page = client.get("/me/profile").text
        assert "1,234" in page
        assert "Notifications: 1 unread" in page


class TestNews:
    @pytest.fixture
    def manager(self, db, sign_in_as):
        return sign_in_as(MemberFactory(roles=("manager",)))

    @pytest.fixture
    def item(self, db):
        item = NewsItem(title="Draft", body="Text")
        db.session.add(item)
        db.session.flush()
        return item

    def test_a_draft_is_written_corrected_and_published(self, db, manager, client):
        response = manager.post("/console/news", data={"title": "Hello", "body": "There"})
        assert response.status_code == 303
        assert manager.get(response.location).status_code == 200
        manager.post(response.location, data={"title": "Hello you", "body": "There"})
        assert manager.post(f"{response.location}/publication").status_code == 303
        assert "Hello you" in client.get("/").text
        assert "Hello you" in manager.get("/console/news").text

    def test_htmx_gets_the_form(self, manager, item, htmx):
        address = f"/console/news/{item.id}"
        saved = manager.post(address, data={"title": "A", "body": "B"}, headers=htmx)
        published = manager.post(f"{address}/publication", headers=htmx)
        for response in (saved, published):
            assert response.status_code == 200
            assert 'id="news-form"' in response.text
            assert "<html" not in response.text

    def test_a_refused_form_keeps_what_was_typed(self, manager, item):
        for address in ("/console/news", f"/console/news/{item.id}"):
            response = manager.post(address, data={"title": "", "body": "Kept words"})
            assert response.status_code == 422
            assert "Kept words" in response.text

    def test_a_draft_is_deleted_and_published_news_is_not(self, db, manager, item):
        assert manager.post(f"/console/news/{item.id}/removal").status_code == 303
        kept = NewsItem(title="Out", body="Text", published_at=clock.now())
        db.session.add(kept)
        db.session.flush()
        response = manager.post(
            f"/console/news/{kept.id}/removal", headers={"Referer": "http://localhost/x"}
        )
        assert response.status_code == 303
        assert [row.title for row in db.session.query(NewsItem)] == ["Out"]

    @pytest.mark.parametrize("path", ["", "/{id}", "/{id}/publication", "/{id}/removal"])
    def test_members_may_not(self, client, item, path):
        address = "/console/news" + path.format(id=item.id)
        assert client.post(address, data={"title": "A", "body": "B"}).status_code == 403

    def test_what_is_not_there_is_not_found(self, manager):
        assert manager.post("/console/news/99999/publication").status_code == 404
