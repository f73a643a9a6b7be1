"""The page of challenges: its filters, its tags, and how many selects it takes."""

import pytest

from hub import clock
from hub.challenges import operations, queries
from tests.challenges.helpers import a_challenge, begun
from tests.factories import ChallengeFactory, MemberFactory
from tests.queries import count_queries


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("minutes=5", "Short", "Long"),
        ("points=250", "Long", "Short"),
        ("tag=Cloud+%26+sun", "Long", "Short"),
        ("kind=idea", "Short", "Long"),
        ("q=lon", "Long", "Short"),
    ],
)
def test_narrowed(tab, query, there, gone):
    ChallengeFactory(title="Short", minutes=5, points=20, kind="idea", tags=["Rain"])
    ChallengeFactory(title="Long", minutes=60, points=250, tags=["Cloud & sun"])
    page = tab.get(f"/challenges?{query}").text
    assert f">{there}</a>" in page
    assert f">{gone}</a>" not in page


@pytest.mark.parametrize("query", ["minutes=many", "points=-1", "tag=%00", "kind=what", "page=x"])
def test_nonsense_breaks_nothing(tab, query):
    ChallengeFactory()
    assert tab.get(f"/challenges?{query}").status_code == 200


def test_every_part_is_narrowed_and_further_pages_keep_it(tab, member):
    begun(a_challenge(title="Begun", tags=["x"]), member)
    begun(a_challenge(title="Elsewhere"), member)
    ChallengeFactory.create_batch(30, tags=["x"])
    page = tab.get("/challenges?tag=x").text
    assert "Begun" in page
    assert "Elsewhere" not in page
    following = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert "tag=x" in following


def test_tags_are_those_of_what_can_be_begun(tab):
    ChallengeFactory(tags=["Amber", "zinc"])
    ChallengeFactory(tags=["Hidden"], closed_at=clock.now())
    page = tab.get("/challenges").text
    assert page.index(">Amber<") < page.index(">zinc<")
    assert "Hidden" not in page


def test_however_much_there_is_it_takes_the_same_selects(db, tab, member):
    def fill(number):
        for _ in range(number):
            needed = a_challenge(seats=3, tags=["x"])
            locked = a_challenge(requires_challenge_id=needed.id, shown_locked=True)
            again = a_challenge(again="days", again_number=3)
            begun(a_challenge(seats=2), member)
            operations.put_aside(a_challenge(), "later", by=member)
            operations.wait_in_line(needed, by=MemberFactory())
            assert locked.id > 0
            assert again.id > 0
        db.session.expire_all()

    fill(2)
    few = [count_queries(lambda p=p: tab.get(p)) for p in ("/challenges", "/challenges/aside")]
    fill(9)
    many = [count_queries(lambda p=p: tab.get(p)) for p in ("/challenges", "/challenges/aside")]
    assert few == many
    assert max(many) < 40


def test_pages_follow_each_other_without_gaps(db, member):
    made = [ChallengeFactory(minutes=n % 7 + 1).id for n in range(60)]
    seen, at = [], None
    while True:
        page = queries.open_to(member, at)
        seen += [card.challenge.id for card in page.items]
        at = page.next_key
        if at is None:
            break
    assert sorted(seen) == made
