"""Tiers, who is in them, and who would move if thresholds were others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, null, select

from hub.db import db
from hub.ledger.models import Account, Tier

# Stands for a tier that does not exist yet.
NEW = 0


@dataclass(frozen=True)
class Move:
    """So many members go from one tier to another; None is no tier at all, `NEW` the new one."""

    from_id: int | None
    to_id: int | None
    members: int


def tiers() -> list[Tier]:
    """Every tier, lowest first."""
    return list(db.session.scalars(select(Tier).order_by(Tier.threshold)))


def members_in_tiers() -> dict[int, int]:
    """How many members stand in each tier."""
    rows = db.session.execute(
        select(Account.tier_id, func.count())
        .where(Account.kind == "member", Account.tier_id.is_not(None))
        .group_by(Account.tier_id)
    )
    return {row[0]: row[1] for row in rows if row[0]}


def moves(thresholds: Mapping[int, int]) -> list[Move]:
    """Who would move, if these were the tiers: thresholds by the id of the tier, or `NEW`."""
    deserved = deserved_tier(thresholds).label("deserved")
    rows = db.session.execute(
        misplaced(thresholds, select(Account.tier_id, deserved, func.count())).group_by(
            Account.tier_id, deserved
        )
    )
    return [Move(*row) for row in rows]


def misplaced(thresholds: Mapping[int, int], statement: Select) -> Select:
    """`statement` over the accounts of members who are not where these thresholds put them."""
    return statement.where(
        Account.kind == "member", Account.tier_id.is_distinct_from(deserved_tier(thresholds))
    )


def deserved_tier(thresholds: Mapping[int, int]) -> ColumnElement[Any]:
    """The tier that an account's lifetime points deserve, in SQL."""
    highest_first = sorted(thresholds.items(), key=lambda item: item[1], reverse=True)
    if not highest_first:
        return null()
    return case(*((Account.lifetime >= threshold, id) for id, threshold in highest_first))
