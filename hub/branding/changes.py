"""In what a version differs from the one before it, in the words of the form."""

from typing import Any

from flask_babel import gettext as _

from hub.branding.models import BrandVersion
from hub.web.languages import LANGUAGES


def changed(version: BrandVersion, earlier: BrandVersion | None, usual_name: str) -> list[str]:
    """The names of the fields that say something else; without an earlier one, the built-in look.

    In: `usual_name`, what the hub is called where a version gives it no name.
    """
    labels = {
        "logo_id": _("Logo"),
        "favicon_id": _("Small sign"),
        "hero_id": _("Large picture"),
        "brand_colour": _("Brand colour"),
        "accent_colour": _("Accent colour"),
        "mail_footer": _("Foot of every mail"),
    }
    renamed = (version.name or usual_name) != (_of(earlier, "name") or usual_name)
    found = [_("Hub name")] if renamed else []
    found += [
        label for name, label in labels.items() if getattr(version, name) != _of(earlier, name)
    ]
    return found + _words(version, earlier)


def _of(version: BrandVersion | None, name: str) -> Any:
    return getattr(version, name) if version else None


def _words(version: BrandVersion, earlier: BrandVersion | None) -> list[str]:
    before = earlier.words if earlier else {}
    languages = [
        name for key, name in LANGUAGES.items() if version.words.get(key) != before.get(key)
    ]
    return [_("Words (%(languages)s)", languages=", ".join(languages))] if languages else []
