"""The loyalty bank of one member or one company: balance, 24 months, statement."""

from flask import Response, abort
from flask.typing import ResponseReturnValue

from hub.advocacy import queries
from hub.advocacy.manage.pages import blueprint
from hub.advocacy.queries import ActSearch
from hub.db import db
from hub.members.models import Company, Member
from hub.web import cursor, paged, render, requires


@blueprint.get("/members/<int:id>/bank")
@requires("members.view")
def member_bank(id: int) -> ResponseReturnValue:
    """What we did for a member, and what they did for us."""
    member = db.session.get(Member, id)
    if member is None or member.erased_at is not None:
        abort(404)
    return _page(member, ActSearch(member_id=id))


@blueprint.get("/companies/<int:id>/bank")
@requires("members.view")
def company_bank(id: int) -> ResponseReturnValue:
    """The same of everybody in their time at a company."""
    company = db.session.get(Company, id) or abort(404)
    return _page(company, ActSearch(company_id=id))


def _page(owner: Member | Company, search: ActSearch) -> Response:
    return render(
        "advocacy/manage/bank.html",
        fragment="advocacy/manage/_acts.html",
        owner=owner,
        search=search,
        bank=queries.bank(owner),
        months=queries.months(owner),
        page=paged(queries.acts_page(search, cursor())),
    )
