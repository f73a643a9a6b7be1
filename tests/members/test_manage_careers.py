"""The manager's page of a member who changes jobs."""

import pytest

from hub.members.queries.addresses import address, member_signing_in
from tests.factories import CompanyFactory, MemberFactory
from tests.members.recorded import actions


def test_leaving_says_what_will_happen_and_does_it(db, console, ada):
    path = f"/console/members/{ada.id}/departure"
    page = console.get(path).text
    assert f'<h1 dir="auto">Did Ada Byron leave {ada.company.name}?</h1>' in page
    assert "no longer signs in" in page
    response = console.post(path, data={"personal_email": "Ada@Home.example"})
    assert response.status_code == 303
    assert ada.is_alumni
    assert member_signing_in("ada@acme.example") is None
    assert address("ada@home.example").kind == "personal"
    assert "position.ended" in actions(db)


@pytest.mark.parametrize("email", ["nonsense", "ada@acme.example", "other@x.example"])
def test_a_personal_address_that_cannot_be_changes_nothing(db, console, ada, email):
    MemberFactory(email="other@x.example")
    db.session.commit()
    response = console.post(f"/console/members/{ada.id}/departure", data={"personal_email": email})
    assert response.status_code == 422
    assert f'value="{email}"' in response.text
    assert not ada.is_alumni


def test_leaving_twice_says_that_it_was_done(console, ada):
    path = f"/console/members/{ada.id}/departure"
    console.post(path)
    response = console.post(path)
    assert response.status_code == 409
    assert "no current position" in response.text


def test_a_new_position_ends_the_old_one_and_its_address(db, console, ada):
    CompanyFactory(name="Globex", name_key="globex")
    path = f"/console/members/{ada.id}/position"
    assert "Globex" in console.get(path).text
    form = {"company": " globex ", "title": "Lead", "work_email": "ada@globex.example"}
    assert console.post(path, data=form).status_code == 303
    assert (ada.company.name, ada.position.title, ada.email) == (
        "Globex",
        "Lead",
        "ada@globex.example",
    )
    assert member_signing_in("ada@acme.example") is None
    assert "position.started" in actions(db)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"company": "Nowhere"}, "No company has this name"),
        ({"company": "Twin"}, "Type the account"),
        ({"company": "Acme", "work_email": "new@x.example"}, "works there already"),
        ({"company": "Globex"}, "could no longer sign in"),
        ({"company": "Globex", "work_email": "other@x.example"}, "already has this address"),
    ],
)
def test_a_position_that_cannot_be_says_why(db, console, ada, form, sentence):
    CompanyFactory(name="Globex", name_key="globex")
    CompanyFactory(name="Twin", name_key="twin")
    CompanyFactory(name="Twin", name_key="twin")
    MemberFactory(email="other@x.example")
    db.session.commit()
    response = console.post(f"/console/members/{ada.id}/position", data=form)
    assert response.status_code == 422
    assert sentence in response.text
    assert f'value="{form["company"]}"' in response.text
    assert ada.company.name == "Acme"
    assert member_signing_in("ada@acme.example") == ada
