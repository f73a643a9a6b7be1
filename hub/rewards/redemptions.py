"""The manager's queue of redemptions."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.db import transaction
from hub.refusals import Refusal
from hub.rewards import operations, queries, words
from hub.rewards.forms import DeclineForm, SendForm
from hub.rewards.models import STATES, Redemption
from hub.rewards.refusals import AlreadyMoved
from hub.web import (
    cursor,
    notify_page,
    paged,
    redirect_to,
    render,
    requires,
    wants_fragment,
)

blueprint = Blueprint("redemptions", __name__, url_prefix="/console/redemptions")


@blueprint.get("")
@requires("redemptions.fulfil")
def index() -> ResponseReturnValue:
    """What waits, longest first; or everything in one state."""
    state = request.args.get("state", "")
    state = state if state in STATES else ""
    return render(
        "rewards/manage/queue.html",
        fragment="rewards/manage/_queue.html",
        page=paged(queries.queue(cursor(), state)),
        counts=queries.open_counts(),
        state=state,
        words=words,
    )


@blueprint.get("/<int:id>")
@requires("redemptions.fulfil")
def show(id: int) -> ResponseReturnValue:
    """Who wants what, what happened so far, and what can be done."""
    return _page(_found(id))


@blueprint.post("/<int:id>/approval")
@requires("redemptions.fulfil")
def approve(id: int) -> ResponseReturnValue:
    """Say yes."""
    redemption = _found(id)
    return _move(
        redemption,
        lambda: operations.approve(redemption, by=current_user),
        _("Approved. The member knows."),
    )


@blueprint.post("/<int:id>/fulfilment")
@requires("redemptions.fulfil")
def send(id: int) -> ResponseReturnValue:
    """It is sent or handed over."""
    redemption = _found(id)
    form = SendForm()
    if not form.validate_on_submit():
        return _page(redemption, 422, send_form=form)
    return _move(
        redemption,
        lambda: operations.send(redemption, form.message.data or "", by=current_user),
        _("Sent. The member knows, and the points are spent."),
    )


@blueprint.post("/<int:id>/refusal")
@requires("redemptions.fulfil")
def decline(id: int) -> ResponseReturnValue:
    """Say no, and why."""
    redemption = _found(id)
    form = DeclineForm()
    if not form.validate_on_submit():
        return _page(redemption, 422, decline_form=form)
    return _move(
        redemption,
        lambda: operations.decline(redemption, form.reason.data or "", by=current_user),
        _("Declined. Points and stock are back, and the member knows why."),
    )


def _found(id: int) -> Redemption:
    return queries.redemption(id) or abort(404)


def _move(redemption: Redemption, verb: Callable[[], None], sentence: str) -> ResponseReturnValue:
    """Do it; whoever comes second sees what the first did, and the page as it is now."""
    id = redemption.id
    try:
        with transaction():
            verb()
    except AlreadyMoved as refusal:
        return _page(_found(id), 409, problem=refusal)
    if wants_fragment():
        return notify_page(_page(_found(id)), "redemptions-changed", toast=sentence)
    flash(sentence, "success")
    return redirect_to("redemptions.show", id=id)


def _page(
    redemption: Redemption,
    status: int = 200,
    *,
    problem: Refusal | None = None,
    send_form: SendForm | None = None,
    decline_form: DeclineForm | None = None,
) -> Response:
    return render(
        "rewards/manage/redemption.html",
        fragment="rewards/manage/_redemption.html",
        status=status,
        redemption=redemption,
        earlier=queries.recent(redemption.member, 6),
        next_waiting=queries.next_waiting(redemption),
        problem=problem,
        send_form=send_form or SendForm(formdata=None),
        decline_form=decline_form or DeclineForm(formdata=None),
        words=words,
    )
