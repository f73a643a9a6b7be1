"""Who may open what: everything needs a sign-in unless a view says that it is public."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from hub.web.pages import stays_open

View = TypeVar("View", bound=Callable[..., Any])

# Views of libraries that people reach before they are signed in.
PUBLIC_ENDPOINTS = frozenset({"static", "security.login"})


def public(view: View) -> View:
    """Open the view to people who are not signed in."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def requires(permission: str) -> Callable[[View], View]:
    """Let only members with the permission in; others get 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not can(permission):
                abort(403)
            return view(*args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def can(permission: str) -> bool:
    """Whether the person on the other end has the permission."""
    return current_user.is_authenticated and current_user.has_permission(permission)


def _ask_for_sign_in() -> ResponseReturnValue | None:
    endpoint = request.endpoint
    if endpoint is None or endpoint in PUBLIC_ENDPOINTS:
        return None
    if getattr(current_app.view_functions[endpoint], "is_public", False):
        return None
    if current_user.is_authenticated:
        return None
    if stays_open():
        # A redirect would put the sign-in page into the middle of this one, over what was typed.
        abort(401)
    return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]


def init_access(app: Flask) -> None:
    app.before_request(_ask_for_sign_in)
    app.jinja_env.globals["can"] = can
