"""The manager's pages: rewards, and the queue of redemptions."""

import io
import uuid

import pytest
from sqlalchemy import select

from hub.audit import AuditEntry
from hub.ledger.queries.standing import balance
from hub.pictures import Picture
from hub.rewards.models import Reward
from hub.rewards.operations import approve, redeem
from tests.factories import MemberFactory, RewardFactory, give_points
from tests.kept import kept_picture
from tests.pictures import picture_file
from tests.queries import count_queries

TYPED = {"title": "A mug", "summary": "For tea", "kind": "swag", "cost": "100", "stock": "5"}


@pytest.fixture
def desk(sign_in_as, manager):
    return sign_in_as(manager)


def picture():
    return (picture_file(), "mug.png")


def test_a_reward_is_written_and_published(desk, db):
    assert desk.get("/console/rewards/new").status_code == 200
    made = desk.post("/console/rewards", data={**TYPED, "picture": picture()})
    reward = db.session.query(Reward).one()
    assert (made.status_code, made.location) == (303, f"/console/rewards/{reward.id}")
    assert (reward.state, reward.stock, reward.picture_id is None) == ("draft", 5, False)
    assert desk.post(f"/console/rewards/{reward.id}/publication").status_code == 303
    assert reward.state == "open"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"cost": "-1"},
        {"cost": "99999999999999999999"},
        {"stock": "many"},
        {"per_member": "0"},
        {"kind": "house"},
    ],
)
def test_a_wrong_form_comes_back_as_typed(desk, db, wrong, htmx):
    typed = {**TYPED, "summary": "Kept as typed", **wrong}
    reward = RewardFactory()
    for path in ("/console/rewards", f"/console/rewards/{reward.id}"):
        answer = desk.post(path, data=typed)
        assert answer.status_code == 422
        assert "Kept as typed" in answer.text
    answer = desk.post(f"/console/rewards/{reward.id}", data=typed, headers=htmx)
    assert answer.status_code == 422
    assert "<html" not in answer.text
    assert db.session.query(Reward).count() == 1


def test_a_file_that_is_no_picture_is_refused_beside_its_field(desk, db):
    broken = {**TYPED, "picture": (io.BytesIO(b"no picture"), "mug.png")}
    answer = desk.post("/console/rewards", data=broken)
    assert answer.status_code == 422
    assert "not a picture we can read" in answer.text
    assert "For tea" in answer.text
    assert db.session.query(Picture).count() == db.session.query(Reward).count() == 0


def test_a_picture_too_small_for_a_card_is_refused(desk, db):
    data = {**TYPED, "picture": (picture_file((640, 100)), "mug.png")}
    answer = desk.post("/console/rewards", data=data)
    assert answer.status_code == 422
    assert "It needs 320 × 160 or more." in answer.text
    assert not db.session.query(Reward).count()


def test_a_picture_outlives_the_other_errors_of_its_form(desk, db, sign_in_as):
    refused = desk.post("/console/rewards", data={**TYPED, "title": "", "picture": picture()})
    assert refused.status_code == 422
    kept = kept_picture(refused)
    shown = db.session.query(Picture).one()
    assert shown.url("card") in refused.text
    assert desk.post("/console/rewards", data={**TYPED, "picture": kept}).status_code == 303
    assert db.session.query(Reward).one().picture_id == shown.id
    # Not a picture of one's own, and not even a signed word: said, and nothing is taken.
    other = sign_in_as(MemberFactory(roles=("manager",)))
    for word in (kept, str(shown.id)):
        answer = other.post("/console/rewards", data={**TYPED, "picture": word})
        assert answer.status_code == 422
        assert "Choose it again" in answer.text
    assert db.session.query(Reward).count() == 1


def test_an_unreadable_picture_is_told_together_with_everything_else(desk):
    broken = {**TYPED, "title": "", "picture": (io.BytesIO(b"no picture"), "mug.png")}
    answer = desk.post("/console/rewards", data=broken)
    assert "Give it a title" in answer.text
    assert "not a picture we can read" in answer.text


def test_a_stale_stock_keeps_the_picture_too(desk, htmx, db):
    reward = RewardFactory(stock=4)
    typed = {**TYPED, "seen_stock": "5", "picture": picture()}
    path = f"/console/rewards/{reward.id}"
    kept = kept_picture(desk.post(path, data=typed, headers=htmx))
    desk.post(path, data={**TYPED, "seen_stock": "4", "picture": kept}, headers=htmx)
    assert reward.picture_id == db.session.query(Picture).one().id


def test_an_edit_is_kept_with_and_without_script(desk, htmx, db):
    reward = RewardFactory(stock=5)
    typed = {**TYPED, "seen_stock": "5", "title": "Another mug"}
    plain = desk.post(f"/console/rewards/{reward.id}", data=typed)
    assert (plain.status_code, plain.location) == (303, f"/console/rewards/{reward.id}")
    answer = desk.post(f"/console/rewards/{reward.id}", data={**typed, "stock": "9"}, headers=htmx)
    assert "<html" not in answer.text
    assert 'name="seen_stock" type="hidden" value="9"' in answer.text
    assert (reward.title, reward.stock) == ("Another mug", 9)


def test_a_stale_stock_is_told_and_what_was_typed_kept(desk, member):
    reward = RewardFactory(stock=5)
    redeem(reward, by=member, request_key=uuid.uuid4())
    typed = {**TYPED, "stock": "50", "seen_stock": "5", "title": "Typed meanwhile"}
    answer = desk.post(f"/console/rewards/{reward.id}", data=typed)
    assert answer.status_code == 422
    assert "4 left now" in answer.text
    assert "Typed meanwhile" in answer.text
    assert 'name="seen_stock" type="hidden" value="4"' in answer.text
    assert reward.stock == 4
    again = desk.post(f"/console/rewards/{reward.id}", data={**typed, "seen_stock": "4"})
    assert (again.status_code, reward.stock) == (303, 50)


def test_closing_and_reopening(desk, htmx):
    reward = RewardFactory()
    path = f"/console/rewards/{reward.id}/closure"
    answer = desk.post(path, headers=htmx)
    assert "<html" not in answer.text
    assert "Reopen" in answer.text
    assert reward.state == "closed"
    assert desk.post(f"{path}/reversal").status_code == 303
    assert reward.state == "open"


WRITES = (
    "/console/rewards",
    "/console/rewards/{reward}",
    "/console/rewards/{reward}/publication",
    "/console/rewards/{reward}/closure",
    "/console/rewards/{reward}/closure/reversal",
    "/console/redemptions/{redemption}/approval",
    "/console/redemptions/{redemption}/fulfilment",
    "/console/redemptions/{redemption}/refusal",
)
READS = (
    "/console/rewards",
    "/console/rewards/new",
    "/console/rewards/{reward}",
    "/console/redemptions",
    "/console/redemptions/{redemption}",
)


def test_members_and_csms_stay_out(sign_in_as, member, bought):
    redemption = bought(RewardFactory())
    ids = {"reward": redemption.reward_id, "redemption": redemption.id}
    for stranger in (member, MemberFactory(roles=("csm", "chapter leader"))):
        visitor = sign_in_as(stranger)
        for path in READS:
            assert visitor.get(path.format(**ids)).status_code == 403
        for path in WRITES:
            assert visitor.post(path.format(**ids), data=TYPED).status_code == 403


def test_what_is_not_there_is_not_found(desk):
    ids = {"reward": 999, "redemption": 999}
    for path in READS[2:3] + READS[4:]:
        assert desk.get(path.format(**ids)).status_code == 404
    for path in WRITES[1:]:
        assert desk.post(path.format(**ids)).status_code == 404


def test_lists_filter_by_state(desk, bought, manager):
    RewardFactory(title="Draft mug", published_at=None)
    first, second = bought(RewardFactory(title="Open mug")), bought(RewardFactory(title="New pen"))
    assert "Open mug" not in desk.get("/console/rewards?state=draft").text
    assert "Draft mug" in desk.get("/console/rewards?state=draft").text
    page = desk.get("/console/redemptions").text
    assert page.index("Open mug") < page.index("New pen")
    approve(second, by=manager)
    page = desk.get("/console/redemptions?state=approved").text
    assert "New pen" in page
    assert "Open mug" not in page
    assert "None of these" in desk.get("/console/redemptions?state=sent").text
    assert first.state == "requested"


@pytest.mark.parametrize("path", ["/console/rewards", "/console/redemptions"])
def test_lists_ask_the_same_for_three_and_for_twenty(desk, db, path):
    def fill(number):
        for _ in range(number):
            member = MemberFactory()
            give_points(member, 100)
            redeem(RewardFactory(), by=member, request_key=uuid.uuid4())

    def count():
        return count_queries(lambda: desk.get(path))

    fill(3)
    few = count()
    fill(17)
    assert count() == few


def test_the_queue_is_worked_without_script(desk, bought, member):
    redemption = bought(RewardFactory())
    path = f"/console/redemptions/{redemption.id}"
    page = desk.get(path).text
    assert member.name in page
    assert "Say yes" in page
    for noun, data in (("approval", {}), ("fulfilment", {"message": "Code: ABC"})):
        answer = desk.post(f"{path}/{noun}", data=data)
        assert (answer.status_code, answer.location) == (303, path)
    assert redemption.state == "sent"
    assert "Code: ABC" in desk.get(path).text
    assert balance(member.id) == 400


def test_the_queue_is_worked_with_htmx(desk, bought, htmx):
    for noun, data, word in (
        ("approval", {}, "Approved"),
        ("fulfilment", {"message": ""}, "Sent"),
        ("refusal", {"reason": "We ran out"}, "We ran out"),
    ):
        redemption = bought(RewardFactory())
        answer = desk.post(f"/console/redemptions/{redemption.id}/{noun}", data=data, headers=htmx)
        assert answer.status_code == 200
        assert "<html" not in answer.text
        assert word in answer.text
        assert "toast" in answer.headers["HX-Trigger"]


def test_a_message_that_is_missing_or_too_long_comes_back(desk, bought, member):
    redemption = bought(RewardFactory())
    path = f"/console/redemptions/{redemption.id}"
    answer = desk.post(f"{path}/refusal", data={"reason": " "})
    assert answer.status_code == 422
    assert "Say why" in answer.text
    long = "Kept " * 500
    answer = desk.post(f"{path}/fulfilment", data={"message": long})
    assert answer.status_code == 422
    assert long.strip() in answer.text
    assert redemption.state == "requested"
    assert balance(member.id) == 400


def test_the_second_manager_sees_what_the_first_did(desk, bought, manager, sign_in_as, htmx):
    redemption = bought(RewardFactory())
    approve(redemption, by=manager)
    other = sign_in_as(MemberFactory(roles=("manager",)))
    path = f"/console/redemptions/{redemption.id}/approval"
    answer = other.post(path, headers=htmx)
    assert answer.status_code == 409
    assert "Nadia approved this a moment ago." in answer.text
    assert "<html" not in answer.text
    assert "You approved this a moment ago." in desk.post(path).text


def test_what_a_manager_does_is_on_record(desk, db, bought, manager):
    redemption = bought(RewardFactory())
    desk.post(f"/console/rewards/{redemption.reward_id}/closure")
    desk.post(f"/console/redemptions/{redemption.id}/refusal", data={"reason": "We ran out"})
    lines = db.session.execute(
        select(AuditEntry.action, AuditEntry.actor_id)
        .where(AuditEntry.subject_type.in_(("rewards", "redemptions")))
        .order_by(AuditEntry.id)
    ).all()
    assert lines == [("reward.closed", manager.id), ("redemption.declined", manager.id)]
