"""Rules of addresses and of leaving a company."""

import pytest
from sqlalchemy import select

from hub.alumni.jobs import mail_claim
from hub.alumni.models import AddressClaim
from hub.alumni.operations.addresses import (
    AlreadyYours,
    TooManyWaiting,
    claim_address,
    give_up_claim,
)
from hub.alumni.operations.leaving import NeedsPersonalAddress, NotAtACompany, leave_company
from hub.alumni.queries import entries
from hub.clock import now
from hub.ledger.queries.standing import standing
from hub.members.models import Address
from hub.members.operations.people import erase
from hub.outbox import OutboxJob
from tests.factories import AddressFactory, MemberFactory, give_points
from tests.mailbox import mails_to, run_jobs, text_of


@pytest.fixture
def member(db):
    return MemberFactory()


def states(member):
    return {entry.email: entry.state for entry in entries(member.id)}


def owner_of(db, email):
    return db.session.scalar(select(Address.member_id).where(Address.email == email))


def test_a_claimed_address_waits_and_gets_a_link(app, db, member):
    claim_address(" Nadia@Home.Example ", by=member)
    run_jobs(app)
    run_jobs(app)
    assert states(member)["nadia@home.example"] == "waiting"
    assert owner_of(db, "nadia@home.example") == member.id
    assert "/links/" in text_of(mails_to(app, "nadia@home.example")[-1])


def test_a_claim_to_somebody_s_address_looks_the_same_and_tells_only_them(app, db, member):
    other = MemberFactory(email="taken@work.example")
    claim_address("taken@work.example", by=member)
    claim_address("free@home.example", by=member)
    run_jobs(app)
    assert states(member)["taken@work.example"] == states(member)["free@home.example"] == "waiting"
    assert owner_of(db, "taken@work.example") == other.id
    mails = mails_to(app, "taken@work.example")
    assert [mail["Subject"] for mail in mails] == ["This address has a place in the hub already"]
    assert "/links/" not in text_of(mails[0])
    assert member.name not in text_of(mails[0])


def test_the_job_mails_once_for_each_time_it_is_asked(app, db, member):
    MemberFactory(email="twice@work.example")
    claim_address("twice@work.example", by=member)
    claim = db.session.scalars(select(AddressClaim)).one()
    with app.test_request_context():
        mail_claim(claim.id)
        mail_claim(claim.id)
    assert len(mails_to(app, "twice@work.example")) == 1
    claim_address("twice@work.example", by=member)
    db.session.refresh(claim)
    with app.test_request_context():
        mail_claim(claim.id)
    assert len(mails_to(app, "twice@work.example")) == 2


def test_nobody_keeps_an_address_by_claiming_it_first(app, db, member):
    owner = MemberFactory()
    claim_address("owner@home.example", by=member)
    run_jobs(app)
    claim_address("owner@home.example", by=owner)
    run_jobs(app)
    assert owner_of(db, "owner@home.example") == owner.id
    assert states(member)["owner@home.example"] == "waiting"


def test_a_candidate_from_the_crm_is_not_taken_by_a_claim(app, db, member):
    other = MemberFactory()
    AddressFactory(member=other, email="crm@home.example", kind="personal")
    claim_address("crm@home.example", by=member)
    run_jobs(app)
    assert owner_of(db, "crm@home.example") == other.id


def test_one_s_own_address_is_not_claimed_again(member):
    with pytest.raises(AlreadyYours):
        claim_address(member.email.upper(), by=member)


def test_three_may_wait_and_proven_ones_do_not_count(member):
    for number in range(3):
        claim_address(f"n{number}@home.example", by=member)
    with pytest.raises(TooManyWaiting):
        claim_address("n3@home.example", by=member)
    claim_address("n1@home.example", by=member)
    AddressFactory(member=member, email="n0@home.example", kind="personal", verified_at=now())
    claim_address("n3@home.example", by=member)


def test_only_unproven_addresses_are_given_up(app, db, member):
    AddressFactory(member=member, email="kept@home.example", kind="personal", verified_at=now())
    other = MemberFactory(email="other@work.example")
    claim_address("mine@home.example", by=member)
    run_jobs(app)
    for email in ("mine@home.example", "kept@home.example", "other@work.example", member.email):
        give_up_claim(email, by=member)
    assert owner_of(db, "mine@home.example") is None
    assert owner_of(db, "other@work.example") == other.id
    assert sorted(states(member).values()) == ["personal", "work"]


def test_a_claim_given_up_before_its_mail_sends_none(app, db, member):
    claim_address("mine@home.example", by=member)
    give_up_claim("mine@home.example", by=member)
    run_jobs(app)
    assert owner_of(db, "mine@home.example") is None
    assert db.session.scalars(select(OutboxJob).where(OutboxJob.failed_at.is_not(None))).all() == []


def test_claims_are_forgotten_with_the_person(db, member):
    claim_address("mine@home.example", by=member)
    erase(member, by=MemberFactory(), secret="s" * 32)
    assert db.session.scalar(select(AddressClaim.id)) is None


def test_leaving_needs_a_proven_personal_address(member):
    AddressFactory(member=member, email="new@home.example", kind="personal")
    with pytest.raises(NeedsPersonalAddress):
        leave_company(by=member)
    assert member.position is not None


def test_leaving_ends_the_job_and_keeps_the_place(db, member):
    give_points(member, 70)
    AddressFactory(member=member, email="new@home.example", kind="personal", verified_at=now())
    session_before = member.fs_uniquifier
    leave_company(by=member)
    assert member.is_alumni
    assert member.email == "new@home.example"
    assert member.fs_uniquifier != session_before
    assert standing(member.id).balance == 70
    with pytest.raises(NotAtACompany):
        leave_company(by=member)
