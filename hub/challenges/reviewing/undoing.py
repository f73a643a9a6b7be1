"""Taking a decision back: within a minute by one press, later with a reason."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.challenges import operations, queries
from hub.challenges.desk_forms import ReversalForm
from hub.challenges.models import Attempt, Review
from hub.challenges.reviewing.pages import blueprint, found, look_at
from hub.challenges.reviewing.showing import show_page
from hub.challenges.words import INSTEAD_WORDS
from hub.db import transaction
from hub.ledger.queries.standing import standing
from hub.web import notify_page, redirect_to, render, requires, wants_fragment
from hub.web.pages import done


@blueprint.post("/console/attempts/<int:attempt_id>/undoing")
@requires("reviews.decide")
def undo(attempt_id: int) -> ResponseReturnValue:
    """As if it had not been decided."""
    attempt = found(attempt_id)
    review = queries.last_decision(attempt)
    if review is None or attempt.state != review.decision:
        # Undone already, as by a second press.
        return redirect_to("reviewing.show", attempt_id=attempt_id)
    with transaction():
        operations.undo(review, by=current_user)
    sentence = _("Undone. It waits again, and the member was not told.")
    if not wants_fragment():
        return done(sentence, "reviewing.show", attempt_id=attempt_id)
    attempt = found(attempt_id)
    look_at(attempt)
    response = notify_page(show_page(attempt), "reviews-changed", toast=sentence)
    response.headers["HX-Push-Url"] = f"/console/reviews/{attempt_id}"
    return response


@blueprint.route("/console/attempts/<int:attempt_id>/reversal", methods=["GET", "POST"])
@requires("reviews.decide")
def reversal(attempt_id: int) -> ResponseReturnValue:
    """Ask first, with everything that follows; then take the decision back."""
    attempt = found(attempt_id)
    if attempt.member_id == current_user.id:
        raise operations.OwnWork
    review = queries.last_decision(attempt)
    if review is None or attempt.state not in operations.INSTEAD:
        flash(_("There is no decision to take back here."), "info")
        return redirect_to("reviewing.show", attempt_id=attempt_id)
    form = ReversalForm(_choices(attempt))
    if not form.validate_on_submit():
        return _ask(attempt, review, form, 422 if form.is_submitted() else 200)
    try:
        with transaction():
            operations.reverse_decision(
                review, form.reason.data or "", form.instead.data, by=current_user
            )
    except operations.PointsSpent:
        return _ask(found(attempt_id), review, form, 409)
    return done(
        _("Taken back. The member is told, with your reason."),
        "reviewing.show",
        attempt_id=attempt_id,
    )


def _choices(attempt: Attempt) -> list[tuple[str, str]]:
    return [(name, str(INSTEAD_WORDS[name])) for name in operations.INSTEAD[attempt.state]]


def _ask(attempt: Attempt, review: Review, form: ReversalForm, status: int) -> ResponseReturnValue:
    balance = standing(attempt.member_id).balance
    points = attempt.points if review.decision == "approved" else 0
    return render(
        "challenges/reviewing/reversal.html",
        status=status,
        form=form,
        attempt=attempt,
        review=review,
        points=points,
        balance=balance,
        spent=balance < points,
    )
