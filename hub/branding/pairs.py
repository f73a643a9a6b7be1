"""Every pair of colours that the style sheets set, with its contrast: what a palette is held to."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from hub.branding.colours import GRAPHIC, TEXT, over, ratio, said
from hub.branding.palette import HOVER, SCHEMES, TRACK, WAVES, NothingPasses, Palette

# What stands on something, in the words of whoever chooses colours.
_TOPS = {
    "ink": _l("Text"),
    "ink-soft": _l("Quiet text"),
    "brand": _l("Links"),
    "brand-strong": _l("Links under the pointer, current entries"),
    "on-brand": _l("Words on buttons"),
    "on-accent": _l("Words on accents"),
    "accent-ink": _l("Points"),
    "page": _l("The current tab"),
    "danger-ink": _l("Errors"),
    "line-strong": _l("Edges of fields"),
    "focus": _l("The ring of the keyboard"),
    "accent": _l("Progress"),
}
_GROUNDS = {
    "page": _l("the page"),
    "surface": _l("cards"),
    "sunken": _l("sunken parts"),
    "brand-soft": _l("soft brand parts"),
    "accent-soft": _l("soft accents"),
    "brand": _l("the brand colour"),
    "brand-strong": _l("the brand colour under the pointer"),
    "accent": _l("the accent"),
    "accent-strong": _l("the accent under the pointer"),
    "ink": _l("the colour of text"),
    "brand-deep": _l("the hero"),
    "hero-hover": _l("a button of the hero under the pointer"),
    "track": _l("its track in the hero"),
    "brand-deeper": _l("the console's bar"),
    "bar-hover": _l("a button of the bar under the pointer"),
    "sign-in": _l("the ground of the sign-in page"),
    "picture-ground": _l("the hero's picture where it is lightest"),
    "picture-track": _l("its track on the picture"),
}
_LIGHT = ("page", "surface", "sunken", "brand-soft", "accent-soft")
_DEEP = ("brand-deep", "brand-deeper", "sign-in", "picture-ground")

# (top, grounds, least). On deep grounds everything is in the colours of the dark scheme.
_BOTH = (
    ("ink", _LIGHT, TEXT),
    ("ink-soft", _LIGHT, TEXT),
    ("brand", _LIGHT, TEXT),
    ("brand-strong", _LIGHT, TEXT),
    ("on-brand", ("brand", "brand-strong"), TEXT),
    ("on-accent", ("accent", "accent-strong"), TEXT),
    ("accent-ink", ("accent-soft",), TEXT),
    ("page", ("ink",), TEXT),
    ("danger-ink", ("page", "surface"), TEXT),
    ("line-strong", ("page", "surface", "sunken"), GRAPHIC),
    ("focus", ("page", "surface", "sunken", "brand-soft", "accent-soft"), GRAPHIC),
)
_ON_DEEP = (
    ("ink", (*_DEEP, "hero-hover", "bar-hover"), TEXT),
    ("ink-soft", _DEEP, TEXT),
    ("brand", ("brand-deep", "brand-deeper", "sign-in"), TEXT),
    ("focus", _DEEP, GRAPHIC),
    ("accent", ("track", "picture-track"), GRAPHIC),
)


@dataclass(frozen=True)
class Checked:
    """One pair in one scheme: two colours, and the contrast they have and need."""

    top: str
    ground: str
    least: float
    over: str
    under: str

    @property
    def ratio(self) -> float:
        return ratio(self.over, self.under)

    @property
    def said(self) -> str:
        return said(self.ratio)

    @property
    def name(self) -> str:
        return _("%(top)s on %(ground)s", top=_TOPS[self.top], ground=_GROUNDS[self.ground])


def checked(palette: Palette) -> dict[str, list[Checked]]:
    """Every pair by scheme; those on deep grounds are the same in both and stand under "deep"."""
    found = {scheme: _pairs(_BOTH, palette[scheme], palette[scheme]) for scheme in SCHEMES}
    return found | {"deep": _pairs(_ON_DEEP, palette["dark"], _deep_grounds(palette))}


def refuse_what_cannot_be_read(palette: Palette) -> None:
    """The last look: a palette with a pair that fails is nobody's brand. Raises `NothingPasses`."""
    for pairs in checked(palette).values():
        for pair in pairs:
            if pair.ratio < pair.least:
                raise NothingPasses(
                    _l(
                        "%(name)s would be %(over)s on %(under)s: %(ratio)s:1, and it needs"
                        " %(least)s:1. Choose another colour.",
                        name=pair.name,
                        over=pair.over,
                        under=pair.under,
                        ratio=pair.said,
                        least=said(pair.least),
                    )
                )


def _pairs(table: Any, tops: dict[str, str], grounds: dict[str, str]) -> list[Checked]:
    return [
        Checked(top, ground, least, tops[top], grounds[ground])
        for top, names, least in table
        for ground in names
    ]


def _deep_grounds(palette: Palette) -> dict[str, str]:
    """The deep grounds as they are at their lightest: with waves, pointers and tracks on them."""
    dark = palette["dark"]
    sign_in = max((palette[scheme]["brand-deep"] for scheme in SCHEMES), key=_whiteness)
    return {
        "brand-deep": over(dark["brand-deep"], WAVES),
        "hero-hover": over(dark["brand-deep"], HOVER),
        "track": over(dark["brand-deep"], TRACK),
        "brand-deeper": dark["brand-deeper"],
        "bar-hover": over(dark["brand-deeper"], HOVER),
        "sign-in": over(sign_in, WAVES),
        "picture-ground": dark["picture-ground"],
        "picture-track": over(dark["picture-ground"], TRACK),
    }


def _whiteness(colour: str) -> float:
    return ratio(colour, "#000000")
