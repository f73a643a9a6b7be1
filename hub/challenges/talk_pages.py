"""The talk about an attempt, as a part of whichever page it stands on."""

import secrets
from typing import Any

from flask import Response

from hub.challenges import queries
from hub.challenges.desk_forms import TalkForm
from hub.challenges.models import Attempt
from hub.web import notify_page, render


def talk_about(
    attempt: Attempt | None, action: str, form: TalkForm | None = None
) -> dict[str, Any]:
    """What the talk needs on a page: what was said so far, and the form to say more.

    In: `action`, where the form goes; `form`, as it was refused. A new one, sent twice, says what
    it says once.
    """
    return {
        "talk": queries.talk(attempt) if attempt is not None else [],
        "talk_form": form or TalkForm(formdata=None, token=secrets.token_hex(16)),
        "talk_action": action,
    }


def talk_answer(
    attempt: Attempt,
    action: str,
    form: TalkForm | None = None,
    *,
    status: int = 200,
    toast: str | None = None,
) -> Response:
    """The talk anew: with the form as it was refused, or with what was just said."""
    response = render(
        "challenges/_talk.html",
        status=status,
        attempt=attempt,
        **talk_about(attempt, action, form),
    )
    return notify_page(response, toast=toast) if toast else response
