"""What the manager's pages of this room share."""

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from hub.db import db
from hub.members.models import Company, Member
from hub.members.queries.people import member_for_console
from hub.web import notify_page, wants_fragment
from hub.web.pages import done

blueprint = Blueprint("members_manage", __name__, url_prefix="/console")


def found(id: int) -> Member:
    """The member, or 404; who was erased is nobody's to look at."""
    member = member_for_console(id)
    if member is None:
        abort(404)
    return member


def company_found(id: int) -> Company:
    """The company, or 404."""
    return db.session.get(Company, id) or abort(404)


def changed(member: Member, sentence: str) -> ResponseReturnValue:
    """The answer to an action on the member's page, which then fetches anew what it shows."""
    if wants_fragment():
        return notify_page(Response(status=204), "member-changed", toast=sentence)
    return done(sentence, "people.show", id=member.id)
