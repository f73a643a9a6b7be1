"""The console's pages of acts: logged, taken back, many at once, kinds, banks."""

import io
import re

import pytest

from hub import clock
from hub.advocacy.models import Act, ActKind
from tests.factories import ActFactory, ActKindFactory, MemberFactory


@pytest.fixture
def member(db):
    return MemberFactory(email="ada@work.example")


@pytest.fixture
def csm(db, sign_in_as):
    return sign_in_as(MemberFactory(roles=("csm",)))


@pytest.fixture
def manager(db, sign_in_as):
    return sign_in_as(MemberFactory(roles=("manager",)))


@pytest.fixture
def stranger(db, sign_in_as):
    return sign_in_as(MemberFactory())


def filled(tab, kind, **changes):
    page = tab.get("/console/acts/new").text
    token = re.search(r'name="token"[^>]*value="([0-9a-f]{32})"', page)[1]
    data = {
        "token": token,
        "email": "ada@work.example",
        "kind_id": kind.id,
        "occurred_on": "2026-05-31",
        "note": "At the spring meeting",
    }
    return data | changes


def acts(db):
    db.session.expire_all()
    return db.session.query(Act).order_by(Act.id).all()


def test_a_csm_logs_an_act_and_a_double_click_logs_it_once(db, csm, member):
    kind = ActKindFactory(name="Keynote")
    data = filled(csm, kind)
    for _ in range(2):
        answer = csm.post("/console/acts/new", data=data)
        assert answer.status_code == 303
    page = csm.get(answer.location).text
    assert "On record: Keynote of" in page
    assert len(acts(db)) == 1
    assert "At the spring meeting" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "nobody@work.example"}, "Nobody here has this address"),
        ({"email": ""}, "Type an address"),
        ({"occurred_on": "2999-01-01"}, "still to come"),
        ({"occurred_on": "31 May"}, "Choose the day on which it was"),
        ({"occurred_on": "1989-12-31"}, "before 1990"),
        ({"kind_id": "999999"}, "Not a valid choice"),
        ({"kind_id": "0"}, "Choose what it was"),
        ({"token": "x"}, "This form was no longer good. It is now: send it once more."),
        ({"note": "x" * 2001}, "longer than"),
    ],
)
def test_bad_input_comes_back_with_a_sentence_and_what_was_typed(
    db, csm, member, changes, sentence
):
    data = filled(csm, ActKindFactory(), **changes)
    answer = csm.post("/console/acts/new", data=data)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert data["note"] in answer.text
    assert not acts(db)


def test_no_kind_is_chosen_beforehand_and_all_that_is_wrong_is_told_at_once(csm):
    kind = ActKindFactory(name="Keynote")
    page = csm.get("/console/acts/new").text
    assert page.index('value="0">Choose…') < page.index("Keynote")
    assert f'selected value="{kind.id}"' not in page
    wrong = filled(csm, kind, email="nobody@work.example", occurred_on="2999-01-01", kind_id="0")
    answer = csm.post("/console/acts/new", data=wrong).text
    for sentence in ("Nobody here has this address", "still to come", "Choose what it was"):
        assert sentence in answer


def test_the_form_proposes_the_member_whose_page_led_here(csm, member):
    page = csm.get(f"/console/acts/new?member={member.id}").text
    assert "ada@work.example" in page
    for nobody in ("999999", "x", "9" * 30):
        assert csm.get(f"/console/acts/new?member={nobody}").status_code == 200


def test_an_act_is_taken_back_with_a_reason(db, csm, member):
    act = ActFactory(member=member, note="A talk")
    path = f"/console/acts/{act.id}/taking-back"
    assert "A talk" in csm.get(path).text
    assert csm.post(path, data={"because": " "}).status_code == 422
    assert csm.post(path, data={"because": "Another Ada"}).status_code == 303
    assert "It counts no more: Another Ada" in csm.get(f"/console/acts?member={member.id}").text
    assert csm.get(path).status_code == 303
    assert csm.post(path, data={"because": "Once more"}).status_code in (303, 409)
    assert acts(db)[0].taken_back_because == "Another Ada"


def test_strangers_have_no_business_here(db, stranger, member):
    act, kind = ActFactory(), ActKindFactory()
    for path in (
        "/console/acts",
        "/console/acts/new",
        "/console/acts/lines",
        "/console/acts/export.csv",
        f"/console/acts/{act.id}/taking-back",
        f"/console/members/{member.id}/bank",
        f"/console/companies/{member.company.id}/bank",
        "/console/settings/act-kinds",
        f"/console/settings/act-kinds/{kind.id}",
    ):
        assert stranger.get(path).status_code == 403, path
    assert stranger.post(f"/console/acts/{act.id}/taking-back").status_code == 403
    assert stranger.post(f"/console/settings/act-kinds/{kind.id}/retirement").status_code == 403


def test_a_csm_logs_acts_and_does_not_decide_what_they_are_worth(csm):
    assert csm.get("/console/settings/act-kinds").status_code == 403


# Many at once

LINES = """email,kind,date,note
ada@work.example,review,2026-05-30,"On a portal,
in two lines"
ADA@work.example,Reference call,2026-05-31,
ada@work.example,review,2026-05-30,"On a portal,
in two lines"
"""


def test_lines_are_looked_at_before_they_are_recorded_and_recorded_once(db, csm, member):
    looked = csm.post("/console/acts/lines", data={"lines": LINES})
    assert looked.status_code == 200
    assert "3 acts would be put on record" in looked.text
    assert not acts(db)
    for _ in range(2):
        recorded = csm.post("/console/acts/lines", data={"lines": LINES, "apply": "1"})
        assert recorded.status_code == 303
    assert [act.kind.slug for act in acts(db)] == ["review", "reference-call", "review"]
    assert acts(db)[0].note == "On a portal,\nin two lines"
    again = csm.post("/console/acts/lines", data={"lines": LINES})
    assert "3 lines are on record already" in again.text
    assert "0 acts would be put on record" in again.text
    back = csm.post("/console/acts/lines", data={"lines": LINES, "back": "1"})
    assert "ADA@work.example" in back.text


def test_a_file_takes_the_place_of_what_is_pasted(csm, member):
    file = (io.BytesIO(b"\xef\xbb\xbf" + LINES.encode()), "acts.csv")
    answer = csm.post("/console/acts/lines", data={"file": file, "lines": ""})
    assert "3 acts would be put on record" in answer.text


def test_semicolons_separate_as_well(csm, member):
    text = "email;kind;date;note\nada@work.example;review;2026-05-30;Good, short\n"
    answer = csm.post("/console/acts/lines", data={"lines": text})
    assert "1 act would be put on record" in answer.text
    assert "Good, short" in answer.text


def test_a_file_that_is_not_in_utf_8_is_refused(csm, member):
    file = (io.BytesIO(LINES.replace("portal", "Café").encode("latin-1")), "acts.csv")
    answer = csm.post("/console/acts/lines", data={"file": file, "lines": ""})
    assert answer.status_code == 422
    assert "not in UTF-8" in answer.text


def test_a_long_file_is_read_to_its_end(csm, member):
    long = f"ada@work.example,review,2026-05-30,{'é' * 2000}\n" * 110
    text = f"email,kind,date,note\n{long}nobody@work.example,review,2026-05-30,\n"
    file = (io.BytesIO(text.encode()), "acts.csv")
    answer = csm.post("/console/acts/lines", data={"file": file, "lines": ""})
    assert "Line 112:" in answer.text


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("nobody@work.example,review,2026-05-30,", "Nobody here has the address"),
        ("ada@work.example,juggling,2026-05-30,", "There is no kind “juggling”"),
        ("ada@work.example,review,30.5.2026,", "“30.5.2026” is no day"),
        ("ada@work.example,review,2999-05-30,", "2999-05-30 is still to come"),
        ("ada@work.example,review,0026-05-30,", "0026-05-30 is before 1990"),
        (f"ada@work.example,review,2026-05-30,{'x' * 2001}", "The note is longer than"),
        ("ada@work.example", "There is no kind"),
    ],
)
def test_one_wrong_line_records_none(db, csm, member, line, sentence):
    text = f"email,kind,date,note\nada@work.example,review,2026-05-30,\n{line}\n"
    answer = csm.post("/console/acts/lines", data={"lines": text, "apply": "1"})
    assert answer.status_code == 422
    assert "Line 3:" in answer.text
    assert sentence in answer.text
    assert line[:60] in answer.text
    assert not acts(db)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste the lines"),
        ("email,kind\n", "The first line must name: date"),
        ("email,kind,date,note\n\n", "no line below"),
        ("email,kind,date\n" + "a@b.example,review,2026-05-30\n" * 501, "more than 500 lines"),
        ("x" * 400_001, "longer than"),
        ('email,kind,date\n"' + "x" * 140_000 + '"', "no table of lines"),
    ],
)
def test_what_is_no_such_table_is_refused_in_one_sentence(csm, text, sentence):
    answer = csm.post("/console/acts/lines", data={"lines": text})
    assert answer.status_code == 422
    assert sentence in answer.text


# Kinds, banks, the download


def test_kinds_are_managed(db, manager):
    numbers = {"value": "9", "weight": "3", "gap_days": "30"}
    data = {"name": "Podcast guest", "direction": "withdrawal", **numbers}
    assert manager.post("/console/settings/act-kinds/new", data=data).status_code == 303
    kind = db.session.query(ActKind).filter_by(name="Podcast guest").one()
    path = f"/console/settings/act-kinds/{kind.id}"
    refused = manager.post(path, data={**numbers, "name": "Public review"})
    assert refused.status_code == 422
    assert "There is a kind of this name already" in refused.text
    for field in numbers:
        for value in ("", "-1", "1001", "many"):
            assert manager.post(path, data={**data, field: value}).status_code == 422
    changed = {**numbers, "name": "Guest", "value": "0", "direction": "deposit"}
    assert manager.post(path, data=changed).status_code == 303
    assert (kind.name, kind.value, kind.direction) == ("Guest", 0, "withdrawal")
    assert (kind.weight, kind.gap_days) == (3, 30)
    assert manager.post(f"{path}/retirement").status_code == 303
    assert "Retired" in manager.get("/console/settings/act-kinds").text
    assert manager.post(f"{path}/reinstatement").status_code == 303
    assert kind.retired_at is None


def test_a_kind_is_retired_and_reinstated_in_its_place(manager, htmx):
    kind = ActKindFactory()
    path = f"/console/settings/act-kinds/{kind.id}"
    for noun, next_noun in (("retirement", "reinstatement"), ("reinstatement", "retirement")):
        row = manager.post(f"{path}/{noun}", headers=htmx)
        assert row.status_code == 200
        assert row.text.count(f'id="kind-{kind.id}"') == 1
        assert f'hx-post="{path}/{next_noun}"' in row.text
        assert "<html" not in row.text
        assert "toast" in row.headers["HX-Trigger"]


def test_the_bank_of_a_member_and_of_a_company(csm, member):
    ActFactory(member=member, kind=ActKindFactory(name="Keynote", value=18))
    for path in (f"members/{member.id}", f"companies/{member.company.id}"):
        page = csm.get(f"/console/{path}/bank").text
        assert "Keynote" in page
        assert "−18" in page
    for path in ("members/999999", "companies/999999"):
        assert csm.get(f"/console/{path}/bank").status_code == 404


def test_the_download_has_every_line_and_no_formula(csm, member):
    ActFactory(member=member, note="=1+1", occurred_on=clock.today())
    lines = csm.get(f"/console/acts/export.csv?member={member.id}").text.splitlines()
    assert len(lines) == 2
    assert "'=1+1" in lines[1]
