"""Between the editor's form and the operations: filling it, moving steps in it, reading it."""

from dataclasses import asdict
from typing import Any

from flask import abort, request
from flask_babel import gettext as _
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import SelectChoice

from hub import clock
from hub.advocacy.occasions import OCCASIONS
from hub.challenges import queries
from hub.challenges.forms import ChallengeForm
from hub.challenges.forms_limits import instant, limits_data
from hub.challenges.models import Challenge, Step
from hub.challenges.operations import MOST_STEPS, ChallengePlan, StepPlan
from hub.challenges.operations.limits import LimitsPlan, limits_problem
from hub.challenges.steps import KINDS, kind_of

_PLAIN = ("title", "summary", "description", "kind", "points", "minutes")
_WHOM = ("audience_id", "space_id")


def empty_form() -> ChallengeForm:
    """The form for a new challenge, with one step to begin with."""
    data = {"kind": "feedback", "badge_id": 0, "act_kind_id": 0}
    step = {"kind": "answer", "multiline": True}
    return _offering(ChallengeForm(formdata=None, data={**data, "steps": [step]}), None)


def form_of(challenge: Challenge) -> ChallengeForm:
    """The form filled with the challenge."""
    data: dict[str, Any] = {name: getattr(challenge, name) for name in (*_PLAIN, *_WHOM)}
    data.update(
        **limits_data(challenge),
        badge_id=challenge.badge_id or 0,
        act_kind_id=challenge.act_kind_id or 0,
        steps=[_step_data(step) for step in challenge.steps if step.retired_at is None],
    )
    form = ChallengeForm(formdata=None, data=data)
    form.picture.kept = challenge.picture
    return _offering(form, challenge).opened()


def sent_form(challenge: Challenge | None) -> ChallengeForm:
    """The form as it was sent, after the one change to its steps that was asked for, if any."""
    sent: MultiDict[str, Any] = CombinedMultiDict([request.files, _rearranged(request.form)])
    form = _offering(ChallengeForm(formdata=sent), challenge)
    if form.picture.data:
        form.picture_removed.data = False
    return form


def wants_rearranging() -> bool:
    """Whether the button pressed changes the list of steps and saves nothing."""
    return ":" in request.form.get("action", "")


def is_good(form: ChallengeForm, challenge: Challenge | None) -> bool:
    """Whether the form can be saved; its fields carry what is wrong."""
    good = form.validate()
    closes_at = instant(form.closes_at)
    unchanged = challenge is not None and challenge.closes_at == closes_at
    if closes_at is not None and closes_at <= clock.now() and not unchanged:
        form.closes_at.errors = [_("This time has passed. Choose a later one.")]
        good = False
    found = limits_problem(LimitsPlan(**form.limits())) if good else None
    if found:
        form[found[0]].errors = [str(found[1])]
    return good and not found


def plan_of(form: ChallengeForm) -> ChallengePlan:
    """The plan that a good form describes."""
    picture = None if form.picture_removed.data else form.picture.kept
    return ChallengePlan(
        **{name: _trimmed(form[name].data) for name in _PLAIN},
        **asdict(form.for_whom()),
        **form.limits(),
        badge_id=form.badge_id.data or None,
        act_kind_id=form.act_kind_id.data or None,
        picture_id=picture.id if picture else None,
        steps=[
            StepPlan(
                kind=entry.form.kind.data,
                title=_trimmed(entry.form.title.data),
                help=_trimmed(entry.form.help.data or ""),
                settings=entry.form.settings(),
                id=entry.form.id.data,
            )
            for entry in form.steps
        ],
    )


def _trimmed(value: Any) -> Any:
    return value.strip().replace("\x00", "") if isinstance(value, str) else value


def _offering(form: ChallengeForm, challenge: Challenge | None) -> ChallengeForm:
    """The form with what can be chosen in it."""
    nothing = SelectChoice(0, _("None"))
    form.badge_id.choices = [
        nothing,
        *(SelectChoice(badge.id, badge.name) for badge in queries.badges()),
    ]
    kinds = queries.act_kinds(challenge.act_kind_id if challenge else None)
    form.act_kind_id.choices = [nothing, *(SelectChoice(kind.id, kind.name) for kind in kinds)]
    attended = [entry.form for entry in form.steps if entry.form.kind.data == "attend"]
    events = OCCASIONS["event"].newest() if attended else ()
    for step in attended:
        step.offer(events)
    form.offer_limits(challenge)
    return form


def _step_data(step: Step) -> dict[str, Any]:
    return {
        **kind_of(step).typed(step.settings),
        "id": step.id,
        "kind": step.kind,
        "title": step.title,
        "help": step.help,
    }


def _rearranged(sent: MultiDict[str, str]) -> MultiDict[str, str]:
    """What was sent, its steps in the order asked for and numbered anew from nought.

    On the raw values, so that not even a number mistyped is lost.
    """
    steps = _steps_in(sent)
    verb, _colon, argument = sent.get("action", "").partition(":")
    if verb == "add" and argument in KINDS and len(steps) < MOST_STEPS:
        steps.append({"kind": [argument], **KINDS[argument].fresh})
    elif argument.isdigit() and int(argument) < len(steps):
        _move(steps, verb, int(argument))
    made: MultiDict[str, str] = MultiDict(
        (name, value) for name, value in sent.items(multi=True) if not name.startswith("steps-")
    )
    for index, step in enumerate(steps):
        for name, values in step.items():
            made.setlist(f"steps-{index}-{name}", values)
    return made


def _steps_in(sent: MultiDict[str, str]) -> list[dict[str, list[str]]]:
    found: dict[int, dict[str, list[str]]] = {}
    for key, values in sent.lists():
        parts = key.split("-", 2)
        if parts[0] == "steps" and len(parts) == 3 and parts[1].isdigit():
            found.setdefault(int(parts[1]), {})[parts[2]] = values
    if any(step.get("kind", [""])[0] not in KINDS for step in found.values()):
        abort(400)
    return [found[index] for index in sorted(found)]


def _move(steps: list[dict[str, list[str]]], verb: str, index: int) -> None:
    if verb == "remove":
        del steps[index]
    other = index + {"up": -1, "down": 1}.get(verb, 0)
    if other != index and 0 <= other < len(steps):
        steps[index], steps[other] = steps[other], steps[index]
