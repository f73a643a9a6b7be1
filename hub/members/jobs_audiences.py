"""Counting audiences, so that a list of them need not."""

from sqlalchemy import select

from hub.db import db
from hub.members.models import Audience
from hub.members.operations.audiences import recount
from hub.outbox import job


@job("members.count_audience")
def count_audience(audience_id: int) -> None:
    """Count one; it may be gone by now."""
    audience = db.session.get(Audience, audience_id)
    if audience is not None:
        recount(audience)


@job("members.count_audiences")
def count_audiences() -> None:
    """Count all: people fall in and out of an audience without anybody changing it."""
    for audience in db.session.scalars(select(Audience)):
        recount(audience)
