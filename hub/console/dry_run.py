"""An ask, tried out before anybody is asked: whom the guard lets through, and what would follow."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from hub.advocacy import queries
from hub.advocacy.manage.words import RULE_WORDS
from hub.advocacy.models import RULES
from hub.console.dry_run_form import DryRunForm
from hub.console.expecting import LEAST
from hub.console.queries.foresight import foresee
from hub.members.queries.companies import company_names
from hub.web import cursor, paged, redirect_to, render, requires

blueprint = Blueprint("dry_run", __name__, url_prefix="/console/asks/dry-run")


@blueprint.get("")
@requires("acts.manage")
def index() -> ResponseReturnValue:
    """What would come of an ask. Nobody is asked."""
    form = DryRunForm(request.args)
    tried = "kind" in request.args
    good = tried and form.validate()
    return render(
        "console/dry_run.html",
        fragment="console/_dry_run.html",
        status=422 if tried and not good else 200,
        form=form,
        names=company_names(),
        seen=foresee(form.chosen, form.wanted, form.who, form.points.data or 0) if good else None,
        rules=queries.rules(),
        rule_words=RULE_WORDS,
        least=LEAST,
        asked=_asked(),
    )


@blueprint.get("/members")
@requires("acts.manage")
def members() -> ResponseReturnValue:
    """Who stands behind a count: stopped by a rule first, or free to be asked."""
    form = DryRunForm(request.args)
    rule = request.args.get("rule")
    if rule is not None and rule not in RULES:
        abort(404)
    if not form.validate():
        return redirect_to("dry_run.index", **_asked())
    wanted = form.wanted
    page = paged(queries.behind(wanted, form.who, rule, cursor()))
    ids = [member.id for member in page.items]
    return render(
        "console/dry_run_members.html",
        fragment="console/_dry_run_members.html",
        page=page,
        answers=queries.may_ask_all(ids, form.chosen, weight=wanted.weight, on=wanted.on),
        form=form,
        rule=rule,
        rule_words=RULE_WORDS,
        asked=_asked(),
    )


def _asked() -> dict[str, str]:
    """The ask itself, for addresses that belong to it."""
    names = ("kind", "whom", "company", "on", "weight", "points")
    return {name: request.args[name] for name in names if name in request.args}
