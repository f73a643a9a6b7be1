"""Spaces made, changed, opened and closed, by the rules."""

import pytest
from sqlalchemy import select

from hub import clock
from hub.audit import AuditEntry
from hub.db import db as hub_db
from hub.members.models import Company, Member, Space
from hub.members.operations import spaces as operations
from hub.members.operations.people import end_position
from hub.members.operations.spaces import (
    BadSlug,
    CompanyTaken,
    Details,
    ForOne,
    NoSlug,
    SlugTaken,
)
from hub.members.queries.spaces import its_people, people_count, space_entered, spaces_of
from hub.slugs import slug_of
from tests.factories import AudienceFactory, CompanyFactory, MemberFactory, SpaceFactory
from tests.races import at_once


@pytest.fixture
def manager(db):
    return MemberFactory(roles=("manager",))


@pytest.fixture
def company(db):
    return CompanyFactory()


def details(**values):
    return Details(**({"name": "Acme users"} | values))


def actions():
    lines = select(AuditEntry.action).where(AuditEntry.subject_type == "spaces")
    return list(hub_db.session.scalars(lines.order_by(AuditEntry.id)))


def test_a_new_space_is_a_draft_that_nobody_enters(manager, company):
    member = MemberFactory(company=company)
    space = operations.create(details(company_id=company.id), by=manager)
    assert (space.slug, space.state, space.created_by_id) == ("acme-users", "draft", manager.id)
    assert space_entered("acme-users", member) is None
    operations.publish(space, by=manager)
    assert space_entered("acme-users", member) is space
    assert spaces_of(member) == [space]
    assert actions() == ["space.created", "space.published"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Acme Users!", "acme-users"),
        ("  Über—Größe  ", "uber-grosse"),
        ("A" * 100, "a" * 60),
        ("日本語", ""),
        ("'; DROP TABLE spaces", "drop-table-spaces"),
    ],
)
def test_a_name_as_part_of_an_address(name, slug):
    assert slug_of(name) == slug


def test_what_has_no_letters_wants_an_address(manager, company):
    with pytest.raises(NoSlug):
        operations.create(details(name="日本語", company_id=company.id), by=manager)


@pytest.mark.parametrize("slug", ["Acme", "a b", "a--b", "-a", "../etc", "a" * 61, "é", "a\n"])
def test_an_address_is_small_letters_digits_and_hyphens(manager, company, slug):
    with pytest.raises(BadSlug):
        operations.create(details(slug=slug, company_id=company.id), by=manager)


def test_no_two_spaces_have_one_address(manager, company):
    SpaceFactory(slug="acme-users")
    with pytest.raises(SlugTaken):
        operations.create(details(company_id=company.id), by=manager)


def test_a_company_has_one_space_at_a_time(manager, company):
    first = operations.create(details(company_id=company.id), by=manager)
    with pytest.raises(CompanyTaken):
        operations.create(details(name="Another", company_id=company.id), by=manager)
    operations.publish(first, by=manager)
    operations.close(first, by=manager)
    operations.create(details(name="Another", company_id=company.id), by=manager)
    with pytest.raises(CompanyTaken):
        operations.reopen(first, by=manager)


def test_it_is_for_a_company_or_an_audience(manager, company):
    for chosen in ({}, {"company_id": company.id, "audience_id": AudienceFactory().id}):
        with pytest.raises(ForOne):
            operations.create(details(**chosen), by=manager)
    space = operations.create(details(audience_id=AudienceFactory().id), by=manager)
    assert space.company_id is None


def test_another_name_keeps_the_address(manager, company):
    space = operations.create(details(company_id=company.id), by=manager)
    operations.change(space, details(name="Renamed", company_id=company.id), by=manager)
    assert (space.name, space.slug) == ("Renamed", "acme-users")
    operations.change(space, details(slug="renamed", company_id=company.id), by=manager)
    assert space.slug == "renamed"
    assert actions() == ["space.created", "space.updated", "space.updated"]


def test_a_closed_space_opens_again_with_its_people(manager):
    member = MemberFactory()
    space = SpaceFactory(company=member.company)
    operations.close(space, by=manager)
    operations.close(space, by=manager)
    assert spaces_of(member) == []
    operations.reopen(space, by=manager)
    assert spaces_of(member) == [space]
    assert actions() == ["space.closed", "space.reopened"]


def test_a_draft_is_neither_closed_nor_reopened(manager):
    space = SpaceFactory(published_at=None)
    operations.close(space, by=manager)
    operations.reopen(space, by=manager)
    assert space.state == "draft"
    assert actions() == []


def test_its_people_are_those_who_could_enter(db, manager):
    here, gone, elsewhere = MemberFactory(), MemberFactory(), MemberFactory()
    shut_out = MemberFactory(company=here.company, deactivated_at=clock.now())
    space = SpaceFactory(company=here.company)
    end_position(gone)
    alumni = SpaceFactory(company=None, audience_id=AudienceFactory().id)

    def people(of):
        return set(db.session.scalars(select(Member).where(its_people(of))))

    assert people(space) == {here}
    assert people(alumni) == {gone}
    assert (people_count(space), people_count(alumni)) == (1, 1)
    assert not people(space) & {elsewhere, shut_out}


def test_two_managers_make_one_space(app, committed):
    company, managers = CompanyFactory(), [MemberFactory(roles=("manager",)) for _ in range(2)]
    committed.session.commit()
    company_id, ids = company.id, [one.id for one in managers]

    def make(id):
        by = hub_db.session.get_one(Member, id)
        return operations.create(details(name=f"By {id}", company_id=company_id), by=by)

    outcomes = at_once(app, [lambda id=id: make(id) for id in ids])
    assert sorted(type(one) for one in outcomes if isinstance(one, Exception)) == [CompanyTaken]
    assert hub_db.session.query(Space).count() == 1
    assert hub_db.session.get(Company, company_id)
