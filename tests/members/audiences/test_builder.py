"""Building a rule, with and without JavaScript."""

import json

import pytest
from sqlalchemy import select

from hub.members.models import Audience
from hub.members.queries import listing
from tests.factories import (
    AudienceFactory,
    ChallengeFactory,
    CompanyFactory,
    MemberFactory,
    TierFactory,
)
from tests.queries import count_queries

NEW = "/console/audiences/new"


@pytest.fixture
def console(sign_in_as, db):
    return sign_in_as(MemberFactory(roles=("manager",), company=False, given_name="Mo"))


def condition(path, field, op, *values, **more):
    return {
        f"{path}:sort": "condition",
        f"{path}:was": more.pop("was", field),
        f"{path}:field": field,
        f"{path}:is": op,
        f"{path}:values": [str(value) for value in values],
        **{f"{path}:{name}": value for name, value in more.items()},
    }


def form(action="save", sort="all", name="Some", **parts):
    sent = {"name": name, "description": "", "action": action, "n:sort": sort}
    return sent | {key: value for part in parts.values() for key, value in part.items()}


def saved(db):
    return db.session.scalars(select(Audience)).one()


def test_a_rule_is_built_and_saved(db, console):
    tier = TierFactory(name="Gold")
    sent = form(
        a=condition("n.0", "tier", "in", tier.id),
        b={"n.1:sort": "none"},
        c=condition("n.1.0", "lifetime", "at_most", 5),
    )
    response = console.post(NEW, data=sent)
    assert response.status_code == 303
    assert saved(db).rule == {
        "all": [
            {"field": "tier", "is": "in", "values": [tier.id]},
            {"not": {"any": [{"field": "lifetime", "is": "at_most", "values": [5]}]}},
        ]
    }
    page = console.get(response.location).text
    assert "Tier is one of Gold and not (Lifetime points at most 5)" in page


def test_under_htmx_the_part_comes_back_and_the_address_moves_on(db, console, htmx):
    sent = form(a=condition("n.0", "alumni", "yes"))
    response = console.post(NEW, data=sent, headers=htmx)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert response.headers["HX-Push-Url"] == f"/console/audiences/{saved(db).id}"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (form(name="", a=condition("n.0", "alumni", "yes")), "Give it a name."),
        (form(a=condition("n.0", "country", "in")), "Country: choose at least one."),
        (form(a=condition("n.0", "seen", "in_last", "soon")), "type a number from 0 to 36500"),
        (form(a=condition("n.0", "joined", "after", "soon")), "type a date like 2026-05-31"),
        (form(a=condition("n.0", "salary", "in", "x")), "Nothing about members is called"),
        (form(a=condition("n.0", "tier", "in", "x")), "Tier cannot be asked about like this."),
        (form(a={"n.0:sort": "any"}), "An empty group says nothing"),
        (form(), "An empty group says nothing"),
        (form(a=condition("n.0", "audience", "in", 404)), "does not exist any more"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_nothing_is_saved(db, console, sent, sentence):
    response = console.post(NEW, data=sent)
    assert response.status_code == 422
    assert sentence in response.text
    assert db.session.scalar(select(Audience)) is None


def test_a_press_changes_the_tree_and_saves_nothing(db, console):
    page = console.post(NEW, data=form("add:n", a=condition("n.0", "alumni", "yes"))).text
    assert 'name="n.1:field"' in page
    page = console.post(NEW, data=form("group:n", a=condition("n.0", "alumni", "yes"))).text
    assert 'name="n.1:sort"' in page
    assert 'name="n.1.0:field"' in page
    both = {"a": condition("n.0", "alumni", "yes"), "b": condition("n.1", "crisis", "no")}
    page = console.post(NEW, data=form("remove:n.0", **both)).text
    assert 'name="n.1:field"' not in page
    assert '<option value="crisis" selected>' in page
    assert db.session.scalar(select(Audience)) is None


def test_another_field_begins_with_no_values(console):
    sent = form("look", a=condition("n.0", "country", "in", "BE", was="tag"))
    page = console.post(NEW, data=sent).text
    assert 'name="n.0:values"' not in page
    assert "Not finished, so it does not count yet." in page


def test_who_is_in_is_counted_shown_and_explained(db, console):
    acme = CompanyFactory(name="Acme", segment="SMB")
    MemberFactory(given_name="Ada", company=acme, email="ada@acme.example")
    MemberFactory(given_name="Bob", email="bob@other.example")
    sent = form("look", a=condition("n.0", "company", "in", typed="acme"))
    page = console.post(NEW, data=sent).text
    assert "1 person" in page
    assert "Ada" in page
    assert "Company is one of Acme" in page
    picked = form("look", a=condition("n.0", "company", "in", acme.id))
    page = console.post(NEW, data={**picked, "who": "ada@acme.example"}).text
    assert "Ada Example is in." in page
    page = console.post(NEW, data={**picked, "who": "Bob"}).text
    assert "Bob Example is out." in page
    assert "Nobody here is called that" in console.post(NEW, data={**picked, "who": "Zoe"}).text
    assert "Whom do you mean?" in console.post(NEW, data={**picked, "who": "Example"}).text


def test_a_name_that_several_have_is_asked_back(console):
    for _time in range(2):
        CompanyFactory(name="Acme", name_key="acme")
    sent = form(a=condition("n.0", "company", "in", typed="Acme"))
    response = console.post(NEW, data=sent)
    assert response.status_code == 422
    assert "Several are called “Acme”. Type the account." in response.text
    assert 'value="Acme"' in response.text


def test_the_second_of_two_managers_is_told(db, console):
    audience = AudienceFactory(name="Some")
    page = console.get(f"/console/audiences/{audience.id}").text
    edition = page.split('name="edition" type="hidden" value="')[1].split('"')[0]
    audience.rule = {"field": "alumni", "is": "no", "values": []}
    db.session.flush()
    sent = form(a=condition("n.0", "crisis", "yes")) | {"edition": edition}
    response = console.post(f"/console/audiences/{audience.id}", data=sent)
    assert response.status_code == 422
    assert "Somebody saved this after you had opened it." in response.text


def test_json_is_shown_and_taken(db, console):
    audience = AudienceFactory()
    address = f"/console/audiences/{audience.id}/json"
    assert "&#34;alumni&#34;" in console.get(address).text
    rule = {"not": {"field": "alumni", "is": "yes", "values": []}}
    assert console.post(address, data={"rule": json.dumps(rule)}).status_code == 303
    assert audience.rule == rule
    circle = {"field": "audience", "is": "in", "values": [audience.id]}
    for wrong in ("{", "[" * 9000, json.dumps(circle), "x" * 100_001):
        response = console.post(address, data={"rule": wrong})
        assert response.status_code == 422
        assert 'aria-invalid="true"' in response.text
    assert audience.rule == rule


def test_what_is_used_says_by_what_and_what_is_not_goes(db, console):
    used, free = AudienceFactory(), AudienceFactory()
    ChallengeFactory(audience_id=used.id)
    address = f"/console/audiences/{used.id}/deletion"
    assert "Challenges: 1" in console.get(address).text
    assert console.post(address).status_code == 409
    assert console.post(f"/console/audiences/{free.id}/deletion").status_code == 303
    assert db.session.scalars(select(Audience)).all() == [used]


def test_the_list_takes_as_many_selects_for_many(console):
    AudienceFactory()
    console.get("/console/audiences")
    few = count_queries(lambda: console.get("/console/audiences"))
    for _time in range(20):
        AudienceFactory()
    assert count_queries(lambda: console.get("/console/audiences")) == few


IN_TURN, NOT_IN_TIME, ALL_AT_ONCE = (
    {},
    {"in_time": lambda *_: None},
    {"_is_common": lambda _id: False},
)


@pytest.mark.parametrize("way", [IN_TURN, NOT_IN_TIME, ALL_AT_ONCE])
def test_members_are_listed_by_audience(console, monkeypatch, way):
    for name, value in way.items():
        monkeypatch.setattr(listing, name, value)
    ada = MemberFactory(given_name="Ada", country="BE")
    MemberFactory(given_name="Bob", country="DE")
    audience = AudienceFactory(rule={"field": "country", "is": "in", "values": ["BE"]})
    page = console.get(f"/console/members?audience={audience.id}").text
    assert "Ada" in page
    assert "Bob" not in page
    lines = console.get(f"/console/members.csv?audience={audience.id}").text
    assert ada.email in lines
    assert "Bob" not in lines


def test_a_csm_does_not_see_audiences(sign_in_as, db):
    csm = sign_in_as(MemberFactory(roles=("csm",)))
    assert csm.get("/console/audiences").status_code == 403
    assert csm.post(NEW, data=form()).status_code == 403
