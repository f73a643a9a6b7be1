"""Member and reviewers write to each other about an attempt, before and after it is decided."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from hub import clock
from hub.challenges.models import LONGEST_MESSAGE, Attempt, AttemptMessage, Claim, Review
from hub.challenges.operations.attempting import NotForYou
from hub.challenges.queries.promises import reviewers
from hub.db import db
from hub.members.models import Member
from hub.notifications.operations import notify
from hub.refusals import Refusal


class NothingSaid(Refusal):
    """An empty message, or a book."""

    def __init__(self) -> None:
        super().__init__(
            _l("Write a message of up to %(most)s characters.", most=f"{LONGEST_MESSAGE:,}")
        )


class NotHandedIn(Refusal):
    """Nobody reads along before it is handed in."""

    def __init__(self) -> None:
        super().__init__(_l("Hand it in first: nobody but you sees it before."))


def write(attempt: Attempt, body: str, token: str, *, by: Member) -> None:
    """Say something about the attempt, once for each `token`; the other side is told.

    A member's words go to whoever has had to do with it, or to all reviewers where nobody has.
    Raises `NothingSaid`, `NotHandedIn`, and `NotForYou` for who is neither its member nor a
    reviewer.
    """
    own = attempt.member_id == by.id
    if not own and not by.has_permission("reviews.decide"):
        raise NotForYou(_l("This is somebody else's work."))
    if attempt.handed_in_at is None:
        raise NotHandedIn
    body = body.replace("\x00", "").replace("\r\n", "\n").strip()
    if not 1 <= len(body) <= LONGEST_MESSAGE:
        raise NothingSaid
    made = db.session.scalar(
        insert(AttemptMessage)
        .values(
            attempt_id=attempt.id, author_id=by.id, body=body, token=token, written_at=clock.now()
        )
        .on_conflict_do_nothing(index_elements=["token"])
        .returning(AttemptMessage.id)
    )
    if made is None:
        return
    to = _involved(attempt) if own else {attempt.member_id}
    page = f"/console/reviews/{attempt.id}" if own else f"/challenges/{attempt.challenge_id}"
    for member_id in sorted(to):
        notify(
            member_id,
            "attempt_message",
            key=f"attempt-message:{made}:{member_id}",
            link=f"{page}#talk",
            name=by.name,
            title=attempt.challenge.everywhere("title"),
            message=body,
        )


def _involved(attempt: Attempt) -> set[int]:
    """The reviewers who decided on it, wrote about it or look at it now; else all of them."""
    may = {reviewer.id for reviewer in reviewers()} - {attempt.member_id}
    seen = (
        select(Review.reviewer_id)
        .where(Review.attempt_id == attempt.id)
        .union(
            select(AttemptMessage.author_id).where(AttemptMessage.attempt_id == attempt.id),
            select(Claim.member_id).where(
                Claim.attempt_id == attempt.id, Claim.until > clock.now()
            ),
        )
    )
    return (set(db.session.scalars(seen)) & may) or may
