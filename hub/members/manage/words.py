"""How a company fares, as managers read it."""

from typing import Any

from flask_babel import lazy_gettext as _l

HEALTH_NAMES: dict[str, Any] = {
    "good": _l("Well"),
    "watch": _l("To be watched"),
    "at_risk": _l("At risk"),
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
