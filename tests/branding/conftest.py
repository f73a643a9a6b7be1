"""Somebody who keeps the brand, and what they send."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image, ImageDraw

from hub.branding.models import BrandVersion
from hub.branding.operations import Chosen, draft, publish
from hub.branding.queries import number_in_force
from hub.db import db as hub_db
from tests.factories import MemberFactory


@pytest.fixture
def manager(db: Any) -> Any:
    return MemberFactory(roles=("manager",))


@pytest.fixture
def console(manager: Any, sign_in_as: Callable[..., FlaskClient]) -> FlaskClient:
    return sign_in_as(manager)


@pytest.fixture
def published(manager: Any) -> Callable[..., BrandVersion]:
    """Publish a look and return its version."""

    def make(**chosen: Any) -> BrandVersion:
        made = draft(Chosen(**chosen), begun_from=number_in_force(), by=manager)
        publish(made, number_in_force(), by=manager)
        hub_db.session.flush()
        return made

    return make


def picture(width: int = 400, height: int = 100, format: str = "PNG", **save: Any) -> io.BytesIO:
    """An uploaded picture: a shape on a clear ground, where the format knows that."""
    mode = "RGBA" if format in ("PNG", "WEBP") else "RGB"
    image = Image.new(mode, (width, height))
    ImageDraw.Draw(image).rectangle((0, 0, width - 1, height - 1), fill="#4338ca")
    content = io.BytesIO()
    image.save(content, format, **save)
    content.seek(0)
    return content
