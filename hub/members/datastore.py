"""How Flask-Security finds a member: by session id, or by any address that signs in."""

from typing import Any

from flask_security import SQLAlchemyUserDatastore
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from hub.db import db
from hub.members.models import Member, Role
from hub.members.queries.addresses import member_signing_in


class MemberDatastore(SQLAlchemyUserDatastore):
    """Members have several addresses over the years; the library expects one `email` column."""

    def __init__(self) -> None:
        super().__init__(db, Member, Role)

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> Member | None:
        if "email" in kwargs:
            return member_signing_in(kwargs["email"])
        attribute, value = kwargs.popitem()
        return db.session.scalar(
            select(Member)
            .options(selectinload(Member.roles))
            .where(getattr(Member, attribute) == value)
        )
