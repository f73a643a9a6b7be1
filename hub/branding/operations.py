"""A look is drafted, published, and gone back to."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, or_, select, update

from hub import audit, clock
from hub.abandoned import KEEP
from hub.branding.models import BUILT_IN, LOOK, BrandPicture, BrandVersion
from hub.branding.pairs import refuse_what_cannot_be_read
from hub.branding.palette import derived
from hub.branding.queries import in_force, is_in_force, version
from hub.db import db, locked
from hub.refusals import Refusal

_PICTURES = {
    "logo_id": BrandVersion.logo_id,
    "favicon_id": BrandVersion.favicon_id,
    "hero_id": BrandVersion.hero_id,
}


class SomebodyPublished(Refusal):
    """Another version came into force since this person looked."""

    def __init__(self, newest: int) -> None:
        super().__init__(
            _l(
                "Version %(number)s was published meanwhile. Look again, then decide.",
                number=newest,
            )
        )
        self.newest = newest


class AlreadyReplaced(Refusal):
    """The draft was published, and another version after it."""


class AlreadyPublished(Refusal):
    """What is published is no draft any more, and stays in the list."""


class Discarded(Refusal):
    """The draft was discarded."""


class NoSuchVersion(Refusal):
    """There is nothing under that number."""


@dataclass(frozen=True)
class Chosen:
    """What a vendor chooses. What is left empty stays as the hub has it."""

    name: str | None = None
    brand_colour: str | None = None
    accent_colour: str | None = None
    logo_id: uuid.UUID | None = None
    favicon_id: uuid.UUID | None = None
    hero_id: uuid.UUID | None = None
    words: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    mail_footer: str | None = None


def draft(
    chosen: Chosen,
    uploads: Sequence[BrandPicture] = (),
    *,
    begun_from: int,
    by: audit.Actor,
    instead_of: BrandVersion | None = None,
) -> BrandVersion:
    """Keep a look that nobody sees yet.

    In: `uploads`, new pictures, which go before those of `chosen`; `begun_from`, the number that
    was in force when its author began; `instead_of`, what its author went on from: an open draft
    of theirs makes room for the new one. Raises `NothingPasses`.
    """
    palette = None
    if chosen.brand_colour or chosen.accent_colour:
        palette = derived(chosen.brand_colour, chosen.accent_colour)
        refuse_what_cannot_be_read(palette)
    pictures = {f"{one.kind}_id": one.id for one in uploads}
    look = vars(chosen) | pictures
    made = BrandVersion(created_by_id=by.id, begun_from=begun_from, palette=palette, **look)
    db.session.add(made)
    db.session.flush()
    audit.record(by, "brand.drafted", made, after=_facts(made))
    _make_room(instead_of, by)
    return made


def _make_room(earlier: BrandVersion | None, by: audit.Actor) -> None:
    row = locked(BrandVersion, earlier.id) if earlier else None
    if row and row.is_open and row.created_by_id == by.id:
        row.discarded_at, row.discarded_by_id = clock.now(), by.id
        audit.record(by, "brand.draft_replaced", row)


def discard(made: BrandVersion, *, by: audit.Actor) -> None:
    """Take a draft out of the list of those that wait. Discarding twice is discarding once.

    Raises `AlreadyPublished`.
    """
    row = locked(BrandVersion, made.id)
    assert row is not None, "versions are never deleted"
    if row.number is not None:
        raise AlreadyPublished(
            _l("This draft was published as version %(number)s. It stays.", number=row.number)
        )
    if row.discarded_at is None:
        row.discarded_at, row.discarded_by_id = clock.now(), by.id
        audit.record(by, "brand.discarded", row, before=_facts(row))


def let_pictures_go() -> None:
    """Part drafts that were discarded long ago from their pictures; no form goes on from them."""
    db.session.execute(
        update(BrandVersion)
        .where(BrandVersion.discarded_at < clock.now() - KEEP)
        .where(or_(*(column.is_not(None) for column in _PICTURES.values())))
        .values(dict.fromkeys(_PICTURES))
    )


def publish(made: BrandVersion, seen: int, *, by: audit.Actor) -> None:
    """Let everybody see the draft. Publishing what is in force changes nothing.

    In: `seen`, the number in force as the actor knows it. Raises `SomebodyPublished`,
    `AlreadyReplaced`, `Discarded`.
    """
    newest = _hold_the_line()
    row = locked(BrandVersion, made.id)
    assert row is not None, "versions are never deleted"
    if row.number is not None and row.number == newest:
        return
    if row.number is not None:
        raise AlreadyReplaced(
            _l("This draft is version %(number)s, and a newer one is in force.", number=row.number)
        )
    if row.discarded_at is not None:
        raise Discarded(_l("This draft was discarded meanwhile, so it is not published."))
    _require_seen(seen, newest)
    _number(row, newest + 1, by)
    audit.record(by, "brand.published", row, after=_facts(row))


def restore(number: int, seen: int, *, by: audit.Actor) -> BrandVersion | None:
    """Publish an earlier look anew, as a row of its own. Returns it, or None if it is in force.

    In: `number` of the look, 0 for the one we ship; `seen`, the number in force as the actor knows
    it. Raises `SomebodyPublished`, `NoSuchVersion`.
    """
    newest = _hold_the_line()
    now = in_force()
    if is_in_force(number, now):
        return None
    earlier = version(number)
    if earlier is None and number != BUILT_IN:
        raise NoSuchVersion(_l("There is no version %(number)s.", number=number))
    _require_seen(seen, newest)
    made = BrandVersion(
        created_by_id=by.id,
        begun_from=newest,
        repeats=number,
        **{name: getattr(earlier, name) for name in LOOK if earlier},
    )
    _number(made, newest + 1, by)
    db.session.add(made)
    db.session.flush()
    audit.record(by, "brand.restored", made, after=_facts(made))
    return made


def _hold_the_line() -> int:
    """Wait until nobody else is publishing. Returns the newest number, which then stays so."""
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext("brand.published"))))
    return db.session.scalar(select(func.max(BrandVersion.number))) or BUILT_IN


def _require_seen(seen: int, newest: int) -> None:
    if seen != newest:
        raise SomebodyPublished(newest)


def _number(row: BrandVersion, number: int, by: audit.Actor) -> None:
    row.number = number
    row.published_at = clock.now()
    row.published_by_id = by.id


def _facts(row: BrandVersion) -> dict[str, Any]:
    """What the log keeps. The palette follows from the colours."""
    names = ("number", "repeats", *(name for name in LOOK if name != "palette"))
    known = audit.snapshot(row)
    return {name: known[name] for name in names if known[name] not in (None, {})}
