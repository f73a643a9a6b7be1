"""Members' pages: the list, one challenge, and the work at it."""

import secrets

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.challenges import operations, queries
from hub.challenges.desk_forms import TalkForm
from hub.challenges.models import Attempt, Step
from hub.challenges.posted import Kept, keep, posted_steps, try_at, try_codes
from hub.challenges.steps import kind_of
from hub.challenges.talk_pages import talk_about, talk_answer
from hub.challenges.words import KIND_WORDS, disclosure
from hub.db import transaction
from hub.web import at_start, can, cursor, notify_page, paged, redirect_to, render, wants_fragment
from hub.web.pages import done
from hub.web.words import in_full

blueprint = Blueprint("challenges", __name__)


@blueprint.get("/challenges")
def index() -> ResponseReturnValue:
    """What the member has begun, what they could begin, and what they have done."""
    kind, q = request.args.get("kind", ""), request.args.get("q", "")
    first = at_start()
    filtered = bool(kind or q.strip())
    return render(
        "challenges/index.html",
        fragment="challenges/_open.html",
        page=paged(queries.open_to(current_user, cursor(), kind=kind, q=q)),
        active=queries.in_progress(current_user, kind=kind, q=q) if first else [],
        done=queries.done(current_user, None, limit=3) if first and not filtered else None,
        filtered=filtered,
        kinds=KIND_WORDS,
        kind=kind,
        q=q,
    )


@blueprint.get("/challenges/done")
def finished() -> ResponseReturnValue:
    """Everything of the member's that was decided."""
    page = paged(queries.done(current_user, cursor()))
    return render("challenges/done.html", fragment="challenges/_done.html", page=page)


@blueprint.get("/challenges/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """One challenge: what it is, what it earns, and the member's work at it.

    Who runs challenges sees those for others as they will.
    """
    card = queries.visible(current_user, id)
    if card is None and can("challenges.manage"):
        return redirect_to("challenges_manage.preview", id=id)
    return _page(card or abort(404))


@blueprint.post("/challenges/<int:id>/attempt")
def start(id: int) -> ResponseReturnValue:
    """Begin; beginning twice is beginning once."""
    card = _visible(id)
    with transaction():
        operations.start(card.challenge, by=current_user)
    if wants_fragment():
        return _page(_visible(id))
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
        return notify_page(_page(_visible(id)), toast=sentence)
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
        return notify_page(_page(_visible(id)), toast=sentence)
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
        return notify_page(_page(_visible(id)), toast=sentence)
    return done(sentence, "challenges.show", id=id)


@blueprint.post("/challenges/<int:id>/withdrawal")
def withdraw(id: int) -> ResponseReturnValue:
    """Take back what waits for a reviewer."""
    attempt = _attempt(id)
    with transaction():
        operations.withdraw(attempt, by=current_user)
    sentence = _("It is yours again. Change what you like and hand it in once more.")
    if wants_fragment():
        return notify_page(_page(_visible(id)), toast=sentence)
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
        return _page(_visible(id), status=422, talk_form=form)
    with transaction():
        operations.write(attempt, *form.values(), by=current_user)
    sentence = _("Sent. We tell you when somebody answers.")
    if wants_fragment():
        return talk_answer(attempt, action, toast=sentence)
    return done(sentence, "challenges.show", id=id, _anchor="talk")


def _visible(id: int) -> queries.Card:
    card = queries.visible(current_user, id)
    if card is None:
        abort(404)
    return card


def _attempt(id: int) -> Attempt:
    attempt = _visible(id).attempt
    if attempt is None:
        abort(404)
    return attempt


def _refused(attempt: Attempt, kept: Kept, *, draft: bool = False) -> Response:
    return _page(_visible(attempt.challenge_id), kept, status=422, draft=draft)


def _page(
    card: queries.Card,
    kept: Kept | None = None,
    *,
    status: int = 200,
    draft: bool = False,
    talk_form: TalkForm | None = None,
) -> Response:
    attempt = card.attempt
    kept = kept or Kept()
    return render(
        "challenges/show.html",
        fragment="challenges/_challenge.html",
        status=status,
        card=card,
        challenge=card.challenge,
        attempt=attempt,
        page_mark=secrets.token_hex(8),
        pieces=queries.pieces(card.challenge, attempt, **vars(kept)),
        errors=kept.errors,
        draft=draft,
        may_hand_in=attempt is not None and operations.may_hand_in(attempt),
        disclosure=disclosure(card.challenge.kind),
        **talk_about(attempt, url_for("challenges.talk", id=card.challenge.id), talk_form),
    )


def _step_fragment(attempt: Attempt, step: Step, kept: Kept) -> Response:
    """The step anew, with its picture: nothing is being typed there."""
    response = render(
        "challenges/_step_kept.html",
        piece=_piece(attempt, step, kept),
        attempt=attempt,
        challenge=attempt.challenge,
        card=_visible(attempt.challenge_id),
        page_mark=secrets.token_hex(8),
        status=422 if step.id in kept.errors else 200,
    )
    return _into(response, f"#step-{step.id}")


def _mark(step: Step, kept: Kept) -> Response:
    """How the saving went. The page asks for no swap and only this answer does: whatever else
    comes back, such as a sign-in page, never takes the place of what is being typed."""
    card = _visible(step.challenge_id)
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
