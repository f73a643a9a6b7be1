"""Members' pages: the list, one challenge, and the work at it."""

import secrets

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.challenges import operations, queries
from hub.challenges.desk_forms import TalkForm
from hub.challenges.models import Attempt, Step
from hub.challenges.pages import fresh_page, page_of, visible_card
from hub.challenges.posted import Kept, keep, posted_steps, try_at, try_codes
from hub.challenges.steps import kind_of
from hub.challenges.talk_pages import talk_answer
from hub.challenges.words import KIND_WORDS
from hub.db import transaction
from hub.web import at_start, can, cursor, notify_page, paged, redirect_to, render, wants_fragment
from hub.web.fields import trimmed
from hub.web.ids import row_number
from hub.web.pages import done
from hub.web.words import in_full

blueprint = Blueprint("challenges", __name__)

# What a list can be narrowed to: minutes at the most, points at the least.
EFFORTS = (5, 15, 60)
LEAST_POINTS = (25, 50, 100, 250)


@blueprint.get("/challenges")
def index() -> ResponseReturnValue:
    """What the member has begun, what is for them, what they put off, and what is to come."""
    narrowed, first = _narrowed(), at_start()
    return render(
        "challenges/index.html",
        fragment="challenges/_open.html",
        page=paged(queries.open_to(current_user, cursor(), narrowed)),
        active=queries.in_progress(current_user, narrowed=narrowed) if first else [],
        later=queries.kept_for_later(current_user, narrowed) if first else [],
        not_yet=queries.not_yet(current_user, narrowed) if first else [],
        narrowed=narrowed,
        kinds=KIND_WORDS,
        efforts=EFFORTS,
        least=LEAST_POINTS,
        tags=queries.tags_for(current_user),
    )


@blueprint.get("/challenges/done")
def finished() -> ResponseReturnValue:
    """Everything of the member's that was decided."""
    page = paged(queries.done(current_user, cursor()))
    return render("challenges/done.html", fragment="challenges/_done.html", page=page)


@blueprint.get("/challenges/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """One challenge: what it is, what it earns, and the member's work at it, in the newest round
    or the one asked for.

    Who runs challenges sees those for others as they will.
    """
    round = request.args.get("round", type=row_number)
    card = queries.visible(current_user, id, round=round)
    if card is None and round is None and can("challenges.manage"):
        return redirect_to("challenges_manage.preview", id=id)
    return page_of(card or abort(404))


@blueprint.post("/challenges/<int:id>/attempt")
def start(id: int) -> ResponseReturnValue:
    """Begin; beginning twice is beginning once."""
    card = visible_card(id)
    with transaction():
        operations.start(card.challenge, by=current_user)
    if wants_fragment():
        return fresh_page(id)
    return redirect_to("challenges.show", id=id, _anchor="steps")


@blueprint.post("/challenges/<int:id>/steps/<int:step_id>/submission")
def save_step(id: int, step_id: int) -> ResponseReturnValue:
    """Keep what is there for one step, as it is typed."""
    attempt = _attempt(id)
    step = _step(attempt, step_id)
    with transaction():
        kept = keep(attempt, [step])
    if wants_fragment():
        by_file = bool(kind_of(step).kept == "file" or request.files)
        return _step_fragment(attempt, step, kept) if by_file else _mark(step, kept)
    if kept.errors:
        return _refused(attempt, kept)
    return redirect_to("challenges.show", id=id, _anchor=f"step-{step_id}")


@blueprint.post("/challenges/<int:id>/steps/<int:step_id>/tries")
def try_step(id: int, step_id: int) -> ResponseReturnValue:
    """Check the answers to a quiz, or try a code; whatever else is on the page is kept as it is."""
    attempt = _attempt(id)
    step = _step(attempt, step_id)
    if step.kind not in ("quiz", "code"):
        abort(404)
    with transaction():
        kept = keep(attempt, posted_steps(attempt))
        if step.id not in kept.errors:
            try_at(attempt, step, kept)
    if wants_fragment():
        return _step_fragment(attempt, step, kept)
    if kept.errors:
        return _refused(attempt, kept, draft=True)
    return redirect_to("challenges.show", id=id, _anchor=f"step-{step_id}")


@blueprint.post("/challenges/<int:id>/steps/<int:step_id>/withdrawal")
def withdraw_consent(id: int, step_id: int) -> ResponseReturnValue:
    """No longer agree to be quoted."""
    attempt = _attempt(id)
    step = _step(attempt, step_id)
    if step.kind != "consent":
        abort(404)
    with transaction():
        operations.withdraw_consent(attempt, step, by=current_user)
    sentence = _("You no longer agree. Whoever looks at it sees that.")
    if wants_fragment():
        return notify_page(fresh_page(id), toast=sentence)
    return done(sentence, "challenges.show", id=id)


@blueprint.post("/challenges/<int:id>/draft")
def save_all(id: int) -> ResponseReturnValue:
    """Keep everything on the page as it is, complete or not."""
    attempt = _attempt(id)
    with transaction():
        kept = keep(attempt, posted_steps(attempt))
    if kept.errors:
        return _refused(attempt, kept, draft=True)
    sentence = _("Saved. You can go on whenever you like.")
    if wants_fragment():
        return notify_page(fresh_page(id), toast=sentence)
    return done(sentence, "challenges.show", id=id)


@blueprint.post("/challenges/<int:id>/hand-in")
def hand_in(id: int) -> ResponseReturnValue:
    """Keep what is on the page and, when every step is done, give it to a reviewer."""
    attempt = _attempt(id)
    with transaction():
        steps = posted_steps(attempt) if attempt.is_editable else []
        kept = keep(attempt, steps)
        try_codes(attempt, steps, kept)
        if not kept.errors:
            try:
                operations.hand_in(attempt, by=current_user)
            except operations.Incomplete as refusal:
                # Not re-raised: what was typed is to stay saved.
                kept.errors = {id: str(sentence) for id, sentence in refusal.problems.items()}
    if kept.errors:
        return _refused(attempt, kept)
    sentence = _("Handed in. You have an answer by %(when)s.", when=in_full(attempt.due_at))
    if wants_fragment():
        return notify_page(fresh_page(id), toast=sentence)
    return done(sentence, "challenges.show", id=id)


@blueprint.post("/challenges/<int:id>/withdrawal")
def withdraw(id: int) -> ResponseReturnValue:
    """Take back what waits for a reviewer."""
    attempt = _attempt(id)
    with transaction():
        operations.withdraw(attempt, by=current_user)
    sentence = _("It is yours again. Change what you like and hand it in once more.")
    if wants_fragment():
        return notify_page(fresh_page(id), toast=sentence)
    return done(sentence, "challenges.show", id=id)


def _step(attempt: Attempt, id: int) -> Step:
    return next((s for s in attempt.challenge.steps if s.id == id), None) or abort(404)


@blueprint.post("/challenges/<int:id>/messages")
def talk(id: int) -> ResponseReturnValue:
    """Write to the reviewers about what was handed in."""
    attempt, form = _attempt(id), TalkForm()
    action = url_for("challenges.talk", id=id)
    if not form.validate_on_submit():
        if wants_fragment():
            return talk_answer(attempt, action, form, status=422)
        return page_of(visible_card(id), status=422, talk_form=form)
    with transaction():
        operations.write(attempt, *form.values(), by=current_user)
    sentence = _("Sent. We tell you when somebody answers.")
    if wants_fragment():
        return talk_answer(attempt, action, toast=sentence)
    return done(sentence, "challenges.show", id=id, _anchor="talk")


def _narrowed() -> queries.Narrowed:
    asked = request.args
    return queries.Narrowed(
        kind=asked.get("kind", ""),
        minutes=asked.get("minutes", type=row_number),
        points=asked.get("points", type=row_number),
        tag=trimmed(asked.get("tag")),
        q=trimmed(asked.get("q")),
    )


def _attempt(id: int) -> Attempt:
    attempt = visible_card(id).attempt
    if attempt is None:
        abort(404)
    return attempt


def _refused(attempt: Attempt, kept: Kept, *, draft: bool = False) -> Response:
    return page_of(visible_card(attempt.challenge_id), kept, status=422, draft=draft)


def _step_fragment(attempt: Attempt, step: Step, kept: Kept) -> Response:
    """The step anew, with its picture: nothing is being typed there."""
    response = render(
        "challenges/_step_kept.html",
        piece=_piece(attempt, step, kept),
        attempt=attempt,
        challenge=attempt.challenge,
        card=visible_card(attempt.challenge_id),
        page_mark=secrets.token_hex(8),
        status=422 if step.id in kept.errors else 200,
    )
    return _into(response, f"#step-{step.id}")


def _mark(step: Step, kept: Kept) -> Response:
    """How the saving went. The page asks for no swap and only this answer does: whatever else
    comes back, such as a sign-in page, never takes the place of what is being typed."""
    card = visible_card(step.challenge_id)
    assert card.attempt is not None, "something was saved in it"
    response = render(
        "challenges/_autosaved.html",
        piece=_piece(card.attempt, step, kept),
        card=card,
        status=409 if kept.changed else 422 if kept.errors else 200,
    )
    return _into(response, f"#saved-{step.id}")


def _piece(attempt: Attempt, step: Step, kept: Kept) -> queries.Piece:
    pieces = queries.pieces(attempt.challenge, attempt, **vars(kept))
    return next(piece for piece in pieces if piece.step.id == step.id)


def _into(response: Response, selector: str) -> Response:
    """Let htmx put the answer there, and there alone."""
    response.headers["HX-Retarget"] = selector
    response.headers["HX-Reswap"] = "outerHTML"
    return response
