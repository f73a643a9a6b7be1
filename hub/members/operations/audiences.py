"""Saving audiences and keeping lists. One at a time: two that are saved at once could otherwise
name each other in a circle."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ARRAY, Text, cast, delete, func, literal, select, text
from sqlalchemy.dialects.postgresql import insert

from hub import audit, clock
from hub.db import changed_rows, db
from hub.members.audiences.book import Book, Entry, circle, named_in, reach
from hub.members.audiences.checking import RuleRefused, check_named
from hub.members.audiences.rules import Rule, stored
from hub.members.models import VERSIONS, Audience, AudienceEntry, Member
from hub.members.queries.addresses import normal
from hub.members.queries.audiences import count_in, uses
from hub.members.queries.rulebook import book
from hub.outbox import later
from hub.refusals import Refusal

# With the audiences that it names and those that they name.
MOST_IN_ALL = 400
MOST_LEVELS = 5
MOST_ENTRIES = 100_000
_SAVING = 4_018


class NameTaken(Refusal):
    def __init__(self) -> None:
        super().__init__(_l("Another audience has this name."))


class StillUsed(Refusal):
    def __init__(self) -> None:
        super().__init__(
            _l("Something still belongs to this audience, or another one names it. See below.")
        )


class TooMany(Refusal):
    def __init__(self) -> None:
        super().__init__(_l("A list holds at most %(most)s addresses.", most=MOST_ENTRIES))


@dataclass(frozen=True)
class Details:
    """What a manager says of an audience; `rule` is None for a list."""

    name: str
    description: str
    rule: Rule | None


def add_audience(details: Details, *, by: Member) -> Audience:
    """A new audience. Raises `NameTaken`, `RuleRefused`."""
    _alone()
    _check(None, details)
    audience = Audience(created_by_id=by.id, changed_at=clock.now(), **_columns(details))
    db.session.add(audience)
    with audit.recorded(by, "audience.created", audience):
        db.session.flush()
    _count_later(audience)
    return audience


def change_audience(audience: Audience, details: Details, *, by: Member) -> None:
    """Other words or another rule; a list stays a list. Raises `NameTaken`, `RuleRefused`."""
    _alone()
    db.session.refresh(audience)
    _check(audience, details)
    with audit.recorded(by, "audience.updated", audience):
        for name, value in _columns(details).items():
            setattr(audience, name, value)
        audience.version = db.session.scalar(VERSIONS.next_value().select())  # type: ignore[assignment]
        audience.changed_at = clock.now()
    _count_later(audience)


def delete_audience(audience: Audience, *, by: Member) -> None:
    """Nothing may belong to it and no other rule name it. Raises `StillUsed`."""
    _alone()
    if uses(audience.id) or naming(audience.id):
        raise StillUsed
    audit.record(by, "audience.deleted", audience, before=audit.snapshot(audience))
    db.session.delete(audience)
    db.session.flush()


def naming(audience_id: int) -> list[str]:
    """The names of the audiences whose rules name this one themselves."""
    from_others = book()
    return sorted(
        entry.name for entry in from_others.values() if audience_id in named_in(entry.rule)
    )


def add_entries(audience: Audience, emails: Iterable[str], *, by: Member) -> int:
    """Put addresses on a list. Returns how many are new to it. Raises `TooMany`."""
    wanted = {normal(email) for email in emails}
    held = select(func.count()).where(AudienceEntry.audience_id == audience.id)
    if (db.session.scalar(held) or 0) + len(wanted) > MOST_ENTRIES:
        raise TooMany
    entries = select(
        literal(audience.id),
        func.unnest(cast(sorted(wanted), ARRAY(Text))),
        literal(clock.now()),
        literal(by.id),
    )
    columns = ["audience_id", "email", "added_at", "added_by_id"]
    made = insert(AudienceEntry).from_select(columns, entries).on_conflict_do_nothing()
    added = len(db.session.scalars(made.returning(AudienceEntry.email)).all())
    if added:
        audit.record(by, "audience.people_added", audience, after={"addresses": added})
        _count_later(audience)
    return added


def remove_entries(audience: Audience, emails: Collection[str], *, by: Member) -> int:
    """Take addresses off a list. Returns how many were on it."""
    gone = changed_rows(
        delete(AudienceEntry).where(
            AudienceEntry.audience_id == audience.id,
            AudienceEntry.email.in_([normal(email) for email in emails]),
        )
    )
    if gone:
        audit.record(by, "audience.people_removed", audience, after={"addresses": gone})
        _count_later(audience)
    return gone


def recount(audience: Audience) -> None:
    """Keep how many people are in it now, for lists of audiences."""
    audience.people = count_in(audience.id)
    audience.counted_at = clock.now()


def _alone() -> None:
    """Until the transaction ends nobody else saves an audience."""
    db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SAVING})


def _columns(details: Details) -> dict[str, Any]:
    return {
        "name": details.name,
        "description": details.description,
        "rule": None if details.rule is None else stored(details.rule),
    }


def _check(audience: Audience | None, details: Details) -> None:
    """Raise for a name that is taken, and for rules that would not end or grow out of hand."""
    own = 0 if audience is None else audience.id
    same = select(Audience.id).where(
        func.lower(Audience.name) == func.lower(details.name), Audience.id != own
    )
    if db.session.scalar(same):
        raise NameTaken
    if details.rule is None:
        return
    others = book()
    check_named(details.rule, others)
    check_reach({**others, own: Entry(details.name, details.rule)})


def check_reach(book: Book) -> None:
    """Raise `RuleRefused` where audiences name each other in a circle or too deep."""
    if found := circle(book):
        names = " → ".join(book[id].name for id in [*found, found[0]])
        raise RuleRefused(
            _l("These audiences would name each other in a circle: %(names)s.", names=names)
        )
    for id, (conditions, levels) in reach(book).items():
        if levels > MOST_LEVELS:
            raise RuleRefused(
                _l(
                    "“%(name)s” would name audiences over more than %(most)s levels.",
                    name=book[id].name,
                    most=MOST_LEVELS,
                )
            )
        if conditions > MOST_IN_ALL:
            raise RuleRefused(
                _l(
                    "With the audiences it names, “%(name)s” would come to more than %(most)s "
                    "conditions.",
                    name=book[id].name,
                    most=MOST_IN_ALL,
                )
            )


def _count_later(audience: Audience) -> None:
    """One count for however many changes of a minute."""
    minute = int(clock.now().timestamp()) // 60
    later(
        "members.count_audience",
        key=f"count:{audience.id}:{audience.version}:{minute}",
        audience_id=audience.id,
    )
