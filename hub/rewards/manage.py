"""The manager's pages of rewards."""

from flask import Blueprint, Response, abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.db import transaction
from hub.members.for_some import narrowed_to
from hub.rewards import operations, queries, words
from hub.rewards.forms import RewardForm
from hub.rewards.models import Reward
from hub.rewards.refusals import StockMoved
from hub.web import (
    cursor,
    notify_page,
    paged,
    redirect_to,
    render,
    requires,
    wants_fragment,
)

blueprint = Blueprint("rewards_manage", __name__, url_prefix="/console/rewards")

STATES = ("draft", "open", "closed")


@blueprint.get("")
@requires("rewards.manage")
def index() -> ResponseReturnValue:
    """Every reward, newest first."""
    state = request.args.get("state", "")
    state = state if state in STATES else ""
    audience = narrowed_to()
    return render(
        "rewards/manage/list.html",
        fragment="rewards/manage/_list.html",
        page=paged(queries.all_rewards(cursor(), state, audience)),
        audience=audience,
        state=state,
        words=words,
    )


@blueprint.get("/new")
@requires("rewards.manage")
def new() -> ResponseReturnValue:
    """An empty form."""
    return _form(RewardForm(), None)


@blueprint.post("")
@requires("rewards.manage")
def create() -> ResponseReturnValue:
    """Keep a new draft."""
    form = RewardForm()
    with transaction():
        good = form.validate_on_submit()
    if not good:
        return _form(form, None, 422)
    with transaction():
        reward = operations.add(form.details(), by=current_user, picture=form.picture.kept)
    flash(_("Saved as a draft. Publish it when it is ready."), "success")
    return redirect_to("rewards_manage.edit", id=reward.id)


@blueprint.get("/<int:id>")
@requires("rewards.manage")
def edit(id: int) -> ResponseReturnValue:
    """The form of one reward."""
    reward = _found(id)
    return _form(_filled(reward), reward)


@blueprint.post("/<int:id>")
@requires("rewards.manage")
def update(id: int) -> ResponseReturnValue:
    """Keep what was changed."""
    reward = _found(id)
    form = RewardForm()
    with transaction():
        good = form.validate_on_submit()
    if not good or form.overtaken_by(_filled(reward)):
        return _form(form, reward, 422)
    try:
        with transaction():
            operations.change(
                reward,
                form.details(),
                by=current_user,
                seen_stock=form.seen,
                picture=form.picture.kept,
            )
    except StockMoved as refusal:
        form.stock.errors = [str(refusal)]
        _see(form, refusal.stock)
        return _form(form, _found(id), 422)
    if wants_fragment():
        return notify_page(_form(_filled(reward), reward), toast=_("Saved."))
    flash(_("Saved."), "success")
    return redirect_to("rewards_manage.edit", id=id)


@blueprint.post("/<int:id>/publication")
@requires("rewards.manage")
def publish(id: int) -> ResponseReturnValue:
    """Offer the draft."""
    reward = _found(id)
    with transaction():
        operations.publish(reward, by=current_user)
    return _moved(reward, _("Published. Those it is for see it in the catalogue now."))


@blueprint.post("/<int:id>/closure")
@requires("rewards.manage")
def close(id: int) -> ResponseReturnValue:
    """Offer it no more."""
    reward = _found(id)
    with transaction():
        operations.close(reward, by=current_user)
    return _moved(reward, _("Closed. What was asked for before still wants doing."))


@blueprint.post("/<int:id>/closure/reversal")
@requires("rewards.manage")
def reopen(id: int) -> ResponseReturnValue:
    """Offer it again."""
    reward = _found(id)
    with transaction():
        operations.reopen(reward, by=current_user)
    return _moved(reward, _("Open again."))


def _found(id: int) -> Reward:
    return queries.reward(id) or abort(404)


def _filled(reward: Reward) -> RewardForm:
    form = RewardForm(formdata=None, obj=reward)
    _see(form, reward.stock)
    return form.opened()


def _see(form: RewardForm, stock: int | None) -> None:
    """Let the form remember what was left when it was made."""
    form.seen_stock.data = "" if stock is None else str(stock)


def _form(form: RewardForm, reward: Reward | None, status: int = 200) -> Response:
    return render(
        "rewards/manage/form.html",
        fragment="rewards/manage/_form.html",
        status=status,
        form=form,
        reward=reward,
        words=words,
    )


def _moved(reward: Reward, sentence: str) -> ResponseReturnValue:
    if wants_fragment():
        page = render("rewards/manage/_state.html", reward=reward, words=words)
        return notify_page(page, toast=sentence)
    flash(sentence, "success")
    return redirect_to("rewards_manage.edit", id=reward.id)
