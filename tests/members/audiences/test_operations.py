"""Saving audiences, and keeping lists."""

import pytest
from sqlalchemy import select

from hub.audit import AuditEntry
from hub.members.audiences.checking import RuleRefused, shaped
from hub.members.models import Audience, AudienceEntry
from hub.members.operations.audiences import (
    Details,
    NameTaken,
    StillUsed,
    TooMany,
    add_audience,
    add_entries,
    change_audience,
    delete_audience,
    remove_entries,
)
from hub.members.operations.people import erase
from hub.members.queries.audiences import count_in, uses
from hub.members.queries.visibility import audiences_of
from tests.factories import (
    AddressFactory,
    AudienceFactory,
    ChallengeFactory,
    MemberFactory,
    PositionFactory,
)

ALUMNI = shaped({"field": "alumni", "is": "yes"})


@pytest.fixture
def manager(reader):
    return MemberFactory(roles=("manager",))


def naming(*ids, op="in"):
    return shaped({"field": "audience", "is": op, "values": list(ids)})


def add(manager, name="Some", rule=ALUMNI):
    return add_audience(Details(name, "", rule), by=manager)


def change(audience, rule, manager):
    change_audience(audience, Details(audience.name, "", rule), by=manager)


def actions(db):
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_an_audience_is_saved_changed_and_on_record(db, manager):
    audience = add(manager)
    first = audience.version
    change(audience, shaped({"field": "alumni", "is": "no"}), manager)
    assert audience.rule == {"field": "alumni", "is": "no", "values": []}
    assert audience.version > first
    assert [name for name in actions(db) if "audience" in name] == [
        "audience.created",
        "audience.updated",
    ]


def test_names_are_told_apart_whatever_their_capitals(manager):
    add(manager, "Speakers")
    with pytest.raises(NameTaken):
        add(manager, "speakers")


def test_audiences_never_name_each_other_in_a_circle(db, manager):
    first = add(manager, "First")
    second = add(manager, "Second", naming(first.id))
    third = add(manager, "Third", naming(second.id))
    for rule in (naming(third.id), naming(first.id, op="not_in")):
        with pytest.raises(RuleRefused) as refusal:
            change(first, rule, manager)
        assert "in a circle" in str(refusal.value)
    db.session.expire_all()
    assert first.rule == {"field": "alumni", "is": "yes", "values": []}


def test_audiences_name_each_other_over_five_levels_and_no_more(manager):
    newest = add(manager, "Level 1")
    for level in range(2, 6):
        newest = add(manager, f"Level {level}", naming(newest.id))
    with pytest.raises(RuleRefused) as refusal:
        add(manager, "Level 6", naming(newest.id))
    assert "more than 5 levels" in str(refusal.value)


def test_naming_others_does_not_multiply_without_end(manager):
    newest = add(manager, "Twenty", shaped({"any": [{"field": "alumni", "is": "yes"}] * 20}))
    newest = add(manager, "Much", shaped({"any": [_named(newest)] * 15}))
    with pytest.raises(RuleRefused) as refusal:
        add(manager, "Too much", shaped({"any": [_named(newest)] * 2}))
    assert "more than 400 conditions" in str(refusal.value)


def _named(audience):
    return {"field": "audience", "is": "in", "values": [audience.id]}


def test_an_audience_that_is_gone_cannot_be_named(manager):
    with pytest.raises(RuleRefused) as refusal:
        add(manager, rule=naming(404))
    assert "does not exist any more" in str(refusal.value)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("tier", 404, "Tier: there is no “404” (any more). Take it off."),
        ("badge", 404, "Badge: there is no “404”"),
        ("company", 404, "Company: there is no “404”"),
        ("completed", 404, "there is no “404”"),
        ("attended", 404, "there is no “404”"),
        ("chapter", 404, "there is no “404”"),
        ("country", "XX", "Country: there is no “XX”"),
        ("role", "king", "Role: there is no “king”"),
    ],
)
def test_nothing_else_that_is_gone_can_be_named(manager, field, value, sentence):
    with pytest.raises(RuleRefused) as refusal:
        add(manager, rule=shaped({"field": field, "is": "in", "values": [value]}))
    assert sentence in str(refusal.value)


def test_a_word_that_nobody_uses_yet_can_be_named(manager):
    assert add(manager, rule=shaped({"field": "tag", "is": "in", "values": ["tomorrow"]})).id


def test_what_is_used_stays(db, manager):
    audience = add(manager)
    challenge = ChallengeFactory(audience_id=audience.id)
    assert uses(audience.id) == {"challenges": 1}
    with pytest.raises(StillUsed):
        delete_audience(audience, by=manager)
    challenge.audience_id = None
    add(manager, "Naming it", naming(audience.id))
    with pytest.raises(StillUsed):
        delete_audience(audience, by=manager)


def test_what_is_not_used_goes_with_its_list(db, manager):
    audience = add(manager, rule=None)
    add_entries(audience, ["a@work.example"], by=manager)
    delete_audience(audience, by=manager)
    assert db.session.get(Audience, audience.id) is None
    assert db.session.scalar(select(AudienceEntry)) is None
    assert "audience.deleted" in actions(db)


def test_a_list_has_each_address_once_whatever_its_capitals(manager):
    audience = add(manager, rule=None)
    member = MemberFactory(email="ada@work.example")
    assert add_entries(audience, ["ADA@work.example ", "ada@work.example"], by=manager) == 1
    assert add_entries(audience, ["ada@work.example"], by=manager) == 0
    assert audiences_of(member) == {audience.id}
    assert count_in(audience.id) == 1
    assert remove_entries(audience, ["Ada@Work.example"], by=manager) == 1
    assert count_in(audience.id) == 0


def test_who_changes_jobs_stays_on_a_list_and_who_joins_later_is_on_it(manager):
    audience = add(manager, rule=None)
    add_entries(audience, ["old@work.example", "new@work.example"], by=manager)
    member = MemberFactory(email="old@work.example")
    assert audiences_of(member) == {audience.id}
    member.addresses[0].ended_at = member.joined_at
    AddressFactory(member=member, email="own@home.example", kind="personal")
    later = MemberFactory(email="new@work.example")
    assert audiences_of(member) == audiences_of(later) == {audience.id}


def test_an_address_that_somebody_merely_claims_puts_them_on_no_list(manager):
    audience = add(manager, rule=None)
    add_entries(audience, ["boss@work.example"], by=manager)
    thief = MemberFactory()
    AddressFactory(member=thief, email="boss@work.example", kind="claimed")
    assert audiences_of(thief) == frozenset()
    assert count_in(audience.id) == 0


def test_a_list_has_an_end(manager, monkeypatch):
    monkeypatch.setattr("hub.members.operations.audiences.MOST_ENTRIES", 2)
    audience = add(manager, rule=None)
    with pytest.raises(TooMany):
        add_entries(audience, ["a@x.example", "b@x.example", "c@x.example"], by=manager)


def test_who_is_erased_is_on_no_list(db, manager):
    audience = add(manager, rule=None)
    member = MemberFactory(email="ada@work.example")
    add_entries(audience, ["ada@work.example"], by=manager)
    erase(member, by=manager, secret="s")
    assert db.session.scalar(select(AudienceEntry)) is None


def test_who_is_not_here_any_more_is_not_counted(db, manager):
    audience = AudienceFactory()
    for gone in (False, True):
        member = MemberFactory(company=False)
        PositionFactory(member=member, ended_on=member.joined_at.date())
        member.deactivated_at = member.joined_at if gone else None
    db.session.flush()
    assert count_in(audience.id) == 1
