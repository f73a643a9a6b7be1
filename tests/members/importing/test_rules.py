"""What an import does to people and companies, one rule at a time."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from hub import clock
from hub.audit import AuditEntry
from hub.members.importing.refused import NotUtf8
from hub.members.importing.verb import import_members
from hub.members.models import Company, Member
from hub.members.operations.people import end_position, erase, start_position
from hub.members.queries.addresses import address, member_signing_in
from tests.factories import CompanyFactory, MemberFactory
from tests.members.importing.exports import SECRET, bring, contact, export, lines


def only(db):
    return db.session.scalars(select(Member)).one()


@pytest.fixture(autouse=True)
def _fresh(db):
    """Imports write past the session: tests must not see what it remembers."""
    db.session.expire_all()


def test_a_contact_becomes_an_advocate_at_a_company(db):
    bring(contact(1, Email="  ADA@Work.Example ", Tags="beta; speaker;;beta", Notes="=1+1"))
    ada = only(db)
    assert (ada.name, ada.email) == ("Ada Example 1", "ada@work.example")
    assert [role.name for role in ada.roles] == ["advocate"]
    assert (ada.company.name, ada.position.title) == ("Acme", "Analyst")
    assert (ada.tags, ada.notes) == (["beta", "speaker"], "=1+1")
    assert member_signing_in("ada@work.example") == ada


def test_somebody_without_a_name_is_called_by_the_address(db):
    bring(contact(1, First_Name=" ", Last_Name=""))
    assert only(db).name == "ada-1"


def test_the_last_row_about_somebody_wins(db):
    report = bring(
        contact(1, Title="Analyst"),
        contact(1, Title="Director"),
        contact(2, Email="ADA-1@work.example", Title="Boss"),
    )
    assert (report.imported, report.duplicates) == (1, 2)
    assert (only(db).position.title, only(db).contact_id) == ("Boss", "C-2")


def test_a_second_file_updates_who_changed(db):
    bring(contact(1), contact(2))
    report = bring(contact(1, Title="Director", Tags="vip"), contact(2))
    assert (report.imported, report.updated, report.unchanged) == (0, 1, 1)
    changed = db.session.scalars(select(Member).where(Member.contact_id == "C-1")).one()
    assert (changed.position.title, changed.tags) == ("Director", ["vip"])


def test_a_new_address_of_a_known_contact_replaces_the_old_one(db):
    bring(contact(1))
    report = bring(contact(1, Email="ada@new.example"))
    assert report.updated == 1
    assert member_signing_in("ada@new.example") == only(db)
    assert member_signing_in("ada-1@work.example") is None
    assert bring(contact(1, Email="ada@new.example")).changes == 0


def test_every_address_that_a_file_gave_is_recognised_later(db):
    bring(contact(1, Email="old@work.example"), contact(1, Email="new@work.example"))
    assert only(db).email == "new@work.example"
    report = bring(contact(9, Email="old@work.example", Title="Analyst"))
    assert (report.imported, report.updated) == (0, 1)


def test_a_row_that_means_two_people_is_rejected(db):
    bring(contact(1), contact(2))
    report = bring(contact(1, Email="ada-2@work.example"))
    assert (report.rejected["conflict"], report.changes) == (1, 0)
    report = bring(contact(3), contact(4), contact(3, Email="ada-4@work.example"))
    assert (report.rejected["conflict"], report.imported) == (1, 2)


def test_a_contact_id_in_conflict_stays_where_it_is(db):
    bring(contact(1), contact(2))
    same = contact(3, Email="ada-1@work.example", Last_Name="Example 1")
    rows = (same, contact(1, Email="ada-2@work.example"))
    for _time in range(2):
        report = bring(*rows)
        assert (report.rejected["conflict"], report.changes) == (1, 0)


def test_two_rows_about_one_member_are_one_person(db):
    """Once by the Contact ID, once by the address: the same member, the last row wins."""
    bring(contact(1))
    rows = (contact(1, Email="ada@new.example"), contact(2, Email="ada-1@work.example"))
    report = bring(*rows)
    assert (report.updated, report.duplicates, report.imported) == (1, 1, 0)
    again = bring(*rows)
    assert (again.changes, again.duplicates, again.unchanged) == (0, 1, 1)


def test_leaving_makes_alumni_with_a_candidate_address(db):
    bring(contact(1))
    left = contact(1, Left_Company="TRUE", Personal_Email="Ada@Home.example")
    session = only(db).fs_uniquifier
    report = bring(left)
    assert (report.updated, report.alumni) == (1, 1)
    db.session.expire_all()
    ada = only(db)
    assert ada.is_alumni
    assert ada.fs_uniquifier != session
    assert member_signing_in("ada-1@work.example") is None
    candidate = address("ada@home.example")
    assert (candidate.kind, candidate.verified_at, candidate.signs_in) == ("personal", None, False)
    assert bring(left).changes == 0


def test_a_newcomer_who_left_is_alumni_at_once(db):
    report = bring(contact(1, Left_Company="TRUE", Personal_Email="ada-1@work.example"))
    assert report.alumni == 1
    assert only(db).is_alumni
    assert address("ada-1@work.example").kind == "personal"


def test_a_personal_address_of_somebody_else_is_left_alone(db):
    MemberFactory(email="taken@home.example")
    report = bring(
        contact(1, Left_Company="TRUE", Personal_Email="taken@home.example"),
        contact(2, Left_Company="TRUE", Personal_Email="both@home.example"),
        contact(3, Left_Company="TRUE", Personal_Email="both@home.example"),
        contact(4, Left_Company="TRUE", Personal_Email="no address"),
        contact(5, Left_Company="TRUE", Personal_Email="ada-6@work.example"),
        contact(6),
    )
    assert report.warnings == {"personal_email_unusable": 4}
    assert address("both@home.example").member.contact_id == "C-2"


def test_an_export_that_is_behind_brings_nobody_back_to_a_company(db):
    bring(contact(1))
    end_position(only(db))
    report = bring(contact(1))
    assert (report.changes, report.warnings) == (0, {"stays_left": 1})
    assert only(db).is_alumni
    assert member_signing_in("ada-1@work.example") is None


def test_an_export_that_is_behind_ends_no_newer_position(db):
    bring(contact(1))
    start_position(only(db), CompanyFactory(name="Globex"))
    assert bring(contact(1, Left_Company="TRUE")).changes == 0
    assert only(db).company.name == "Globex"


def test_a_move_to_another_company_ends_the_first_position(db):
    bring(contact(1))
    bring(contact(1, Account_ID="A-2", Account_Name="Globex", Email="ada@globex.example"))
    db.session.expire_all()
    ada = only(db)
    assert [(p.company.name, p.ended_on is None) for p in ada.positions] == [
        ("Acme", False),
        ("Globex", True),
    ]
    assert ada.email == "ada@globex.example"


def test_who_opted_out_is_never_stored_not_even_from_an_earlier_row(db):
    report = bring(contact(1), contact(1, Opted_Out="TRUE"), contact(2, Opted_Out="true"))
    assert report.rejected == {"opted_out": 3}
    assert report.imported == report.duplicates == 0
    assert db.session.scalars(select(Member)).all() == []


def test_who_was_erased_stays_erased(db):
    bring(contact(1), contact(2))
    ada = db.session.scalars(select(Member).where(Member.contact_id == "C-1")).one()
    erase(ada, by=MemberFactory(), secret=SECRET)
    report = bring(contact(1), contact(1, Email="ada@new.example"), contact(2))
    assert (report.tombstoned, report.imported, report.duplicates) == (2, 0, 0)
    assert report.unchanged == 1
    report = bring(contact(7, Email="ada-1@work.example"))
    assert report.tombstoned == 1
    assert address("ada@new.example") is None


def test_companies_are_told_apart_by_account_else_by_name(db):
    bring(
        contact(1, Account_ID="A-1", Account_Name="Acme"),
        contact(2, Account_ID="A-1", Account_Name="ACME  "),
        contact(3, Account_ID="A-2", Account_Name="Acme"),
        contact(4, Account_ID="", Account_Name=" Straße "),
        contact(5, Account_ID="", Account_Name="STRASSE"),
        contact(6, Account_ID="", Account_Name=""),
    )
    names = db.session.execute(select(Company.account_id, Company.name).order_by(Company.id))
    assert [tuple(row) for row in names] == [("A-1", "Acme"), ("A-2", "Acme"), (None, "Straße")]


def test_a_company_takes_what_the_file_says_and_keeps_the_rest(db):
    bring(contact(1, Segment="SMB", Region="EMEA", First_Value_Date="2024-03-05"))
    report = bring(contact(1, Segment="Enterprise", First_Value_Date=""))
    assert (report.companies_changed, report.updated) == (1, 0)
    company = db.session.scalars(select(Company)).one()
    db.session.refresh(company)
    assert (company.segment, company.region) == ("Enterprise", "EMEA")
    assert company.first_value_on == date(2024, 3, 5)


def test_first_value_is_the_earliest_that_a_contact_of_the_company_names(db):
    bring(contact(1, First_Value_Date="03/05/2024"), contact(2, First_Value_Date="2023-01-31"))
    assert db.session.scalars(select(Company.first_value_on)).one() == date(2023, 1, 31)


@pytest.mark.parametrize("text", ["sometime", "0000-00-00", "31/12/2024", "2024-1-1", "20240101"])
def test_what_is_not_a_date_is_left_empty_and_warned_about(db, text):
    report = bring(contact(1, Customer_Since=text))
    assert (report.warnings, report.warned) == ({"bad_date": 1}, [(2, "bad_date")])
    assert db.session.scalars(select(Company.customer_since)).one() is None


def test_first_value_is_not_reached_on_a_day_to_come(db):
    tomorrow = clock.today() + timedelta(days=1)
    report = bring(
        contact(1, First_Value_Date=tomorrow.isoformat()),
        contact(2, Account_ID="AC-2", Account_Name="B", First_Value_Date=clock.today().isoformat()),
    )
    assert (report.warnings, report.warned) == ({"not_yet_reached": 1}, [(2, "not_yet_reached")])
    days = db.session.scalars(select(Company.first_value_on).order_by(Company.id)).all()
    assert days == [None, clock.today()]


def test_columns_that_the_file_does_not_have_are_left_alone(db):
    bring(contact(1, Tags="beta", Notes="Hello"))
    few = ("Contact ID", "First Name", "Last Name", "Email", "Account ID", "Account Name",
           "Left Company", "Opted Out")  # fmt: skip
    report = bring(contact(1), columns=few)
    assert report.unchanged == 1
    assert (only(db).tags, only(db).position.title) == (["beta"], "Analyst")


def test_one_line_of_audit_says_what_an_import_did(db):
    manager = MemberFactory(roles=("manager",))
    bring(contact(1), by=manager)
    bring(contact(1), by=manager)
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "members.imported")
    ).one()
    assert (entry.actor_id, entry.after["imported"]) == (manager.id, 1)


def test_nobody_becomes_a_manager_by_giving_one_another_address(db):
    manager = MemberFactory(roles=("manager",), email="boss@vendor.example", contact_id="C-1")
    report = bring(contact(1, Email="mine@evil.example"), contact(1, Email="own@evil.example"))
    assert report.rejected == {"staff": 2}
    assert (report.updated, report.duplicates) == (0, 0)
    assert address("own@evil.example") is None
    assert member_signing_in("boss@vendor.example") == manager


def test_nothing_is_written_when_the_file_turns_out_bad_at_its_end(db):
    content = export(contact(1)) + b"\xff\n"
    with pytest.raises(NotUtf8):
        import_members(lines(content), by=None, secret=SECRET)
    assert db.session.scalars(select(Member)).all() == []
