"""What audiences can ask about points, tiers and badges."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, func, or_, select

from hub.db import db
from hub.ledger.models import Account, Badge, BadgeAward, Tier
from hub.members.audiences.fields import Choice, Number, register
from hub.members.audiences.joined import Joined
from hub.members.audiences.shapes import Rows

_accounts = Account.__table__.alias("own_account")
_own = _accounts.c
_account = Joined(_accounts)


def _tiers() -> Sequence[tuple[int, Any]]:
    statement = select(Tier.id, Tier.name).order_by(Tier.threshold)
    return [(row.id, row.name) for row in db.session.execute(statement)]


def _badges() -> Sequence[tuple[int, Any]]:
    statement = select(Badge.id, Badge.name).order_by(Badge.name)
    return [(row.id, row.name) for row in db.session.execute(statement)]


# Who has earned nothing yet stands in the tier that begins at nothing, if there is one.
_lowest = select(Tier.id).where(Tier.threshold == 0).scalar_subquery()


def _standing(many: bool) -> ColumnElement[bool]:
    return _account.there(many, _own.tier_id.is_not(None))


def _in_tiers(values: Sequence[Any], many: bool) -> ColumnElement[bool]:
    by_default = func.coalesce(_lowest.in_(values), False)
    return or_(_account.there(many, _own.tier_id.in_(values)), and_(by_default, ~_standing(many)))


register(
    Choice(
        name="tier",
        label=_l("Tier"),
        fact=func.coalesce(_account.value(_own.tier_id), _lowest),
        one_of=_in_tiers,
        known=lambda many: or_(_standing(many), _lowest.is_not(None)),
        type=int,
        options=_tiers,
    ),
    Number(
        name="lifetime",
        label=_l("Lifetime points"),
        fact=_account.value(_own.lifetime),
        at_least=lambda points, many: _account.there(many, _own.lifetime >= points),
    ),
    Rows(BadgeAward.member_id).choice(
        "badge", _l("Badge"), BadgeAward.badge_id, type=int, options=_badges
    ),
)
