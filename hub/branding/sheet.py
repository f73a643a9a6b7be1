"""A version as a style sheet: the tokens of static/css/tokens.css, filled anew."""

from hub.branding.models import BrandVersion
from hub.branding.palette import NEUTRALS, built_in
from hub.paths import STATIC

_BRAND = (
    *NEUTRALS,
    "brand",
    "brand-strong",
    "brand-soft",
    "on-brand",
    "brand-deep",
    "brand-deeper",
)
_ACCENT = ("accent", "accent-strong", "accent-soft", "accent-ink", "on-accent", "mark-star")


def css(version: BrandVersion) -> str:
    """The sheet. Every value in it is made by the hub: colours of six digits, and our addresses."""
    rules = ["@layer brand {", "  :root {", *_colours(version), *_picture(version), "  }"]
    if version.hero_id:
        wide = _address(version, "hero.webp")
        rules += [f"  @media (width >= 40rem) {{ :root {{ --hero-picture: {wide}; }} }}"]
    return "\n".join([*rules, "}", ""])


def _colours(version: BrandVersion) -> list[str]:
    if not version.palette:
        return []
    light, dark = version.palette["light"], version.palette["dark"]
    # Without a brand colour the grounds stay ours to the last digit.
    names = (*_BRAND, *_ACCENT) if version.brand_colour else ("brand", "brand-strong", *_ACCENT)
    return [
        *(f"    --{name}: light-dark({light[name]}, {dark[name]});" for name in names),
        f"    --waves: {_address(version, 'waves.svg')};",
    ]


def _picture(version: BrandVersion) -> list[str]:
    if not version.hero_id:
        return []
    palette = version.palette or built_in()
    return [
        f"    --hero-picture: {_address(version, 'hero-small.webp')};",
        # Multiplied with it, no spot of the picture is lighter than this.
        f"    --hero-ground: {palette['dark']['picture-ground']};",
        "    --hero-blend: multiply;",
        "    --hero-at: center;",
        "    --hero-strength: 1;",
    ]


def _address(version: BrandVersion, name: str) -> str:
    return f'url("/brand/{version.id}/{name}")'


def mark(version: BrandVersion) -> str:
    """Our own sign in the version's colours, for the tab of a hub with colours and no favicon."""
    light = _light(version)
    return _drawing("mark.svg", ('"#0d5f4a"', light["brand"]), ('"#f7c04a"', light["mark-star"]))


def waves(version: BrandVersion) -> str:
    """The waves of the deep grounds; their sun is the accent, so faint that words stand on it."""
    accent = f'"{_light(version)["accent"]}" fill-opacity=".08"'
    return _drawing("waves.svg", ('"#f7c04a" fill-opacity=".16"', accent))


def _light(version: BrandVersion) -> dict[str, str]:
    return (version.palette or built_in())["light"]


def _drawing(name: str, *changes: tuple[str, str]) -> str:
    """One of our drawings with other colours. In: pairs of what stands there and what shall."""
    text = (STATIC / "img" / name).read_text()
    for old, new in changes:
        text = text.replace(old, new if new.startswith('"') else f'"{new}"')
    return text


DRAWINGS = {"mark.svg": mark, "waves.svg": waves}
