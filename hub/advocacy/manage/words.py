"""How this room's names read on pages."""

from flask_babel import lazy_gettext as _l

from hub.advocacy.models import DEPOSIT, WITHDRAWAL

DIRECTION_NAMES = {
    WITHDRAWAL: _l("They did it for us (a withdrawal)"),
    DEPOSIT: _l("We did it for them (a deposit)"),
}

OUTCOME_NAMES = {
    "done": _l("Done"),
    "declined": _l("Declined"),
    "lapsed": _l("Came to nothing"),
}
