"""Members put challenges aside, take them back, and say what they thought of them."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.challenges import operations, queries
from hub.challenges.forms_choices import OpinionForm, RefusalForm, opinion_form
from hub.challenges.models import Challenge
from hub.challenges.models.choices import LATER, NOT_FOR_ME
from hub.challenges.pages import visible_card
from hub.db import transaction
from hub.web import cursor, notify_page, paged, render, wants_fragment
from hub.web.pages import done

blueprint = Blueprint("challenge_choices", __name__)


@blueprint.get("/challenges/aside")
def index() -> ResponseReturnValue:
    """Everything that the member put aside."""
    page = paged(queries.put_aside(current_user, cursor()))
    return render("challenges/aside.html", fragment="challenges/_aside_list.html", page=page)


@blueprint.post("/challenges/<int:id>/aside")
def put_aside(id: int) -> ResponseReturnValue:
    """Keep it for later."""
    challenge = visible_card(id).challenge
    with transaction():
        operations.put_aside(challenge, LATER, by=current_user)
    if wants_fragment():
        return _put_aside(challenge)
    return done(_("Put aside for later. You find it below."), "challenges.index")


@blueprint.route("/challenges/<int:id>/refusal", methods=["GET", "POST"])
def refuse(id: int) -> ResponseReturnValue:
    """It is nothing for the member; why not is asked and need not be said."""
    card = visible_card(id)
    form = RefusalForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render("challenges/refusal.html", card=card, form=form, status=status)
    with transaction():
        operations.put_aside(
            card.challenge,
            NOT_FOR_ME,
            by=current_user,
            reason=form.reason.data or None,
            words=form.words.data or "",
        )
    return done(_("Thank you. We do not suggest it to you any more."), "challenge_choices.index")


@blueprint.post("/challenges/<int:id>/aside/end")
def bring_back(id: int) -> ResponseReturnValue:
    """Suggest it again."""
    challenge = visible_card(id).challenge
    with transaction():
        operations.bring_back(challenge, by=current_user)
    if wants_fragment():
        card = queries.as_suggested(current_user, challenge)
        return render("challenges/_card.html", card=card, why=True, choices=True)
    return done(_("It is back among your challenges."), "challenges.show", id=id)


@blueprint.post("/challenges/<int:id>/opinion")
def say_opinion(id: int) -> ResponseReturnValue:
    """How it was, in the place of what the member said before."""
    challenge = visible_card(id).challenge
    form = OpinionForm()
    if not form.validate_on_submit():
        return _opinion(challenge, form, status=422)
    with transaction():
        operations.say_opinion(
            challenge, up=form.vote.data == "up", words=form.words.data or "", by=current_user
        )
    sentence = _("Thank you. It helps us to offer you better ones.")
    if wants_fragment():
        return notify_page(_opinion(challenge), toast=sentence)
    return done(sentence, "challenges.show", id=id)


def _put_aside(challenge: Challenge) -> Response:
    """In the place of the card, so that it can be undone on the spot."""
    return render("challenges/_put_aside.html", challenge=challenge)


def _opinion(challenge: Challenge, form: OpinionForm | None = None, status: int = 200) -> Response:
    opinion = queries.opinion_of(current_user, challenge)
    return render(
        "challenges/opinion.html",
        fragment="challenges/_opinion.html",
        status=status,
        challenge=challenge,
        opinion=opinion,
        opinion_form=form or opinion_form(opinion),
    )
