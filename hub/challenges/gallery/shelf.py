"""The templates that the hub comes with."""

from functools import cache
from pathlib import Path

from hub.challenges.gallery.shape import ChallengeText, parse

_FILE = Path(__file__).parent / "templates.yaml"


@cache
def templates() -> tuple[ChallengeText, ...]:
    """All of them, in the order of the file."""
    return tuple(parse(_FILE.read_text("utf-8")))


def template(slug: str) -> ChallengeText | None:
    """The one of that slug."""
    return next((one for one in templates() if one.slug == slug), None)
