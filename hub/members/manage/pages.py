"""What the manager's pages of this room share."""

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from hub.db import db
from hub.members.models import Company, Member
from hub.members.queries.people import audit_of, member_for_console
from hub.members.words import ROLE_NAMES
from hub.web import can, notify_page, render, wants_fragment
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


def member_page(member: Member) -> Response:
    """The member's page, or the part of it that actions change."""
    return render(
        "members/manage/show.html",
        fragment="members/manage/_member.html",
        member=member,
        roles=ROLE_NAMES,
        audit=audit_of("members", member.id) if can("audit.view") else (),
    )


def changed(member: Member, sentence: str) -> ResponseReturnValue:
    """The answer to an action on the member's page."""
    if wants_fragment():
        return notify_page(member_page(found(member.id)), toast=sentence)
    return done(sentence, "members_manage.show", id=member.id)
