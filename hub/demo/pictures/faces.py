"""Faces of simple shapes: ground, hair behind, shoulders, head, hair in front, small things."""

from collections.abc import Sequence

from hub.demo.pictures import hair
from hub.demo.pictures.canvas import Canvas, mixed
from hub.demo.pictures.palette import (
    AMBER,
    BLUE,
    BLUSH,
    CORAL,
    CREAM,
    DEEP,
    FOAM,
    INK,
    MINT,
    PLUM,
    ROSE,
    SAND,
    SEA,
    SKY,
    TEAL,
)

LOOKS = ("she", "he", "they")
SKINS = ("#f8d9c0", "#f0c5a2", "#e4ae84", "#d0946a", "#b57a50", "#95603c", "#7c4d33", "#623c29")
TONES = tuple(range(len(SKINS)))
_GROUNDS = (MINT, BLUSH, SAND, SKY, FOAM, ROSE, AMBER, "#cfe3da", "#e9c9b4", SEA)
_CLOTHES = (TEAL, DEEP, CORAL, PLUM, INK, BLUE, CREAM, AMBER, "#7b8f5a", "#c9544a")


def draw(c: Canvas, look: str, tones: Sequence[int]) -> None:
    """Fill a canvas of 512 units with a face."""
    tone = c.rng.choice(list(tones))
    skin, locks = SKINS[tone], hair.colour_for(c, tone)
    style = hair.style_for(c, look, tone)
    ground = c.rng.choice(_GROUNDS)
    c.sky(ground)
    c.disc(256 + c.rng.choice((-70, 70)), 250, 232, mixed(ground, "#ffffff", 0.32))
    clothes = c.rng.choice([colour for colour in _CLOTHES if colour != ground])
    hair.behind(c, style, locks)
    _shoulders(c, skin, clothes)
    _head(c, skin, look)
    if look == "he" and c.rng.random() < 0.42:
        hair.beard(c, locks, skin)
    _features(c, skin, tone, locks)
    hair.in_front(c, style, locks)
    _small_things(c, look, tone, clothes)


def _shoulders(c: Canvas, skin: str, clothes: str) -> None:
    c.bar(212, 300, 300, 430, mixed(skin, "#5a2a1a", 0.2), r=40)
    c.bar(84, 396, 428, 640, clothes, r=104)
    collar = c.rng.choice(("round", "vee", "shirt", "roll", "jacket"))
    neck = mixed(skin, "#5a2a1a", 0.2)
    if collar == "round":
        c.oval(256, 398, 62, 34, neck)
    elif collar == "vee":
        c.shape([(202, 392), (310, 392), (256, 470)], neck)
        c.bar(212, 372, 300, 400, neck)
    elif collar == "roll":
        c.bar(200, 366, 312, 424, mixed(clothes, "#000000", 0.12), r=20)
    elif collar == "shirt":
        c.oval(256, 396, 54, 28, neck)
        light = mixed(clothes, "#ffffff", 0.45)
        c.shape([(196, 384), (256, 428), (214, 462), (180, 404)], light)
        c.shape([(316, 384), (256, 428), (298, 462), (332, 404)], light)
    else:
        c.shape([(192, 394), (320, 394), (256, 530)], CREAM if clothes != CREAM else SKY)
        c.oval(256, 392, 50, 26, neck)
        dark = mixed(clothes, "#000000", 0.2)
        c.shape([(196, 388), (170, 404), (206, 452), (186, 462), (252, 540)], dark)
        c.shape([(316, 388), (342, 404), (306, 452), (326, 462), (260, 540)], dark)


def _head(c: Canvas, skin: str, look: str) -> None:
    shade = mixed(skin, "#5a2a1a", 0.14)
    for x in (158, 354):
        c.oval(x, 250, 21, 28, skin)
        c.oval(x, 250, 10, 15, shade)
    jaw = {"she": 74, "he": 62, "they": 68}[look] + c.rng.uniform(-8, 8)
    c.bar(160, 128, 352, 356, skin, r=min(96, jaw + 26))
    c.oval(256, 300, 84, 74, skin)


def _features(c: Canvas, skin: str, tone: int, hair: str) -> None:
    dark, shade = mixed(skin, "#2a1512", 0.85), mixed(skin, "#7a2f1e", 0.3)
    gap, y = c.rng.uniform(40, 47), c.rng.uniform(240, 250)
    for side in (-1, 1):
        x = 256 + side * gap
        c.oval(x, y, 10, 12, "#160d0b" if tone > 4 else dark)
        c.disc(x + 3, y - 4, 3.6, "#ffffff")
        brow = mixed(hair, dark, 0.35)
        c.line(
            [(x - 19, y - 27 - side * 3), (x, y - 34), (x + 19, y - 27 + side * 3)],
            brow,
            c.rng.uniform(6, 8.5),
        )
        c.disc(256 + side * 66, y + 40, 19, CORAL, 62 if tone < 4 else 44)
    c.line([(256, y + 8), (250, y + 33), (260, y + 36)], shade, 6)
    smile = c.rng.choice(("line", "line", "open", "small"))
    if smile == "open":
        c.slice(256, 302, 32, 8, 172, mixed("#7a2327", dark, 0.3))
        c.bar(232, 306, 280, 314, "#ffffff", r=4)
    else:
        r = 34 if smile == "line" else 24
        lips = "#f0a893" if tone > 5 else mixed("#9c3a34", dark, 0.45)
        c.arc(256, 306 - r * 0.55, r, 28, 152, lips, 7)


def _small_things(c: Canvas, look: str, tone: int, clothes: str) -> None:
    if c.rng.random() < 0.3:
        frame = c.rng.choice((AMBER, CREAM) if tone > 4 else (INK, DEEP, "#7a4a2b"))
        for side in (-1, 1):
            c.arc(256 + side * 45, 248, 31, 0, 360, frame, 6)
            c.line([(256 + side * 76, 244), (256 + side * 98, 236)], frame, 6)
        c.line([(242, 244), (270, 244)], frame, 6)
    if look == "she" and c.rng.random() < 0.4:
        metal = c.rng.choice((AMBER, CREAM, clothes))
        for x in (158, 354):
            c.disc(x, 286, 8, metal)
