"""The manager's pages of companies."""

from datetime import date

import pytest
from sqlalchemy import select

from hub.audit import AuditEntry
from tests.factories import CompanyFactory, MemberFactory, PositionFactory


@pytest.fixture
def acme(db):
    return CompanyFactory(name="Acme", name_key="acme", domains=["acme.example"])


@pytest.fixture
def console(sign_in_as, db):
    return sign_in_as(MemberFactory(roles=("manager",), company=False))


def test_the_list_counts_current_people_and_searches(console, acme, htmx):
    MemberFactory(company=acme)
    CompanyFactory(name="Globex", name_key="globex")
    page = console.get("/console/companies?q=acme.example", headers=htmx).text
    assert "Acme" in page
    assert "Globex" not in page
    assert "<html" not in page
    assert "No company like that" in console.get("/console/companies?q=zzz").text


def test_the_page_shows_people_and_facts(console, acme):
    MemberFactory(given_name="Ada", company=acme)
    page = console.get(f"/console/companies/{acme.id}").text
    assert "Ada" in page
    assert "1 member works here" in page
    assert console.get("/console/companies/999999").status_code == 404


def test_who_left_is_counted_apart(console, acme):
    page = f"/console/companies/{acme.id}"
    assert "who left" not in console.get(page).text
    MemberFactory(company=acme)
    gone, back = (MemberFactory(company=acme) for _ in range(2))
    for member in (gone, back):
        member.positions[0].ended_on = date(2026, 1, 31)
    PositionFactory(member=back, company=acme)
    text = console.get(page).text
    assert "2 members work here" in text
    assert "The list also shows 1 who left." in text


def test_a_change_is_saved_and_on_record(db, console, acme):
    form = {"name": "Acme Inc", "segment": "SMB", "in_crisis_until": "2027-01-31"}
    response = console.post(f"/console/companies/{acme.id}/profile", data=form)
    assert response.status_code == 303
    assert (acme.name, acme.name_key, acme.segment) == ("Acme Inc", "acme inc", "SMB")
    assert acme.in_crisis_until == date(2027, 1, 31)
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "company.updated")
    ).one()
    assert entry.after["segment"] == "SMB"
    assert "domains" not in entry.after


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"name": "", "segment": "SMB"}, "Type a name."),
        ({"name": "Globex", "segment": "SMB"}, "has this name"),
        ({"name": "Acme", "segment": "SMB", "first_value_on": "soon"}, "Not a valid date"),
        ({"name": "Acme", "segment": "SMB", "first_value_on": "2199-01-01"}, "still to come"),
    ],
)
def test_what_is_not_right_comes_back_as_typed(db, console, form, sentence):
    CompanyFactory(name="Globex", name_key="globex", account_id=None)
    company = CompanyFactory(name="Acme", name_key="acme", account_id=None)
    db.session.commit()
    response = console.post(f"/console/companies/{company.id}/profile", data=form)
    assert response.status_code == 422
    assert sentence in response.text
    assert 'value="SMB"' in response.text
    assert company.name == "Acme"


def test_csms_look_and_do_not_change(sign_in_as, acme):
    csm = sign_in_as(MemberFactory(roles=("csm",)))
    assert csm.get(f"/console/companies/{acme.id}").status_code == 200
    assert csm.get(f"/console/companies/{acme.id}/profile").status_code == 403
    assert csm.post(f"/console/companies/{acme.id}/profile").status_code == 403
    advocate = sign_in_as(MemberFactory())
    assert advocate.get("/console/companies").status_code == 403
    assert advocate.get(f"/console/companies/{acme.id}").status_code == 403
