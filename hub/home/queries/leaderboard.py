"""Who has earned most, and where one member stands among neighbours.

On the board is whoever has earned points, is still with us, does not run the programme, and has
not chosen to stay off it.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from hub.db import db
from hub.ledger.models import Account, Tier
from hub.members.models import Member, Position, Role, RoleGrant
from hub.members.roles import STAFF

TOP = 20
NEIGHBOURS = 3


@dataclass(frozen=True)
class Row:
    """A line of the board. Equal points share a rank."""

    rank: int
    lifetime: int
    member: Member
    tier: Tier | None


@dataclass(frozen=True)
class Place:
    """Where one member stands: own row among neighbours; no rows before the first point."""

    rows: list[Row]
    me: Row | None


def top(limit: int = TOP, among: ColumnElement[bool] | None = None) -> list[Row]:
    """The first rows of the board. The index of lifetimes is read only as far as needed.

    In: `among`, a condition over `members`: the board of those alone, with ranks of its own.
    """
    rank = func.rank().over(order_by=Account.lifetime.desc())
    board = _listed(Account.lifetime, Member, Tier, rank)
    rows = db.session.execute(
        (board if among is None else board.where(among))
        .order_by(Account.lifetime.desc(), Account.id)
        .limit(limit)
    )
    return [Row(rank, lifetime or 0, member, tier) for lifetime, member, tier, rank in rows]


def is_staff(member: Member) -> bool:
    """Whether the member works for the programme, and so is never on the board."""
    return any(role.name in STAFF for role in member.roles)


def place(member: Member) -> Place:
    """The member's own place, seen by nobody else when hidden."""
    account = db.session.scalar(select(Account).where(Account.member_id == member.id))
    if account is None or not account.lifetime:
        return Place([], None)
    above = _near(_before(account), Account.lifetime.asc(), Account.id.desc())
    below = _near(_after(account), Account.lifetime.desc(), Account.id.asc())
    own = (account, member, db.session.get(Tier, account.tier_id) if account.tier_id else None)
    rows = _ranked([*reversed(above), own, *below], own)
    return Place(rows, next(row for row in rows if row.member is member))


def _near(where: ColumnElement[bool], *order: Any) -> list[tuple[Account, Member, Tier | None]]:
    rows = db.session.execute(
        _listed(Account, Member, Tier).where(where).order_by(*order).limit(NEIGHBOURS)
    )
    return [(account, member, tier) for account, member, tier in rows]


def _ranked(near: list[tuple[Account, Member, Tier | None]], own: Any) -> list[Row]:
    """Ranks for consecutive lines of the board: one count for the first, the rest follows."""
    first = near[0][0]
    higher, before = db.session.execute(
        _on_board(
            select(
                func.count().filter(Account.lifetime > (first.lifetime or 0)),
                func.count(),
            )
            .select_from(Account)
            .join(Member, Member.id == Account.member_id)
            .where(_before(first))
        )
    ).one()
    rows: list[Row] = []
    rank = higher + 1
    for account, member, tier in near:
        lifetime = account.lifetime or 0
        if rows and rows[-1].lifetime != lifetime:
            rank = before + 1
        rows.append(Row(rank, lifetime, member, tier))
        # A hidden member sees their rank but takes nobody's.
        if account is not own[0] or member.hidden_from_boards_at is None:
            before += 1
    return rows


def _before(account: Account) -> ColumnElement[bool]:
    return or_(
        Account.lifetime > account.lifetime,
        and_(Account.lifetime == account.lifetime, Account.id < account.id),
    )


def _after(account: Account) -> ColumnElement[bool]:
    return or_(
        Account.lifetime < account.lifetime,
        and_(Account.lifetime == account.lifetime, Account.id > account.id),
    )


def _listed(*what: Any) -> Select:
    """Accounts on the board with their members and tiers."""
    statement = (
        select(*what)
        .select_from(Account)
        .join(Member, Member.id == Account.member_id)
        .outerjoin(Tier, Tier.id == Account.tier_id)
        .options(selectinload(Member.positions).options(joinedload(Position.company)))
    )
    return _on_board(statement)


def _on_board(statement: Select) -> Select:
    works_for_us = exists().where(
        RoleGrant.member_id == Account.member_id,
        RoleGrant.role_id == Role.id,
        Role.name.in_(STAFF),
    )
    return statement.where(
        Account.kind == "member",
        Account.lifetime > 0,
        Member.deactivated_at.is_(None),
        Member.erased_at.is_(None),
        Member.hidden_from_boards_at.is_(None),
        ~works_for_us,
    )
