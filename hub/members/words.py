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
