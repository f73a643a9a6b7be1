"""How many companies fare, as lines of CSV."""

import io
from datetime import date

import pytest

from hub.audit import AuditEntry
from hub.members.models import Crisis, HealthReport
from hub.members.operations import health
from hub.members.queries.health import health_of
from tests.factories import CompanyFactory, MemberFactory
from tests.queries import count_queries

PATH = "/console/companies/health/lines"
LINES = """company,health,note,crisis,on
H-1,watch,"A new boss,
and a new plan",,2026-03-02
acme,At Risk,Two tickets a day,,2026-04-01
H-1,,Data lost,open,2026-04-03
H-1,good,All is well,closed,2026-05-01
"""


@pytest.fixture
def csm(db, sign_in_as):
    return sign_in_as(MemberFactory(roles=("csm",), company=False))


@pytest.fixture
def acme(db):
    return CompanyFactory(name="Acme", name_key="acme", account_id="H-1")


def reports(db):
    return db.session.query(HealthReport).order_by(HealthReport.id).all()


def look(csm, text):
    return csm.post(PATH, data={"lines": text})


def apply(csm, text):
    return csm.post(PATH, data={"lines": text, "apply": "1"})


def send(csm, content, **environ):
    """A file, put together here: the test client would leave its own copy of a large one open."""
    head = (
        b'--mark\r\nContent-Disposition: form-data; name="file"; filename="health.csv"\r\n'
        b"Content-Type: text/csv\r\n\r\n"
    )
    body = io.BytesIO(head + content + b"\r\n--mark--\r\n")
    kind = "multipart/form-data; boundary=mark"
    return csm.post(PATH, input_stream=body, content_type=kind, environ_overrides=environ)


def test_lines_are_looked_at_before_they_are_recorded_and_recorded_once(db, csm, acme):
    looked = look(csm, LINES)
    assert looked.status_code == 200
    assert "4 lines would be put on record" in looked.text
    assert reports(db) == []
    for sentence in ("4 lines were put on record.", "0 lines were put on record."):
        recorded = apply(csm, LINES)
        assert recorded.status_code == 303
        assert sentence in csm.get(recorded.location).text
    assert [(one.health, one.day.isoformat()) for one in reports(db)] == [
        ("watch", "2026-03-02"),
        ("at_risk", "2026-04-01"),
        ("good", "2026-05-01"),
    ]
    assert reports(db)[0].note == "A new boss,\nand a new plan"
    crisis = db.session.query(Crisis).one()
    assert (crisis.reason, crisis.opened_on, crisis.closed_on) == (
        "Data lost",
        date(2026, 4, 3),
        date(2026, 5, 1),
    )
    actions = [line.action for line in db.session.query(AuditEntry) if "company." in line.action]
    assert actions.count("company.health_reported") == 3
    assert actions.count("company.crisis_opened") == actions.count("company.crisis_closed") == 1
    # A browser sends the line breaks of a file as its own.
    for text in (LINES, LINES.replace("\n", "\r\n")):
        again = look(csm, text).text
        assert "4 lines are on record already" in again
        assert "0 lines would be put on record" in again
        assert 'name="apply"' not in again
    assert "H-1,watch" in csm.post(PATH, data={"lines": LINES, "back": "1"}).text


def test_what_is_wrong_is_named_and_the_rest_is_recorded_after_the_preview(db, csm, acme):
    text = LINES + "Nobody,good,,,2026-05-02\nH-1,good,,,2026-05-03\n"
    looked = look(csm, text)
    assert looked.status_code == 200
    assert "1 line cannot be recorded." in looked.text
    assert "Line 6: No company has the name or account “Nobody”." in looked.text
    assert "5 lines would be put on record" in looked.text
    assert "Put on record without them" in looked.text
    assert apply(csm, text).status_code == 303
    assert len(reports(db)) == 4


def test_the_latest_day_is_how_it_fares_whatever_came_in_last(app, db, csm, acme):
    with app.test_request_context():
        health.report_health(acme, "good", "Today", by=MemberFactory())
    apply(csm, "company,health,on\nH-1,at_risk,2026-03-02\n")
    assert health_of(acme).report.note == "Today"
    assert "2 Mar 2026" in csm.get(f"/console/companies/{acme.id}").text
    # The day is the same wherever it is read.
    assert [one.on.isoformat() for one in health_of(acme).moments][1] == "2026-03-02"


def test_the_order_of_lines_does_not_matter_only_that_of_days(db, csm, acme):
    heading, *rows = LINES.splitlines(keepends=True)
    rows = ["".join(rows[:2]), *rows[2:]]
    apply(csm, heading + "".join(reversed(rows)))
    assert db.session.query(Crisis).one().closed_on == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Globex,good,,,2026-05-30", "Several companies have this name. Type the account: "),
        (",good,,,2026-05-30", "No company has the name or account “”"),
        ("H-1,fine,,,2026-05-30", "“fine” is no health. Write good, watch or at_risk."),
        ("H-1,,,perhaps,2026-05-30", "“perhaps” is nothing of a crisis. Write open or closed."),
        ("H-1,,Hm,,2026-05-30", "It tells neither how they are doing nor of a crisis."),
        ("H-1,good,,,30.5.2026", "“30.5.2026” is no day"),
        ("H-1,good,,,2999-05-30", "2999-05-30 is still to come"),
        ("H-1,good,,,0026-05-30", "0026-05-30 is before 1990"),
        (f"H-1,good,{'x' * 2001},,2026-05-30", "The note is longer than 2000 characters."),
        (f"H-1,,{'x' * 301},open,2026-05-30", "The note is longer than 300 characters."),
        ("H-1,,,open,2026-05-30", "Say in the note what the crisis is about."),
        ("H-1,,,closed,2026-05-30", "No crisis is open there that could be closed."),
        ("H-1", "“” is no day"),
    ],
)
def test_each_wrong_line_says_why(db, csm, acme, line, sentence):
    for account in ("GL-1", "GL-2"):
        CompanyFactory(name="Globex", name_key="globex", account_id=account)
    answer = look(csm, f"company,health,note,crisis,on\n{line}\n")
    assert answer.status_code == 422
    assert f"Line 2: {sentence}" in answer.text
    assert line[:60] in answer.text
    assert apply(csm, f"company,health,note,crisis,on\n{line}\n").status_code == 303
    assert reports(db) == []


def test_a_crisis_that_is_open_is_not_opened_and_none_ends_before_it_began(app, db, csm, acme):
    with app.test_request_context():
        health.open_crisis(acme, "Down", MemberFactory(), date(2026, 5, 10))
    heading = "company,note,crisis,on\n"
    assert (
        "A crisis is open there already, since"
        in look(csm, f"{heading}H-1,Slow,open,2026-05-12\n").text
    )
    assert "began later" in look(csm, f"{heading}H-1,,closed,2026-05-09\n").text
    assert "on record already" in look(csm, f"{heading}H-1,Down,open,2026-05-10\n").text
    assert apply(csm, f"{heading}H-1,,Closed,2026-05-10\n").status_code == 303
    assert db.session.query(Crisis).one().closed_on == date(2026, 5, 10)


def test_the_words_of_the_reader_are_understood_too(db, csm, acme):
    text = "company;health;on\nH-1;To be watched;2026-05-30\nAcme;WELL;2026-05-31\n"
    apply(csm, text)
    assert [one.health for one in reports(db)] == ["watch", "good"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste the lines"),
        ("company,health\n", "The first line must name: on"),
        ("company,on,health\n\n", "no line below"),
        ("company,on,health\n" + "H-1,2026-05-31,good\n" * 501, "more than 500 lines"),
        ("x" * 400_001, "longer than"),
        ('company,on\n"' + "x" * 140_000 + '"', "no table of lines"),
    ],
)
def test_what_is_no_such_table_is_refused_in_one_sentence(csm, text, sentence):
    answer = look(csm, text)
    assert answer.status_code == 422
    assert sentence in answer.text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"company,on,health\n" + b"H-1,2026-05-31,good\n" * 1_000_000, "file is too large"),
        (LINES.replace("boss", "Café").encode("latin-1"), "not in UTF-8"),
        (LINES.encode("utf-16"), "not in UTF-8"),
        (b"\x00" * 1000, "The first line must name"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(csm, content, sentence):
    answer = send(csm, content)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_file_beyond_all_measure_is_refused_too(csm):
    answer = send(csm, b"", CONTENT_LENGTH=str(200 * 1024 * 1024))
    assert answer.status_code == 413
    assert "Choose a smaller file" in answer.text


def test_a_file_takes_the_place_of_what_is_pasted_and_nul_does_no_harm(db, csm, acme):
    content = b"\xef\xbb\xbf" + LINES.replace("boss", "bo\x00ss").encode()
    assert "4 lines would be put on record" in send(csm, content).text


def test_many_companies_cost_as_much_as_one(csm):
    made = [CompanyFactory(account_id=f"C-{number}") for number in range(30)]

    def text(companies):
        rows = "".join(f"{one.account_id},good,2026-05-31\n" for one in companies)
        return f"company,health,on\n{rows}"

    one, all_of_them = text(made[:1]), text(made)
    once = count_queries(lambda: look(csm, one))
    assert count_queries(lambda: look(csm, all_of_them)) == once


def test_strangers_have_no_business_here(sign_in_as, db, acme):
    stranger = sign_in_as(MemberFactory())
    assert stranger.get(PATH).status_code == 403
    assert apply(stranger, LINES).status_code == 403
    assert reports(db) == []
