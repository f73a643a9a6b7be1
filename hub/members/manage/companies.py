"""Companies: the list, and changing one."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.db import transaction
from hub.members.manage.forms import CompanyForm
from hub.members.manage.pages import blueprint, company_found
from hub.members.operations.companies import NameTaken, NotYetReached, change_company
from hub.members.queries.companies import companies_page, people_at
from hub.web import cursor, paged, render, requires
from hub.web.pages import done


@blueprint.get("/companies")
@requires("members.view")
def companies() -> ResponseReturnValue:
    """Companies by name."""
    q = request.args.get("q", "").strip()[:200]
    page = paged(companies_page(q, cursor()))
    return render(
        "members/manage/companies.html",
        fragment="members/manage/_companies.html",
        page=page,
        people=people_at(page.items),
        q=q,
    )


@blueprint.route("/companies/<int:id>/profile", methods=["GET", "POST"])
@requires("members.manage")
def company_profile(id: int) -> ResponseReturnValue:
    """Change what the hub knows about the company."""
    company = company_found(id)
    stored = CompanyForm(formdata=None, obj=company).opened()
    form = CompanyForm(obj=company) if request.method == "POST" else stored
    if form.validate_on_submit() and not form.overtaken_by(stored):
        values = {name: value for name, value in form.data.items() if name in _EDITABLE}
        try:
            with transaction():
                change_company(company, values, by=current_user)
        except NameTaken as refusal:
            form.name.errors = [str(refusal)]
        except NotYetReached as refusal:
            form.first_value_on.errors = [str(refusal)]
        else:
            return done(_("Saved."), "companies.show", id=id)
    return render(
        "members/manage/company_form.html",
        form=form,
        company=company,
        status=422 if request.method == "POST" else 200,
    )


_EDITABLE = ("name", "segment", "region", "industry", "first_value_on", "in_crisis_until")
