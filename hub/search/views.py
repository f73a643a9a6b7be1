"""The page of the search, and what it gives while one types."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from hub.challenges.words import KIND_WORDS
from hub.events import words as event_words
from hub.rewards import words as reward_words
from hub.search import queries
from hub.search.asked import MOST_LETTERS, Asked, asked
from hub.search.marking import marked, passage
from hub.search.words import KINDS
from hub.web import paged, render

blueprint = Blueprint("search", __name__)
blueprint.add_app_template_filter(marked, "marked")
blueprint.add_app_template_filter(passage, "passage")


@blueprint.get("/search")
def index() -> ResponseReturnValue:
    """Whatever the member may see that fits the words."""
    wanted = asked(request.args)
    problem = wanted.problem
    if problem or not wanted.words:
        return _page(wanted, problem=problem, status=422 if problem else 200)
    if not wanted.kind:
        return _page(wanted, results=queries.everything(current_user, wanted.words))
    results, page = queries.of_kind(wanted.kind, current_user, wanted.words, wanted.page)
    return _page(wanted, results=results, page=paged(page))


def _page(wanted: Asked, *, status: int = 200, **found: object) -> Response:
    return render(
        "search/index.html",
        fragment="search/_results.html",
        status=status,
        asked=wanted,
        kinds=KINDS,
        most_letters=MOST_LETTERS,
        challenge_words=KIND_WORDS,
        event_words=event_words,
        reward_words=reward_words,
        **found,
    )
