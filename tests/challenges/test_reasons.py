"""Why a challenge is suggested: every sentence is true, and none is said where it is not."""

from datetime import UTC, datetime, timedelta

import pytest

from hub import clock
from hub.advocacy.models import ActKind
from hub.advocacy.operations import take_back
from hub.challenges import queries
from tests.challenges.helpers import a_challenge, begun
from tests.factories import (
    ActFactory,
    ActKindFactory,
    AttemptFactory,
    AudienceFactory,
    MemberFactory,
    PositionFactory,
    SpaceFactory,
)

pytestmark = pytest.mark.usefixtures("reader")

MONDAY = datetime(2031, 5, 5, 9, tzinfo=UTC)
OLD = MONDAY - timedelta(days=90)


@pytest.fixture(autouse=True)
def monday():
    with clock.travel(MONDAY):
        yield


def why(member, challenge):
    (found,) = [c for c in queries.suggested(member, 50) if c.challenge.id == challenge.id]
    return str(found.why)


def an_old_one(**values):
    return a_challenge(**{"published_at": OLD, "minutes": 60, **values})


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0.3, "Closes today"),
        (1, "Closes on Tuesday"),
        (4, "Closes on Friday"),
        (6, "Closes on Sunday"),
        (7, "Closes on 12 May"),
        (14, "Closes on 19 May"),
        (15, "You have not tried this yet"),
    ],
)
def test_a_day_by_its_name_names_one_day_only(member, days, said):
    assert why(member, an_old_one(closes_at=MONDAY + timedelta(days=days))) == said


def test_the_order_is_that_of_the_reasons(member):
    kind = ActKindFactory()
    slow = an_old_one()
    new = a_challenge(minutes=30, published_at=MONDAY - timedelta(days=1))
    quick = an_old_one(minutes=2)
    few = an_old_one(space_id=SpaceFactory(company=member.company).id)
    fits = an_old_one(act_kind=kind)
    ActFactory(member=member, kind=kind)
    week, day = (an_old_one(closes_at=MONDAY + timedelta(days=d)) for d in (7, 1))
    begun(a_challenge(minutes=1), member)
    an_old_one(audience_id=AudienceFactory().id, minutes=1)
    cards = queries.suggested(member, 20)
    assert [card.challenge for card in cards] == [day, week, fits, few, quick, new, slow]
    page = queries.open_to(member, None)
    assert [card.challenge for card in page.items] == [card.challenge for card in cards]
    assert [str(card.why) for card in page.items] == [str(card.why) for card in cards]


@pytest.mark.parametrize(
    ("slug", "source", "note", "said"),
    [
        ("talk", "challenge:9:member:9", "Ten minutes", "Because you did “Ten minutes”"),
        ("webinar-speaker-x", "by-hand:1", "Was grumpy", "Because of what you did before: Talk"),
    ],
)
def test_what_was_done_before_is_named_and_notes_stay_with_who_wrote_them(
    member, slug, source, note, said
):
    kind = ActKindFactory(slug=slug, name="Talk")
    ActFactory(member=member, kind=kind, source=source, note=note)
    assert why(member, an_old_one(act_kind=kind)) == said


def test_who_spoke_is_told_so(db, member):
    kind = db.session.query(ActKind).filter_by(slug="webinar-speaker").one()
    challenge = an_old_one(act_kind=kind)
    ActFactory(member=member, kind=kind, note="x", occurred_on=MONDAY.date())
    assert why(member, challenge) == "Because you spoke in May 2031"
    ActFactory(member=member, kind=kind, source="check-in:7", note="Harbour day")
    assert why(member, challenge) == "Because you spoke: “Harbour day”"


def test_only_acts_of_the_members_own_that_stand_count(member, manager):
    kind = ActKindFactory()
    challenge = an_old_one(act_kind=kind)
    ActFactory(kind=kind)
    take_back(ActFactory(member=member, kind=kind), "A mistake", by=manager)
    ActFactory(member=member, kind=ActKindFactory())
    assert why(member, challenge) == "You have not tried this yet"


def approved_by(challenge, *members, state="approved"):
    for member in members:
        AttemptFactory(challenge=challenge, member=member, state=state, handed_in_at=OLD)


def test_colleagues_are_counted_from_two_on_and_only_those_who_are_there_now(member):
    challenge = an_old_one()
    colleagues = [MemberFactory(company=member.company) for _ in range(3)]
    gone = MemberFactory(company=False)
    PositionFactory(member=gone, company=member.company, ended_on=MONDAY.date())
    approved_by(challenge, colleagues[0], gone, MemberFactory(), MemberFactory())
    approved_by(challenge, colleagues[1], state="rejected")
    assert why(member, challenge) == "You have not tried this yet"
    approved_by(challenge, colleagues[2])
    assert why(member, challenge) == "2 colleagues did this"


def test_a_few_are_few(member):
    audience = AudienceFactory(rule={"field": "alumni", "is": "no", "values": []})
    challenge = an_old_one(audience_id=audience.id)
    assert why(member, challenge) == "Not for everybody, but for you"
    audience.people = 30
    assert why(member, challenge) == "For a few, and you are one of them"
    audience.people = 3000
    assert why(member, challenge) == "Not for everybody, but for you"


def test_new_is_since_it_opened(member):
    assert why(member, an_old_one(opens_at=MONDAY - timedelta(days=1))) == "New this week"
    assert why(member, an_old_one(published_at=MONDAY - timedelta(days=8))) != "New this week"


def test_what_may_be_done_again_says_so(member):
    challenge = an_old_one(again="times", again_number=2)
    approved_by(challenge, member)
    assert why(member, challenge) == "You did it before, and may again"
