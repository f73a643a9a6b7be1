"""Putting planned people into the tables, a batch at a time."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from hub import clock
from hub.db import db
from hub.members.importing.lookup import batches
from hub.members.importing.merging import Person
from hub.members.importing.planning import Change
from hub.members.importing.tables import copy_rows, next_ids
from hub.members.models import Address, Member, Position, Role
from hub.members.operations.people import release_claims


@dataclass(slots=True)
class Subject:
    """One person of the file, with what was decided about them."""

    person: Person
    company_id: int | None
    personal: str | None


class Writer:
    """Writes batches of newcomers and changes, at one instant."""

    def __init__(self) -> None:
        self._now: datetime = clock.now()
        self._today: date = clock.today()
        self._role_id = db.session.scalars(select(Role.id).where(Role.name == "advocate")).one()
        self._addresses: list[tuple[Any, ...]] = []
        self._positions: list[tuple[Any, ...]] = []

    def write(
        self, newcomers: Sequence[Subject], changes: Sequence[tuple[Change, Subject]]
    ) -> None:
        """One batch. In: each change with the person it is about."""
        self._addresses, self._positions = [], []
        self._add(newcomers)
        self._change(changes)
        for emails in batches(email for _id, email, *_rest in self._addresses):
            release_claims(emails)
        copy_rows(
            "addresses", ("member_id", "email", "kind", "created_at", "ended_at"), self._addresses
        )
        copy_rows(
            "positions",
            ("member_id", "company_id", "title", "started_on", "ended_on"),
            self._positions,
        )

    def _add(self, newcomers: Sequence[Subject]) -> None:
        ids = next_ids("members", len(newcomers))
        members = []
        for id, newcomer in zip(ids, newcomers, strict=True):
            row = newcomer.person.row
            given = row.given_name if row.named else row.email.split("@")[0]
            family = row.family_name if row.named else ""
            known = (id, uuid.uuid4().hex, row.contact_id, given, family)
            members.append((*known, row.tags or [], row.notes or "", self._now))
            self._addresses_of(id, newcomer)
            if newcomer.company_id is not None:
                ended_on = self._today if row.left else None
                self._positions.append((id, newcomer.company_id, row.title or "", None, ended_on))
        columns = ("id", "fs_uniquifier", "contact_id", "given_name", "family_name")
        copy_rows("members", (*columns, "tags", "notes", "joined_at"), members)
        copy_rows(
            "role_grants",
            ("member_id", "role_id", "granted_at"),
            [(id, self._role_id, self._now) for id in ids],
        )

    def _addresses_of(self, id: int, newcomer: Subject) -> None:
        row = newcomer.person.row
        ended = self._now if row.left else None
        for email in newcomer.person.emails:
            if email == newcomer.personal:
                continue
            self._address(id, email, "work", ended if email == row.email else self._now)
        if newcomer.personal:
            self._address(id, newcomer.personal, "personal", None)

    def _address(self, member_id: int, email: str, kind: str, ended_at: datetime | None) -> None:
        self._addresses.append((member_id, email, kind, self._now, ended_at))

    def _change(self, changes: Sequence[tuple[Change, Subject]]) -> None:
        values: dict[frozenset[str], list[dict[str, Any]]] = {}
        for change, _person in changes:
            wanted = dict(change.values)
            if change.end_sessions:
                wanted["fs_uniquifier"] = uuid.uuid4().hex
            values.setdefault(frozenset(wanted), []).append({"b_id": change.member_id, **wanted})
        for rows in values.values():
            _update(Member.__table__, rows)
        every = [change for change, _person in changes]
        ended = [id for change in every for id in change.end_address_ids]
        _update(Address.__table__, [{"b_id": id, "ended_at": self._now} for id in ended])
        self._end_positions(every)
        titles = [change.title_of for change in every if change.title_of]
        _update(Position.__table__, [{"b_id": id, "title": title} for id, title in titles])
        for change, about in changes:
            self._additions(change, about)

    def _end_positions(self, changes: list[Change]) -> None:
        ends = [
            {
                "b_id": change.end_position.id,
                "ended_on": max(self._today, change.end_position.started_on or self._today),
            }
            for change in changes
            if change.end_position
        ]
        _update(Position.__table__, ends)

    def _additions(self, change: Change, about: Subject) -> None:
        """New addresses and positions of a known member."""
        id = change.member_id
        if change.work_address:
            ended = self._now if change.work_address_ended else None
            self._address(id, change.work_address, "work", ended)
        for email in change.former_addresses:
            self._address(id, email, "work", self._now)
        if change.personal_address:
            self._address(id, change.personal_address, "personal", None)
        if change.new_position and about.company_id is not None:
            title = about.person.row.title or ""
            # When they changed jobs is known to a day or so; when newcomers began is not.
            started, ended_on = (
                (None, self._today) if change.new_position_ended else (self._today, None)
            )
            self._positions.append((id, about.company_id, title, started, ended_on))


def _update(table: Any, rows: list[dict[str, Any]]) -> None:
    """Set the same columns in many rows; `b_id` says which."""
    if not rows or len(rows[0]) == 1:
        return
    names = [name for name in rows[0] if name != "b_id"]
    statement = update(table).where(table.c.id == bindparam("b_id"))
    db.session.connection().execute(
        statement.values({name: bindparam(name) for name in names}), rows
    )
