"""Customer organisations, and members' employment at them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Text,
    and_,
    case,
    func,
    or_,
    text,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, CreatedAt, Id

if TYPE_CHECKING:
    from hub.members.models.members import Member


class Company(Base):
    """A customer (or prospect) organisation, keyed by CRM account, else by name."""

    __tablename__ = "companies"
    __table_args__ = (
        CheckConstraint("name <> ''", name="named"),
        Index(
            "uq_companies_name_key",
            "name_key",
            unique=True,
            postgresql_where=text("account_id IS NULL"),
        ),
        Index("ix_companies_name_key", "name_key", "id"),
    )

    id: Mapped[Id]
    account_id: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    name_key: Mapped[str]
    domains: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    industry: Mapped[str] = mapped_column(default="", server_default="")
    segment: Mapped[str] = mapped_column(default="", server_default="")
    region: Mapped[str] = mapped_column(default="", server_default="")
    country: Mapped[str | None]
    csm_email: Mapped[str | None]
    customer_since: Mapped[date | None]
    first_value_on: Mapped[date | None]
    in_crisis_until: Mapped[date | None]
    created_at: Mapped[CreatedAt]

    @staticmethod
    def key_of(name: str) -> str:
        """The name as companies without an account are told apart: trimmed and case-folded."""
        return name.strip().casefold()


class Position(Base):
    """A member's employment at a company. The one without an end is the current one."""

    __tablename__ = "positions"
    __table_args__ = (
        CheckConstraint(
            "ended_on IS NULL OR started_on IS NULL OR ended_on >= started_on", name="order"
        ),
        Index(
            "uq_positions_current",
            "member_id",
            unique=True,
            postgresql_where=text("ended_on IS NULL"),
        ),
        Index("ix_positions_member_id", "member_id"),
        Index("ix_positions_company_id", "company_id", "ended_on"),
    )

    id: Mapped[Id]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"))
    title: Mapped[str] = mapped_column(default="", server_default="")
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]

    member: Mapped["Member"] = relationship(back_populates="positions")
    company: Mapped[Company] = relationship()

    def covers(self, day: date) -> bool:
        """Whether the person worked there on that day; a beginning nobody knows was long ago."""
        begun = self.started_on is None or self.started_on <= day
        return begun and (self.ended_on is None or day <= self.ended_on)

    @classmethod
    def covers_instant(cls, at: Any) -> ColumnElement[bool]:
        """The same in SQL, of the day on which the instant `at` was, in UTC."""
        day = func.date(func.timezone("UTC", at))
        begun = or_(cls.started_on.is_(None), cls.started_on <= day)
        return and_(begun, or_(cls.ended_on.is_(None), day <= cls.ended_on))

    @hybrid_property
    def is_over(self) -> int:
        """1 when it has ended, else 0: a number, so that lists can be ordered by it."""
        return int(self.ended_on is not None)

    @is_over.inplace.expression
    @classmethod
    def _is_over_expression(cls) -> ColumnElement[int]:
        return case((cls.ended_on.is_(None), 0), else_=1)
