"""Reviewers write to the member about an attempt."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.challenges import operations
from hub.challenges.desk_forms import TalkForm
from hub.challenges.reviewing.pages import blueprint, found, wanted
from hub.challenges.reviewing.showing import show_page
from hub.challenges.talk_pages import talk_answer
from hub.db import transaction
from hub.web import requires, wants_fragment
from hub.web.pages import done


@blueprint.post("/console/attempts/<int:attempt_id>/messages")
@requires("reviews.decide")
def talk(attempt_id: int) -> ResponseReturnValue:
    """Say something to the member, without deciding."""
    attempt = found(attempt_id)
    if attempt.member_id == current_user.id:
        raise operations.OwnWork
    form = TalkForm()
    action = url_for("reviewing.talk", attempt_id=attempt_id, **wanted().args)
    if not form.validate_on_submit():
        if wants_fragment():
            return talk_answer(attempt, action, form, status=422)
        return show_page(attempt, talk_form=form, status=422)
    with transaction():
        operations.write(
            attempt, form.body.data or "", token=form.token.data or "", by=current_user
        )
    sentence = _("Sent. The member is told.")
    if wants_fragment():
        return talk_answer(attempt, action, toast=sentence)
    return done(sentence, "reviewing.show", attempt_id=attempt_id, **wanted().args, _anchor="talk")
