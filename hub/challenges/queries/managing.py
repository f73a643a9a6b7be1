"""The list of challenges in the console, and what its editor offers."""

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, func, not_, select
from sqlalchemy.orm import joinedload

from hub.advocacy.models import ActKind
from hub.challenges.models import Attempt, Challenge
from hub.db import db
from hub.ledger.models import Badge
from hub.members.models import Audience
from hub.members.queries.visibility import for_lists
from hub.paging import Key, Page, paginate

STATES = ("draft", "scheduled", "open", "closed")


@dataclass(frozen=True)
class Row:
    """One challenge with how many took it up, how many finished, and how many wait."""

    challenge: Challenge
    attempts: int
    approved: int
    waiting: int


def managed(
    at: str | None, *, state: str = "", q: str = "", audience: Audience | None = None
) -> Page:
    """One page of rows, newest first."""
    found = select(Challenge).where(*_filters(state, q)).options(joinedload(Challenge.picture))
    page = paginate(
        for_lists(found, Challenge, audience),
        [Key(Challenge.id, "id", descending=True)],
        at,
    )
    counts = _counts([challenge.id for challenge in page.items])
    rows = [Row(challenge, *counts.get(challenge.id, (0, 0, 0))) for challenge in page.items]
    return replace(page, items=rows)


def badges() -> list[Badge]:
    """Every badge that a challenge can give, by name."""
    return list(db.session.scalars(select(Badge).order_by(Badge.name)))


def act_kinds(current: int | None = None) -> list[ActKind]:
    """The kinds of act in use, by name, and the `current` one even if it is retired."""
    return list(
        db.session.scalars(
            select(ActKind)
            .where(ActKind.retired_at.is_(None) | (ActKind.id == current))
            .order_by(ActKind.name)
        )
    )


def _filters(state: str, q: str) -> list[ColumnElement[bool]]:
    published = Challenge.published_at.is_not(None)
    by_state: dict[str, ColumnElement[bool]] = {
        "draft": Challenge.published_at.is_(None),
        "open": and_(published, Challenge.is_open),
        "scheduled": and_(Challenge.is_scheduled),
        "closed": and_(published, not_(Challenge.is_open), not_(Challenge.is_scheduled)),
    }
    found = [by_state[state]] if state in by_state else []
    if q.strip():
        found.append(Challenge.title.icontains(q.strip(), autoescape=True))
    return found


def _counts(ids: list[int]) -> dict[int, tuple[int, int, int]]:
    rows = db.session.execute(
        select(
            Attempt.challenge_id,
            func.count(),
            func.count().filter(Attempt.state == "approved"),
            func.count().filter(Attempt.state == "waiting"),
        )
        .where(Attempt.challenge_id.in_(ids))
        .group_by(Attempt.challenge_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows}
