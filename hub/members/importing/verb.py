"""The import itself."""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from sqlalchemy import func, select

from hub import audit
from hub.audit import Actor
from hub.db import db
from hub.members.importing.companies import Key, settle
from hub.members.importing.lookup import Known, Tombstones, batches, existing, known
from hub.members.importing.merging import Person, Sheet
from hub.members.importing.planning import Change, compare
from hub.members.importing.report import Report
from hub.members.importing.rows import Rejection, Row
from hub.members.importing.writing import Subject, Writer

# People done, people in all.
Progress: TypeAlias = Callable[[int, int], None]


def import_members(
    lines: Iterable[Row | Rejection],
    *,
    by: Actor | None,
    secret: str,
    subject: Any = "import",
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Bring the rows of an export into the hub, or only count what that would do.

    In: `lines` as `reading.read()` gives them; `by`, None for the command line; `secret`, the key
    of the tombstones; `subject`, what the audit log says it was about. Raises the `FileRefused`
    that reading raises; nothing is written by then.
    """
    report = Report()
    sheet = Sheet(report)
    sheet.add_all(lines)
    if not dry_run:
        # Two imports at once would both find the same person missing.
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext("members.import"))))
    on_record = known(sheet)
    _stop_the_erased(sheet, secret)
    matches, contested = _match(sheet, on_record)
    report.alumni = sum(person.row.left for person in sheet.people)
    company_ids = settle(sheet.companies(), report, dry_run=dry_run)
    _Import(sheet, on_record, matches, contested, company_ids).run(
        dry_run, progress or (lambda *_: None)
    )
    report.rejections.sort(key=lambda rejection: rejection.line)
    if not dry_run and report.changes:
        audit.record(by, "members.imported", subject, after=report.counts())
    return report


def _stop_the_erased(sheet: Sheet, secret: str) -> None:
    tombstones = Tombstones(secret)
    for person in sheet.people:
        if tombstones.stop(person):
            sheet.drop(person)
            sheet.report.tombstoned += len(person.lines)


def _match(sheet: Sheet, on_record: Known) -> tuple[dict[int, Person], set[int]]:
    """The people who are members already, by the member's id; and the members in conflicts."""
    matches: dict[int, Person] = {}
    contested: set[int] = set()
    for person in sheet.people:
        found = on_record.members_of(person)
        if len(found) > 1:
            contested |= found
            sheet.drop(person)
            for line in person.lines:
                sheet.report.reject(Rejection(line, "conflict", person.row.email))
        for member_id in found if len(found) == 1 else ():
            if member_id in matches:
                sheet.join(matches[member_id], person)
            else:
                matches[member_id] = person
    return matches, contested


class _Import:
    """The second half: each person compared with the hub and written."""

    def __init__(
        self,
        sheet: Sheet,
        on_record: Known,
        matches: dict[int, Person],
        contested: set[int],
        company_ids: dict[Key, int],
    ) -> None:
        self.sheet = sheet
        self.report = sheet.report
        self.on_record = on_record
        self.member_of = {id(person): member_id for member_id, person in matches.items()}
        self.contested = contested
        self.company_ids = company_ids
        self._claimed: set[str] = set()

    def run(self, dry_run: bool, progress: Progress) -> None:
        people = self.sheet.people
        writer = None if dry_run else Writer()
        done = 0
        for batch in batches(people):
            newcomers, changes = self._plan(batch)
            if writer:
                writer.write(newcomers, changes)
            done += len(batch)
            progress(done, len(people))

    def _plan(self, batch: list[Person]) -> tuple[list[Subject], list[tuple[Change, Subject]]]:
        """The batch as newcomers and as changes of members, counted."""
        ids = [self.member_of[id(p)] for p in batch if id(p) in self.member_of]
        members = existing(ids) if ids else {}
        newcomers, changes = [], []
        for person in batch:
            subject = self._subject(person)
            member_id = self.member_of.get(id(person))
            if member_id is None:
                newcomers.append(subject)
                continue
            change = compare(person, members[member_id], subject.company_id, subject.personal)
            if member_id in self.contested:
                # Else the next import of this file would find the Contact ID free, and somebody
                # else would get it.
                change.values.pop("contact_id", None)
            if change.stays_left:
                self.report.warn(person.row.line, ["stays_left"])
            if change.empty:
                self.report.unchanged += 1
            elif members[member_id].staff:
                self._refuse_staff(person)
            else:
                changes.append((change, subject))
        self.report.imported += len(newcomers)
        self.report.updated += len(changes)
        return newcomers, changes

    def _refuse_staff(self, person: Person) -> None:
        """A file that gave a manager another address would let its author sign in as them."""
        self.report.duplicates -= len(person.lines) - 1
        for line in person.lines:
            self.report.reject(Rejection(line, "staff", person.row.email))

    def _subject(self, person: Person) -> Subject:
        company = person.row.company
        company_id = self.company_ids.get(company.key) if company else None
        return Subject(person, company_id, self._personal(person))

    def _personal(self, person: Person) -> str | None:
        """The personal address that may be kept as a candidate: valid, and nobody else's."""
        email = person.row.personal_email
        if email is None:
            return None
        owner = self.on_record.by_email.get(email)
        others = self.sheet.by_email.get(email)
        taken = owner is not None and owner != self.member_of.get(id(person))
        if taken or (others is not None and others is not person) or email in self._claimed:
            self.report.warn(person.row.line, ["personal_email_unusable"])
            return None
        self._claimed.add(email)
        return email
