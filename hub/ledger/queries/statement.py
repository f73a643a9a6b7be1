"""A member's statement: every line says why."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from hub.db import db
from hub.ledger.models import Account, Transfer
from hub.paging import Key, Page, paginate


@dataclass(frozen=True)
class Line:
    """One movement as the member sees it: points in (+) or out (-), and its transfer."""

    points: int
    transfer: Transfer

    @property
    def id(self) -> int:
        return self.transfer.id

    @property
    def at(self) -> datetime:
        return self.transfer.created_at


def statement(member_id: int, at: str | None) -> Page:
    """One page of the member's movements, newest first."""
    account_id = db.session.scalar(select(Account.id).where(Account.member_id == member_id))
    if account_id is None:
        return Page()
    page = paginate(
        select(Transfer)
        .options(joinedload(Transfer.actor))
        .where(or_(Transfer.source_id == account_id, Transfer.destination_id == account_id)),
        [Key(Transfer.id, "id", descending=True)],
        at,
    )
    lines = [
        Line(row.points if row.destination_id == account_id else -row.points, row)
        for row in page.items
    ]
    return replace(page, items=lines)
