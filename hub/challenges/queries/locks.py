"""What unlocks a challenge: work, a standing, a mark or a gathering that comes before it.

What other rooms know is asked by the fields that audiences ask.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from hub.challenges.models import Challenge
from hub.db import db
from hub.ledger.models import Badge, Tier
from hub.members.audiences.fields import FIELDS, Choice
from hub.members.models import Member


@dataclass(frozen=True)
class Lock:
    """One thing that is still missing: its kind, and what it is called. `thing` is the challenge,
    tier or badge, whose name can be said in the reader's language; an event has its title only."""

    kind: str
    id: int
    thing: Any
    title: str = ""


def unlocked(member: Member) -> ColumnElement[bool]:
    """The challenges that need nothing which the member lacks, as a condition over `challenges`."""
    return and_(*_met(member).values())


def locks_of(member: Member, challenges: Sequence[Challenge]) -> dict[int, list[Lock]]:
    """What the member lacks, by challenge; those that need nothing more are not in it."""
    asked = [challenge.id for challenge in challenges if _needs(challenge)]
    if not asked:
        return {}
    met = _met(member)
    rows = db.session.execute(
        select(Challenge.id, *met.values()).where(Challenge.id.in_(asked))
    ).all()
    missing = {
        row[0]: [kind for kind, is_met in zip(met, row[1:], strict=True) if not is_met]
        for row in rows
    }
    wanted = [
        (challenge.id, kind, getattr(challenge, f"requires_{kind}_id"))
        for challenge in challenges
        for kind in missing.get(challenge.id, ())
    ]
    things = {kind: _things(kind, {id for _c, k, id in wanted if k == kind}) for kind in met}
    locks: dict[int, list[Lock]] = {}
    for challenge_id, kind, id in wanted:
        locks.setdefault(challenge_id, []).append(things[kind][id])
    return locks


def _needs(challenge: Challenge) -> bool:
    return any(getattr(challenge, f"requires_{kind}_id") for kind in _HAS)


def _has(name: str, member: Member) -> Select[Any]:
    """What the member has of what the field asks about."""
    return select(func.unnest(FIELDS[name].fact)).where(Member.id == member.id).correlate(None)


def _tiers_of(member: Member) -> Select[Any]:
    """The tiers that the member has reached."""
    standing = select(FIELDS["tier"].fact).where(Member.id == member.id).correlate(None)
    reached = select(Tier.threshold).where(Tier.id == standing.scalar_subquery())
    return select(Tier.id).where(Tier.threshold <= reached.scalar_subquery()).correlate(None)


_HAS = {
    "challenge": lambda member: _has("completed", member),
    "tier": _tiers_of,
    "badge": lambda member: _has("badge", member),
    "event": lambda member: _has("attended", member),
}


def _met(member: Member) -> Mapping[str, ColumnElement[bool]]:
    """By kind of requirement, whether there is none or the member has it."""
    columns = {kind: getattr(Challenge, f"requires_{kind}_id") for kind in _HAS}
    return {
        kind: or_(columns[kind].is_(None), columns[kind].in_(has(member)))
        for kind, has in _HAS.items()
    }


def _things(kind: str, ids: Collection[int]) -> dict[int, Lock]:
    if not ids:
        return {}
    if kind == "event":
        field = FIELDS["attended"]
        assert isinstance(field, Choice), "events register it"
        names = field.named(ids)
        return {id: Lock(kind, id, None, str(names.get(id, ""))) for id in ids}
    model: Any = {"challenge": Challenge, "tier": Tier, "badge": Badge}[kind]
    rows = db.session.scalars(select(model).where(model.id.in_(ids)))
    return {row.id: Lock(kind, row.id, row) for row in rows}
