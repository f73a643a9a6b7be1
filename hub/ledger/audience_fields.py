"""What audiences can ask about points, tiers and badges."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from hub.db import db
from hub.ledger.models import Account, Badge, BadgeAward, Tier
from hub.members.audiences.fields import Number, register
from hub.members.audiences.shapes import Rows

_account = Rows(Account.member_id, Account.kind == "member")


def _tiers() -> Sequence[tuple[int, Any]]:
    statement = select(Tier.id, Tier.name).order_by(Tier.threshold)
    return [(row.id, row.name) for row in db.session.execute(statement)]


def _badges() -> Sequence[tuple[int, Any]]:
    statement = select(Badge.id, Badge.name).order_by(Badge.name)
    return [(row.id, row.name) for row in db.session.execute(statement)]


register(
    Rows(Account.member_id, Account.kind == "member", Account.tier_id.is_not(None)).choice(
        "tier", _l("Tier"), Account.tier_id, type=int, options=_tiers
    ),
    Number(
        name="lifetime",
        label=_l("Lifetime points"),
        fact=_account.value(Account.lifetime),
        at_least=lambda points, many: _account.there(many, Account.lifetime >= points),
    ),
    Rows(BadgeAward.member_id).choice(
        "badge", _l("Badge"), BadgeAward.badge_id, type=int, options=_badges
    ),
)
