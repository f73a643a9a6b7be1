"""Drafts of a look, as the page sends them."""

from sqlalchemy import func, select

from hub.branding.models import BrandPicture, BrandVersion
from hub.db import db as hub_db

PAGE = "/console/settings/brand"
GOOD = {"name": "Acme Circle", "brand_colour": "#7c3aed"}


def kept() -> tuple[int, int]:
    """How many versions and pictures there are."""
    count = func.count()
    return (
        hub_db.session.scalar(select(count).select_from(BrandVersion)) or 0,
        hub_db.session.scalar(select(count).select_from(BrandPicture)) or 0,
    )


def stored(app) -> set[str]:
    folder = app.config["HUB"].data_dir / "files" / "brand"
    return {str(path) for path in folder.rglob("*") if path.is_file()}


def draft_id(response) -> int:
    assert response.status_code == 303, response.text
    return int(response.location.rsplit("/", 1)[1])


def publish(console, id: int, seen: int = 0):
    return console.post(f"{PAGE}/drafts/{id}/publication", data={"seen": seen})
