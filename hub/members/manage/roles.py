"""Giving and taking roles."""

from flask import abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.db import transaction
from hub.members.manage.pages import blueprint, changed, found
from hub.members.operations.people import grant_role, revoke_role
from hub.members.roles import ROLES
from hub.web import requires


def _role() -> str:
    """The role of the form. Everybody is an advocate, so that is neither given nor taken."""
    name = request.form.get("role", "")
    if name not in ROLES or name == "advocate":
        abort(422)
    return name


@blueprint.post("/members/<int:id>/roles")
@requires("roles.manage")
def grant(id: int) -> ResponseReturnValue:
    """Give a role."""
    member, name = found(id), _role()
    with transaction():
        grant_role(member, name, by=current_user)
    return changed(member, _("%(name)s has the role now.", name=member.name))


@blueprint.post("/members/<int:id>/roles/revocation")
@requires("roles.manage")
def revoke(id: int) -> ResponseReturnValue:
    """Take a role, and end the sessions that had it."""
    member, name = found(id), _role()
    with transaction():
        revoke_role(member, name, by=current_user)
    return changed(member, _("%(name)s no longer has the role.", name=member.name))
