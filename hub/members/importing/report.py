"""What an import did, or would do."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

from hub.members.importing.rows import Rejection

REASONS: dict[str, Any] = {
    "missing_email": _l("There is no e-mail address."),
    "invalid_email": _l("This is not an e-mail address."),
    "opted_out": _l("This person opted out, so nothing about them is stored."),
    "malformed_row": _l("The row does not have as many columns as the headings."),
    "staff": _l("This person works for the programme. Change them by hand, not by import."),
    "conflict": _l(
        "The Contact ID belongs to one member and the e-mail address to another. "
        "Correct it in the CRM."
    ),
}
WARNINGS: dict[str, Any] = {
    "bad_date": _l("This is not a date, so it is left empty."),
    "not_yet_reached": _l("First value cannot be reached on a day to come, so it is left empty."),
    "personal_email_unusable": _l("The personal address is not valid or belongs to somebody else."),
    "stays_left": _l(
        "The hub has this person as gone from that company. Start a position by hand if they are "
        "back."
    ),
}
# A file of nothing but bad rows must not fill the memory: the rest is counted, not listed.
LISTED = 10_000


@dataclass
class Report:
    """Counts by the name of what happened, and the lines that want somebody's eyes."""

    rows: int = 0
    imported: int = 0
    duplicates: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    alumni: int = 0
    companies: int = 0
    updated: int = 0
    unchanged: int = 0
    tombstoned: int = 0
    companies_new: int = 0
    companies_changed: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    warned: list[tuple[int, str]] = field(default_factory=list)

    def reject(self, rejection: Rejection) -> None:
        self.rejected[rejection.reason] += 1
        if len(self.rejections) < LISTED:
            self.rejections.append(rejection)

    def warn(self, line: int, warnings: Iterable[str]) -> None:
        for warning in warnings:
            self.warnings[warning] += 1
            if len(self.warned) < LISTED:
                self.warned.append((line, warning))

    @property
    def changes(self) -> int:
        """How many members or companies the import touches."""
        return self.imported + self.updated + self.companies_new + self.companies_changed

    def counts(self) -> dict[str, Any]:
        """The counts under the names that `hub import members --json` prints."""
        usual = ("missing_email", "invalid_email", "opted_out", "malformed_row")
        rejected = {reason: self.rejected[reason] for reason in usual}
        return {
            "rows": self.rows,
            "imported": self.imported,
            "duplicates": self.duplicates,
            "rejected": rejected | {k: v for k, v in self.rejected.items() if v},
            "warnings": {"bad_date": 0} | {k: v for k, v in self.warnings.items() if v},
            "alumni": self.alumni,
            "companies": self.companies,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "tombstoned": self.tombstoned,
        }
