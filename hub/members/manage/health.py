"""How a company fares: reports, crises, and the timeline of both."""

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.db import transaction
from hub.members.manage.forms import CrisisForm, HealthForm
from hub.members.manage.pages import blueprint, company_found
from hub.members.manage.words import HEALTH_NAMES, HEALTH_TONES
from hub.members.models import Company
from hub.members.operations import health as operations
from hub.members.queries.health import health_of
from hub.web import render, requires
from hub.web.pages import done


@blueprint.get("/companies/<int:id>/health")
@requires("companies.care")
def health(id: int) -> ResponseReturnValue:
    """How the company fares, and how it came to that."""
    return _page(company_found(id), HealthForm(formdata=None), CrisisForm(formdata=None))


@blueprint.post("/companies/<int:id>/health")
@requires("companies.care")
def report_health(id: int) -> ResponseReturnValue:
    """Say how it fares today."""
    company = company_found(id)
    form = HealthForm()
    if not form.validate_on_submit():
        return _page(company, form, CrisisForm(formdata=None), 422)
    with transaction():
        operations.report_health(company, form.health.data, form.note.data, by=current_user)
    return done(_("On record."), "members_manage.health", id=id)


@blueprint.post("/companies/<int:id>/crisis")
@requires("companies.care")
def open_crisis(id: int) -> ResponseReturnValue:
    """From now on nobody there is asked for anything."""
    company = company_found(id)
    form = CrisisForm()
    if not form.validate_on_submit():
        return _page(company, HealthForm(formdata=None), form, 422)
    with transaction():
        operations.open_crisis(company, form.reason.data, by=current_user)
    sentence = _("The crisis is open. Nobody there is asked for anything.")
    return done(sentence, "members_manage.health", id=id)


@blueprint.post("/companies/<int:id>/crisis/closure")
@requires("companies.care")
def close_crisis(id: int) -> ResponseReturnValue:
    """It is over."""
    with transaction():
        operations.close_crisis(company_found(id), by=current_user)
    sentence = _("The crisis is closed. A time of quiet follows.")
    return done(sentence, "members_manage.health", id=id)


def _page(
    company: Company, form: HealthForm, crisis_form: CrisisForm, status: int = 200
) -> Response:
    return render(
        "members/manage/health.html",
        status=status,
        company=company,
        health=health_of(company),
        form=form,
        crisis_form=crisis_form,
        names=HEALTH_NAMES,
        tones=HEALTH_TONES,
    )
