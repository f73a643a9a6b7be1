"""How kinds are called on pages."""

from flask_babel import lazy_gettext as _l

from hub.events.models.events import KINDS

KIND_NAMES = dict(
    zip(
        KINDS,
        (
            _l("User group"),
            _l("Webinar"),
            _l("Board meeting"),
            _l("Customer visit"),
            _l("Conference session"),
        ),
        strict=True,
    )
)
KIND_ICONS = dict(zip(KINDS, ("users", "play", "layers", "building", "mic"), strict=True))
OUTCOME_NAMES = {
    "came": _l("Was there"),
    "gave_back": _l("Gave the place back"),
    "called_off": _l("Called off"),
    "coming": _l("Has a place"),
    "missed": _l("Did not come"),
}
OUTCOME_TONES = {
    "came": "success",
    "gave_back": "neutral",
    "called_off": "neutral",
    "coming": "info",
    "missed": "warning",
}
