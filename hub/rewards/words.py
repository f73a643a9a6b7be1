"""How kinds and states are called on pages."""

from flask_babel import lazy_gettext as _l

from hub.rewards.models import KINDS, STATES

KIND_NAMES = dict(
    zip(
        KINDS,
        (
            _l("Digital code"),
            _l("Something to hold"),
            _l("Donation"),
            _l("Experience"),
            _l("Swag"),
            _l("Perk"),
            _l("Product access"),
        ),
        strict=True,
    )
)
KIND_ICONS = dict(
    zip(
        KINDS,
        ("ticket", "gift", "heart", "sparkle", "star", "medal", "layers"),
        strict=True,
    )
)
STATE_NAMES = dict(
    zip(
        STATES,
        (_l("Requested"), _l("Approved"), _l("Sent"), _l("Declined"), _l("Cancelled")),
        strict=True,
    )
)
STATE_TONES = dict(zip(STATES, ("info", "warning", "success", "danger", "neutral"), strict=True))
# For a timeline: icon and sentence per state.
STATE_ICONS = dict(zip(STATES, ("gift", "check", "check-circle", "x-circle", "x"), strict=True))
STATE_SENTENCES = dict(
    zip(
        STATES,
        (
            _l("Asked for"),
            _l("Approved: we are getting it ready"),
            _l("On its way, or already there"),
            _l("Declined: points returned"),
            _l("Cancelled: points returned"),
        ),
        strict=True,
    )
)
