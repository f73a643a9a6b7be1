"""From one or two colours, every coloured token of static/css/tokens.css, in light and in dark.

Lightness decides contrast, so it is lightness that gives way: the vendor's hue stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from hub.branding.colours import GRAPHIC, TEXT, oklch, over, ratio, said, shade
from hub.refusals import Refusal

SCHEMES = ("light", "dark")
Palette = dict[str, dict[str, str]]

# tokens.css in numbers; a test compares them. Light first.
_BUILT_IN: dict[str, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
    "page": ((0.984, 0.005, 100), (0.185, 0.012, 190)),
    "surface": ((1, 0, 0), (0.23, 0.014, 190)),
    "sunken": ((0.962, 0.008, 100), (0.27, 0.016, 190)),
    "ink": ((0.24, 0.025, 190), (0.955, 0.008, 100)),
    "ink-soft": ((0.45, 0.022, 190), (0.79, 0.014, 150)),
    "line": ((0.905, 0.01, 110), (0.34, 0.018, 190)),
    "line-strong": ((0.6, 0.02, 190), (0.61, 0.02, 190)),
    "brand": ((0.44, 0.088, 168), (0.82, 0.1188, 168)),
    "brand-strong": ((0.37, 0.088, 168), (0.88, 0.1056, 168)),
    "brand-soft": ((0.945, 0.03, 168), (0.31, 0.045, 168)),
    "on-brand": ((1, 0, 0), (0.2, 0.04, 168)),
    "brand-deep": ((0.31, 0.058, 168), (0.275, 0.045, 168)),
    "brand-deeper": ((0.26, 0.05, 168), (0.225, 0.035, 168)),
    "accent": ((0.82, 0.155, 80), (0.84, 0.155, 80)),
    "accent-strong": ((0.855, 0.125, 80), (0.87, 0.125, 80)),
    "accent-soft": ((0.953, 0.05, 80), (0.33, 0.055, 80)),
    "accent-ink": ((0.42, 0.09, 65), (0.9, 0.1, 85)),
    "on-accent": ((0.25, 0.05, 65), (0.25, 0.05, 65)),
    "danger-ink": ((0.44, 0.15, 27), (0.89, 0.07, 25)),
    "focus": ((0.5, 0.17, 262), (0.86, 0.11, 90)),
}
NEUTRALS = ("page", "surface", "sunken", "ink", "ink-soft", "line", "line-strong")
# The strength of our own brand colour, to which the strengths of the deep grounds belong.
_STRENGTH = 0.088
# White, this much of it, on the deep grounds: the waves and their sun at most, what the pointer is
# on, tracks, edges.
WAVES, HOVER, TRACK, EDGE = 0.08, 0.1, 0.14, 0.45


class NothingPasses(Refusal):
    """No lightness of a colour can be read where it must be read."""


@dataclass(frozen=True)
class Ground:
    """What a colour stands on, and the least contrast there."""

    colour: str
    least: float = TEXT


def built_in() -> Palette:
    """The look of a hub that nobody has branded."""
    made = {
        scheme: {name: shade(*shades[at]) for name, shades in _BUILT_IN.items()}
        for at, scheme in enumerate(SCHEMES)
    }
    return _finished(made)


def derived(brand: str | None, accent: str | None) -> Palette:
    """The palette that follows from the chosen colours; what is not chosen stays ours.

    Raises `NothingPasses`.
    """
    palette = built_in()
    if brand:
        for scheme in SCHEMES:
            palette[scheme] |= _branded(brand, scheme)
    if accent:
        for scheme in SCHEMES:
            palette[scheme] |= _accented(accent, scheme)
    # Links stand on accented cards, and accents on the brand's deep ground: once more, together.
    for scheme in SCHEMES:
        palette[scheme] |= _settled(palette, scheme, brand, accent)
    return _finished(palette)


def nearest(chosen: str, grounds: Sequence[Ground]) -> str:
    """The colour itself, or its nearest lightness that passes on every ground.

    Raises `NothingPasses`.
    """
    if _passes(chosen, grounds):
        return chosen
    lightness, strength, hue = oklch(chosen)
    for step in range(1, 201):
        for moved in (lightness - step / 200, lightness + step / 200):
            candidate = shade(min(max(moved, 0), 1), strength, hue)
            if 0 <= moved <= 1 and _passes(candidate, grounds):
                return candidate
    worst = min(grounds, key=lambda ground: ratio(chosen, ground.colour) / ground.least)
    raise NothingPasses(
        _l(
            "%(colour)s on %(ground)s is %(ratio)s:1 and needs %(least)s:1, and no lighter or"
            " darker shade of it passes everywhere. Choose another colour.",
            colour=chosen,
            ground=worst.colour,
            ratio=said(ratio(chosen, worst.colour)),
            least=said(worst.least),
        )
    )


def _passes(colour: str, grounds: Sequence[Ground]) -> bool:
    return all(ratio(colour, ground.colour) >= ground.least for ground in grounds)


def _like(name: str, scheme: str, hue: float, most: float) -> str:
    """Our own token, in another hue, no stronger than the chosen colour is."""
    lightness, strength, _hue = _BUILT_IN[name][SCHEMES.index(scheme)]
    return shade(lightness, min(strength, most), hue)


def _branded(brand: str, scheme: str) -> dict[str, str]:
    """Everything that takes its hue from the brand colour, except the colour itself as used."""
    _lightness, strength, hue = oklch(brand)
    made = {name: _like(name, scheme, hue, strength) for name in (*NEUTRALS, "brand-soft")}
    for name in ("brand-deep", "brand-deeper"):
        lightness, ours, _hue = _BUILT_IN[name][SCHEMES.index(scheme)]
        made[name] = shade(lightness, ours * min(strength / _STRENGTH, 1.9), hue)
    if scheme == "dark":
        made["on-brand"] = _like("on-brand", scheme, hue, strength)
    return made


def _accented(accent: str, scheme: str) -> dict[str, str]:
    """The accent's soft ground and the ink on it."""
    _lightness, strength, hue = oklch(accent)
    soft = _like("accent-soft", scheme, hue, strength)
    # Yellow ink looks like moss; a little towards orange it looks like honey.
    inked = _like("accent-ink", scheme, hue - 15 if 60 <= hue <= 115 else hue, strength)
    return {"accent-soft": soft, "accent-ink": nearest(inked, [Ground(soft)])}


def _settled(
    palette: Palette, scheme: str, brand: str | None, accent: str | None
) -> dict[str, str]:
    """The two colours as they are used in `scheme`, and what is written on them."""
    made: dict[str, str] = {}
    if brand:
        used = nearest(brand, brand_grounds(palette, scheme))
        made |= {"brand": used, "brand-strong": _stronger(used, scheme)}
    elif accent:
        # Our own brand colour has to hold on another accent's soft ground.
        made["brand"] = nearest(palette[scheme]["brand"], brand_grounds(palette, scheme))
    if accent or brand:
        # Ours, too: it has to be seen on another brand's deep ground.
        chosen = accent or palette[scheme]["accent"]
        used = nearest(chosen, accent_grounds(palette, scheme))
        made |= _on_accent(used, palette[scheme]["on-accent"] if not accent else None)
    return made


def brand_grounds(palette: Palette, scheme: str) -> list[Ground]:
    """Where links, numbers and bars in the brand colour stand, and what stands on it."""
    shades = palette[scheme]
    names = ["page", "surface", "sunken", "brand-soft", "accent-soft", "on-brand"]
    found = [Ground(shades[name]) for name in names]
    if scheme == "dark":
        deep = (palette["light"]["brand-deep"], shades["brand-deep"], shades["brand-deeper"])
        found += [Ground(over(ground, WAVES)) for ground in deep]
    return found


def accent_grounds(palette: Palette, scheme: str) -> list[Ground]:
    """Where the accent has to be seen: as a bar on its track, on the deep ground of the hero."""
    if scheme == "light":
        return []
    return [Ground(over(palette["dark"]["brand-deep"], TRACK), GRAPHIC)]


def _stronger(used: str, scheme: str) -> str:
    """The brand colour under the pointer: further from the ground it is read on."""
    lightness, strength, hue = oklch(used)
    if scheme == "dark":
        moved = 0.06 if lightness < 0.93 else -0.08
        return shade(lightness + moved, strength * 0.9, hue)
    return shade(lightness - 0.07 if lightness > 0.22 else lightness + 0.16, strength, hue)


def _on_accent(accent: str, ours: str | None) -> dict[str, str]:
    """The accent, the accent under the pointer, and the ink that is read on both."""
    _lightness, strength, hue = oklch(accent)
    inks = [ours] if ours else []
    inks += [shade(0.25, min(0.05, strength), hue), "#ffffff", "#000000"]
    for ink in inks:
        if ratio(ink, accent) >= TEXT:
            break
    lighter = ratio(ink, "#ffffff") > ratio(ink, "#000000")
    strong = over(accent, 0.18, "#ffffff" if lighter else "#000000")
    return {"accent": accent, "accent-strong": strong, "on-accent": ink}


def _finished(palette: Palette) -> Palette:
    """With what follows from the rest: the star in the sign, the ground of a picture."""
    for scheme, shades in palette.items():
        star = shades["accent"] if scheme == "light" else shades["on-brand"]
        seen = ratio(star, shades["brand"]) >= GRAPHIC
        shades["mark-star"] = star if seen else shades["on-brand"]
    tint = _picture_ground(palette["dark"])
    for shades in palette.values():
        shades["picture-ground"] = tint
    return palette


def _picture_ground(dark: dict[str, str]) -> str:
    """The lightest shade of the deep ground on which all that lies on the hero can be read.

    A picture is multiplied with it, so that its whitest spot is this and every other is darker.
    """
    lightness, strength, hue = oklch(dark["brand-deep"])
    for step in range(round(lightness * 100) + 16, 0, -1):
        ground = shade(step / 100, strength * 1.25, hue)
        if all(_passes(colour, [Ground(on, least)]) for colour, on, least in _upon(ground, dark)):
            return ground
    return "#000000"


def _upon(ground: str, dark: dict[str, str]) -> list[tuple[str, str, float]]:
    texts = [(dark[name], ground, TEXT) for name in ("ink", "ink-soft")]
    return [
        *texts,
        (dark["ink"], over(ground, HOVER), TEXT),
        (dark["brand"], ground, GRAPHIC),
        (over(ground, EDGE), ground, GRAPHIC),
        (dark["accent"], over(ground, TRACK), GRAPHIC),
        (dark["focus"], ground, GRAPHIC),
    ]
