"""The member's pages."""

import uuid
from datetime import timedelta

import pytest

from hub import clock
from hub.ledger.queries.standing import balance
from hub.rewards.models import Redemption
from hub.rewards.operations import approve
from tests.factories import MemberFactory, RewardFactory
from tests.queries import count_queries


@pytest.fixture
def visitor(sign_in_as, member):
    return sign_in_as(member)


@pytest.fixture
def selects(app, db):
    """How many statements a request needs."""

    def count(visitor, path):
        return count_queries(lambda: visitor.get(path))

    return count


def form(reward, **changes):
    return {"request_key": str(uuid.uuid4()), "cost": reward.cost, **changes}


def test_the_catalogue_shows_what_is_within_reach_first(visitor):
    RewardFactory(title="Sold out mug", cost=1, stock=0)
    RewardFactory(title="Dear trip", cost=900)
    RewardFactory(title="Cheap pen", cost=100, stock=2)
    RewardFactory(title="Hidden draft", published_at=None)
    page = visitor.get("/rewards").text
    assert page.index("Cheap pen") < page.index("Dear trip") < page.index("Sold out mug")
    assert "2 left" in page
    assert "400 points to go" in page
    assert "Hidden draft" not in page
    within = visitor.get("/rewards?show=within").text
    assert "Cheap pen" in within
    assert "Dear trip" not in within


def test_the_catalogue_asks_the_same_for_three_and_for_twenty(visitor, selects):
    RewardFactory.create_batch(3)
    few = selects(visitor, "/rewards")
    RewardFactory.create_batch(17)
    assert selects(visitor, "/rewards") == few


def test_the_list_of_redemptions_asks_the_same_for_three_and_for_twenty(visitor, bought, selects):
    for _ in range(3):
        bought(RewardFactory(cost=1))
    few = selects(visitor, "/redemptions")
    for _ in range(17):
        bought(RewardFactory(cost=1))
    assert selects(visitor, "/redemptions") == few


def test_empty_lists_say_what_to_do(visitor):
    assert "The shelves are being filled" in visitor.get("/rewards").text
    assert "Nothing redeemed yet" in visitor.get("/redemptions").text


def test_a_page_of_a_reward_tells_cost_and_what_stays(visitor):
    reward = RewardFactory(cost=120, description="A **warm** mug <script>")
    page = visitor.get(f"/rewards/{reward.id}").text
    assert "You would have 380 points left." in page
    assert "<strong>warm</strong>" in page
    assert "<script>" not in page.split("<main")[1]


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ({"cost": 501}, "1 point to go"),
        ({"stock": 0}, "Sold out for now"),
        ({"closed_at": "now"}, "not offered any more"),
    ],
)
def test_a_page_says_why_it_cannot_be_had(visitor, what, sentence):
    if "closed_at" in what:
        what = {"closed_at": RewardFactory().published_at}
    reward = RewardFactory(**what)
    page = visitor.get(f"/rewards/{reward.id}").text
    assert sentence in page
    assert f"/rewards/{reward.id}/redeem" not in page
    assert visitor.get(f"/rewards/{reward.id}/redeem").status_code == 200


def test_a_draft_exists_only_for_those_who_run_rewards(visitor, sign_in_as, manager):
    reward = RewardFactory(published_at=None)
    for path in (f"/rewards/{reward.id}", f"/rewards/{reward.id}/redeem"):
        assert visitor.get(path).status_code == 404
        assert sign_in_as(manager).get(path).status_code == 200
    posted = visitor.post(f"/rewards/{reward.id}/redemptions", data=form(reward))
    assert posted.status_code == 404


def test_redeeming_leads_to_the_redemption(visitor, member, db):
    reward = RewardFactory(cost=120)
    page = visitor.get(f"/rewards/{reward.id}/redeem").text
    assert 'name="request_key"' in page
    sent = form(reward)
    first = visitor.post(f"/rewards/{reward.id}/redemptions", data=sent)
    again = visitor.post(f"/rewards/{reward.id}/redemptions", data=sent)
    redemption = db.session.query(Redemption).one()
    assert first.status_code == again.status_code == 303
    assert first.location == again.location == f"/redemptions/{redemption.id}"
    assert balance(member.id) == 380
    page = visitor.get(first.location).text
    assert reward.title in page
    # Nobody has decided yet.
    assert "We have your request" in page
    assert "It is yours" not in page


def test_who_comes_back_to_the_confirmation_is_told_that_it_is_done(visitor, member, db):
    reward = RewardFactory(cost=10)
    address = f"/rewards/{reward.id}/redeem"
    assert "Yes, redeem it<" in visitor.get(address).text
    there = visitor.post(f"/rewards/{reward.id}/redemptions", data=form(reward)).location
    page = visitor.get(address).text
    assert "You have redeemed this already, just now." in page
    assert f'href="{there}"' in page
    assert "Yes, redeem it once more" in page
    visitor.post(f"{there}/cancellation")
    assert "already" not in visitor.get(address).text
    visitor.post(f"/rewards/{reward.id}/redemptions", data=form(reward))
    with clock.travel(clock.now() + timedelta(hours=1)):
        assert "already" not in visitor.get(address).text


def test_redeeming_by_htmx_answers_the_redemption(visitor, htmx, db):
    reward = RewardFactory()
    answer = visitor.post(f"/rewards/{reward.id}/redemptions", data=form(reward), headers=htmx)
    redemption = db.session.query(Redemption).one()
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 'id="redemption"' in answer.text
    assert "points-changed" in answer.headers["HX-Trigger"]
    assert answer.headers["HX-Push-Url"] == f"/redemptions/{redemption.id}"


@pytest.mark.parametrize("changes", [{"request_key": "mug"}, {"cost": "mug"}, {"cost": ""}])
def test_a_form_without_a_proper_key_is_asked_again(visitor, db, changes):
    reward = RewardFactory()
    answer = visitor.post(f"/rewards/{reward.id}/redemptions", data=form(reward, **changes))
    assert answer.status_code == 422
    assert "Press the button once more" in answer.text
    assert db.session.query(Redemption).count() == 0


def test_a_refusal_stands_on_the_page(visitor, member, htmx):
    reward = RewardFactory(cost=501)
    answer = visitor.post(f"/rewards/{reward.id}/redemptions", data=form(reward))
    assert answer.status_code == 422
    assert "Nothing was taken" in answer.text
    gone = RewardFactory(stock=0)
    answer = visitor.post(f"/rewards/{gone.id}/redemptions", data=form(gone), headers=htmx)
    assert answer.status_code == 422
    assert "<html" not in answer.text
    assert "The last one has just gone" in answer.text
    assert balance(member.id) == 500


def test_a_cost_that_rose_meanwhile_is_shown_first(visitor, member):
    reward = RewardFactory(cost=200)
    answer = visitor.post(f"/rewards/{reward.id}/redemptions", data=form(reward, cost=100))
    assert answer.status_code == 422
    assert "changed to 200 points" in answer.text
    assert 'value="200"' in answer.text
    assert balance(member.id) == 500


def test_a_redemption_is_followed_by_its_owner_alone(visitor, bought, sign_in_as, manager):
    redemption = bought(RewardFactory())
    path = f"/redemptions/{redemption.id}"
    assert "Asked for" in visitor.get(path).text
    for stranger in (MemberFactory(), manager):
        assert sign_in_as(stranger).get(path).status_code == 404
        assert sign_in_as(stranger).post(f"{path}/cancellation").status_code == 404
    assert redemption.state == "requested"


def test_cancelling(visitor, bought, member, htmx):
    one, two = bought(RewardFactory()), bought(RewardFactory())
    plain = visitor.post(f"/redemptions/{one.id}/cancellation")
    assert (plain.status_code, plain.location) == (303, f"/redemptions/{one.id}")
    answer = visitor.post(f"/redemptions/{two.id}/cancellation", headers=htmx)
    assert "<html" not in answer.text
    assert "Cancelled" in answer.text
    assert "points-changed" in answer.headers["HX-Trigger"]
    assert balance(member.id) == 500


def test_cancelling_too_late_says_so(visitor, bought, manager, htmx):
    redemption = bought(RewardFactory())
    approve(redemption, by=manager)
    answer = visitor.post(f"/redemptions/{redemption.id}/cancellation", headers=htmx)
    assert answer.status_code == 409
    assert "Nadia approved this a moment ago." in answer.text
    assert visitor.post(f"/redemptions/{redemption.id}/cancellation").status_code == 409
