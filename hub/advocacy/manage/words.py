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

# Each rule of the ask guard, by its name in the code: what it is called, and what it says.
RULE_WORDS = {
    "first_value": (_l("First value"), _l("No ask before the company has reached first value.")),
    "crisis": (
        _l("Crisis"),
        _l("No ask while the company is in a crisis, and for a while after."),
    ),
    "pause": (_l("Their own break"), _l("No ask before the day that the member has set.")),
    "opt_out": (_l("Unwanted kinds"), _l("No ask of a kind that the member does not want.")),
    "member_budget": (
        _l("The member's budget"),
        _l("No ask that would make the asks of one member weigh more than this."),
    ),
    "company_budget": (
        _l("The company's budget"),
        _l("No ask that would make the asks at one company weigh more than this."),
    ),
    "bank": (
        _l("Loyalty bank"),
        _l("No ask that would take the member's bank below the floor; repay first."),
    ),
    "gap": (
        _l("Time between"),
        _l("So many days lie between two asks of a kind; each kind says how many."),
    ),
}
