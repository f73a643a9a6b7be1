"""Acts as lines of CSV: what they say, and what is wrong with which."""

import csv
import hashlib
import io
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from hub import clock
from hub.advocacy.manage.forms import LONGEST_NOTE
from hub.advocacy.models import ActKind
from hub.advocacy.operations import EARLIEST
from hub.members.models import Member
from hub.members.queries.addresses import normal
from hub.members.queries.people import members_at

REQUIRED = ("email", "kind", "date")
COLUMNS = (*REQUIRED, "note")
MOST = 500


@dataclass(frozen=True)
class Line:
    """One act that can be recorded. `source` is the same for the same line of the same text."""

    member: Member
    kind: ActKind
    on: date
    note: str
    source: str


@dataclass(frozen=True)
class Wrong:
    """One line that cannot, by its number, and why."""

    number: int
    sentence: str


def read(text: str, kinds: Sequence[ActKind]) -> tuple[list[Line], list[Wrong]]:
    """Every line, right or wrong; a text that is no such table at all is one wrong line."""
    try:
        rows = _rows(text.replace("\x00", ""))
    except csv.Error:
        return [], [
            Wrong(1, _("This is no table of lines and commas. Save it as CSV and try again."))
        ]
    headings = [cell.strip().lower() for cell in rows[0]] if rows else []
    missing = [name for name in REQUIRED if name not in headings]
    if missing:
        return [], [Wrong(1, _("The first line must name: %(names)s.", names=", ".join(missing)))]
    if len(rows) > MOST + 1:
        return [], [Wrong(MOST + 2, _("These are more than %(most)s lines.", most=MOST))]
    cells = [
        (number, dict(zip(headings, map(str.strip, row), strict=False)))
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]
    return _sorted(cells, kinds)


def _rows(text: str) -> list[list[str]]:
    """The first rows. Where a comma is the decimal mark, spreadsheets write semicolons."""
    heading = text.partition("\n")[0]
    mark = ";" if heading.count(";") > heading.count(",") else ","
    return list(itertools.islice(csv.reader(io.StringIO(text), delimiter=mark), MOST + 2))


def _sorted(
    cells: Sequence[tuple[int, Mapping[str, str]]], kinds: Sequence[ActKind]
) -> tuple[list[Line], list[Wrong]]:
    people = members_at({normal(row.get("email", "")) for _number, row in cells})
    called = {name.lower(): kind for kind in kinds for name in (kind.slug, kind.name)}
    lines: list[Line] = []
    wrong: list[Wrong] = []
    for (number, row), source in zip(cells, _sources(row for _number, row in cells), strict=True):
        made = _line(row, people, called, source)
        if isinstance(made, Line):
            lines.append(made)
        else:
            wrong.append(Wrong(number, made))
    return lines, wrong


def _line(
    row: Mapping[str, str], people: Mapping[str, Member], called: Mapping[str, ActKind], source: str
) -> Line | str:
    member = people.get(normal(row.get("email", "")))
    if member is None:
        return _("Nobody here has the address “%(email)s”.", email=row.get("email", ""))
    kind = called.get(row.get("kind", "").lower())
    if kind is None:
        return _("There is no kind “%(kind)s” to choose.", kind=row.get("kind", ""))
    try:
        on = date.fromisoformat(row.get("date", ""))
    except ValueError:
        return _("“%(text)s” is no day. Write it as 2026-05-31.", text=row.get("date", ""))
    if on > clock.today():
        return _("%(text)s is still to come.", text=row["date"])
    if on < EARLIEST:
        return _("%(text)s is before 1990. Check the year.", text=row["date"])
    note = row.get("note", "")
    if len(note) > LONGEST_NOTE:
        return _("The note is longer than %(most)s characters.", most=LONGEST_NOTE)
    return Line(member, kind, on, note, source)


def _sources(rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """What each line is recorded under: the second of two equal lines is another act."""
    seen: Counter[str] = Counter()
    for row in rows:
        said = "\x1f".join(row.get(name, "").lower() for name in COLUMNS)
        mark = hashlib.sha256(said.encode()).hexdigest()[:32]
        seen[mark] += 1
        yield f"line:{mark}:{seen[mark]}"
