"""The page of the dry run: what it counts, who is behind it, what it says of bad input."""

from datetime import timedelta

import pytest

from hub import clock
from hub.advocacy.models import Ask
from hub.db import db as hub_db
from tests.factories import ActKindFactory, AudienceFactory, CompanyFactory, MemberFactory
from tests.queries import count_queries

PAGE = "/console/asks/dry-run"


@pytest.fixture
def client(db, sign_in_as):
    manager = MemberFactory(roles=("manager",), company=CompanyFactory(name="Ours"))
    return sign_in_as(manager)


@pytest.fixture
def kind(db):
    return ActKindFactory(name="Say hello", weight=20)


@pytest.fixture
def company(db):
    return CompanyFactory(name="Acme", first_value_on=clock.today())


def test_managers_only(client, kind, sign_in_as):
    stranger = sign_in_as(MemberFactory(roles=("csm",)))
    for address in (PAGE, f"{PAGE}/members?kind={kind.id}"):
        assert client.get(address).status_code == 200
        assert stranger.get(address).status_code == 403


def test_first_it_says_what_it_is_for(client):
    page = client.get(PAGE).text
    assert "Nothing tried out yet" in page
    assert "What the guard says" not in page


def test_it_counts_by_rule_and_leads_to_who(client, kind, company):
    free = MemberFactory(given_name="Grace", company=company)
    kind.weight = 1
    page = client.get(f"{PAGE}?kind={kind.id}").text
    assert "No ask before the company has reached first value." in page
    who = client.get(f"{PAGE}/members?kind={kind.id}&rule=first_value").text
    assert "Ours has not reached first value yet." in who
    assert "it lifts when what the rule waits for has happened" in who
    assert "Grace" not in who
    assert free.name in client.get(f"{PAGE}/members?kind={kind.id}").text
    assert hub_db.session.query(Ask).count() == 0


def test_colleagues_share_a_budget(client, kind, company):
    MemberFactory.create_batch(5, company=company)
    page = client.get(f"{PAGE}?kind={kind.id}&whom=company&company=acme&weight=10").text
    assert "1 company has less room in its budget" in page
    assert "Of 1 company, 1 would have no room left" in page


def test_too_little_data_is_said(client, kind, company):
    MemberFactory(company=company)
    page = client.get(f"{PAGE}?kind={kind.id}&weight=1&points=100").text
    assert page.count("Too little data") == 3
    assert "If everybody who can be asked did it: 100." in page
    assert "No ask for this has been closed yet." in page


def test_the_day_lies_ahead(client, kind, company):
    MemberFactory(company=company)
    company.first_value_on = clock.today() + timedelta(days=10)
    address = f"{PAGE}?kind={kind.id}&weight=1&whom=company&company=acme"
    assert "Nobody may be asked" in client.get(address).text
    later = client.get(f"{address}&on={clock.today() + timedelta(days=10)}").text
    assert "No rule speaks against asking any of them." in later


def test_nobody_to_ask(client, kind):
    nobody = AudienceFactory()
    address = f"{PAGE}?kind={kind.id}&whom={nobody.id}"
    assert "There is nobody to ask" in client.get(address).text


def test_an_audience_is_asked(client, kind, company):
    MemberFactory(given_name="Grace", company=company)
    MemberFactory(given_name="Alan")
    some = AudienceFactory(rule={"field": "company", "is": "in", "values": [company.id]})
    address = f"kind={kind.id}&weight=1&whom={some.id}"
    assert "No rule speaks against asking any of them." in client.get(f"{PAGE}?{address}").text
    who = client.get(f"{PAGE}/members?{address}").text
    assert "Grace" in who
    assert "Alan" not in who


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("kind=0", "Choose what you would ask for."),
        ("kind=x", "Choose what you would ask for."),
        ("kind=999999", "Not a valid choice."),
        ("kind={kind}&whom=company", "Type the name of the company."),
        ("kind={kind}&whom=company&company=Nowhere", "No company has this name"),
        ("kind={kind}&on=2020-01-01", "This day is over."),
        ("kind={kind}&on=9999-12-31", "within a year"),
        ("kind={kind}&on=soon", "Choose a day."),
        ("kind={kind}&weight=-1", "Type a number from 0 to 100."),
        ("kind={kind}&points=many", "Type a number from 0 to 1,000,000."),
        ("kind={kind}&whom=x", "Not a valid choice."),
    ],
)
def test_bad_input_is_told_in_a_sentence(client, kind, htmx, query, sentence):
    address = f"{PAGE}?{query.format(kind=kind.id)}"
    for response in (client.get(address), client.get(address, headers=htmx)):
        assert response.status_code == 422
        assert sentence in response.text
        assert "Nothing tried out yet" not in response.text
    assert client.get(address.replace("dry-run?", "dry-run/members?")).status_code == 303


def test_a_rule_that_there_is_not(client, kind):
    assert client.get(f"{PAGE}/members?kind={kind.id}&rule=x").status_code == 404


def test_htmx_gets_the_part(client, kind, htmx):
    response = client.get(f"{PAGE}?kind={kind.id}", headers=htmx)
    assert "<html" not in response.text
    assert 'id="dry-run"' in response.text


def test_behind_a_count_as_many_selects_however_many_there_are(client, kind, company):
    MemberFactory.create_batch(2, company=company)
    kind.weight = 1
    address = f"{PAGE}/members?kind={kind.id}"
    client.get(address)
    few = count_queries(lambda: client.get(address))
    MemberFactory.create_batch(55, company=company)
    assert count_queries(lambda: client.get(address)) == few
    assert "Show more" in client.get(address).text
