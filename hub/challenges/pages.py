"""The page of one challenge for the reader, which several views answer with."""

import secrets
from typing import Any

from flask import Response, abort, url_for
from flask_login import current_user

from hub.challenges import operations, queries
from hub.challenges.desk_forms import TalkForm
from hub.challenges.forms_choices import opinion_form
from hub.challenges.posted import Kept
from hub.challenges.talk_pages import talk_about
from hub.challenges.words import disclosure
from hub.web import render


def visible_card(id: int) -> queries.Card:
    """The challenge for the reader, or a 404."""
    card = queries.visible(current_user, id)
    if card is None:
        abort(404)
    return card


def fresh_page(id: int) -> Response:
    """The challenge as it is now, after a change."""
    return page_of(visible_card(id))


def page_of(
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
        **_afterwards(card),
    )


def _afterwards(card: queries.Card) -> dict[str, Any]:
    """What is shown beside a round that is over: the others, and what the member thinks of it."""
    if card.attempt is None or card.attempt.state not in ("approved", "rejected"):
        return {}
    opinion = queries.opinion_of(current_user, card.challenge)
    rounds = queries.rounds_of(current_user, card.challenge)
    return {"rounds": rounds, "opinion": opinion, "opinion_form": opinion_form(opinion)}
