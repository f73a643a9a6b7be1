"""Covers from the open country."""

import math

from hub.demo.pictures.canvas import Canvas, mixed
from hub.demo.pictures.palette import (
    CREAM,
    DAWN,
    DAY,
    DUSK,
    EVERY,
    LIGHT,
    MEADOW,
    NIGHT,
    SEASIDE,
    Scheme,
)


def backdrop(c: Canvas, schemes: tuple[Scheme, ...], *, low: float = 0.55) -> Scheme:
    """Sky and a sun or moon somewhere above `low` of the height. Returns the scheme chosen."""
    scheme = c.rng.choice(schemes)
    c.sky(*scheme.sky)
    x, y = c.w * c.rng.choice((0.24, 0.34, 0.66, 0.76)), c.h * c.rng.uniform(low - 0.22, low - 0.1)
    r = c.rng.uniform(58, 84)
    c.glow(x, y, r * 3.4, scheme.lights[0], 12)
    c.disc(x, y, r, scheme.lights[0])
    return scheme


def stars(c: Canvas, count: int, below: float, colour: str = CREAM) -> None:
    for _ in range(count):
        c.disc(c.rng.uniform(0, c.w), c.rng.uniform(0, below), c.rng.uniform(1.2, 3.4), colour, 190)


def mountains(c: Canvas) -> None:
    scheme = backdrop(c, EVERY, low=0.4)
    for depth, colour in enumerate(scheme.layers[:3]):
        base = c.h * (0.62 + 0.13 * depth)
        x = -c.rng.uniform(40, 200)
        while x < c.w:
            wide, high = c.rng.uniform(330, 520), c.rng.uniform(150, 290) * (1 - 0.16 * depth)
            peak = (x + wide * c.rng.uniform(0.42, 0.58), base - high)
            c.shape([(x, c.h), (x, base), peak, (x + wide, base), (x + wide, c.h)], colour)
            c.shape([peak, (x + wide, base), (peak[0] + 18, base)], mixed(colour, "#000000", 0.09))
            if depth == 0:
                _snow(c, peak, (x, base), (x + wide, base))
            x += wide * c.rng.uniform(0.5, 0.72)
        c.bar(0, base, c.w, c.h, colour)
    for depth, colour in enumerate(scheme.layers[3:]):
        c.ground(c.waver(c.h * (0.87 + 0.08 * depth), 26), colour)


def _snow(
    c: Canvas, peak: tuple[float, float], left: tuple[float, float], right: tuple[float, float]
) -> None:
    def along(to: tuple[float, float], share: float) -> tuple[float, float]:
        return peak[0] + (to[0] - peak[0]) * share, peak[1] + (to[1] - peak[1]) * share

    a, b = along(left, 0.26), along(right, 0.28)
    middle = (a[1] + b[1]) / 2
    teeth = [
        (b[0] - (b[0] - a[0]) * s, middle + (12 if i % 2 else -12))
        for i, s in enumerate((0.25, 0.5, 0.75))
    ]
    c.shape([peak, b, *teeth, a], "#fcf4e4", 225)


def lake(c: Canvas) -> None:
    scheme = backdrop(c, (DAY, DAWN, DUSK, NIGHT), low=0.5)
    shore = c.h * 0.58
    for depth in range(3):
        top = c.waver(shore - 90 + 36 * depth, 62 - 14 * depth)
        colour = scheme.layers[depth]
        c.shape([*top, (c.w + 20, shore), (0, shore)], colour)
    water = mixed(scheme.layers[0], scheme.sky[-1], 0.45)
    c.bar(0, shore, c.w, c.h, water)
    for i in range(26):
        y = shore + (c.h - shore) * (i / 26) ** 1.15 + 8
        x, half = c.rng.uniform(0, c.w), c.rng.uniform(40, 150) * (0.5 + i / 26)
        c.bar(
            x - half,
            y,
            x + half,
            y + 3 + i * 0.22,
            c.rng.choice((scheme.lights[1], scheme.layers[1])),
            r=4,
            alpha=110,
        )
    for side in (-1, 1):
        for i in range(c.rng.randint(5, 8)):
            x = c.w / 2 + side * (c.w / 2 - 20 - i * 27)
            _reed(c, x, c.h + 10, c.rng.uniform(90, 210) - i * 13, scheme.layers[4])


def _reed(c: Canvas, x: float, foot: float, high: float, colour: str) -> None:
    lean = c.rng.uniform(-18, 18)
    c.line([(x, foot), (x + lean * 0.4, foot - high * 0.5), (x + lean, foot - high)], colour, 4)
    c.oval(x + lean, foot - high, 7, 24, colour)


def waves(c: Canvas) -> None:
    scheme = backdrop(c, (DAY, DAWN, DUSK, SEASIDE, NIGHT), low=0.56)
    for depth, colour in enumerate(scheme.layers):
        base, length = c.h * (0.53 + 0.1 * depth), c.rng.uniform(190, 270) + 34 * depth
        shift, high = c.rng.uniform(0, math.tau), 15 + 5 * depth
        top = [
            (x, base + high * math.sin(math.tau * x / length + shift))
            for x in range(0, int(c.w) + 13, 12)
        ]
        c.ground(top, colour)
        c.line([(x, y + 3) for x, y in top], mixed(colour, scheme.lights[1], 0.55), 4 + depth * 0.6)


def forest(c: Canvas) -> None:
    scheme = backdrop(c, (DAY, DAWN, MEADOW, NIGHT, DUSK), low=0.5)
    for depth, colour in enumerate(scheme.layers):
        top = c.waver(c.h * (0.6 + 0.095 * depth), 24)
        high = 105 + 34 * depth
        for _ in range(15 - 2 * depth):
            x, y = c.rng.choice(top)
            _fir(c, x, y + 8, high * c.rng.uniform(0.7, 1.15), colour)
        c.ground(top, colour)


def _fir(c: Canvas, x: float, foot: float, high: float, colour: str) -> None:
    for tier in range(3):
        top, bottom = foot - high + tier * high * 0.22, foot - high * (0.5 - tier * 0.24)
        half = high * (0.15 + 0.065 * tier)
        c.shape([(x, top), (x + half, bottom), (x - half, bottom)], colour)


def garden(c: Canvas) -> None:
    scheme = c.rng.choice(LIGHT)
    c.sky(*scheme.sky)
    c.disc(c.w * c.rng.uniform(0.35, 0.65), c.h * 0.5, 235, scheme.lights[1], 150)
    stems = 11
    order = c.rng.sample(range(stems), stems)
    for place in order:
        x = c.w * (place + 0.5) / stems + c.rng.uniform(-16, 16)
        high, lean = c.rng.uniform(220, 500), c.rng.uniform(-30, 30)
        _plant(c, x, high, lean, c.rng.choice(scheme.layers[1:]), c.rng.choice(scheme.lights[:2]))
    c.ground(c.waver(c.h * 0.93, 16), scheme.layers[4])


def _plant(c: Canvas, x: float, high: float, lean: float, colour: str, light: str) -> None:
    tip = (x + lean, c.h - high)
    c.line([(x, c.h), (x + lean * 0.3, c.h - high * 0.5), tip], colour, 7)
    for i in range(2, 6):
        share = i / 7
        at = (x + lean * share**1.6, c.h - high * share)
        _leaf(c, at, -1 if i % 2 else 1, high * 0.23 * (1.25 - share), colour)
    if c.rng.random() < 0.6:
        for turn in range(6):
            angle = math.tau * turn / 6
            c.disc(tip[0] + 22 * math.cos(angle), tip[1] + 22 * math.sin(angle), 18, light)
        c.disc(*tip, 15, colour)
    else:
        _leaf(c, (tip[0], tip[1] + 8), 0, high * 0.16, colour)


def _leaf(c: Canvas, foot: tuple[float, float], side: int, size: float, colour: str) -> None:
    """A pointed oval that grows up and to one side (-1, 1) or straight up (0)."""
    turn = -math.pi / 2 + side * 0.95
    along, across = (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))
    edge = []
    for way in (1, -1):
        shares = [i / 8 for i in range(9)] if way == 1 else [i / 8 for i in range(8, -1, -1)]
        for s in shares:
            wide = way * 0.27 * math.sin(math.pi * s**0.85)
            edge.append((
                foot[0] + size * (s * along[0] + wide * across[0]),
                foot[1] + size * (s * along[1] + wide * across[1]),
            ))  # fmt: skip
    c.shape(edge, colour)


def path(c: Canvas) -> None:
    scheme = backdrop(c, (DAY, DAWN, MEADOW, DUSK), low=0.5)
    for depth, colour in enumerate(scheme.layers[:3]):
        c.ground(c.waver(c.h * (0.52 + 0.09 * depth), 30), colour)
    horizon, swing = c.h * 0.72, c.rng.choice((-1, 1)) * c.rng.uniform(150, 210)
    c.ground(c.waver(horizon - 6, 10), scheme.layers[3])
    left, right = [], []
    for i in range(41):
        share = i / 40
        y = horizon + (c.h - horizon) * share
        x = c.w / 2 + swing * math.sin(share * math.pi * 1.5) * (0.35 + share)
        half = 4 + 105 * share**1.5
        left.append((x - half, y))
        right.append((x + half, y))
    c.shape(left + right[::-1], scheme.lights[1])
    x, y = left[0][0] + 4, horizon
    c.line([(x, y), (x, y - 120)], scheme.layers[4], 6)
    c.shape(
        [(x, y - 120), (x + 76, y - 97), (x, y - 72)],
        scheme.lights[0] if scheme is not DUSK else "#e2603f",
    )


MOTIFS = {
    "mountains": mountains, "lake": lake, "waves": waves, "forest": forest, "garden": garden,
    "path": path,
}  # fmt: skip
