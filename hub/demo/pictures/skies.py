"""Covers of what hangs and flies in the sky."""

from hub.demo.pictures.canvas import Canvas, mixed
from hub.demo.pictures.nature import backdrop, stars
from hub.demo.pictures.palette import AMBER, CORAL, CREAM, DARK, DAY, DUSK, LIGHT, NIGHT, PLUM


def balloons(c: Canvas) -> None:
    scheme = backdrop(c, LIGHT, low=0.5)
    for depth in range(4):
        c.ground(c.waver(c.h * (0.7 + 0.08 * depth), 30), scheme.layers[depth])
    colours = (CORAL, AMBER, scheme.layers[3], CREAM, scheme.layers[1])
    spots = [
        (0.16, 0.52, 52),
        (0.84, 0.58, 44),
        (0.62, 0.2, 62),
        (0.36, 0.36, 112),
        (0.78, 0.34, 80),
    ]
    for x, y, r in spots:
        one, two = c.rng.sample(colours, 2)
        _balloon(c, c.w * x + c.rng.uniform(-40, 40), c.h * y + c.rng.uniform(-24, 24), r, one, two)


def _balloon(c: Canvas, x: float, y: float, r: float, one: str, two: str) -> None:
    c.shape(
        [
            (x - r * 0.9, y + r * 0.44),
            (x + r * 0.9, y + r * 0.44),
            (x + r * 0.22, y + r * 1.36),
            (x - r * 0.22, y + r * 1.36),
        ],
        one,
    )
    c.disc(x, y, r, one)
    for half, colour in ((0.62, two), (0.24, one)):
        c.shape(
            [
                (x - r * half * 0.87, y + r * 0.5),
                (x + r * half * 0.87, y + r * 0.5),
                (x + r * half * 0.3, y + r * 1.36),
                (x - r * half * 0.3, y + r * 1.36),
            ],
            colour,
        )
        c.oval(x, y, r * half, r * 0.995, colour)
    c.slice(x, y, r, 290, 70, "#14293b", 20)
    for side in (-1, 1):
        c.line(
            [(x + side * r * 0.2, y + r * 1.36), (x + side * r * 0.15, y + r * 1.64)],
            "#5a3b57",
            r * 0.03,
        )
    c.bar(x - r * 0.19, y + r * 1.6, x + r * 0.19, y + r * 1.88, "#5a3b57", r=r * 0.06)


def rockets(c: Canvas) -> None:
    scheme = c.rng.choice((NIGHT, DUSK, DAY))
    c.sky(*scheme.sky)
    if scheme in DARK:
        stars(c, 80, c.h * 0.8)
    x, side = c.w * c.rng.uniform(0.4, 0.6), c.rng.choice((-1, 1))
    c.glow(x - side * 380, c.h * 0.26, 170, scheme.lights[1], 14)
    c.disc(x - side * 380, c.h * 0.26, 66, scheme.lights[1])
    c.disc(x + side * 390, c.h * 0.42, 40, scheme.layers[1])
    c.oval(x + side * 390, c.h * 0.42, 66, 9, scheme.lights[0])
    c.shape([(x - 16, c.h * 0.55), (x + 16, c.h * 0.55), (x + 66, c.h), (x - 66, c.h)], CREAM, 150)
    _rocket(c, x, c.h * 0.34, c.rng.choice((CORAL, AMBER, CREAM)), scheme.layers[4])
    for depth, colour in enumerate((scheme.layers[2], scheme.layers[3], CREAM)):
        for i in range(15):
            near = 1 - abs(i - 7) / 7
            size = c.rng.uniform(44, 70) * (1 + 0.5 * near) * (1 - 0.16 * depth)
            spread = c.w / 14 * (0.7 if depth == 2 else 1)
            c.disc(
                x + (i - 7) * spread, c.h + 20 + 8 * depth - 30 * near * (depth < 2), size, colour
            )


def _rocket(c: Canvas, x: float, y: float, colour: str, dark: str) -> None:
    trim = mixed(colour, PLUM, 0.55)
    c.shape([(x - 30, y + 140), (x + 30, y + 140), (x, y + 260)], AMBER)
    c.shape([(x - 16, y + 140), (x + 16, y + 140), (x, y + 210)], CREAM)
    for side in (-1, 1):
        fin = [
            (x + side * 40, y + 20),
            (x + side * 112, y + 110),
            (x + side * 108, y + 160),
            (x + side * 36, y + 132),
        ]
        c.shape(fin, trim)
    c.oval(x, y, 66, 158, colour)
    c.bar(x - 50, y + 112, x + 50, y + 146, trim, r=10)
    c.disc(x, y - 34, 36, dark)
    c.disc(x, y - 34, 25, "#a3cfde")
    c.disc(x, y + 48, 16, dark)
    c.disc(x, y + 48, 10, AMBER)


def lanterns(c: Canvas) -> None:
    scheme = c.rng.choice((NIGHT, DUSK, NIGHT))
    c.sky(*scheme.sky)
    stars(c, 40, c.h * 0.7)
    c.ground(c.waver(c.h * 0.86, 24), scheme.layers[3])
    c.ground(c.waver(c.h * 0.94, 14), scheme.layers[4])
    for row, (start, sag, count) in enumerate(((0.06, 0.2, 6), (0.2, 0.3, 5))):
        rope = [(c.w * i / 40, c.h * (start + sag * (1 - (i / 20 - 1) ** 2))) for i in range(41)]
        c.line(rope, scheme.layers[4], 4)
        for i in range(count):
            x, y = rope[round(40 * (i + 0.5) / count)]
            _lantern(
                c,
                x,
                y,
                c.rng.uniform(34, 44) + 14 * row,
                c.rng.choice((AMBER, CORAL, CREAM, "#ee8d43")),
                scheme.layers[4],
            )


def _lantern(c: Canvas, x: float, y: float, r: float, colour: str, dark: str) -> None:
    middle = y + r * 1.15
    c.glow(x, middle, r * 2.3, colour, 13)
    c.oval(x, middle, r, r * 0.92, colour)
    for half in (0.62, 0.22):
        c.oval(x, middle, r * half, r * 0.92, "#ffffff", 44)
    for top in (middle - r * 0.98, middle + r * 0.8):
        c.bar(x - r * 0.42, top, x + r * 0.42, top + r * 0.18, dark, r=3)
    c.line([(x, y), (x, middle - r * 0.9)], dark, 3)


MOTIFS = {"balloons": balloons, "rockets": rockets, "lanterns": lanterns}
