"""The member's pages: the catalogue, redeeming, and following what was redeemed."""

import uuid
from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.db import transaction
from hub.ledger.queries.standing import balance
from hub.members.queries.visibility import may_see
from hub.refusals import Refusal
from hub.rewards import operations, queries, words
from hub.rewards.forms import RedeemForm
from hub.rewards.models import Redemption, Reward
from hub.rewards.operations.redeeming import taken
from hub.web import can, cursor, notify_page, paged, redirect_to, render, wants_fragment

blueprint = Blueprint("rewards", __name__)


@blueprint.get("/rewards")
def catalogue() -> ResponseReturnValue:
    """What points buy: within reach first."""
    points = balance(current_user.id)
    within = points if request.args.get("show") == "within" else None
    page = paged(queries.catalogue(current_user, cursor(), within=within))
    return render(
        "rewards/list.html",
        fragment="rewards/_list.html",
        page=page,
        balance=points,
        within=within is not None,
        words=words,
    )


@blueprint.get("/rewards/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """One reward: what it is, what it costs, what would be left."""
    reward = _visible(id)
    return render("rewards/show.html", **_offer(reward))


@blueprint.get("/rewards/<int:id>/redeem")
def confirm(id: int) -> ResponseReturnValue:
    """What redeeming means, before it is done."""
    return _confirmation(_visible(id), RedeemForm(formdata=None))


@blueprint.post("/rewards/<int:id>/redemptions")
def redeem(id: int) -> ResponseReturnValue:
    """Redeem it; the same form sent twice redeems once."""
    reward = _visible(id)
    form = RedeemForm()
    if not form.validate_on_submit():
        return _confirmation(reward, RedeemForm(formdata=None), _("Press the button once more."))
    try:
        with transaction():
            redemption = operations.redeem(
                reward,
                by=current_user,
                request_key=uuid.UUID(form.request_key.data),
                seen_cost=int(form.cost.data or 0),
            )
    except Refusal as refusal:
        page = _confirmation(_visible(id), RedeemForm(formdata=None), str(refusal))
        # Another window may have spent what this page still shows.
        return notify_page(page, "points-changed")
    return _redeemed(redemption)


@blueprint.get("/redemptions")
def redemptions() -> ResponseReturnValue:
    """Everything the member has redeemed, newest first."""
    page = paged(queries.redemptions_of(current_user, cursor()))
    return render(
        "rewards/redemptions.html", fragment="rewards/_redemptions.html", page=page, words=words
    )


@blueprint.get("/redemptions/<int:id>")
def redemption(id: int) -> ResponseReturnValue:
    """How far one redemption is."""
    return render(
        "rewards/redemption.html",
        fragment="rewards/_redemption.html",
        redemption=_own(id),
        words=words,
    )


@blueprint.post("/redemptions/<int:id>/cancellation")
def cancel(id: int) -> ResponseReturnValue:
    """Cancel it while nobody has approved it."""
    redemption = _own(id)
    with transaction():
        operations.cancel(redemption, by=current_user)
    sentence = _("Cancelled. Your points are back.")
    if not redemption.cost:
        sentence = _("Cancelled.")
    if wants_fragment():
        page = render("rewards/_redemption.html", redemption=_own(id), words=words)
        return notify_page(page, "points-changed", toast=sentence)
    flash(sentence, "success")
    return redirect_to("rewards.redemption", id=id)


def _visible(id: int) -> Reward:
    """The reward; a draft, or one for others, exists only for those who run rewards."""
    reward = queries.reward(id) or abort(404)
    theirs = may_see(current_user, reward) or taken(reward, current_user) > 0
    shown = reward.published_at is not None and theirs
    return reward if shown or can("rewards.manage") else abort(404)


def _own(id: int) -> Redemption:
    """The member's own redemption; somebody else's does not exist for them."""
    redemption = queries.redemption(id)
    if redemption is None or redemption.member_id != current_user.id:
        abort(404)
    return redemption


def _offer(reward: Reward) -> dict[str, Any]:
    """What the pages of one reward say about it and this member."""
    points = balance(current_user.id)
    had = taken(reward, current_user) if reward.per_member is not None else 0
    limited = reward.per_member is not None and had >= reward.per_member
    return {
        "reward": reward,
        "balance": points,
        "missing": max(0, reward.cost - points),
        "limited": limited,
        "redeemable": reward.is_open
        and not reward.sold_out
        and not limited
        and reward.cost <= points,
        "words": words,
    }


def _confirmation(reward: Reward, form: RedeemForm, problem: str | None = None) -> Response:
    form.cost.data = str(reward.cost)
    return render(
        "rewards/confirm.html",
        fragment="rewards/_confirm.html",
        status=422 if problem else 200,
        form=form,
        problem=problem,
        just_redeemed=queries.just_redeemed(reward, current_user),
        **_offer(reward),
    )


def _redeemed(redemption: Redemption) -> ResponseReturnValue:
    sentence = _("We have your request, and tell you as soon as it is decided.")
    if wants_fragment():
        page = render(
            "rewards/_redemption.html", redemption=queries.redemption(redemption.id), words=words
        )
        page.headers["HX-Push-Url"] = url_for("rewards.redemption", id=redemption.id)
        return notify_page(page, "points-changed", toast=sentence)
    flash(sentence, "success")
    return redirect_to("rewards.redemption", id=redemption.id)
