"""Members wait for a place in a challenge, and give theirs up."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.challenges import operations
from hub.challenges.pages import fresh_page, visible_card
from hub.db import transaction
from hub.web import notify_page, redirect_to, render, wants_fragment
from hub.web.pages import done

blueprint = Blueprint("challenge_places", __name__)


@blueprint.post("/challenges/<int:id>/wait")
def join_line(id: int) -> ResponseReturnValue:
    """Wait for a place; waiting twice is waiting once."""
    card = visible_card(id)
    with transaction():
        operations.wait_in_line(card.challenge, by=current_user)
    return _answer(id, _("You are on the list. We tell you as soon as a place is free."))


@blueprint.post("/challenges/<int:id>/wait/end")
def leave_line(id: int) -> ResponseReturnValue:
    """Wait no more."""
    card = visible_card(id)
    with transaction():
        operations.leave_line(card.challenge, by=current_user)
    return _answer(id, _("You are off the list."))


@blueprint.get("/challenges/<int:id>/place/cancellation")
def giving_up(id: int) -> ResponseReturnValue:
    """Ask first: a place given up may be somebody else's at once."""
    card = visible_card(id)
    if card.attempt is None or not card.attempt.is_editable or card.places is None:
        return redirect_to("challenges.show", id=id)
    return render("challenges/giving_up.html", card=card)


@blueprint.post("/challenges/<int:id>/place/cancellation")
def give_up(id: int) -> ResponseReturnValue:
    """Give the place up."""
    attempt = visible_card(id).attempt
    if attempt is None:
        abort(404)
    with transaction():
        operations.give_up(attempt, by=current_user)
    return done(_("Your place is free for somebody else."), "challenges.index")


def _answer(id: int, sentence: str) -> ResponseReturnValue:
    if wants_fragment():
        return notify_page(fresh_page(id), toast=sentence)
    return done(sentence, "challenges.show", id=id)
