"""The queue, the oldest promise first."""

from flask.typing import ResponseReturnValue
from flask_login import current_user

from hub import clock
from hub.challenges import operations, queries
from hub.challenges.reviewing.pages import blueprint, wanted
from hub.challenges.words import KIND_WORDS, QUEUE_STATES
from hub.web import cursor, paged, render, requires


@blueprint.get("/console/reviews")
@requires("reviews.decide")
def index() -> ResponseReturnValue:
    """What waits for a decision."""
    asked = wanted()
    page = paged(queries.waiting(cursor(), asked, current_user))
    return render(
        "challenges/reviewing/index.html",
        fragment="challenges/reviewing/_queue.html",
        page=page,
        claims=queries.claims_on(page.items),
        messages=queries.messages_on(page.items),
        total=queries.waiting_count(asked, current_user),
        most=operations.MOST_AT_ONCE,
        undoable=queries.undoable(current_user),
        challenges=queries.waiting_challenges(),
        companies=queries.waiting_companies(),
        kinds=KIND_WORDS,
        states=QUEUE_STATES,
        wanted=asked,
        now=clock.now(),
    )
