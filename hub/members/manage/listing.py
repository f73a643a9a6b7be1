"""Finding members: the list and its export."""

from collections.abc import Iterator

from flask import Response, request, stream_with_context
from flask.typing import ResponseReturnValue

from hub import clock
from hub.db import db
from hub.members.manage.pages import blueprint
from hub.members.models import Audience, Company
from hub.members.queries.listing import members_found, members_page
from hub.members.queries.people import STANDINGS, Search
from hub.members.roles import ROLES
from hub.members.words import ROLE_NAMES
from hub.spreadsheets import csv_lines
from hub.web import cursor, paged, render, requires
from hub.web.ids import row_number

HEADINGS = (
    "Name", "E-mail", "Title", "Company", "Standing", "Roles", "Tags", "Contact ID", "Joined",
    "Last seen",
)  # fmt: skip


def _search() -> Search:
    """The filters of this request; what makes no sense is left out."""
    args = request.args
    standing, role = args.get("standing", ""), args.get("role", "")
    return Search(
        q=args.get("q", "").strip()[:200],
        standing=standing if standing in STANDINGS else "",
        role=role if role in ROLES else "",
        company_id=args.get("company", type=row_number),
        audience_id=args.get("audience", type=row_number),
    )


@blueprint.get("/members")
@requires("members.view")
def index() -> ResponseReturnValue:
    """Members, the newest first."""
    search = _search()
    company = db.session.get(Company, search.company_id) if search.company_id else None
    audience = db.session.get(Audience, search.audience_id) if search.audience_id else None
    return render(
        "members/manage/index.html",
        fragment="members/manage/_list.html",
        page=paged(members_page(search, cursor())),
        search=search,
        company=company,
        audience=audience,
        roles=ROLE_NAMES,
    )


@blueprint.get("/members.csv")
@requires("members.manage")
def export() -> ResponseReturnValue:
    """Everybody whom the filters find, as a spreadsheet."""
    response = Response(
        stream_with_context(csv_lines(HEADINGS, _rows(_search()))), mimetype="text/csv"
    )
    name = f"members-{clock.today().isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rows(search: Search) -> Iterator[tuple[object, ...]]:
    for member in members_found(search):
        position = member.position
        standing = "alumni" if member.is_alumni else "current" if position else ""
        yield (
            member.name,
            member.email,
            position.title if position else "",
            position.company.name if position else "",
            "deactivated" if member.deactivated_at else standing,
            ", ".join(sorted(role.name for role in member.roles)),
            "; ".join(member.tags),
            member.contact_id,
            member.joined_at.date().isoformat(),
            member.last_seen_at.date().isoformat() if member.last_seen_at else "",
        )
