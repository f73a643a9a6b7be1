"""The front page and the leaderboard."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_login import current_user

from hub.db import transaction
from hub.events import words as event_words
from hub.home.operations import celebrating as operations
from hub.home.queries import front as queries
from hub.home.queries import leaderboard as board
from hub.home.shell import shell
from hub.rewards import words as reward_words
from hub.web import redirect_to, render, wants_fragment

blueprint = Blueprint("home", __name__)
blueprint.app_context_processor(shell)


@blueprint.get("/")
def front() -> ResponseReturnValue:
    """What is in it for me today."""
    return render(
        "home/front.html",
        front=queries.front(current_user),
        event_words=event_words,
        reward_words=reward_words,
    )


@blueprint.post("/me/celebration")
def celebrate() -> ResponseReturnValue:
    """The member has seen their first badge."""
    with transaction():
        operations.celebrate(current_user)
    return ("", 200) if wants_fragment() else redirect_to("home.front")


@blueprint.get("/leaderboard")
def leaderboard() -> ResponseReturnValue:
    """The first twenty, and where the member stands."""
    top = board.top()
    staff = board.is_staff(current_user)
    place = None if staff else board.place(current_user)
    on_top = any(row.member.id == current_user.id for row in top)
    return render("home/leaderboard.html", top=top, place=place, staff=staff, on_top=on_top)
