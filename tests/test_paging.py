"""A list by key: from its start, from the middle, and opened as far as it was before."""

from sqlalchemy import select

from hub import paging
from hub.paging import Key, begins, paginate
from hub.rewards.models import Reward
from tests.factories import MemberFactory, RewardFactory
from tests.queries import count_queries

KEYS = [Key(Reward.cost, "cost"), Key(Reward.id, "id")]


def shelf(many):
    return [RewardFactory(cost=10 + number // 2) for number in range(many)]


def page(at=None):
    return paginate(select(Reward), KEYS, at, limit=4)


def test_a_list_is_opened_again_as_far_as_it_was(db):
    rewards = shelf(11)
    second = page(page().next_key)
    opened = page(f"~{second.last_key}")
    assert opened.items == rewards[:8]
    assert opened.previous_key is None
    assert page(opened.next_key).items == rewards[8:]


def test_a_list_opened_to_its_end_has_nothing_more(db):
    rewards = shelf(6)
    opened = page(f"~{page(page().next_key).last_key}")
    assert opened.items == rewards
    assert opened.next_key is None


def test_what_came_and_went_meanwhile_takes_nothing_of_the_rest(db):
    rewards = shelf(8)
    through = page(page().next_key).last_key
    new = RewardFactory(cost=1)
    db.session.delete(rewards[7])
    db.session.flush()
    assert page(f"~{through}").items == [new, *rewards[:7]]


def test_a_list_begun_in_the_middle_is_opened_from_there(db):
    rewards = shelf(12)
    start = page().next_key
    opened = page(f"{start}~{page(page(start).next_key).last_key}")
    assert opened.items == rewards[4:]
    assert opened.previous_key
    assert not begins(f"{start}~x")
    assert begins("~x")


def test_nobody_opens_more_than_so_much_at_once(db, monkeypatch):
    monkeypatch.setattr(paging, "OPENED", 2)
    rewards = shelf(12)
    opened = page(f"~{paginate(select(Reward), KEYS, None, limit=12).last_key}")
    assert opened.items == rewards[:8]
    assert page(opened.next_key).items == rewards[8:]


def test_what_is_no_end_is_none(db):
    rewards = shelf(6)
    gone = page().last_key
    for at in (
        "~",
        "~nonsense",
        "nonsense~nonsense",
        f"{page(page().next_key).previous_key}~{gone}",
    ):
        assert page(at).items == rewards[:4], at
    for reward in rewards[:4]:
        db.session.delete(reward)
    db.session.flush()
    assert page(f"~{gone}").items == rewards[4:]


def test_a_list_opened_far_asks_no_more_than_one_opened_a_little(db, sign_in_as):
    visitor = sign_in_as(MemberFactory())
    RewardFactory.create_batch(30)
    few, many = (
        paginate(select(Reward), [Key(Reward.sold_out, "sold_out"), *KEYS], None, limit=limit)
        for limit in (5, 28)
    )
    assert visitor.get(f"/rewards?page=~{many.last_key}").text.count('class="card') > 24
    asked = [
        count_queries(lambda at=at: visitor.get(f"/rewards?page=~{at.last_key}"))
        for at in (few, many)
    ]
    assert asked[0] == asked[1]
