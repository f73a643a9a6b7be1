"""A space as its people find it, and as nobody else does."""

import pytest

from hub import clock
from hub.members.models import SpaceReader
from hub.members.operations.people import end_position
from hub.members.operations.spaces import close
from tests.factories import (
    AttemptFactory,
    AudienceFactory,
    ChallengeFactory,
    MemberFactory,
    SpaceFactory,
    give_points,
)
from tests.queries import count_queries

KINDS = ("news", "challenge", "event", "reward")


@pytest.fixture
def tab(member, space, sign_in_as):
    return sign_in_as(member)


def test_its_people_find_what_is_in_it_and_nothing_else(tab, space, fill):
    fill(space)
    ChallengeFactory(title="For the whole hub")
    page = tab.get("/spaces/acme").text
    assert "<strong>Come in</strong>" in page
    assert space.company.name in page
    for kind in KINDS:
        assert f"Inside {kind}" in page
    assert "For the whole hub" not in page
    # Here everything is of this space: no tag says so again.
    assert "In the space" not in page


def test_home_and_the_menu_lead_to_it(tab, member, space, sign_in_as):
    assert tab.get("/").text.count('href="/spaces/acme"') == 2
    assert tab.get("/me").text.count('href="/spaces/acme"') == 1
    assert "/spaces/" not in sign_in_as(MemberFactory()).get("/").text


def test_an_empty_space_says_so(tab):
    assert "It is quiet in here" in tab.get("/spaces/acme").text


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_where_nobody_enters_there_is_no_page(db, tab, space, state):
    if state == "draft":
        space.published_at = None
    else:
        space.closed_at = clock.now()
    assert tab.get("/spaces/acme").status_code == 404
    assert "Acme house" not in tab.get("/").text


@pytest.mark.parametrize("who", ["outsider", "manager", "former"])
def test_for_anybody_else_there_is_no_page(db, space, sign_in_as, who):
    other = MemberFactory(roles=("manager",) if who == "manager" else ())
    if who == "former":
        other = MemberFactory(company=space.company)
        end_position(other)
    tab = sign_in_as(other)
    assert tab.get("/spaces/acme").status_code == 404
    assert tab.post("/spaces/acme/subscription").status_code == 404
    assert tab.post("/spaces/acme/subscription/reversal").status_code == 404
    assert db.session.query(SpaceReader).count() == 0


def test_closing_hides_what_is_in_it_at_once(tab, space, fill, sign_in_as):
    fill(space)
    assert "Inside event" in tab.get("/events").text
    close(space, by=MemberFactory(roles=("manager",)))
    for address in ("/", "/events", "/challenges", "/rewards", "/search?q=inside"):
        assert "Inside event" not in tab.get(address).text
        assert "Inside challenge" not in tab.get(address).text


def test_what_is_for_an_audience_in_it_is_for_that_audience(tab, space, fill):
    fill(space, "Theirs", audience_id=AudienceFactory().id)
    page = tab.get("/spaces/acme").text
    for kind in KINDS:
        assert f"Theirs {kind}" not in page


def test_leaving_the_audience_leaves_the_space(member, sign_in_as):
    alumni = SpaceFactory(company=None, audience_id=AudienceFactory().id, slug="alumni")
    end_position(member)
    assert sign_in_as(member).get("/spaces/alumni").status_code == 200
    alumni.audience.rule = {"field": "alumni", "is": "no", "values": []}
    alumni.audience.version += 1_000_000
    assert sign_in_as(member).get("/spaces/alumni").status_code == 404


def test_the_words_are_in_the_reader_s_language(tab, member, space):
    space.say("de", {"name": "Haus Acme", "welcome": "Kommt herein"})
    member.locale = "de"
    page = tab.get("/spaces/acme").text
    assert "Haus Acme" in page
    assert "Kommt herein" in page


class TestBoard:
    def test_on_it_are_its_people_by_points(self, tab, member, space):
        for points, values in (
            (30, {"given_name": "Ada"}),
            (900, {"given_name": "Hidden", "hidden_from_boards_at": clock.now()}),
            (900, {"given_name": "Gone", "deactivated_at": clock.now()}),
            (900, {"given_name": "Staff", "roles": ("csm",)}),
        ):
            give_points(MemberFactory(company=space.company, **values), points)
        give_points(MemberFactory(given_name="Elsewhere"), 500)
        give_points(member, 20)
        page = tab.get("/spaces/acme").text
        board = page[page.index('id="space-board"') :]
        assert "Ada" in board
        assert "(you)" in board
        assert board.index("Ada") < board.index("(you)")
        for name in ("Hidden", "Gone", "Staff", "Elsewhere"):
            assert name not in board

    def test_without_points_there_is_none(self, tab):
        assert "Who earned most here" not in tab.get("/spaces/acme").text


class TestNewsletter:
    def test_plainly(self, db, tab, member, space):
        answer = tab.post("/spaces/acme/subscription")
        assert (answer.status_code, answer.location) == (303, "/spaces/acme")
        assert "You get its announcements by mail" in tab.get("/spaces/acme").text
        tab.post("/spaces/acme/subscription")
        assert db.session.query(SpaceReader).count() == 1
        assert tab.post("/spaces/acme/subscription/reversal").status_code == 303
        assert tab.post("/spaces/acme/subscription/reversal").status_code == 303
        assert db.session.query(SpaceReader).count() == 0

    def test_in_part(self, tab, htmx):
        button = tab.post("/spaces/acme/subscription", headers=htmx)
        assert button.status_code == 200
        assert "<html" not in button.text
        assert "Stop these mails" in button.text
        assert "toast" in button.headers["HX-Trigger"]
        button = tab.post("/spaces/acme/subscription/reversal", headers=htmx)
        assert "Tell me by mail" in button.text

    def test_who_turned_mails_off_is_told(self, tab, member):
        member.mail_wanted = False
        tab.post("/spaces/acme/subscription")
        assert "you turned mails from us off" in tab.get("/spaces/acme").text


def test_what_is_begun_comes_first_and_what_is_done_last(tab, member, space):
    done, begun = (ChallengeFactory(title=title, space=space) for title in ("Done", "Begun"))
    ChallengeFactory(title="Untouched", space=space)
    AttemptFactory(challenge=done, member=member, state="approved", handed_in_at=clock.now())
    AttemptFactory(challenge=begun, member=member)
    page = tab.get("/spaces/acme").text
    assert page.index(">Begun<") < page.index(">Untouched<") < page.index(">Done<")


def test_it_asks_as_much_of_a_full_space_as_of_a_sparse_one(tab, member, space, fill):
    def busy():
        fill(space)
        give_points(MemberFactory(company=space.company), 10)

    busy()
    few = count_queries(lambda: tab.get("/spaces/acme"))
    for _time in range(8):
        busy()
    assert count_queries(lambda: tab.get("/spaces/acme")) == few


@pytest.mark.parametrize("address", ["/", "/challenges", "/events", "/rewards", "/search?q=inside"])
def test_lists_name_the_space_without_asking_for_each(tab, member, space, fill, address):
    mine = AudienceFactory(rule={"field": "alumni", "is": "no", "values": []})
    fill(space)
    assert "In the space </span>Acme house" in tab.get(address).text
    few = count_queries(lambda: tab.get(address))
    for _time in range(3):
        fill(SpaceFactory(company=None, audience_id=mine.id))
    assert count_queries(lambda: tab.get(address)) == few
