"""Flask-Security's settings: what of it the hub uses, and how."""

import hashlib
from typing import Any

from flask import Flask, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import refresh
from flask_security.views import login, logout

from hub.config import Settings
from hub.extensions import limiter, security
from hub.members.datastore import MemberDatastore
from hub.members.forms import SignInForm
from hub.web import render


def init_security(app: Flask, settings: Settings) -> None:
    """Password sign-in (argon2id), sessions and sign-out by the library, in the hub's look."""
    prefix = "__Host-" if settings.secure else ""
    app.config.update(
        SECURITY_PASSWORD_HASH="argon2",
        SECURITY_PASSWORD_SALT=hashlib.sha256(
            f"password:{settings.secret_key}".encode()
        ).hexdigest(),
        SECURITY_PASSWORD_LENGTH_MIN=10,
        SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False},
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_LOGIN_URL="/sign-in",
        SECURITY_LOGOUT_URL="/sign-out",
        SECURITY_LOGOUT_METHODS=["POST"],
        SECURITY_POST_LOGIN_VIEW="/",
        SECURITY_POST_LOGOUT_VIEW="/sign-in",
        SECURITY_LOGIN_USER_TEMPLATE="members/sign_in.html",
        SECURITY_VERIFY_TEMPLATE="members/verify.html",
        SECURITY_FLASH_MESSAGES=False,
        SECURITY_REDIRECT_VALIDATE_MODE=["regex"],
        SESSION_COOKIE_NAME=f"{prefix}hub",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        REMEMBER_COOKIE_NAME=f"{prefix}hub-remember",
        REMEMBER_COOKIE_SECURE=settings.secure,
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SAMESITE="Lax",
    )
    security.init_app(app, MemberDatastore(), login_form=SignInForm)
    security.render_template = _render
    app.view_functions["security.login"] = _sign_in
    app.view_functions["security.logout"] = _sign_out


# Only tries that failed count: a whole office signs in from one address.
@limiter.limit(
    "10/minute;100/hour",
    methods=["POST"],
    deduct_when=lambda response: response.status_code == 422,
)
def _sign_in() -> ResponseReturnValue:
    """The library's view, with a limit."""
    return login()


def _sign_out() -> ResponseReturnValue:
    """The library's view, with a word, in the language of the door that it leads to."""
    answer = logout()
    refresh()
    flash(_("You are signed out."), "success")
    return answer


def _render(template: str, **context: Any) -> Any:
    """The library's forms through our pages; one that comes back with errors is a 422."""
    return render(template, status=422 if request.method == "POST" else 200, **context)
