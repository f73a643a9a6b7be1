"""Colours as six hexadecimal digits, and the numbers that WCAG asks about two of them."""

import math
import re
from functools import lru_cache

from coloraide import Color

_LONG = re.compile(r"#[0-9a-f]{6}")
_SHORT = re.compile(r"#[0-9a-f]{3}")

# What WCAG 2.2 asks: of text on its ground, and of graphics and edges that must be seen.
TEXT, GRAPHIC = 4.5, 3.0


def parsed(text: str) -> str | None:
    """ "#FC0", "FFCC00" and "#ffcc00" as "#ffcc00"; None for what is no such colour."""
    colour = "#" + text.strip().lower().removeprefix("#")
    if _SHORT.fullmatch(colour):
        colour = "#" + "".join(digit * 2 for digit in colour[1:])
    return colour if _LONG.fullmatch(colour) else None


def oklch(colour: str) -> tuple[float, float, float]:
    """Lightness, strength and hue as the eye judges them. A grey has strength 0 and hue 0."""
    lightness, strength, hue = Color(colour).convert("oklch").coords()
    grey = math.isnan(hue) or strength < 0.004
    return lightness, 0.0 if grey else strength, 0.0 if grey else hue


@lru_cache(maxsize=4096)
def shade(lightness: float, strength: float, hue: float) -> str:
    """The colour with these three; weaker where no screen shows it as strong as that."""
    made = Color("oklch", [lightness, strength, hue]).fit("srgb", method="oklch-chroma")
    return made.convert("srgb").to_string(hex=True, fit="clip")


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    return Color(colour).luminance()


def ratio(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def said(number: float) -> str:
    """A contrast as people write it. Cut, not rounded: 4.49 must not pass for 4.5."""
    return f"{math.floor(number * 10 + 1e-9) / 10:.1f}"


def over(ground: str, share: float, top: str = "#ffffff") -> str:
    """What is seen where `top` lies on `ground` and covers that share of it."""
    mixed = (
        round(int(ground[at : at + 2], 16) * (1 - share) + int(top[at : at + 2], 16) * share)
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)
