"""docs/authorization.md, read."""

from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parent.parent.parent / "docs" / "authorization.md"
ROLES = ("signed out", "advocate", "chapter leader", "csm", "manager", "administrator")
ANSWERS = {"yes", "no", "hidden", "sign in"}


@dataclass(frozen=True)
class Row:
    """One line: a method and a rule, whose object it is about, and the answer for each role."""

    method: str
    rule: str
    whose: str
    answers: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.rule} ({self.whose})"


def rows() -> list[Row]:
    """Every line of the table, in order."""
    found = []
    for line in TABLE.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not cells[0].startswith("`"):
            continue
        method, rule = cells[0].strip("`").split(" ")
        answers = dict(zip(ROLES, cells[2:], strict=True))
        assert set(answers.values()) <= ANSWERS, line
        found.append(Row(method, rule, cells[1], answers))
    return found
