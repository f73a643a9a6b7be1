"""A sheet to draw on in units of its own, twice as fine as the picture that comes of it."""

import io
import math
from collections.abc import Sequence
from random import Random

from PIL import Image, ImageColor, ImageDraw

FINER = 2
Point = tuple[float, float]


def mixed(one: str, other: str, share: float) -> str:
    """The colour that is `share` of the way from one to the other, as #rrggbb."""
    pairs = zip(ImageColor.getrgb(one)[:3], ImageColor.getrgb(other)[:3], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def smooth(points: Sequence[Point], rounds: int = 3) -> list[Point]:
    """The polygon with its corners cut off again and again, until it looks drawn by hand."""
    now = list(points)
    for _ in range(rounds):
        pairs = list(zip(now, [*now[1:], now[0]], strict=True))
        now = [
            (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
            for a, b in pairs
            for share in (0.25, 0.75)
        ]
    return now


class Canvas:
    """Everything is placed in units: the sheet is `w` units wide and `h` high.

    Colours are #rrggbb; `alpha` from 0 (clear) to 255 lets what is below shine through.
    """

    def __init__(self, size: tuple[int, int], units: float, seed: str) -> None:
        self.size = size
        self.scale = size[0] * FINER / units
        self.w, self.h = units, units * size[1] / size[0]
        self.rng = Random(seed)
        self.image = Image.new("RGB", (size[0] * FINER, size[1] * FINER))
        self._pen = ImageDraw.Draw(self.image, "RGBA")

    def sky(self, *colours: str) -> None:
        """Fill the sheet with colours that run into each other from top to bottom."""
        ramp = Image.new("RGB", (1, len(colours)))
        for row, colour in enumerate(colours):
            ramp.putpixel((0, row), ImageColor.getrgb(colour)[:3])
        box = (0, 0.5, 1, len(colours) - 0.5) if len(colours) > 1 else None
        column = ramp.resize((1, self.image.height), Image.Resampling.BILINEAR, box=box)
        self.image.paste(column.resize(self.image.size, Image.Resampling.NEAREST))

    def shape(self, points: Sequence[Point], colour: str, alpha: int = 255) -> None:
        """A filled polygon."""
        at = [(x * self.scale, y * self.scale) for x, y in points]
        self._pen.polygon(at, fill=_ink(colour, alpha))

    def disc(self, x: float, y: float, r: float, colour: str, alpha: int = 255) -> None:
        """A filled circle about (x, y)."""
        self.oval(x, y, r, r, colour, alpha)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: str, alpha: int = 255) -> None:
        """A filled ellipse about (x, y)."""
        self._pen.ellipse(self._box(x - rx, y - ry, x + rx, y + ry), fill=_ink(colour, alpha))

    def slice(
        self, x: float, y: float, r: float, start: float, end: float, colour: str, alpha: int = 255
    ) -> None:
        """A filled piece of a circle, clockwise from `start` to `end` degrees (0 is east)."""
        box = self._box(x - r, y - r, x + r, y + r)
        self._pen.pieslice(box, start, end, fill=_ink(colour, alpha))

    def arc(
        self, x: float, y: float, r: float, start: float, end: float, colour: str, width: float
    ) -> None:
        """A curved stroke with round ends, its middle `r` from (x, y)."""
        outer = r + width / 2
        box = self._box(x - outer, y - outer, x + outer, y + outer)
        self._pen.arc(box, start, end, fill=_ink(colour, 255), width=round(width * self.scale))
        if end - start < 360:
            for turn in (math.radians(start), math.radians(end)):
                self.disc(x + r * math.cos(turn), y + r * math.sin(turn), width / 2, colour)

    def bar(
        self, left: float, top: float, right: float, bottom: float, colour: str,
        *, r: float = 0, alpha: int = 255, corners: tuple[bool, bool, bool, bool] | None = None,
    ) -> None:  # fmt: skip
        """A rectangle with corners rounded by `r` (top left, then clockwise)."""
        box = self._box(left, top, right, bottom)
        self._pen.rounded_rectangle(box, r * self.scale, fill=_ink(colour, alpha), corners=corners)

    def line(self, points: Sequence[Point], colour: str, width: float, alpha: int = 255) -> None:
        """A stroke through the points, with round joints and ends."""
        at = [(x * self.scale, y * self.scale) for x, y in points]
        self._pen.line(
            at, fill=_ink(colour, alpha), width=max(1, round(width * self.scale)), joint="curve"
        )
        if alpha == 255 and width > 3:
            for x, y in (points[0], points[-1]):
                self.disc(x, y, width / 2, colour)

    def glow(self, x: float, y: float, r: float, colour: str, strength: int = 26) -> None:
        """Light around (x, y), fading outwards to `r`."""
        for step in range(6, 0, -1):
            self.disc(x, y, r * step / 6, colour, strength)

    def waver(self, base: float, height: float, *, step: float = 12) -> list[Point]:
        """A calm random line from edge to edge, at most `height` away from `base`."""
        waves = [
            (share, self.rng.uniform(low, high), self.rng.uniform(0, math.tau))
            for share, low, high in ((0.6, 0.6, 1.3), (0.28, 1.6, 2.8), (0.12, 3.2, 5.5))
        ]
        spots = [i * step for i in range(int(self.w / step) + 2)]
        return [
            (
                x,
                base
                + height * sum(s * math.sin(f * math.tau * x / self.w + p) for s, f, p in waves),
            )
            for x in spots
        ]

    def ground(self, top: Sequence[Point], colour: str, alpha: int = 255) -> None:
        """Everything below a line from the left edge to the right."""
        self.shape([*top, (top[-1][0], self.h), (top[0][0], self.h)], colour, alpha)

    def webp(self, quality: int = 80, method: int = 2) -> bytes:
        """The picture at its own size, as a WebP file."""
        out = io.BytesIO()
        self.image.reduce(FINER).save(out, "WEBP", quality=quality, method=method)
        return out.getvalue()

    def _box(self, *edges: float) -> tuple[float, float, float, float]:
        left, top, right, bottom = (edge * self.scale for edge in edges)
        return left, top, right - 1, bottom - 1


def _ink(colour: str, alpha: int) -> tuple[int, ...]:
    return (*ImageColor.getrgb(colour)[:3], alpha)
