"""The rows of one file folded into people and companies: the last row about somebody wins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hub.members.importing.report import Report
from hub.members.importing.rows import CompanyFacts, Rejection, Row
from hub.members.models import Company


@dataclass(slots=True)
class Person:
    """Everything the file says about one person: the last row, and how others called them."""

    row: Row
    lines: tuple[int, ...]
    emails: tuple[str, ...]
    contact_ids: tuple[str, ...]

    def absorb(self, row: Row) -> None:
        self.row = row
        self.lines += (row.line,)
        if row.email not in self.emails:
            self.emails += (row.email,)
        if row.contact_id and row.contact_id not in self.contact_ids:
            self.contact_ids += (row.contact_id,)

    def join(self, other: "Person") -> None:
        """Take over another who turned out to be the same member: the later row wins."""
        if other.row.line > self.row.line:
            self.row = other.row
        self.lines += other.lines
        self.emails = tuple(dict.fromkeys(self.emails + other.emails))
        self.contact_ids = tuple(dict.fromkeys(self.contact_ids + other.contact_ids))


class Sheet:
    """The people and companies of one file."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.by_contact: dict[str, Person] = {}
        self.by_email: dict[str, Person] = {}
        self._people: dict[int, Person] = {}
        self._companies: dict[tuple[str, str], CompanyFacts] = {}

    @property
    def people(self) -> list[Person]:
        return list(self._people.values())

    def add_all(self, lines: Iterable[Row | Rejection]) -> None:
        """Take every row in. Raises what reading raises."""
        for line in lines:
            self.report.rows += 1
            if isinstance(line, Rejection):
                self._withdraw(line)
                self.report.reject(line)
            else:
                self._add(line)

    def _add(self, row: Row) -> None:
        known = self.by_contact.get(row.contact_id) if row.contact_id else None
        same_email = self.by_email.get(row.email)
        if known and same_email and known is not same_email:
            self.report.reject(Rejection(row.line, "conflict", row.email))
            return
        row.company = self._merged(row.company)
        person = known or same_email
        if person is None:
            contact_ids = (row.contact_id,) if row.contact_id else ()
            person = Person(row, (row.line,), (row.email,), contact_ids)
            self._people[row.line] = person
        else:
            person.absorb(row)
            self.report.duplicates += 1
        self.by_email[row.email] = person
        if row.contact_id:
            self.by_contact[row.contact_id] = person
        self.report.warn(row.line, row.warnings)

    def _withdraw(self, rejection: Rejection) -> None:
        """Take back whom an earlier row brought and this one says has opted out."""
        if rejection.withdraws is None:
            return
        contact_id, email = rejection.withdraws
        for person in (self.by_contact.get(contact_id or ""), self.by_email.get(email)):
            if person is not None and person.lines[0] in self._people:
                self.drop(person)
                for line in person.lines:
                    self.report.reject(Rejection(line, "opted_out"))

    def drop(self, person: Person) -> None:
        """Forget the person; their rows are counted elsewhere."""
        del self._people[person.lines[0]]
        self.report.duplicates -= len(person.lines) - 1
        for email in person.emails:
            self.by_email.pop(email, None)
        for contact_id in person.contact_ids:
            self.by_contact.pop(contact_id, None)

    def join(self, person: Person, other: Person) -> None:
        """Make two people one, who are the same member of the hub."""
        del self._people[other.lines[0]]
        person.join(other)
        self.report.duplicates += 1
        self.by_email.update(dict.fromkeys(other.emails, person))
        self.by_contact.update(dict.fromkeys(other.contact_ids, person))

    def companies(self) -> Iterator[CompanyFacts]:
        """The companies that somebody in the file works or worked at."""
        used = {id(p.row.company): p.row.company for p in self._people.values() if p.row.company}
        return iter(used.values())

    def _merged(self, facts: CompanyFacts | None) -> CompanyFacts | None:
        """The one object for that company, with what this row adds."""
        if facts is None:
            return None
        known = self._companies.setdefault(facts.key, facts)
        if known is not facts:
            _fold(known, facts)
        return known


def _fold(known: CompanyFacts, facts: CompanyFacts) -> None:
    """Later rows win over earlier ones, but silence and mere spelling do not."""
    if Company.key_of(facts.name) != Company.key_of(known.name):
        known.name = facts.name
    known.domains += [domain for domain in facts.domains if domain not in known.domains]
    known.industry = facts.industry or known.industry
    known.segment = facts.segment or known.segment
    known.region = facts.region or known.region
    known.csm_email = facts.csm_email or known.csm_email
    # A company reached first value when its first contact did.
    known.customer_since = _earlier(known.customer_since, facts.customer_since)
    known.first_value_on = _earlier(known.first_value_on, facts.first_value_on)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)
