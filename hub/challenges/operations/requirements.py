"""What must come before a challenge: never itself, however far around."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from hub.challenges.models import Challenge
from hub.challenges.queries.locks import unlocked
from hub.db import db
from hub.members.models import Member
from hub.refusals import Refusal


class Locked(Refusal):
    """Something has to be done or reached first."""

    def __init__(self) -> None:
        super().__init__(_l("This is still locked for you. Its page says what comes first."))


class Circle(Refusal):
    """Challenges would wait for each other."""

    def __init__(self, titles: list[str]) -> None:
        names = " → ".join(titles)
        super().__init__(_l("These challenges would wait for each other: %(names)s.", names=names))


def require_unlocked(challenge: Challenge, by: Member) -> None:
    """Raises `Locked` where the member lacks what it requires."""
    found = select(Challenge.id).where(Challenge.id == challenge.id, unlocked(by))
    if db.session.scalar(found) is None:
        raise Locked


def require_no_circle(challenge: Challenge, before: int | None) -> None:
    """Raises `Circle` where `before`, which is to come first, waits for `challenge` itself.

    Until the transaction ends nobody else saves what comes before what: two that are saved at once
    could otherwise wait for each other.
    """
    if before is None:
        return
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext("challenges.requires"))))
    passed = [challenge.id]
    titles = [challenge.title]
    while before is not None and before not in passed:
        row: Any = db.session.execute(
            select(Challenge.title, Challenge.requires_challenge_id).where(Challenge.id == before)
        ).one()
        passed.append(before)
        titles.append(row.title)
        before = row.requires_challenge_id
    if before is not None:
        raise Circle([*titles[passed.index(before) :], titles[passed.index(before)]])
