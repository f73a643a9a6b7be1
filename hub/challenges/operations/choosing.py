"""A member puts a challenge aside, takes it back, and says what they thought of it."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert

from hub import clock
from hub.challenges.models import Aside, Attempt, Challenge, Opinion
from hub.db import db
from hub.members.models import Member
from hub.refusals import Refusal


class NotDone(Refusal):
    """Who has not completed it cannot say how it was."""

    def __init__(self) -> None:
        super().__init__(_l("You can say what you think of it once you have completed it."))


def put_aside(
    challenge: Challenge, kind: str, *, by: Member, reason: str | None = None, words: str = ""
) -> Aside:
    """Take it out of what is suggested to the member, until they take it back.

    In: `kind`, "later" or "not_for_me"; `reason` and `words` only for the latter. What stood
    before ends. The same once more changes nothing.
    """
    standing = _standing(challenge, by)
    if standing is not None:
        if (standing.kind, standing.reason, standing.words) == (kind, reason, words):
            return standing
        standing.back_at = clock.now()
        db.session.flush()
    db.session.execute(
        insert(Aside)
        .values(
            challenge_id=challenge.id,
            member_id=by.id,
            kind=kind,
            reason=reason,
            words=words,
            put_at=clock.now(),
        )
        .on_conflict_do_nothing()
    )
    kept = _standing(challenge, by)
    assert kept is not None, "one stands now, this one or one put at the same moment"
    return kept


def bring_back(challenge: Challenge, by: Member) -> None:
    """Suggest it again; where it is not aside, nothing changes."""
    standing = _standing(challenge, by)
    if standing is not None:
        standing.back_at = clock.now()
        db.session.flush()


def say_opinion(challenge: Challenge, *, up: bool, words: str = "", by: Member) -> Opinion:
    """Keep what the member thinks of what they completed, in the place of what they said before.

    Raises `NotDone`.
    """
    done = exists().where(
        Attempt.challenge_id == challenge.id,
        Attempt.member_id == by.id,
        Attempt.state == "approved",
    )
    if not db.session.scalar(select(done)):
        raise NotDone
    said = {"up": up, "words": words, "said_at": clock.now()}
    statement = insert(Opinion).values(challenge_id=challenge.id, member_id=by.id, **said)
    return db.session.scalars(
        statement.on_conflict_do_update(
            index_elements=["challenge_id", "member_id"], set_=said
        ).returning(Opinion),
        execution_options={"populate_existing": True},
    ).one()


def _standing(challenge: Challenge, member: Member) -> Aside | None:
    return db.session.scalar(
        select(Aside)
        .where(
            Aside.challenge_id == challenge.id,
            Aside.member_id == member.id,
            Aside.back_at.is_(None),
        )
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
