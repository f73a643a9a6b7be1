"""What audiences can ask about points, tiers and badges."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from hub.db import db
from hub.ledger.models import Account, Badge, BadgeAward, Tier
from hub.members.audiences.fields import Number, register
from hub.members.audiences.shapes import rows_of, there_is
from hub.members.models import Member

_account = select(Account.lifetime).where(Account.member_id == Member.id)


def _tiers() -> Sequence[tuple[int, Any]]:
    statement = select(Tier.id, Tier.name).order_by(Tier.threshold)
    return [(row.id, row.name) for row in db.session.execute(statement)]


def _badges() -> Sequence[tuple[int, Any]]:
    statement = select(Badge.id, Badge.name).order_by(Badge.name)
    return [(row.id, row.name) for row in db.session.execute(statement)]


register(
    rows_of(
        "tier",
        _l("Tier"),
        Account.tier_id,
        Account.member_id == Member.id,
        Account.tier_id.is_not(None),
        type=int,
        options=_tiers,
    ),
    Number(
        name="lifetime",
        label=_l("Lifetime points"),
        fact=_account.correlate(Member).scalar_subquery(),
        at_least=lambda points: there_is(_account.where(Account.lifetime >= points)),
    ),
    rows_of(
        "badge",
        _l("Badge"),
        BadgeAward.badge_id,
        BadgeAward.member_id == Member.id,
        type=int,
        options=_badges,
    ),
)
