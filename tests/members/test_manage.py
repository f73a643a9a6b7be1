"""The manager's pages of members: finding them."""

import pytest
from sqlalchemy import event

from tests.factories import MemberFactory, PositionFactory


@pytest.fixture
def queries(db):
    seen = []

    def note(*args):
        seen.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def test_the_list_finds_by_name_address_and_company(console, ada):
    MemberFactory(given_name="Grace")
    for words in ("byron", "ada acme", "ADA@ACME", "acm byr"):
        page = console.get("/console/members", query_string={"q": words}).text
        assert "Ada Byron" in page
        assert "Grace" not in page
    assert "Nobody like that" in console.get("/console/members?q=nobody%25").text


def test_the_list_is_a_fragment_for_htmx(console, ada, htmx):
    page = console.get("/console/members?q=ada", headers=htmx).text
    assert "<html" not in page
    assert 'id="members"' in page


def test_filters_narrow_the_list(console, ada, manager):
    gone = MemberFactory(given_name="Gone", company=False)
    PositionFactory(member=gone, ended_on=gone.joined_at.date())
    assert "Gone" in console.get("/console/members?standing=alumni").text
    assert "Ada" not in console.get("/console/members?standing=alumni").text
    assert "Gone" not in console.get("/console/members?standing=current").text
    page = console.get("/console/members?role=manager").text
    assert "Mona" in page
    assert "Ada Byron" not in page
    page = console.get(f"/console/members?company={ada.company.id}").text
    assert "Ada Byron" in page
    assert "Mona Example" not in page.split('id="members"')[1]


@pytest.mark.parametrize("path", ["/console/members", "/console/companies"])
def test_lists_cost_the_same_for_3_and_20_rows(console, queries, path):
    for _number in range(3):
        MemberFactory()
    console.get(path)
    queries.clear()
    console.get(path)
    few = len(queries)
    for _number in range(17):
        MemberFactory()
    queries.clear()
    console.get(path)
    assert len(queries) == few


def test_the_export_is_safe_to_open_in_a_spreadsheet(console, ada):
    MemberFactory(given_name="=1+1", family_name="Evil")
    response = console.get("/console/members.csv")
    assert response.mimetype == "text/csv"
    assert "Ada Byron,ada@acme.example,Analyst,Acme,current,advocate" in response.text
    assert "'=1+1 Evil" in response.text


def test_the_page_of_a_member(console, ada):
    page = console.get(f"/console/members/{ada.id}").text
    for text in ("Ada Byron", "Acme", "ada@<wbr>acme.<wbr>example", "Signs in"):
        assert text in page


def test_csms_look_and_advocates_do_not(sign_in_as, ada):
    csm = sign_in_as(MemberFactory(roles=("csm",)))
    assert csm.get("/console/members").status_code == 200
    page = csm.get(f"/console/members/{ada.id}").text
    assert "Deactivate" not in page
    advocate = sign_in_as(ada)
    for path in ("/console/members", f"/console/members/{ada.id}", "/console/members.csv"):
        assert advocate.get(path).status_code == 403
    assert csm.get("/console/members.csv").status_code == 403


def test_what_is_not_there_is_not_found(console, ada):
    assert console.get("/console/members/999999").status_code == 404
    ada.erased_at = ada.joined_at
    assert console.get(f"/console/members/{ada.id}").status_code == 404
