"""Nobody finds what they may not see."""

from datetime import timedelta

import pytest

from hub import clock
from hub.home.operations import profile
from hub.members.operations.managing import deactivate, reactivate
from hub.members.operations.people import end_position, erase
from hub.search.queries import everything
from tests.factories import (
    AttemptFactory,
    AudienceFactory,
    ChallengeFactory,
    EventFactory,
    MemberFactory,
    RewardFactory,
)
from tests.home.test_operations import details
from tests.members.importing.exports import bring, contact

YESTERDAY = timedelta(days=-1)


@pytest.fixture
def member(db):
    return MemberFactory()


def kinds(member, words="secret"):
    return sorted(everything(member, words).groups)


@pytest.mark.parametrize("roles", [(), ("manager",), ("administrator",)])
@pytest.mark.parametrize(
    "hidden",
    [
        lambda: ChallengeFactory(title="Secret", published_at=None),
        lambda: ChallengeFactory(title="Secret", closed_at=clock.now()),
        lambda: ChallengeFactory(title="Secret", closes_at=clock.now() + YESTERDAY),
        lambda: ChallengeFactory(title="Secret", published_at=clock.now() - YESTERDAY),
        lambda: ChallengeFactory(title="Secret", audience_id=AudienceFactory().id),
        lambda: EventFactory(title="Secret", published_at=None),
        lambda: EventFactory(title="Secret", cancelled_at=clock.now()),
        lambda: EventFactory(title="Open", place="Secret street 1"),
        lambda: RewardFactory(title="Secret", published_at=None),
        lambda: RewardFactory(title="Secret", closed_at=clock.now()),
    ],
)
def test_what_no_list_shows_is_not_found_even_nearly(db, hidden, roles):
    member = MemberFactory(roles=roles)
    hidden()
    assert kinds(member) == []
    assert kinds(member, "secrte") == []


def test_alumni_find_what_is_for_them(db, member):
    ChallengeFactory(title="Secret", audience_id=AudienceFactory().id)
    end_position(member)
    assert kinds(member) == ["challenges"]


def test_who_has_begun_finds_it_after_it_closed(db, member):
    challenge = ChallengeFactory(title="Secret", closed_at=clock.now())
    AttemptFactory(challenge=challenge, member=member)
    assert kinds(member) == ["challenges"]
    assert kinds(MemberFactory()) == []


def test_a_past_event_comes_after_one_to_come(db, member):
    EventFactory(title="Secret", starts_at=clock.now() - timedelta(days=9))
    EventFactory(title="The other one", summary="Secret")
    items = everything(member, "secret").groups["events"].items
    assert [listing.event.title for listing in items] == ["The other one", "Secret"]


class TestPeople:
    @pytest.fixture
    def hannah(self, db):
        hannah = MemberFactory(given_name="Hannah", family_name="Okonkwo", city="Leeds")
        profile.describe(hannah, agreed(hannah), by=hannah)
        return hannah

    @pytest.mark.parametrize("words", ["hannah", "Okonkwo Hannah", "hannah oko", "Hanah Okonkwo"])
    def test_by_name_who_agreed(self, member, hannah, words):
        [found] = everything(member, words).groups["people"].items
        assert found is hannah

    @pytest.mark.parametrize("words", ["leeds", "lee", "Hannah Leeds", "leedz"])
    def test_by_their_city(self, member, hannah, words):
        [found] = everything(member, words).groups["people"].items
        assert found is hannah

    def test_who_is_called_so_comes_before_who_lives_there(self, member, hannah):
        called = [
            MemberFactory(given_name=given, family_name=family, findable_since=clock.now())
            for given, family in (("Jo", "Leeds"), ("Leeds", "Jo"))
        ]
        items = everything(member, "leeds").groups["people"].items
        assert items[2] is hannah
        assert set(items[:2]) == set(called)

    @pytest.mark.parametrize("words", ["member", "work.example", "Analyst"])
    def test_by_nothing_else(self, member, hannah, words):
        assert kinds(member, words) == []

    @pytest.mark.parametrize("roles", [(), ("manager",), ("administrator",)])
    def test_nobody_without_agreement_whoever_asks(self, db, roles):
        MemberFactory(given_name="Hannah", family_name="Okonkwo", city="Leeds")
        asking = MemberFactory(roles=roles)
        for words in ("hannah", "hanah okonkwo", "leeds", "leedz"):
            assert kinds(asking, words) == [], words

    def test_names_without_spaces(self, member):
        MemberFactory(given_name="丽华", family_name="田", findable_since=clock.now())
        for words in ("田丽华", "丽华", "田"):
            assert kinds(member, words) == ["people"], words

    def test_an_import_agrees_for_nobody(self, db, member):
        bring(contact(1, First_Name="Hannah"))
        assert kinds(member, "hannah") == []

    def test_an_import_leaves_alone_what_somebody_chose(self, db, member, hannah):
        bring(contact(1, Email=hannah.email, First_Name="Hannah", Last_Name="Okonkwo"))
        db.session.expire_all()
        assert kinds(member, "hannah") == ["people"]

    def test_alumni_too(self, member, hannah):
        end_position(hannah)
        assert kinds(member, "hannah") == ["people"]

    def test_who_takes_it_back_is_gone(self, member, hannah):
        profile.describe(hannah, agreed(hannah, findable=False), by=hannah)
        assert kinds(member, "hannah") == []

    def test_who_is_deactivated_is_gone_until_they_are_back(self, member, hannah):
        manager = MemberFactory(roles=("manager",))
        deactivate(hannah, by=manager)
        assert kinds(member, "hannah") == []
        reactivate(hannah, by=manager)
        assert kinds(member, "hannah") == ["people"]

    def test_who_is_erased_is_gone_by_any_name(self, member, hannah):
        erase(hannah, by=MemberFactory(roles=("administrator",)), secret="s")
        assert hannah.findable_since is None
        assert kinds(member, "hannah") == kinds(member, "former member") == []


def agreed(member, **changes):
    """The profile as it is, by somebody who wants to be found."""
    return details(
        given_name=member.given_name,
        family_name=member.family_name,
        city=member.city,
        **{"findable": True} | changes,
    )
