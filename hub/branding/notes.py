"""Where a chosen colour could not be read as it is, what became of it: in numbers."""

from flask_babel import gettext as _

from hub.branding.colours import GRAPHIC, over, ratio, said
from hub.branding.models import BrandVersion
from hub.branding.palette import TRACK, Ground, Palette, brand_grounds

# An accent with less contrast than this is lost on its ground. Our own yellow has 1.7 on white.
SWALLOWED = 1.4


def notes(version: BrandVersion) -> list[str]:
    """A sentence for every place in which a colour of the version is used otherwise."""
    palette, found = version.palette, []
    if palette and version.brand_colour:
        found += [_light(version.brand_colour, palette), _dark(version.brand_colour, palette)]
    if palette and version.accent_colour:
        found += [_hero(version.accent_colour, palette)]
    return [sentence for sentence in found if sentence]


def warnings(version: BrandVersion) -> list[str]:
    """What nothing was done about: a choice that may not be what its author wants."""
    sentence = _swallowed(version.palette) if version.palette and version.accent_colour else ""
    return [sentence] if sentence else []


def _light(chosen: str, palette: Palette) -> str:
    used, ground = palette["light"]["brand"], _worst(chosen, palette, "light")
    if used == chosen:
        return ""
    return _(
        "In light: %(chosen)s on %(ground)s is %(before)s:1, and words need 4.5:1. It is used as"
        " %(used)s, %(after)s:1.",
        **_numbers(chosen, used, ground),
    )


def _dark(chosen: str, palette: Palette) -> str:
    used, ground = palette["dark"]["brand"], _worst(chosen, palette, "dark")
    if used == chosen:
        return ""
    return _(
        "In dark: %(chosen)s on %(ground)s is %(before)s:1, and words need 4.5:1. It is used as"
        " %(used)s, %(after)s:1.",
        **_numbers(chosen, used, ground),
    )


def _hero(chosen: str, palette: Palette) -> str:
    used = palette["dark"]["accent"]
    ground = over(palette["dark"]["brand-deep"], TRACK)
    if used == chosen or ratio(chosen, ground) >= GRAPHIC:
        return ""
    return _(
        "In the welcome and in dark: %(chosen)s on %(ground)s is %(before)s:1, and bars need 3:1."
        " It is used as %(used)s, %(after)s:1.",
        **_numbers(chosen, used, ground),
    )


def _swallowed(palette: Palette) -> str:
    """In dark an accent is moved until it is seen; in light it is used as it is."""
    used, grounds = palette["light"]["accent"], palette["light"]
    ground = min((grounds["surface"], grounds["page"]), key=lambda one: ratio(used, one))
    if ratio(used, ground) >= SWALLOWED:
        return ""
    return _(
        "In light: the accent %(used)s on %(ground)s is %(after)s:1, so its buttons and coins"
        " hardly stand out. What is written on them can be read.",
        **_numbers(used, used, ground),
    )


def _worst(chosen: str, palette: Palette, scheme: str) -> str:
    """A card's ground if it fails there already, else the ground on which it is read worst."""
    shades = palette[scheme]
    card = Ground(shades["surface"])
    if ratio(chosen, card.colour) < card.least:
        return card.colour
    return min(brand_grounds(palette, scheme), key=lambda one: ratio(chosen, one.colour)).colour


def _numbers(chosen: str, used: str, ground: str) -> dict[str, str]:
    return {
        "chosen": chosen,
        "used": used,
        "ground": _("white") if ground == "#ffffff" else ground,
        "before": said(ratio(chosen, ground)),
        "after": said(ratio(used, ground)),
    }
