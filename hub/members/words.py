"""How this room's things are called on pages."""

from typing import Any

from flask_babel import lazy_gettext as _l

ROLE_NAMES: dict[str, Any] = {
    "advocate": _l("Advocate"),
    "chapter leader": _l("Chapter leader"),
    "csm": _l("CSM"),
    "manager": _l("Manager"),
    "administrator": _l("Administrator"),
}

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
