"""Building an audience's rule: conditions come and go, and the page says at once who is in."""

import json
from typing import Any

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.db import db, transaction
from hub.members.audiences.checking import RuleRefused, parse
from hub.members.audiences.rules import DEEPEST, Rule, restored, stored
from hub.members.manage.audiences import tree
from hub.members.manage.audiences.forms import AudienceForm, RuleTextForm
from hub.members.manage.audiences.reasons import why
from hub.members.manage.audiences.words import GROUP_NAMES, OP_NAMES, USE_LISTS, USE_NAMES, Wording
from hub.members.manage.pages import blueprint
from hub.members.models import Audience
from hub.members.operations import audiences as operations
from hub.members.queries.audiences import found_by_rule, uses
from hub.web import notify_page, redirect_to, render, requires, wants_fragment
from hub.web.pages import done


@blueprint.route("/audiences/new", methods=["GET", "POST"])
@requires("audiences.manage")
def new_audience() -> ResponseReturnValue:
    """A new rule."""
    return _builder(None)


@blueprint.route("/audiences/<int:id>", methods=["GET", "POST"])
@requires("audiences.manage")
def audience(id: int) -> ResponseReturnValue:
    """One audience and its rule; a list has a page of another kind."""
    audience = found_audience(id)
    if audience.is_list:
        return redirect_to("members_manage.audience_list", id=id)
    return _builder(audience)


@blueprint.route("/audiences/<int:id>/json", methods=["GET", "POST"])
@requires("audiences.manage")
def audience_json(id: int) -> ResponseReturnValue:
    """The rule as it is stored, to be copied or pasted."""
    audience = found_audience(id)
    if audience.rule is None:
        abort(404)
    stored_form = RuleTextForm(formdata=None, data={"rule": pretty(audience.rule)}).opened()
    form = RuleTextForm() if request.method == "POST" else stored_form
    if form.validate_on_submit() and not form.overtaken_by(stored_form):
        try:
            details = operations.Details(
                audience.name, audience.description, parse(form.rule.data or "")
            )
            with transaction():
                operations.change_audience(audience, details, by=current_user)
        except RuleRefused as refusal:
            form.rule.errors = [str(refusal)]
        else:
            return done(_("Saved."), "members_manage.audience", id=id)
    status = 422 if request.method == "POST" else 200
    return render("members/manage/audiences/json.html", audience=audience, form=form, status=status)


@blueprint.route("/audiences/<int:id>/deletion", methods=["GET", "POST"])
@requires("audiences.manage")
def audience_deletion(id: int) -> ResponseReturnValue:
    """Ask first; what is used cannot go."""
    audience = found_audience(id)
    refusal = None
    if request.method == "POST":
        try:
            with transaction():
                operations.delete_audience(audience, by=current_user)
        except operations.StillUsed as still:
            refusal = str(still)
        else:
            return done(_("Deleted."), "members_manage.audiences")
    return render(
        "members/manage/audiences/deletion.html",
        audience=audience,
        refusal=refusal,
        uses=uses(audience.id),
        naming=operations.naming(audience.id),
        use_names=USE_NAMES,
        use_lists=USE_LISTS,
        status=409 if refusal else 200,
    )


def found_audience(id: int) -> Audience:
    """The audience, or 404."""
    return db.session.get(Audience, id) or abort(404)


def pretty(rule: dict[str, Any]) -> str:
    """The JSON as people read it."""
    return json.dumps(rule, indent=2, ensure_ascii=False)


def _builder(audience: Audience | None) -> ResponseReturnValue:
    if request.method == "GET":
        return _page(audience, _opened(audience), _kept_tree(audience))
    node = tree.rearranged(tree.of_form(request.form), request.form.get("action", ""))
    rule, form = tree.rule_of(node), AudienceForm()
    form.rule.data = pretty(stored(rule)) if rule is not None else ""
    if request.form.get("action") != "save":
        return _page(audience, form, node, changed=True)
    if _is_good(form, node) and not (audience and form.overtaken_by(_opened(audience))):
        try:
            return _save(audience, form, rule)
        except operations.NameTaken as refusal:
            form.name.errors = [str(refusal)]
        except RuleRefused as refusal:
            form.form_errors = [*form.form_errors, str(refusal)]
    return _page(audience, form, node, status=422)


def _kept_tree(audience: Audience | None) -> tree.Node:
    if audience is None or audience.rule is None:
        return tree.empty()
    return tree.of_rule(restored(audience.rule))


def _opened(audience: Audience | None) -> AudienceForm:
    if audience is None:
        return AudienceForm(formdata=None)
    form = AudienceForm(formdata=None, obj=audience)
    form.rule.data = pretty(audience.rule or {})
    return form.opened()


def _is_good(form: AudienceForm, node: tree.Node) -> bool:
    """Whether it can be saved; the form and the conditions say what is wrong."""
    good = form.validate()
    if not tree.finished(node):
        form.form_errors = [*form.form_errors, _("Finish the conditions that are marked below.")]
        return False
    return good


def _save(audience: Audience | None, form: AudienceForm, rule: Rule | None) -> ResponseReturnValue:
    details = operations.Details(form.name.data or "", form.description.data or "", rule)
    with transaction():
        if audience is None:
            audience = operations.add_audience(details, by=current_user)
        else:
            operations.change_audience(audience, details, by=current_user)
    if not wants_fragment():
        return done(_("Saved."), "members_manage.audience", id=audience.id)
    page = _page(audience, _opened(audience), _kept_tree(audience))
    page.headers["HX-Push-Url"] = url_for("members_manage.audience", id=audience.id)
    return notify_page(page, toast=_("Saved."))


def _page(
    audience: Audience | None,
    form: AudienceForm,
    node: tree.Node,
    *,
    status: int = 200,
    changed: bool = False,
) -> Response:
    rule = tree.rule_of(node)
    words = Wording(audience.id if audience is not None else None)
    if rule is not None:
        words.learn([rule])
    return render(
        "members/manage/audiences/builder.html",
        fragment="members/manage/audiences/_builder.html",
        status=status,
        audience=audience,
        form=form,
        node=node,
        rule=rule,
        changed=changed,
        found=found_by_rule(rule) if rule is not None else None,
        why=why(request.form.get("whom") or request.form.get("who", ""), rule),
        checked=status == 422,
        uses=uses(audience.id) if audience is not None else {},
        use_names=USE_NAMES,
        use_lists=USE_LISTS,
        words=words,
        groups=GROUP_NAMES,
        ops=OP_NAMES,
        ops_of=tree.ops_of,
        deepest=DEEPEST,
    )
