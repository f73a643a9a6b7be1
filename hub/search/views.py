"""The pages of the search, the hub's and the console's, and what they give while one types."""

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from hub.challenges.words import KIND_WORDS
from hub.events import words as event_words
from hub.rewards import words as reward_words
from hub.search import queries
from hub.search.asked import MOST_LETTERS, Asked, asked
from hub.search.kinds import CONSOLE, HUB, Kinds, open_to
from hub.search.marking import marked, passage
from hub.web import paged, render

blueprint = Blueprint("search", __name__)
blueprint.add_app_template_filter(marked, "marked")
blueprint.add_app_template_filter(passage, "passage")


@blueprint.get("/search")
def index() -> ResponseReturnValue:
    """Whatever the member may see that fits the words."""
    return _search(HUB)


@blueprint.get("/console/search")
def console() -> ResponseReturnValue:
    """Whatever of the console is open to whoever asks; 403 where nothing is."""
    kinds = open_to(current_user, CONSOLE)
    return _search(kinds, console=True) if kinds else abort(403)


def _search(kinds: Kinds, *, console: bool = False) -> Response:
    wanted = asked(request.args, kinds)
    return render(
        "search/index.html",
        fragment="search/_results.html",
        status=422 if wanted.problem else 200,
        asked=wanted,
        problem=wanted.problem,
        kinds=kinds,
        console=console,
        most_letters=MOST_LETTERS,
        challenge_words=KIND_WORDS,
        event_words=event_words,
        reward_words=reward_words,
        **_found(wanted, kinds),
    )


def _found(wanted: Asked, kinds: Kinds) -> dict[str, object]:
    if not wanted.words or wanted.problem:
        return {}
    if not wanted.kind:
        return {"results": queries.everything(current_user, wanted.words, kinds)}
    results, page = queries.of_kind(wanted.kind, current_user, wanted.words, wanted.page, kinds)
    return {"results": results, "page": paged(page)}
