"""One row of the export, as the hub understands it. No database here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from hub import clock
from hub.members.models import Company
from hub.members.queries.addresses import normal

# Without these an import could not tell people apart, or would store who said no.
REQUIRED = (
    "Contact ID",
    "First Name",
    "Last Name",
    "Email",
    "Account Name",
    "Left Company",
    "Opted Out",
)
OPTIONAL = (
    "Account ID",
    "Title",
    "Email Domain",
    "Industry",
    "Segment",
    "Region",
    "CSM Email",
    "Customer Since",
    "First Value Date",
    "Personal Email",
    "Tags",
    "Notes",
)
COLUMNS = (*REQUIRED, *OPTIONAL)

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_AMERICAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_YES = frozenset({"true", "yes", "y", "1"})


@dataclass(slots=True)
class CompanyFacts:
    """What rows say about one company. None or empty: they do not say."""

    account_id: str | None
    name: str
    domains: list[str] = field(default_factory=list)
    industry: str = ""
    segment: str = ""
    region: str = ""
    csm_email: str | None = None
    customer_since: date | None = None
    first_value_on: date | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What companies are told apart by: the CRM's account, else the name."""
        if self.account_id:
            return ("account", self.account_id)
        return ("name", Company.key_of(self.name))


@dataclass(slots=True)
class Row:
    """One accepted row. None in an optional column: the file does not have that column."""

    line: int
    contact_id: str | None
    given_name: str
    family_name: str
    email: str
    company: CompanyFacts | None
    left: bool
    title: str | None = None
    personal_email: str | None = None
    tags: list[str] | None = None
    notes: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        return bool(self.given_name.strip() or self.family_name.strip())


@dataclass(slots=True, frozen=True)
class Rejection:
    """One row that is not imported: where, why, and what exactly was wrong.

    Nothing else of the row is kept. `withdraws` is the Contact ID and address of somebody who
    opted out, by which an earlier row of the same file is taken back.
    """

    line: int
    reason: str
    detail: str = ""
    withdraws: tuple[str | None, str] | None = None


def parse(line: int, cells: Mapping[str, str]) -> Row | Rejection:
    """The row at `line`, or why it is rejected. In: the cells by their canonical headings."""
    email = normal(cells["Email"])
    if not email:
        return Rejection(line, "missing_email")
    if not valid_email(email):
        return Rejection(line, "invalid_email", cells["Email"].strip()[:200])
    contact_id = cells["Contact ID"].strip() or None
    if truth(cells["Opted Out"]):
        return Rejection(line, "opted_out", withdraws=(contact_id, email))
    warnings: list[str] = []
    left = truth(cells["Left Company"])
    return Row(
        line=line,
        contact_id=contact_id,
        given_name=cells["First Name"],
        family_name=cells["Last Name"],
        email=email,
        company=_company(cells, warnings),
        left=left,
        title=cells.get("Title"),
        personal_email=_personal(cells, warnings) if left else None,
        tags=_tags(cells.get("Tags")),
        notes=cells.get("Notes"),
        warnings=tuple(warnings),
    )


def valid_email(email: str) -> bool:
    """Whether it has the form of an address. Nobody is asked whether it exists."""
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def truth(text: str) -> bool:
    return text.strip().lower() in _YES


@lru_cache(maxsize=4096)
def parse_date(text: str) -> date | None:
    """An ISO date or mm/dd/yyyy. Raises `ValueError` for anything else but nothing at all."""
    text = text.strip()
    if not text:
        return None
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _AMERICAN.fullmatch(text):
        month, day, year = found.groups()
    else:
        raise ValueError(text)
    return date(int(year), int(month), int(day))


def _company(cells: Mapping[str, str], warnings: list[str]) -> CompanyFacts | None:
    account_id = cells.get("Account ID", "").strip() or None
    name = cells["Account Name"].strip() or account_id
    # Read first, so that a bad date is told even where there is no company to put it.
    since = _date(cells.get("Customer Since", ""), warnings)
    first_value = _reached(cells.get("First Value Date", ""), warnings)
    if name is None:
        return None
    domain = cells.get("Email Domain", "").strip().lower()
    return CompanyFacts(
        account_id=account_id,
        name=name,
        domains=[domain] if domain else [],
        industry=cells.get("Industry", "").strip(),
        segment=cells.get("Segment", "").strip(),
        region=cells.get("Region", "").strip(),
        csm_email=normal(cells.get("CSM Email", "")) or None,
        customer_since=since,
        first_value_on=first_value,
    )


def _date(text: str, warnings: list[str]) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        warnings.append("bad_date")
        return None


def _reached(text: str, warnings: list[str]) -> date | None:
    """A day on which something was reached, which is none to come."""
    day = _date(text, warnings)
    if day is None or day <= clock.today():
        return day
    warnings.append("not_yet_reached")
    return None


def _personal(cells: Mapping[str, str], warnings: list[str]) -> str | None:
    email = normal(cells.get("Personal Email", ""))
    if email and not valid_email(email):
        warnings.append("personal_email_unusable")
        return None
    return email or None


def _tags(text: str | None) -> list[str] | None:
    if text is None:
        return None
    return list(dict.fromkeys(tag for part in text.split(";") if (tag := part.strip())))
