"""Covers made of figures: charts as art, and patterns."""

import math

from hub.demo.pictures.canvas import Canvas, mixed
from hub.demo.pictures.palette import CREAM, FIELDS, NIGHT


def _field(c: Canvas) -> tuple[str, list[str]]:
    """A plain ground. Returns it and the colours that stand out on it, shuffled."""
    ground, colours = c.rng.choice(FIELDS)
    c.sky(mixed(ground, "#ffffff", 0.1), ground, mixed(ground, colours[0], 0.1))
    return ground, c.rng.sample(colours, len(colours))


def bars(c: Canvas) -> None:
    ground, colours = _field(c)
    for i in range(1, 6):
        c.line([(0, c.h * i / 6), (c.w, c.h * i / 6)], mixed(ground, colours[0], 0.18), 2)
    count = c.rng.randint(9, 12)
    wide = c.w / (count + 1)
    tops = []
    for i in range(count):
        share = 0.3 + 0.42 * i / count + c.rng.uniform(-0.11, 0.11)
        x, top = wide * (i + 0.5), c.h * (1 - share)
        colour = (
            colours[1] if i % 4 == 2 else colours[0] if i % 2 else mixed(colours[0], ground, 0.4)
        )
        c.bar(x + wide * 0.16, top, x + wide * 0.84, c.h + 60, colour, r=wide * 0.34)
        tops.append((x + wide / 2, top - 62 + c.rng.uniform(-16, 16)))
    c.line(tops, colours[2], 7)
    for x, y in tops:
        c.disc(x, y, 14, colours[2])
        c.disc(x, y, 6, ground)


def stream(c: Canvas) -> None:
    _, colours = _field(c)
    middle = c.waver(c.h * 0.5, 34)
    bands = [[abs(y) + 20 for _, y in c.waver(0, c.rng.uniform(46, 84))] for _ in range(6)]
    tops = [(x, y - sum(band[i] for band in bands) / 2) for i, (x, y) in enumerate(middle)]
    for band, colour in zip(bands, colours, strict=True):
        below = [(x, y + band[i]) for i, (x, y) in enumerate(tops)]
        c.shape(tops + below[::-1], colour)
        tops = below


def arcs(c: Canvas) -> None:
    ground, colours = _field(c)
    x, y = c.w * c.rng.choice((0.3, 0.5, 0.7)), c.h * c.rng.choice((0.5, 0.62))
    for ring in range(8):
        r, colour = 58 + ring * 52, colours[ring % len(colours)]
        c.arc(x, y, r, 0, 360, mixed(ground, colour, 0.14), 30)
        start = c.rng.uniform(0, 360)
        c.arc(x, y, r, start, start + c.rng.uniform(80, 285), colour, 30)
    c.disc(x, y, 24, colours[0])


def rainbow(c: Canvas) -> None:
    ground, colours = _field(c)
    for x, y, size, turn in ((0.27, 1.0, 1.0, 180), (0.78, 1.0, 0.7, 180), (0.62, 0.0, 0.5, 0)):
        shades = colours[1:] + colours[:1] if turn else colours
        for ring in range(6):
            r = (330 - ring * 46) * size
            c.slice(c.w * x, c.h * y, r, turn, turn + 180, shades[ring % 6])
        c.slice(c.w * x, c.h * y, 54 * size, turn, turn + 180, ground)
    for _ in range(14):
        c.disc(
            c.rng.uniform(0, c.w),
            c.rng.uniform(0, c.h * 0.4),
            c.rng.uniform(3, 8),
            c.rng.choice(colours),
            200,
        )


def constellation(c: Canvas) -> None:
    scheme = NIGHT
    c.sky("#0d1d2e", *scheme.sky[:2])
    for _ in range(120):
        c.disc(c.rng.uniform(0, c.w), c.rng.uniform(0, c.h), c.rng.uniform(1, 3), CREAM, 130)
    stars = [
        (
            c.w * (column + c.rng.uniform(0.25, 0.75)) / 6,
            c.h * (row + c.rng.uniform(0.25, 0.75)) / 3,
        )
        for column in range(6)
        for row in range(3)
    ]
    for i, star in enumerate(stars):
        near = sorted(stars[i + 1 :], key=lambda other: math.dist(star, other))[:2]
        for other in near:
            c.line([star, other], "#a6d6c4", 2.5, 120)
    for x, y in stars:
        r, colour = c.rng.uniform(7, 17), c.rng.choice((*scheme.lights, "#e2603f"))
        c.glow(x, y, r * 3.2, colour, 14)
        c.disc(x, y, r, colour)


def confetti(c: Canvas) -> None:
    _, colours = _field(c)
    for column in range(12):
        for row in range(7):
            x = c.w * (column + c.rng.uniform(0.15, 0.85)) / 12
            y = c.h * (row + c.rng.uniform(0.15, 0.85)) / 7
            _piece(c, x, y, c.rng.uniform(16, 34), c.rng.choice(colours))


def _piece(c: Canvas, x: float, y: float, r: float, colour: str) -> None:
    turn, kind = (
        c.rng.uniform(0, math.tau),
        c.rng.choice(("dot", "ring", "three", "four", "dash", "half")),
    )
    if kind == "dot":
        c.disc(x, y, r * 0.7, colour)
    elif kind == "ring":
        c.arc(x, y, r * 0.7, 0, 360, colour, r * 0.36)
    elif kind == "half":
        c.slice(x, y, r, math.degrees(turn), math.degrees(turn) + 180, colour)
    elif kind == "dash":
        dx, dy = r * math.cos(turn), r * math.sin(turn)
        c.line([(x - dx, y - dy), (x + dx, y + dy)], colour, r * 0.45)
    else:
        sides = 3 if kind == "three" else 4
        c.shape(
            [
                (
                    x + r * math.cos(turn + math.tau * i / sides),
                    y + r * math.sin(turn + math.tau * i / sides),
                )
                for i in range(sides)
            ],
            colour,
        )


def quilt(c: Canvas) -> None:
    ground, colours = _field(c)
    side = c.w / 8
    rows = math.ceil(c.h / side)
    lift = (rows * side - c.h) / 2
    for row in range(rows):
        for column in range(8):
            _patch(c, column * side, row * side - lift, side, *c.rng.sample([ground, *colours], 2))


def _patch(c: Canvas, x: float, y: float, s: float, back: str, front: str) -> None:
    c.bar(x, y, x + s + 1, y + s + 1, back)
    corner = c.rng.randrange(4)
    cx, cy = x + s * (corner in (1, 2)), y + s * (corner in (2, 3))
    start = (0, 90, 180, 270)[corner]
    kind = c.rng.choice(("quarter", "quarter", "rings", "three", "dot", "leaf", "halves"))
    if kind == "quarter":
        c.slice(cx, cy, s, start, start + 90, front)
    elif kind == "rings":
        for share, colour in ((1, front), (0.68, back), (0.36, front)):
            c.slice(cx, cy, s * share, start, start + 90, colour)
    elif kind == "three":
        c.shape([(x, y), (x + s, y + s), (x, y + s) if corner % 2 else (x + s, y)], front)
    elif kind == "dot":
        c.disc(x + s / 2, y + s / 2, s * 0.32, front)
    elif kind == "halves":
        c.slice(x + s / 2, y, s / 2, 0, 180, front)
        c.slice(x + s / 2, y + s / 2, s / 2, 0, 180, front)
    else:
        turn = [(math.cos(math.radians(a)), math.sin(math.radians(a))) for a in range(0, 91, 10)]
        c.shape(
            [(x + s * u, y + s * v) for u, v in turn]
            + [(x + s - s * u, y + s - s * v) for u, v in turn],
            front,
        )


def bubbles(c: Canvas) -> None:
    ground, colours = _field(c)
    for _ in range(9):
        c.disc(
            c.rng.uniform(0, c.w),
            c.rng.uniform(0, c.h),
            c.rng.uniform(50, 150),
            c.rng.choice(colours),
            60,
        )
    spots = [(0.28, 0.38, 1.15), (0.7, 0.3, 0.85), (0.6, 0.68, 1.0)]
    for i, (x, y, size) in enumerate(spots):
        _speech(
            c,
            c.w * x + c.rng.uniform(-30, 30),
            c.h * y,
            size,
            colours[i],
            ground,
            1 if i % 2 else -1,
        )


def _speech(
    c: Canvas, x: float, y: float, size: float, colour: str, ground: str, side: int
) -> None:
    wide, high = 190 * size, 92 * size
    c.shape(
        [
            (x + side * wide * 0.62, y + high * 0.6),
            (x + side * wide * 0.2, y + high * 0.9),
            (x + side * wide * 0.72, y + high * 1.5),
        ],
        colour,
    )
    c.bar(x - wide, y - high, x + wide, y + high, colour, r=54 * size)
    for row, share in enumerate((0.78, c.rng.uniform(0.4, 0.7), c.rng.uniform(0.1, 0.4))):
        top = y - high * 0.5 + row * high * 0.42
        left = x - wide * 0.72
        c.bar(left, top, left + wide * 1.6 * share, top + high * 0.16, ground, r=8, alpha=215)


def orbit(c: Canvas) -> None:
    ground, colours = _field(c)
    x, y = c.w * c.rng.uniform(0.44, 0.56), c.h / 2
    for ring in range(5):
        r = 120 + ring * 88
        c.arc(x, y, r, 0, 360, mixed(ground, colours[0], 0.35), 3)
        for _ in range(1 + (ring > 1)):
            turn = c.rng.uniform(-0.9, 0.9) + c.rng.choice((0, math.pi))
            px, py = x + r * math.cos(turn), y + r * math.sin(turn)
            size, colour = c.rng.uniform(15, 40), colours[1 + ring % 5]
            c.disc(px, py, size, colour)
            c.slice(px, py, size, 300, 120, "#14293b", 30)
    c.disc(x, y, 74, colours[0])
    c.slice(x, y, 74, 300, 120, "#14293b", 26)


MOTIFS = {
    "bars": bars, "stream": stream, "arcs": arcs, "rainbow": rainbow,
    "constellation": constellation, "confetti": confetti, "quilt": quilt, "bubbles": bubbles,
    "orbit": orbit,
}  # fmt: skip
