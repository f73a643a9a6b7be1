"""A space's front page, and having its announcements mailed."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from hub.db import transaction
from hub.events import words as event_words
from hub.members.models import Space
from hub.members.operations.newsletters import subscribe, unsubscribe
from hub.members.queries.spaces import space_entered
from hub.rewards import words as reward_words
from hub.spaces import queries
from hub.web import notify_page, render, wants_fragment
from hub.web.pages import done

blueprint = Blueprint("spaces", __name__)


@blueprint.get("/spaces/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """What there is in the space; for anybody else there is no such page."""
    return render(
        "spaces/show.html",
        front=queries.front(_entered(slug), current_user),
        event_words=event_words,
        reward_words=reward_words,
    )


@blueprint.post("/spaces/<slug>/subscription")
def read(slug: str) -> ResponseReturnValue:
    """Have its announcements mailed."""
    space = _entered(slug)
    with transaction():
        subscribe(space, current_user)
    return _answer(space, _("From now on you get the announcements by mail."), reading=True)


@blueprint.post("/spaces/<slug>/subscription/reversal")
def stop(slug: str) -> ResponseReturnValue:
    """Have them mailed no more."""
    space = _entered(slug)
    with transaction():
        unsubscribe(space.id, current_user.id)
    return _answer(space, _("You get no more mail about this space."), reading=False)


def _entered(slug: str) -> Space:
    return space_entered(slug, current_user) or abort(404)


def _answer(space: Space, sentence: str, *, reading: bool) -> ResponseReturnValue:
    if not wants_fragment():
        return done(sentence, "spaces.show", slug=space.slug)
    button = render("spaces/_newsletter.html", space=space, reading=reading)
    return notify_page(button, toast=sentence)
