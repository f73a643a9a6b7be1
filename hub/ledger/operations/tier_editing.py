"""Making, changing and removing tiers; whoever belongs elsewhere then moves at once."""

from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, or_, select, text

from hub import audit
from hub.audit import Actor
from hub.db import db, locked
from hub.ledger.models import Account, Tier
from hub.ledger.operations.tiers import settle_all_tiers
from hub.refusals import Refusal


@dataclass(frozen=True)
class TierDetails:
    """What a manager says about a tier."""

    name: str
    threshold: int
    tone: str
    benefits: list[str] = field(default_factory=list)


class TierTaken(Refusal):
    """Another tier has that name, or begins at those points. `field` says which."""

    def __init__(self, field: str, sentence: Any) -> None:
        super().__init__(sentence)
        self.field = field


class LastTier(Refusal):
    """One tier has to stay."""

    def __init__(self) -> None:
        super().__init__(_l("This is the only tier. Add another before you remove it."))


class TierGone(Refusal):
    """Somebody removed it meanwhile."""

    def __init__(self) -> None:
        super().__init__(_l("This tier was removed a moment ago."))


def add_tier(details: TierDetails, *, by: Actor) -> Tier:
    """A new tier; who has its points moves up into it. Raises `TierTaken`."""
    _hold_everyone()
    check(details)
    tier = Tier(**vars(details))
    with audit.recorded(by, "tier.added", tier):
        db.session.add(tier)
    settle_all_tiers(by)
    return tier


def change_tier(tier: Tier, details: TierDetails, *, by: Actor) -> None:
    """Another name, threshold, metal or benefits. Raises `TierTaken`, `TierGone`."""
    _hold_everyone()
    tier = _held(tier)
    check(details, tier)
    with audit.recorded(by, "tier.changed", tier):
        for name, value in vars(details).items():
            setattr(tier, name, value)
    settle_all_tiers(by)


def remove_tier(tier: Tier, *, by: Actor) -> int:
    """Remove the tier; its members go to the next below. Returns how many moved.

    Raises `LastTier`, `TierGone`.
    """
    _hold_everyone()
    tier = _held(tier)
    if db.session.scalars(select(func.count()).select_from(Tier)).one() == 1:
        raise LastTier
    moved = settle_all_tiers(by, without=tier)
    audit.record(by, "tier.removed", tier, before=audit.snapshot(tier), after={"moved": moved})
    db.session.delete(tier)
    db.session.flush()
    return moved


def check(details: TierDetails, tier: Tier | None = None) -> None:
    """Raises `TierTaken` when another tier has the name or the threshold."""
    same_name = func.lower(Tier.name) == details.name.lower()
    statement = select(Tier).where(or_(same_name, Tier.threshold == details.threshold))
    if tier is not None:
        statement = statement.where(Tier.id != tier.id)
    for other in db.session.scalars(statement):
        if other.threshold == details.threshold:
            sentence = _l("%(name)s begins at these points already.", name=other.name)
            raise TierTaken("threshold", sentence)
        raise TierTaken("name", _l("Another tier has this name."))


def _hold_everyone() -> None:
    """One change of tiers at a time, and no points earned in between.

    Accounts are locked before the tier's row: somebody who earns points holds their account and
    then wants the tier, and the other order would deadlock with them.
    """
    db.session.execute(text("LOCK TABLE tiers IN SHARE ROW EXCLUSIVE MODE"))
    rows = select(Account.id).where(Account.kind == "member").order_by(Account.id).with_for_update()
    db.session.execute(select(func.count()).select_from(rows.subquery()))


def _held(tier: Tier) -> Tier:
    found = locked(Tier, tier.id)
    if found is None:
        raise TierGone
    return found
