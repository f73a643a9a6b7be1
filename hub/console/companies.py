"""The company's page: everything that the hub knows about it, in one view."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from hub.advocacy.manage.whole import whole
from hub.advocacy.models import ActKind
from hub.advocacy.queries import askable_kinds
from hub.console import parts
from hub.console.queries.colleagues import colleagues
from hub.members.manage.notes import notes_of
from hub.members.manage.pages import company_found
from hub.members.manage.words import HEALTH_NAMES, HEALTH_TONES
from hub.members.queries.companies import left_from, people_at
from hub.members.queries.health import health_of
from hub.members.queries.people import audit_of
from hub.paging import Page
from hub.web import can, cursor, paged, render, requires
from hub.web.ids import row_number

blueprint = Blueprint("companies", __name__, url_prefix="/console/companies")


@blueprint.get("/<int:id>")
@requires("members.view")
def show(id: int) -> ResponseReturnValue:
    """People, bank, asks, what was done, notes, health; each part with its newest rows."""
    company = company_found(id)
    kinds = askable_kinds()
    kind = _asked_for(kinds)
    return render(
        "console/companies/show.html",
        fragment="console/companies/_people.html",
        company=company,
        page=_at_people(paged(colleagues(company, kind, cursor()))),
        kinds=kinds,
        kind=kind,
        people=people_at([company]).get(id, 0),
        left=left_from(company),
        health=health_of(company),
        names=HEALTH_NAMES,
        tones=HEALTH_TONES,
        statement=url_for("acts.company_bank", id=id),
        parts=parts.newest(company, "companies.part"),
        audit=audit_of("companies", id) if can("audit.view") else (),
        **whole(company),
        **notes_of(company),
    )


@blueprint.get(f"/<int:id>/{parts.ANY}")
@requires("members.view")
def part(id: int, part: str) -> ResponseReturnValue:
    """All of what people did in one room in their time at the company."""
    chosen, company = parts.PARTS[part], company_found(id)
    return parts.page(chosen, company, url_for("companies.show", id=id, _anchor=part))


def _asked_for(kinds: Sequence[ActKind]) -> ActKind | None:
    """The kind that was chosen, else the lightest: whoever is not asked for that is for none."""
    wanted = request.args.get("ask", type=row_number)
    chosen = next((kind for kind in kinds if kind.id == wanted), None)
    return chosen or min(kinds, key=lambda kind: (kind.weight, kind.value, kind.id), default=None)


def _at_people(page: Page) -> Page:
    """Further people stand where the first ones stood, not at the top of a long page."""
    near = {
        name: f"{address}#people-title"
        for name in ("next_url", "previous_url", "first_url")
        if (address := getattr(page, name))
    }
    return replace(page, **near)
