"""Acts as lines of CSV: what they say, and what is wrong with which."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from hub.advocacy.manage.forms import LONGEST_NOTE
from hub.advocacy.models import ActKind
from hub.members.models import Member
from hub.members.queries.addresses import normal
from hub.members.queries.people import members_at
from hub.web.lines import Row, Wrong, day, table

REQUIRED = ("email", "kind", "date")
COLUMNS = (*REQUIRED, "note")


@dataclass(frozen=True)
class Line:
    """One act that can be recorded. `source` is the same for the same line of the same text."""

    member: Member
    kind: ActKind
    on: date
    note: str
    source: str


def read(text: str, kinds: Sequence[ActKind]) -> tuple[list[Line], list[Wrong]]:
    """Every line, right or wrong; a text that is no such table at all is one wrong line."""
    rows, wrong = table(text, REQUIRED)
    return ([], wrong) if wrong else _sorted(rows, kinds)


def _sorted(cells: Sequence[Row], kinds: Sequence[ActKind]) -> tuple[list[Line], list[Wrong]]:
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
    on = day(row.get("date", ""))
    if isinstance(on, str):
        return on
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
