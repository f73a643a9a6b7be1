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
