"""Covers of things that people gather around."""

import math

from hub.demo.pictures.canvas import Canvas, mixed
from hub.demo.pictures.palette import (
    AMBER,
    BLUSH,
    CORAL,
    CREAM,
    DEEP,
    FIELDS,
    INK,
    MINT,
    PLUM,
    ROSE,
    SAND,
    SEA,
    TEAL,
)

_SPINES = (TEAL, AMBER, CORAL, MINT, DEEP, ROSE, PLUM, CREAM, SEA, SAND)


def books(c: Canvas) -> None:
    wall = c.rng.choice((BLUSH, SAND, "#cfe3da", "#24504c"))
    c.sky(mixed(wall, "#ffffff", 0.12), wall)
    for shelf in range(2):
        floor = c.h * (0.5 + 0.47 * shelf)
        x = c.rng.uniform(26, 60)
        while x < c.w - 60:
            kind = c.rng.random()
            if kind < 0.08:
                x += _plant_pot(c, x, floor)
            elif kind < 0.16:
                x += _pile(c, x, floor)
            else:
                x += _book(c, x, floor, lean=kind > 0.93)
        c.bar(0, floor, c.w, floor + 18, mixed(wall, PLUM, 0.55))
        c.bar(0, floor + 18, c.w, floor + 28, INK, alpha=30)


def _book(c: Canvas, x: float, floor: float, *, lean: bool) -> float:
    wide, high = c.rng.uniform(28, 58), c.rng.uniform(165, 262)
    colour, band = c.rng.sample(_SPINES, 2)
    if lean:
        c.shape(
            [
                (x + 42, floor - high),
                (x + 42 + wide, floor - high + 10),
                (x + wide, floor),
                (x, floor),
            ],
            colour,
        )
        return wide + 54
    c.bar(x, floor - high, x + wide, floor, colour, r=5)
    c.bar(x, floor - high * 0.84, x + wide, floor - high * 0.76, band)
    if c.rng.random() < 0.6:
        c.disc(x + wide / 2, floor - high * 0.3, wide * 0.22, band)
    else:
        c.bar(x, floor - high * 0.2, x + wide, floor - high * 0.15, band)
    return wide + 4


def _pile(c: Canvas, x: float, floor: float) -> float:
    for layer in range(3):
        inset = c.rng.uniform(0, 18)
        c.bar(
            x + inset,
            floor - 34 * (layer + 1),
            x + 168 - inset,
            floor - 34 * layer - 2,
            c.rng.choice(_SPINES),
            r=5,
        )
    return 178


def _plant_pot(c: Canvas, x: float, floor: float) -> float:
    for turn in (-64, -34, 0, 34, 64):
        tip = (
            x + 52 + 120 * math.sin(math.radians(turn)),
            floor - 66 - 120 * math.cos(math.radians(turn)),
        )
        side = (11 * math.cos(math.radians(turn)), 11 * math.sin(math.radians(turn)))
        c.shape(
            [
                (x + 52 - side[0], floor - 66 - side[1]),
                tip,
                (x + 52 + side[0], floor - 66 + side[1]),
            ],
            TEAL,
        )
    c.shape([(x + 14, floor - 76), (x + 90, floor - 76), (x + 78, floor), (x + 26, floor)], CORAL)
    return 112


def stage(c: Canvas) -> None:
    back, glow = c.rng.choice(((DEEP, AMBER), (INK, CORAL), (PLUM, AMBER), (INK, MINT)))
    c.sky(mixed(back, "#000000", 0.25), back, mixed(back, glow, 0.25))
    for place, lean in ((0.16, 240), (0.5, 0), (0.84, -240)):
        x = c.w * place
        for spread in (190, 120, 60):
            c.shape(
                [
                    (x - 12, -10),
                    (x + 12, -10),
                    (x + lean + spread, c.h * 0.76),
                    (x + lean - spread, c.h * 0.76),
                ],
                glow,
                26,
            )
    c.bar(c.w * 0.27, c.h * 0.14, c.w * 0.73, c.h * 0.53, CREAM, r=12)
    for i in range(7):
        left, high = c.w * (0.315 + 0.055 * i), c.h * c.rng.uniform(0.08, 0.27)
        c.bar(left, c.h * 0.48 - high, left + 38, c.h * 0.48, (TEAL, CORAL, AMBER)[i % 3], r=6)
    c.bar(0, c.h * 0.74, c.w, c.h, mixed(back, "#000000", 0.35))
    c.oval(c.w / 2, c.h * 0.75, 260, 22, glow, 90)
    x, y = c.w / 2 + c.rng.choice((-165, 165)), c.h * 0.75
    c.bar(
        x - 44,
        y - 84,
        x + 44,
        y + 4,
        CORAL if glow != CORAL else TEAL,
        r=40,
        corners=(True, True, False, False),
    )
    c.disc(x, y - 112, 31, c.rng.choice(("#8d5a3b", "#c98f63", "#7c4d33", "#e7b58c")))
    c.bar(x - 56, y - 40, x + 56, y + 14, mixed(back, "#000000", 0.5), r=6)
    for row in range(2):
        for i in range(13 + row):
            seat = c.w * (i + 0.5 * (1 - row)) / 13
            tone = mixed(back, "#000000", 0.6 - 0.42 * row)
            c.disc(seat, c.h * (0.86 + 0.09 * row) + c.rng.uniform(-7, 7), 31, tone)
            c.bar(seat - 43, c.h * (0.9 + 0.09 * row), seat + 43, c.h + 40, tone, r=30)


def table(c: Canvas) -> None:
    floor, colours = c.rng.choice(FIELDS)
    c.sky(mixed(floor, "#ffffff", 0.08), mixed(floor, colours[0], 0.1))
    wood = mixed(SAND, ROSE, 0.35) if floor != SAND else CREAM
    near, far = c.rng.choice(((0.36, 0.98), (0.64, 0.02)))
    _round_table(c, c.w * far, c.h * c.rng.uniform(0.16, 0.84), colours, wood)
    _round_table(c, c.w * near, c.h * 0.51, colours, wood)


def _round_table(c: Canvas, x: float, y: float, colours: tuple[str, ...], wood: str) -> None:
    r = 212
    count, twist = c.rng.randint(8, 10), c.rng.uniform(0, 1)
    for i in range(count):
        turn = twist + math.tau * i / count
        px, py = x + (r + 62) * math.cos(turn), y + (r + 62) * math.sin(turn)
        c.disc(px, py, 53, colours[i % 5])
        c.disc(px, py, 32, mixed(colours[i % 5], "#ffffff", 0.28))
    c.oval(x + 8, y + 14, r, r, INK, 40)
    c.disc(x, y, r, wood)
    c.arc(x, y, r - 15, 0, 360, mixed(wood, PLUM, 0.14), 4)
    for i in range(count):
        turn = twist + math.tau * i / count
        px, py = x + (r - 66) * math.cos(turn), y + (r - 66) * math.sin(turn)
        if i % 3 == 1:
            c.bar(px - 30, py - 22, px + 30, py + 22, CREAM if wood != CREAM else SAND, r=4)
            for row in range(3):
                c.line(
                    [(px - 20, py - 10 + row * 10), (px + 16 - 10 * row, py - 10 + row * 10)],
                    TEAL,
                    3,
                )
        else:
            _cup(c, px, py, 26, (CORAL, TEAL, AMBER)[i % 3])
    c.disc(x, y, 46, TEAL)
    for turn in range(0, 360, 45):
        c.disc(
            x + 27 * math.cos(math.radians(turn)),
            y + 27 * math.sin(math.radians(turn)),
            17,
            (MINT, AMBER)[turn // 45 % 2],
        )
    c.disc(x, y, 15, CORAL)


def _cup(c: Canvas, x: float, y: float, r: float, colour: str) -> None:
    """A cup on its saucer, from above."""
    c.disc(x, y, r * 1.42, mixed(colour, "#ffffff", 0.55))
    c.line([(x, y), (x + r * 1.08, y + r * 0.62)], colour, r * 0.36)
    c.disc(x, y, r, colour)
    c.disc(x, y, r * 0.8, "#4a2f26")
    c.oval(x - r * 0.12, y - r * 0.1, r * 0.4, r * 0.34, "#c79a6b")


def cups(c: Canvas) -> None:
    floor, colours = c.rng.choice(FIELDS)
    c.sky(mixed(floor, "#ffffff", 0.1), floor)
    for i in range(12):
        column, row = i % 4, i // 4
        x = c.w * (column + 0.5 + (0.22 if row % 2 else -0.06)) / 4 + c.rng.uniform(-18, 18)
        y = c.h * (row + 0.5) / 3 + c.rng.uniform(-12, 12)
        kind = c.rng.random()
        if kind < 0.6:
            _cup(c, x, y, c.rng.uniform(50, 62), colours[i % 5])
        elif kind < 0.8:
            c.disc(x, y, 78, mixed(floor, "#ffffff", 0.5))
            c.disc(x, y, 46, "#c98f4e")
            for turn in range(0, 360, 60):
                c.disc(
                    x + 24 * math.cos(math.radians(turn)),
                    y + 24 * math.sin(math.radians(turn)),
                    8,
                    "#5d3a29",
                )
        else:
            c.arc(x, y, 52, 0, 360, mixed(floor, "#4a2f26", 0.24), 9)


def letters(c: Canvas) -> None:
    floor, colours = c.rng.choice(FIELDS)
    c.sky(mixed(floor, "#ffffff", 0.1), floor)
    spots = [(0.2, 0.28), (0.8, 0.3), (0.24, 0.78), (0.78, 0.8), (0.5, 0.52)]
    for i, (px, py) in enumerate(spots):
        size = 1.25 if i == 4 else 0.85
        _letter(
            c,
            c.w * px + c.rng.uniform(-30, 30),
            c.h * py,
            size,
            c.rng.uniform(-0.3, 0.3),
            colours[i % 5],
        )


def _letter(c: Canvas, x: float, y: float, size: float, turn: float, colour: str) -> None:
    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        u, v = math.cos(turn), math.sin(turn)
        return [(x + size * (px * u - py * v), y + size * (px * v + py * u)) for px, py in points]

    c.shape(at((-162, -92), (178, -92), (178, 122), (-162, 122)), INK, 34)
    c.shape(at((-170, -104), (170, -104), (170, 110), (-170, 110)), colour)
    c.shape(at((-170, 110), (0, -14), (170, 110)), mixed(colour, "#ffffff", 0.22))
    c.shape(at((-170, -104), (170, -104), (0, 42)), mixed(colour, INK, 0.16))
    (sx, sy), = at((0, 30))  # fmt: skip
    c.disc(sx, sy, 27 * size, CORAL if colour != CORAL else CREAM)
    c.disc(sx, sy, 15 * size, AMBER)


MOTIFS = {"books": books, "stage": stage, "table": table, "cups": cups, "letters": letters}
