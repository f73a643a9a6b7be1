"""The demo programme: everything in it was done by the rules, and nothing of it leaks."""

import time

import pytest
from click.testing import CliRunner
from flask_security import verify_password
from sqlalchemy import exists, func, or_, select

from hub import clock
from hub.advocacy.models import Act, ActKind
from hub.app import create_app
from hub.challenges.models import Attempt, Challenge, Review, Submission
from hub.cli import hub
from hub.commands.processes import migrate_database
from hub.db import db as hub_db
from hub.demo.programme import NotEmpty, NotHere, is_empty, load_demo
from hub.demo.sign_ins import SIGN_INS, set_passwords
from hub.events.models import Chapter, CheckIn, Event, Registration
from hub.ledger.models import Account, Tier, Transfer
from hub.ledger.queries.reconciling import reconcile
from hub.ledger.queries.standing import standing
from hub.members.models import Company, Member, Position, Space, SpaceReader
from hub.members.queries.addresses import member_signing_in
from hub.members.queries.spaces import spaces_of
from hub.notifications.models import Notification
from hub.outbox import OutboxJob
from hub.pictures import SIZES, Picture
from hub.rewards.models import Redemption, RedemptionMove, Reward
from hub.spaces.queries import front
from tests.live import own_settings

# The first of them waits for the loading, which takes long on a machine that is busy otherwise.
pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def loaded(settings, tmp_path_factory):
    """An app whose database, its own, holds the demo."""
    folder = tmp_path_factory.mktemp("demo")
    own = own_settings(settings, "demo", 9).model_copy(
        update={"data_dir": folder, "files_url": (folder / "files").as_uri()}
    )
    app = create_app(own)
    app.config["WTF_CSRF_ENABLED"] = False
    migrate_database(app)
    begun = time.monotonic()
    with app.test_request_context():
        assert is_empty()
        load_demo()
    print(f"\nthe demo took {time.monotonic() - begun:.1f} s")  # noqa: T201
    yield app
    with app.app_context():
        hub_db.engine.dispose()


@pytest.fixture
def app_context(loaded):
    with loaded.test_request_context():
        yield


demo = pytest.mark.usefixtures("app_context")


def count(model, *where):
    return hub_db.session.scalar(select(func.count()).select_from(model).where(*where))


@demo
@pytest.mark.parametrize(
    ("model", "number"),
    [
        (Company, 40),
        (Member, 400),
        (Challenge, 31),
        (Event, 13),
        (Chapter, 6),
        (Reward, 21),
        (Space, 2),
        (SpaceReader, 4),
    ],
)
def test_it_is_all_there(model, number):
    assert count(model) == number


@demo
def test_the_ledger_agrees_with_itself():
    outcome = reconcile()
    assert outcome.clean
    open_costs = select(func.sum(Redemption.cost)).where(
        Redemption.state.in_(("requested", "approved"))
    )
    assert outcome.held == hub_db.session.scalar(open_costs)


@demo
def test_every_tier_has_members():
    held = select(Account.tier_id).where(Account.tier_id.is_not(None)).distinct()
    assert set(hub_db.session.scalars(held)) == set(hub_db.session.scalars(select(Tier.id)))


@demo
def test_there_is_work_for_a_manager():
    waiting = hub_db.session.scalars(
        select(Attempt.handed_in_at).where(Attempt.state == "waiting")
    ).all()
    ages = [(clock.now() - at).days for at in waiting]
    assert 9 <= len(waiting) <= 15
    assert sum(age >= 3 for age in ages) >= 3
    assert 0 in ages
    for state, least in (("returned", 3), ("in_progress", 5), ("rejected", 5), ("approved", 400)):
        assert count(Attempt, Attempt.state == state) >= least, state
    assert count(Redemption, Redemption.state.in_(("requested", "approved"))) >= 5
    assert count(Redemption, Redemption.state == "declined") >= 2


@demo
def test_nothing_happened_in_the_future():
    now = clock.now()
    for column in (
        Transfer.created_at, Review.decided_at, CheckIn.at, Registration.registered_at,
        RedemptionMove.at, Notification.created_at, Submission.saved_at, Member.joined_at,
    ):  # fmt: skip
        assert hub_db.session.scalar(select(func.max(column))) <= now, column


@demo
def test_work_was_handed_in_while_the_challenge_was_open():
    outside = (
        select(func.count())
        .select_from(Attempt)
        .join(Challenge)
        .where(
            or_(
                Attempt.started_at < Challenge.published_at,
                # What was returned may come back after the close.
                (Attempt.handed_in_at > Challenge.closes_at)
                & ~exists().where(Review.attempt_id == Attempt.id, Review.decision == "returned"),
            )
        )
    )
    assert hub_db.session.scalar(outside) == 0


@demo
def test_nobody_was_asked_before_first_value():
    early = (
        select(func.count())
        .select_from(Attempt)
        .join(Position, Position.member_id == Attempt.member_id)
        .join(Company)
        .where(
            Position.ended_on.is_(None),
            or_(
                Company.first_value_on.is_(None),
                Company.first_value_on > func.date(Attempt.started_at),
            ),
            # Champions brought their history with them.
            Position.started_on <= func.date(Attempt.started_at),
        )
    )
    assert hub_db.session.scalar(early) == 0


@demo
def test_events_were_attended_and_are_awaited():
    acts = select(func.count()).select_from(Act).join(ActKind)
    attended = hub_db.session.scalar(acts.where(ActKind.slug == "event_attended"))
    assert attended >= count(CheckIn) > 80
    assert hub_db.session.scalar(acts.where(ActKind.direction == "deposit")) > 30
    taken = (
        select(func.count())
        .where(Registration.event_id == Event.id, Registration.left_at.is_(None))
        .scalar_subquery()
    )
    coming = Event.starts_at > clock.now()
    assert count(Event, coming, taken == Event.seats) == 1
    assert count(Event, coming, taken > 0) == 4
    assert count(Event, ~coming, taken > Event.seats) == 0


@demo
def test_nothing_is_left_to_be_mailed():
    assert count(OutboxJob) > 0
    assert count(OutboxJob, OutboxJob.done_at.is_(None)) == 0
    assert count(Notification, Notification.mailed_at.is_(None)) == 0


@demo
def test_every_picture_has_its_files(loaded):
    files = loaded.extensions["hub_files"]
    pictures = hub_db.session.scalars(select(Picture)).all()
    assert len(pictures) > 150
    for size in SIZES:
        assert files.get(pictures[-1].key(size)).startswith(b"RIFF")


@demo
def test_the_advocate_has_something_of_everything():
    member = member_signing_in("advocate@demo.example")
    own = Attempt.member_id == member.id
    states = set(hub_db.session.scalars(select(Attempt.state).where(own)))
    assert states == {"approved", "returned", "in_progress", "waiting"}
    moves = select(Redemption.state).where(Redemption.member_id == member.id)
    assert {"sent", "requested"} <= set(hub_db.session.scalars(moves))
    stands = standing(member.id)
    assert stands.tier.name == "Beacon"
    assert stands.next_tier is not None
    assert count(Reward, Reward.cost.between(1, stands.balance)) > 3
    unread = Notification.read_at.is_(None)
    assert 2 <= count(Notification, Notification.member_id == member.id, unread) <= 8
    assert member.picture_id is not None


@demo
def test_the_advocate_and_the_alumna_have_a_space_each():
    advocate = member_signing_in("advocate@demo.example")
    (space,) = spaces_of(advocate)
    inside = front(space, advocate)
    found = inside.challenges, inside.events, inside.rewards, inside.news
    assert [len(things) for things in found] == [2, 1, 1, 1]
    assert len(inside.board) > 3
    assert not inside.reading
    (harbour,) = spaces_of(member_signing_in("alumni@demo.example"))
    assert (harbour.company_id, len(front(harbour, advocate, ahead=True).news)) == (None, 1)
    assert count(Attempt, Attempt.challenge.has(Challenge.space_id.is_not(None))) == 0


@demo
def test_the_alumna_left_and_kept_her_place():
    member = member_signing_in("alumni@demo.example")
    assert member.is_alumni
    assert member_signing_in("hannah.okonkwo@northmoorwater.example") is None
    assert standing(member.id).lifetime > 600
    tried = select(Challenge.title).join(Attempt).where(Attempt.member_id == member.id)
    for_her = count(
        Challenge,
        Challenge.audience_id.is_not(None),
        Challenge.title.not_in(tried),
        Challenge.is_open,
    )
    assert for_her == 1


@demo
def test_the_printed_password_signs_all_three_in(loaded, monkeypatch):
    monkeypatch.setenv("HUB_DEMO_PASSWORD", "a lamp in every window")
    password = set_passwords()
    assert password == "a lamp in every window"
    for sign_in in SIGN_INS:
        assert verify_password(password, member_signing_in(sign_in.email).password)
    client = loaded.test_client()
    answer = client.post("/sign-in", data={"email": SIGN_INS[0].email, "password": password})
    assert answer.status_code in (302, 303)
    assert client.get("/notifications").status_code == 200


@demo
def test_a_hub_with_members_is_left_alone():
    with pytest.raises(NotEmpty):
        load_demo()


def test_a_real_hub_has_no_demo(loaded, settings):
    app = create_app(loaded.config["HUB"].model_copy(update={"mode": "production"}))
    with app.test_request_context(), pytest.raises(NotHere):
        load_demo()


def test_the_command_refuses_in_one_sentence(loaded, monkeypatch):
    monkeypatch.setattr("hub.commands.demo.create_app", lambda: loaded)
    outcome = CliRunner().invoke(hub, ["demo"])
    assert outcome.exit_code == 1
    assert outcome.output == (
        "Error: This hub has members already; the demo is for an empty one.\n"
    )
