"""A version as a style sheet: the tokens of static/css/tokens.css, filled anew."""

from hub.branding.models import BrandVersion
from hub.branding.palette import NEUTRALS, built_in

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
    return [f"    --{name}: light-dark({light[name]}, {dark[name]});" for name in names]


def _picture(version: BrandVersion) -> list[str]:
    if not version.hero_id:
        return []
    palette = version.palette or built_in()
    return [
        f"    --hero-picture: {_address(version, 'hero-small.webp')};",
        # Multiplied with it, no spot of the picture is lighter than this.
        f"    --hero-ground: {palette['dark']['picture-ground']};",
        "    --hero-blend: multiply;",
        "    --hero-strength: 1;",
    ]


def _address(version: BrandVersion, name: str) -> str:
    return f'url("/brand/{version.id}/{name}")'


def mark(version: BrandVersion) -> str:
    """Our own sign in the version's colours, for the tab of a hub with colours and no favicon."""
    light = (version.palette or built_in())["light"]
    return _MARK.format(brand=light["brand"], star=light["mark-star"])


_MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
    '<path fill="{brand}" d="M24 3c12.5 0 21 8 21 19s-8.5 19-21 19c-2 0-3.9-.2-5.7-.6L9 46v-9.5C5 33'
    ' 3 28 3 22 3 11 11.5 3 24 3"/><path fill="{star}" d="M24 10c1.3 8.3 3.7 10.7 12 12-8.3 1.3-10.7'
    ' 3.7-12 12-1.3-8.3-3.7-10.7-12-12 8.3-1.3 10.7-3.7 12-12"/></svg>'
)
