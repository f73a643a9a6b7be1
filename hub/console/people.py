"""The member's page: everything that the hub knows about one person, in one view."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from hub.advocacy.manage.whole import whole
from hub.console import parts
from hub.ledger.queries.standing import standing
from hub.members.manage.notes import notes_of
from hub.members.manage.pages import found
from hub.members.manage.words import HEALTH_NAMES, HEALTH_TONES
from hub.members.queries.health import health_of
from hub.members.queries.people import audit_of
from hub.members.words import PERSONA_NAMES, ROLE_NAMES
from hub.web import can, render, requires

blueprint = Blueprint("people", __name__, url_prefix="/console/members")


@blueprint.get("/<int:id>")
@requires("members.view")
def show(id: int) -> ResponseReturnValue:
    """Who it is, points, bank, asks, what they did, notes; each part with its newest rows."""
    member = found(id)
    return render(
        "console/people/show.html",
        fragment="console/people/_member.html",
        member=member,
        roles=ROLE_NAMES,
        standing=standing(id),
        health=health_of(member.company) if member.company else None,
        names=HEALTH_NAMES,
        tones=HEALTH_TONES,
        personas=PERSONA_NAMES,
        statement=url_for("acts.member_bank", id=id),
        parts=parts.newest(member, "people.part"),
        audit=audit_of("members", id) if can("audit.view") else (),
        **whole(member),
        **notes_of(member),
    )


@blueprint.get(f"/<int:id>/{parts.ANY}")
@requires("members.view")
def part(id: int, part: str) -> ResponseReturnValue:
    """All of what the member did in one room."""
    chosen, member = parts.PARTS[part], found(id)
    return parts.page(chosen, member, url_for("people.show", id=id, _anchor=part))
