"""How a company fares, as managers read it."""

from typing import Any

from flask_babel import lazy_gettext as _l

from hub.members import words

HEALTH_NAMES: dict[str, Any] = {
    **words.HEALTH_NAMES,
    "opened": _l("A crisis began"),
    "closed": _l("The crisis ended"),
}
HEALTH_TONES = {
    "good": "success",
    "watch": "warning",
    "at_risk": "danger",
    "opened": "danger",
    "closed": "success",
}
