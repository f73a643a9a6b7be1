"""Copying the roles of `hub.members.roles` into the database."""

from sqlalchemy.dialects.postgresql import insert

from hub.db import db
from hub.members.models import Role
from hub.members.roles import ROLES


def sync_roles() -> None:
    """Make the table say what the code says. Roles that are gone from the code keep no rights."""
    for name, permissions in ROLES.items():
        statement = insert(Role).values(name=name, permissions=sorted(permissions))
        db.session.execute(
            statement.on_conflict_do_update(
                index_elements=["name"], set_={"permissions": statement.excluded.permissions}
            )
        )
    for role in db.session.query(Role).filter(Role.name.not_in(ROLES)):
        role.permissions = []
