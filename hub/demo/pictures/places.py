"""Covers of harbours and cities."""

import math

from hub.demo.pictures.canvas import Canvas, mixed
from hub.demo.pictures.nature import backdrop, stars
from hub.demo.pictures.palette import (
    AMBER,
    CORAL,
    CREAM,
    DARK,
    DAWN,
    DAY,
    DUSK,
    LIGHT,
    NIGHT,
    SEASIDE,
    Scheme,
)


def _sea(c: Canvas, scheme: Scheme, top: float) -> None:
    for depth in range(3):
        base, shift = top + depth * (c.h - top) * 0.32, c.rng.uniform(0, math.tau)
        line = [
            (x, base + 9 * math.sin(x / (38 + 9 * depth) + shift))
            for x in range(0, int(c.w) + 13, 12)
        ]
        c.ground(line, scheme.layers[2 + depth])


def lighthouse(c: Canvas) -> None:
    scheme = c.rng.choice((NIGHT, DUSK, NIGHT, DAWN))
    c.sky(*scheme.sky)
    if scheme in DARK:
        stars(c, 60, c.h * 0.5)
    x, lamp, side = c.w * c.rng.choice((0.3, 0.36, 0.66)), c.h * 0.25, c.rng.choice((-1, 1))
    for spread, alpha in ((150, 34), (95, 46), (48, 70)):
        c.shape(
            [
                (x, lamp - 6),
                (x + 1300, lamp - spread - 60 * side),
                (x + 1300, lamp + spread - 60 * side),
                (x, lamp + 6),
            ],
            AMBER,
            alpha,
        )
        c.shape(
            [
                (x, lamp - 6),
                (x - 1300, lamp - spread + 60 * side),
                (x - 1300, lamp + spread + 60 * side),
                (x, lamp + 6),
            ],
            AMBER,
            alpha,
        )
    c.ground(c.waver(c.h * 0.72, 22), scheme.layers[1])
    _sea(c, scheme, c.h * 0.78)
    foot = c.h * 0.8
    c.shape(
        [(x - 210, foot + 30), (x - 120, foot - 34), (x + 96, foot - 42), (x + 230, foot + 30)],
        scheme.layers[4],
    )
    for band in range(5):
        top, bottom = lamp + 34 + band * 62, lamp + 34 + (band + 1) * 62
        a, b = 34 + band * 5.2, 34 + (band + 1) * 5.2
        c.shape(
            [(x - a, top), (x + a, top), (x + b, bottom), (x - b, bottom)],
            CORAL if band % 2 else CREAM,
        )
        c.shape(
            [(x + a * 0.35, top), (x + a, top), (x + b, bottom), (x + b * 0.35, bottom)],
            "#14293b",
            34,
        )
    c.glow(x, lamp, 90, AMBER, 26)
    c.bar(x - 24, lamp - 26, x + 24, lamp + 30, CREAM, r=4)
    c.disc(x, lamp + 2, 17, AMBER)
    c.bar(x - 48, lamp + 26, x + 48, lamp + 38, scheme.layers[4], r=3)
    c.shape([(x - 34, lamp - 26), (x, lamp - 66), (x + 34, lamp - 26)], scheme.layers[4])


def ship(c: Canvas) -> None:
    scheme = backdrop(c, (DAY, DAWN, DUSK, SEASIDE), low=0.5)
    c.ground(c.waver(c.h * 0.66, 30), scheme.layers[0])
    top = c.h * 0.7
    for at, size in ((c.rng.uniform(0.1, 0.24), 0.42), (c.rng.uniform(0.74, 0.9), 0.5)):
        _boat(c, c.w * at, top + 8, size, scheme.layers[2], scheme.lights[1])
    c.ground(
        [(x, top + 8 * math.sin(x / 40)) for x in range(0, int(c.w) + 13, 12)], scheme.layers[1]
    )
    _boat(c, c.w * c.rng.uniform(0.42, 0.58), top + 44, 1.25, scheme.layers[4], scheme.lights[1])
    _sea(c, scheme, top + 50)


def _boat(c: Canvas, x: float, water: float, size: float, hull: str, sail: str) -> None:
    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + px * size, water + py * size) for px, py in points]

    c.line(at((0, -20), (0, -290)), hull, 7 * size)
    c.shape(at((10, -280), (60, -190), (104, -62), (10, -50)), sail)
    c.shape(at((-10, -250), (-50, -150), (-88, -62), (-10, -50)), mixed(sail, CORAL, 0.55))
    c.shape(at((0, -290), (40, -304), (0, -318)), CORAL)
    c.shape(at((-130, -36), (140, -36), (100, 26), (-92, 26)), hull)
    c.shape(at((-130, -36), (140, -36), (134, -24), (-124, -24)), AMBER)


def bridge(c: Canvas) -> None:
    scheme = backdrop(c, (DAY, DAWN, DUSK, NIGHT), low=0.48)
    for depth in range(2):
        c.ground(c.waver(c.h * (0.6 + 0.07 * depth), 34), scheme.layers[depth])
    deck, steel = c.h * 0.7, scheme.layers[4] if scheme in LIGHT else CREAM
    towers, top = (c.w * 0.27, c.w * 0.73), c.h * 0.22
    for low, high in ((-c.w * 0.19, towers[0]), towers, (towers[1], c.w * 1.19)):
        cable = []
        for i in range(37):
            x = low + (high - low) * i / 36
            y = top + (deck - 26 - top) * (1 - (2 * i / 36 - 1) ** 2)
            cable.append((x, y))
            if i % 2 == 0:
                c.line([(x, y), (x, deck)], steel, 2)
        c.line(cable, steel, 6)
    for x in towers:
        for leg in (-20, 20):
            c.bar(x + leg - 8, top - 16, x + leg + 8, c.h, steel, r=3)
        for y in (top + 20, top + 120):
            c.bar(x - 26, y, x + 26, y + 13, steel)
    c.bar(0, deck, c.w, deck + 17, steel)
    for _ in range(5):
        x = c.rng.uniform(60, c.w - 60)
        c.bar(
            x - 22, deck - 19, x + 22, deck - 1, c.rng.choice((CORAL, AMBER, scheme.layers[2])), r=6
        )
    _sea(c, scheme, c.h * 0.85)


def skyline(c: Canvas) -> None:
    _city(c, backdrop(c, (DAY, DAWN, SEASIDE), low=0.46))


def city_night(c: Canvas) -> None:
    scheme = c.rng.choice(DARK)
    c.sky(*scheme.sky)
    stars(c, 70, c.h * 0.55)
    x, y = c.w * c.rng.uniform(0.15, 0.85), c.h * c.rng.uniform(0.14, 0.24)
    c.glow(x, y, 150, scheme.lights[1], 10)
    c.disc(x, y, 46, scheme.lights[1])
    _city(c, scheme)


def _city(c: Canvas, scheme: Scheme) -> None:
    for depth, colour in enumerate((scheme.layers[0], scheme.layers[2], scheme.layers[4])):
        x = -c.rng.uniform(10, 60)
        while x < c.w:
            wide = c.rng.uniform(62, 128)
            _house(
                c,
                x,
                wide,
                c.h - c.rng.uniform(120, 370 - 62 * depth) - 70 + 42 * depth,
                colour,
                depth,
                scheme,
            )
            x += wide + c.rng.choice((0, 0, 8, 16))
        c.bar(0, c.h * (0.84 + 0.05 * depth), c.w, c.h, colour)


def _house(
    c: Canvas, x: float, wide: float, top: float, colour: str, depth: int, scheme: Scheme
) -> None:
    roof = c.rng.choice(("flat", "flat", "flat", "point", "dome", "slope", "mast"))
    c.bar(x, top, x + wide, c.h, colour)
    if roof == "point":
        c.shape([(x, top), (x + wide / 2, top - wide * 0.75), (x + wide, top)], colour)
    elif roof == "dome":
        c.slice(x + wide / 2, top + 1, wide / 2, 180, 360, colour)
    elif roof == "slope":
        c.shape([(x, top), (x + wide, top - wide * 0.4), (x + wide, top)], colour)
    elif roof == "mast":
        c.line([(x + wide / 2, top), (x + wide / 2, top - 74)], colour, 5)
    if depth == 0:
        return
    columns = max(2, int(wide // 27))
    gap = wide / columns
    for row in range(int((c.h - top) // 34)):
        for column in range(columns):
            if c.rng.random() < 0.42:
                left, y = x + gap * (column + 0.5) - 6, top + 18 + row * 34
                c.bar(
                    left,
                    y,
                    left + 12,
                    y + 17,
                    c.rng.choice(scheme.lights[:2]),
                    r=2,
                    alpha=150 + 40 * depth,
                )


MOTIFS = {
    "lighthouse": lighthouse,
    "ship": ship,
    "bridge": bridge,
    "skyline": skyline,
    "city-night": city_night,
}
