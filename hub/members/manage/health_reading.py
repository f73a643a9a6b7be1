"""Health and crises of companies as lines of CSV: what they say, and what is wrong with which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from hub.members.manage.forms import LONGEST_REASON, LONGEST_REPORT, several
from hub.members.manage.words import HEALTH_NAMES
from hub.members.models import HEALTHS, Company
from hub.members.queries.companies import companies_meant
from hub.members.queries.health import Record, Span, records_of
from hub.web.lines import Wrong, day, table

REQUIRED = ("company", "on")
COLUMNS = ("company", "health", "note", "crisis", "on")


@dataclass(frozen=True)
class Said:
    """What a line says: of how the company fared that day, of a crisis ("opened", "closed"), or
    of both."""

    company: Company
    on: date
    health: str | None
    crisis: str | None
    note: str


@dataclass(frozen=True)
class Line:
    """A line that can be recorded, and what of it is not on record yet."""

    number: int
    said: Said
    health: str | None
    crisis: str | None

    @property
    def known(self) -> bool:
        return self.health is None and self.crisis is None


def read(text: str, *, hold: bool = False) -> tuple[list[Line], list[Wrong]]:
    """Every line, right or wrong, each judged as if those before it had happened.

    In: `hold`, whether the companies are locked, for what is read to stay true until it is
    recorded. A text that is no such table at all is one wrong line.
    """
    rows, wrong = table(text, REQUIRED)
    if wrong:
        return [], wrong
    meant = companies_meant({row.get("company", "") for _number, row in rows}, hold=hold)
    said: list[tuple[int, Said]] = []
    for number, row in rows:
        made = _said(row, meant[row.get("company", "")])
        if isinstance(made, Said):
            said.append((number, made))
        else:
            wrong.append(Wrong(number, made))
    lines, contradictions = _judged(said)
    return lines, sorted([*wrong, *contradictions], key=lambda one: one.number)


def _judged(said: Sequence[tuple[int, Said]]) -> tuple[list[Line], list[Wrong]]:
    """What of it is new, in the order of the days."""
    records = records_of({one.company.id for _number, one in said})
    lines: list[Line] = []
    wrong: list[Wrong] = []
    for number, one in sorted(said, key=lambda pair: pair[1].on):
        record = records[one.company.id]
        contradiction = _contradiction(one, record)
        if contradiction is None:
            lines.append(Line(number, one, _new_health(one, record), _new_crisis(one, record)))
        else:
            wrong.append(Wrong(number, contradiction))
    return lines, wrong


def _contradiction(said: Said, record: Record) -> str | None:
    """Why there cannot have been such a turn of a crisis that day."""
    now = record.open
    if said.crisis is None or _has_turn(said, record):
        return None
    if said.crisis == "opened" and now is not None:
        since = format_date(now.opened_on)
        return _("A crisis is open there already, since %(day)s.", day=since)
    if said.crisis == "closed" and now is None:
        return _("No crisis is open there that could be closed.")
    if said.crisis == "closed" and now is not None and said.on < now.opened_on:
        since = format_date(now.opened_on)
        return _("The crisis there began later, on %(day)s.", day=since)
    return None


def _new_health(said: Said, record: Record) -> str | None:
    """The report, unless it is on record; from now on it is."""
    report = (said.on, said.health or "", said.note)
    if said.health is None or report in record.reports:
        return None
    record.reports.add(report)
    return said.health


def _new_crisis(said: Said, record: Record) -> str | None:
    """The turn of a crisis, unless it is on record; from now on it is."""
    if said.crisis is None or _has_turn(said, record):
        return None
    if said.crisis == "opened":
        record.crises.append(Span(said.on, None, said.note))
    elif record.open is not None:
        record.open.closed_on = said.on
    return said.crisis


def _has_turn(said: Said, record: Record) -> bool:
    if said.crisis == "opened":
        return any((one.opened_on, one.reason) == (said.on, said.note) for one in record.crises)
    return any(one.closed_on == said.on for one in record.crises)


def _said(row: Mapping[str, str], companies: Sequence[Company]) -> Said | str:
    """What the line says, or what is wrong with it."""
    if not companies:
        return _("No company has the name or account “%(text)s”.", text=row.get("company", ""))
    if len(companies) > 1:
        return several(companies)
    on = day(row.get("on", ""))
    if isinstance(on, str):
        return on
    health, crisis = row.get("health", ""), row.get("crisis", "")
    if not health and not crisis:
        return _("It tells neither how they are doing nor of a crisis.")
    if health and health.casefold() not in _health_words():
        return _("“%(text)s” is no health. Write good, watch or at_risk.", text=health)
    if crisis and crisis.casefold() not in _crisis_words():
        return _("“%(text)s” is nothing of a crisis. Write open or closed.", text=crisis)
    said = Said(
        companies[0],
        on,
        _health_words().get(health.casefold()),
        _crisis_words().get(crisis.casefold()),
        row.get("note", ""),
    )
    return _wrong_note(said) or said


def _wrong_note(said: Said) -> str | None:
    if said.crisis == "opened" and not said.note:
        return _("Say in the note what the crisis is about.")
    most = LONGEST_REASON if said.crisis == "opened" else LONGEST_REPORT
    if len(said.note) > most:
        return _("The note is longer than %(most)s characters.", most=most)
    return None


def _health_words() -> dict[str, str]:
    """The healths as they may be written: as they are kept, and in the reader's words."""
    return {
        word.casefold(): health
        for health in HEALTHS
        for word in (health, health.replace("_", " "), str(HEALTH_NAMES[health]))
    }


def _crisis_words() -> dict[str, str]:
    opened = ("open", "opened", _("Open"))
    closed = ("closed", _("Closed"))
    return dict.fromkeys((word.casefold() for word in opened), "opened") | dict.fromkeys(
        (word.casefold() for word in closed), "closed"
    )
