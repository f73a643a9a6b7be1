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
PERSONA_NAMES: dict[str, Any] = {
    "administrator": _l("Administrator of the product"),
    "power_user": _l("Power user"),
    "occasional_user": _l("Occasional user"),
    "executive_sponsor": _l("Executive sponsor"),
}
# How a company fares.
HEALTH_NAMES: dict[str, Any] = {
    "good": _l("Well"),
    "watch": _l("To be watched"),
    "at_risk": _l("At risk"),
}
