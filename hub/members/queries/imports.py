"""Imports of the past."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hub.members.models import ImportRun
from hub.paging import Key, Page, paginate


def imports_page(at: str | None) -> Page:
    """Runs, the newest first."""
    statement = select(ImportRun).options(joinedload(ImportRun.created_by))
    return paginate(statement, [Key(ImportRun.id, "id", descending=True)], at, limit=10)
