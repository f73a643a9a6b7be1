"""Members' lists: what is open, what was begun, what was done."""

import pytest

from hub import clock
from hub.challenges import operations, queries
from tests.challenges.helpers import a_challenge, begun, handed_in
from tests.factories import AudienceFactory, ChallengeFactory, MemberFactory, PositionFactory
from tests.queries import count_queries


def a_former_member():
    member = MemberFactory(company=False)
    PositionFactory(member=member, ended_on=clock.today())
    return member


def test_a_list_opened_again_has_what_was_begun_and_one_that_goes_on_has_not(tab, member):
    begun(a_challenge(title="Begun one"), member)
    ChallengeFactory.create_batch(60)
    first = queries.open_to(member, None)
    second = queries.open_to(member, first.next_key)
    opened = tab.get(f"/challenges?page=~{second.last_key}").text
    assert "Begun one" in opened
    assert all(card.challenge.title in opened for card in [*first.items, *second.items])
    assert "Begun one" not in tab.get(f"/challenges?page={first.next_key}").text


def test_the_list_has_what_was_begun_first_and_what_was_returned_on_top(tab, member, manager):
    fresh, begun_one, returned, decided = (
        a_challenge(title=title) for title in ("Fresh one", "Begun one", "Back one", "Past one")
    )
    later = a_challenge(title="Put off")
    operations.put_aside(later, "later", by=member)
    begun(begun_one, member)
    operations.send_back(handed_in(returned, member), "Please.", by=manager)
    operations.approve(handed_in(decided, member), by=manager)
    page = tab.get("/challenges").text
    places = [page.index(c.title) for c in (returned, begun_one, fresh, later)]
    assert places == sorted(places)
    assert decided.title not in page
    assert decided.title in tab.get("/challenges/done").text
    assert "Needs another look" in page


def test_the_list_leaves_out_what_a_member_may_not_see(tab, sign_in_as):
    ChallengeFactory(title="A draft", published_at=None)
    ChallengeFactory(title="A closed one", closed_at=clock.now())
    ChallengeFactory(title="For those who left", audience_id=AudienceFactory().id)
    page = tab.get("/challenges").text
    assert "A draft" not in page
    assert "A closed one" not in page
    assert "For those who left" not in page
    assert "For those who left" in sign_in_as(a_former_member()).get("/challenges").text


def test_the_list_is_filtered_by_kind_and_title(tab, member):
    begun(a_challenge(title="Speak 100%", kind="webinar"), member)
    a_challenge(title="Speak up", kind="idea")
    page = tab.get("/challenges?q=SPEAK").text
    assert "Speak 100%" in page
    assert "Speak up" in page
    assert "Speak 100%" not in tab.get("/challenges?kind=idea").text
    assert "Speak up" not in tab.get("/challenges?q=100%25").text
    assert "Nothing like that right now" in tab.get("/challenges?q=zebra").text


def test_what_is_in_progress_may_be_all_that_fits(tab, member):
    begun(a_challenge(title="Speak at a meet-up"), member)
    page = tab.get("/challenges?q=speak").text
    assert "Speak at a meet-up" in page
    assert "Nothing like that right now" not in page


@pytest.mark.parametrize("typed", ["meetup", "Meet-up", "meet-u"])
def test_a_hyphen_more_or_less_is_forgiven(tab, typed):
    a_challenge(title="Speak at a meet-up")
    a_challenge(title="Host a meetup")
    page = tab.get(f"/challenges?q={typed}").text
    assert "Speak at a meet-up" in page
    assert "Host a meetup" in page


def test_the_list_goes_on_over_pages(tab):
    for number in range(30):
        a_challenge(title=f"Number {number:02}")
    first = tab.get("/challenges").text
    assert first.count('id="challenge-') == 24
    following = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert tab.get(following.replace("&amp;", "&")).text.count('id="challenge-') == 6


def test_the_list_as_a_fragment(tab, htmx):
    a_challenge()
    page = tab.get("/challenges", headers=htmx).text
    assert "<html" not in page
    assert 'id="open"' in page


def test_a_longer_list_takes_no_more_queries(db, tab, member, manager):
    def fill(number):
        for _ in range(number):
            a_challenge()
            begun(a_challenge(), member)
            operations.approve(handed_in(a_challenge(), member), by=manager)
        db.session.expire_all()

    fill(3)
    few = [count_queries(lambda p=p: tab.get(p)) for p in ("/challenges", "/challenges/done")]
    fill(17)
    many = [count_queries(lambda p=p: tab.get(p)) for p in ("/challenges", "/challenges/done")]
    assert few == many


def test_what_was_done_has_a_page_of_its_own(tab, member, manager):
    assert "Nothing here yet" in tab.get("/challenges/done").text
    challenge = a_challenge(title="Well done")
    operations.approve(handed_in(challenge, member), by=manager)
    page = tab.get("/challenges/done").text
    assert "Well done" in page
    assert "handed in just now" in page
