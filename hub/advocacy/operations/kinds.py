"""Kinds of acts: added, renamed, valued anew, retired and reinstated. Never deleted."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from hub import audit, clock
from hub.advocacy.models import ActKind
from hub.db import db
from hub.members.models import Member
from hub.refusals import Refusal
from hub.slugs import slug_of


class KindTaken(Refusal):
    """Two kinds of one name cannot be told apart."""

    field = "name"

    def __init__(self) -> None:
        super().__init__(_l("There is a kind of this name already. Choose another name."))


@dataclass(frozen=True)
class KindDetails:
    """What a manager decides about a kind; the direction only when it is made."""

    name: str
    direction: str
    value: int
    weight: int = 1
    gap_days: int = 0


def add_kind(details: KindDetails, by: Member) -> ActKind:
    """A new kind. Raises `KindTaken`."""
    _require_free(details.name, None)
    kind = ActKind(
        slug=_slug(details.name),
        name=details.name,
        direction=details.direction,
        value=details.value,
        weight=details.weight,
        gap_days=details.gap_days,
    )
    db.session.add(kind)
    with audit.recorded(by, "act_kind.added", kind):
        db.session.flush()
    return kind


def change_kind(kind: ActKind, details: KindDetails, by: Member) -> None:
    """Rename it or value it anew; what is on record keeps its value. Raises `KindTaken`."""
    _require_free(details.name, kind)
    with audit.recorded(by, "act_kind.changed", kind):
        kind.name, kind.value = details.name, details.value
        kind.weight, kind.gap_days = details.weight, details.gap_days


def retire_kind(kind: ActKind, by: Member) -> None:
    """Nobody chooses it any more; what is on record stays, and so do challenges that have it."""
    with audit.recorded(by, "act_kind.retired", kind):
        kind.retired_at = kind.retired_at or clock.now()


def reinstate_kind(kind: ActKind, by: Member) -> None:
    """It can be chosen again."""
    with audit.recorded(by, "act_kind.reinstated", kind):
        kind.retired_at = None


def _require_free(name: str, own: ActKind | None) -> None:
    same = select(ActKind.id).where(func.lower(ActKind.name) == name.lower())
    if own is not None:
        same = same.where(ActKind.id != own.id)
    if db.session.scalar(same) is not None:
        raise KindTaken


def _slug(name: str) -> str:
    """The name in small letters without accents, with a number where that is taken."""
    stem = slug_of(name) or "kind"
    taken = set(db.session.scalars(select(ActKind.slug).where(ActKind.slug.startswith(stem))))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)
