"""The way out of a newsletter that every mail of it carries: it works without signing in."""

from flask import Blueprint, abort, current_app
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from hub.db import transaction
from hub.extensions import csrf, limiter
from hub.members.operations.newsletters import unsubscribe
from hub.web import public, render

blueprint = Blueprint("newsletters", __name__)


def token_for(space_id: int, member_id: int) -> str:
    """A word that lets whoever has it stop the mails of that space to that member."""
    return _signer().dumps([space_id, member_id])


@blueprint.get("/newsletters/<token>")
@public
@limiter.limit("60/minute")
def show(token: str) -> ResponseReturnValue:
    """Ask first: programs that look through mails open every link."""
    _read(token)
    return render("members/newsletter.html", token=token, stopped=False)


@blueprint.post("/newsletters/<token>")
@public
@csrf.exempt
@limiter.limit("60/minute")
def stop(token: str) -> ResponseReturnValue:
    """Mail no more. Mail programs press this button for people, by RFC 8058: they send no cookie,
    and a redirect is not for them."""
    space_id, member_id = _read(token)
    with transaction():
        unsubscribe(space_id, member_id)
    return render("members/newsletter.html", token=token, stopped=True)


def _read(token: str) -> tuple[int, int]:
    try:
        space_id, member_id = _signer().loads(token)
    except BadSignature:
        abort(404)
    return space_id, member_id


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="newsletter")
