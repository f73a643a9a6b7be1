"""Kinds of acts, to choose from and to manage."""

from collections.abc import Sequence

from sqlalchemy import func, select

from hub.advocacy.models import Act, ActKind
from hub.db import db

_ORDER = (ActKind.direction.desc(), func.lower(ActKind.name), ActKind.id)


def kinds() -> Sequence[ActKind]:
    """Every kind: what members do for us, then what we do for them; the retired last."""
    retired = ActKind.retired_at.is_not(None)
    return db.session.scalars(select(ActKind).order_by(retired, *_ORDER)).all()


def kinds_to_choose(current: int | None = None) -> Sequence[ActKind]:
    """Kinds that are not retired, and the one already chosen."""
    return db.session.scalars(
        select(ActKind)
        .where(ActKind.retired_at.is_(None) | (ActKind.id == current))
        .order_by(*_ORDER)
    ).all()


def uses() -> dict[int, int]:
    """How many standing acts there are of each kind, by the kind's id."""
    rows = db.session.execute(
        select(Act.kind_id, func.count()).where(Act.taken_back_at.is_(None)).group_by(Act.kind_id)
    )
    return {row[0]: row[1] for row in rows}
