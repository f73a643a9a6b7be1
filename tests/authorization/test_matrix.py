"""Every route has its line in docs/authorization.md, and every line is what really happens."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hub.db import db as hub_db
from tests.authorization.table import ROLES, Row, rows
from tests.authorization.world import World
from tests.factories import MemberFactory


def routes(app: Flask) -> set[tuple[str, str]]:
    return {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_every_route_has_a_row_and_every_row_a_route(app):
    described = {(row.method, row.rule) for row in rows()}
    assert routes(app) - described == set(), "routes without a row"
    assert described - routes(app) == set(), "rows without a route"


@pytest.fixture(params=ROLES)
def role(request):
    return request.param


def browser(app: Flask, role: str, sign_in_as: Any) -> tuple[World, FlaskClient]:
    extra = () if role in ("signed out", "advocate") else (role,)
    me = MemberFactory(roles=extra)
    world = World(app, me, MemberFactory())
    return world, app.test_client() if role == "signed out" else sign_in_as(me)


def test_every_row_is_requested_as_every_role(app, db, sign_in_as, role):
    world, client = browser(app, role, sign_in_as)
    connection: Any = hub_db.engines[None]
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    # The addresses first: the world's rows are let go with each request.
    addressed = [(row, world.path(row)) for row in rows()]
    hub_db.session.commit()
    wrong = []
    for row, path in addressed:
        # Each request meets the same world: what it changes is rolled back.
        before = connection.begin_nested()
        fresh = app.test_client()
        if cookie:
            fresh.set_cookie(cookie.key, cookie.value)
        got = answer(fresh, row, path)
        if got != row.answers[role]:
            wrong.append(f"{row}: {got}, the table says {row.answers[role]}")
        hub_db.session.close()
        before.rollback()
    assert not wrong, "\n".join(["", *wrong])


def answer(client: FlaskClient, row: Row, path: str) -> str:
    """What the hub answers, in the table's words."""
    # A message, because some refusals ask for one before they look at anything else.
    typed = {"message": "Because.", "reason": "Because."}
    response = client.open(path, method=row.method, data=typed)
    code = response.status_code
    response.close()
    if code == 302 and "/sign-in" in response.location:
        return "sign in"
    if code == 403:
        return "no"
    if code == 404:
        return "hidden"
    assert code < 500, f"{row} answered {code}"
    assert code != 405, f"{row} answered {code}"
    return "yes"
