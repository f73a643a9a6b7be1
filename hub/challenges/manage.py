"""Managers write challenges: the list, the editor, and what can be done with one."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.challenges import editing, operations, queries
from hub.challenges.forms_limits import zone_name
from hub.challenges.models import Challenge
from hub.challenges.steps import GROUPS, KINDS
from hub.challenges.words import REASON_WORDS, disclosure
from hub.db import db, transaction
from hub.members.for_some import narrowed_to
from hub.members.models import Member
from hub.web import cursor, notify_page, paged, render, requires, wants_fragment
from hub.web.pages import done

blueprint = Blueprint("challenges_manage", __name__)


@blueprint.get("/console/challenges")
@requires("challenges.manage")
def index() -> ResponseReturnValue:
    """Every challenge, with how it is doing."""
    state, q = request.args.get("state", ""), request.args.get("q", "")
    audience = narrowed_to()
    return render(
        "challenges/manage/index.html",
        fragment="challenges/manage/_list.html",
        page=paged(queries.managed(cursor(), state=state, q=q, audience=audience)),
        audience=audience,
        state=state,
        q=q,
    )


@blueprint.get("/console/challenges/new")
@requires("challenges.manage")
def new() -> ResponseReturnValue:
    """The empty editor."""
    return _editor(None, editing.empty_form())


@blueprint.post("/console/challenges")
@requires("challenges.manage")
def create() -> ResponseReturnValue:
    """Save a new challenge as a draft, and publish it if asked to."""
    return _save(None)


@blueprint.get("/console/challenges/<int:id>")
@requires("challenges.manage")
def edit(id: int) -> ResponseReturnValue:
    """The editor, filled."""
    challenge = _challenge(id)
    return _editor(challenge, editing.form_of(challenge))


@blueprint.post("/console/challenges/<int:id>")
@requires("challenges.manage")
def update(id: int) -> ResponseReturnValue:
    """Save what was changed, and publish it if asked to."""
    return _save(_challenge(id))


@blueprint.get("/console/challenges/<int:id>/preview")
@requires("challenges.manage")
def preview(id: int) -> ResponseReturnValue:
    """The challenge as a member sees it before they begin."""
    challenge = _challenge(id)
    return render(
        "challenges/manage/preview.html",
        card=queries.preview(challenge),
        challenge=challenge,
        attempt=None,
        pieces=queries.pieces(challenge),
        errors={},
        may_hand_in=False,
        preview=True,
        disclosure=disclosure(challenge.kind),
    )


@blueprint.post("/console/challenges/<int:id>/publication")
@requires("challenges.manage")
def publish(id: int) -> ResponseReturnValue:
    """Open it to members."""
    challenge = _challenge(id)
    with transaction():
        operations.publish(challenge, by=current_user)
    return _saved(challenge, _published(challenge))


@blueprint.post("/console/challenges/<int:id>/closure")
@requires("challenges.manage")
def close(id: int) -> ResponseReturnValue:
    """Take it off the list."""
    return _do(id, operations.close, _("Closed. What was handed in can still be reviewed."))


@blueprint.post("/console/challenges/<int:id>/reopening")
@requires("challenges.manage")
def reopen(id: int) -> ResponseReturnValue:
    """Put it back on the list."""
    return _do(id, operations.reopen, _("Open again. Members can see it now."))


@blueprint.post("/console/challenges/<int:id>/copies")
@requires("challenges.manage")
def duplicate(id: int) -> ResponseReturnValue:
    """Make a draft like it."""
    challenge = _challenge(id)
    with transaction():
        copy = operations.duplicate(challenge, by=current_user)
    return _saved(copy, _("This is the copy. Nobody sees it until you publish it."))


def _challenge(id: int) -> Challenge:
    challenge = db.session.get(Challenge, id)
    if challenge is None:
        abort(404)
    return challenge


def _do(id: int, verb: Callable[[Challenge, Member], None], sentence: str) -> ResponseReturnValue:
    challenge = _challenge(id)
    with transaction():
        verb(challenge, current_user)
    return _saved(challenge, sentence)


def _save(challenge: Challenge | None) -> ResponseReturnValue:
    form = editing.sent_form(challenge)
    if editing.wants_rearranging():
        with transaction():
            form.picture.validate(form)
        return _editor(challenge, form)
    with transaction():
        good = editing.is_good(form, challenge)
    overtaken = challenge is not None and form.overtaken_by(editing.form_of(challenge))
    if not good or overtaken:
        return _editor(challenge, form, status=422)
    try:
        with transaction():
            saved, sentence = _write(challenge, editing.plan_of(form))
    except (
        operations.RatingRule,
        operations.BadStep,
        operations.NotNow,
        operations.Circle,
    ) as refusal:
        form.form_errors.append(str(refusal))
        return _editor(challenge, form, status=422)
    return _saved(saved, sentence)


def _write(challenge: Challenge | None, plan: operations.ChallengePlan) -> tuple[Challenge, str]:
    if challenge is None:
        challenge = operations.create(plan, by=current_user)
        sentence = _("Saved as a draft. Nobody sees it until you publish it.")
    else:
        operations.update(challenge, plan, by=current_user)
        sentence = _("Saved.")
    if request.form.get("action") == "publish":
        operations.publish(challenge, by=current_user)
        sentence = _published(challenge)
    return challenge, sentence


def _published(challenge: Challenge) -> str:
    if not challenge.is_scheduled:
        return _("Published. Those it is for can see it now.")
    if challenge.announced:
        return _("Published. Those it is for see when it opens.")
    return _("Published. Nobody sees it until it opens.")


def _saved(challenge: Challenge, sentence: str) -> ResponseReturnValue:
    if not wants_fragment():
        return done(sentence, "challenges_manage.edit", id=challenge.id)
    response = _editor(challenge, editing.form_of(challenge))
    response.headers["HX-Push-Url"] = url_for("challenges_manage.edit", id=challenge.id)
    return notify_page(response, toast=sentence)


def _editor(
    challenge: Challenge | None, form: editing.ChallengeForm, status: int = 200
) -> Response:
    return render(
        "challenges/manage/edit.html",
        fragment="challenges/manage/_editor.html",
        status=status,
        challenge=challenge,
        form=form,
        zone=zone_name(),
        step_kinds=KINDS,
        step_groups=GROUPS,
        most_steps=operations.MOST_STEPS,
        reason_words=REASON_WORDS,
        heard=queries.heard(challenge) if challenge and not wants_fragment() else None,
        rearranged=editing.wants_rearranging(),
        added=request.form.get("action", "").startswith("add:"),
    )
