"""Pictures for the demo programme, drawn from nothing but a motif and a seed."""

from collections.abc import Sequence

from hub.demo.pictures import faces, figures, nature, places, skies, things
from hub.demo.pictures.canvas import Canvas

_DRAWN = nature.MOTIFS | places.MOTIFS | skies.MOTIFS | figures.MOTIFS | things.MOTIFS
MOTIFS = tuple(sorted(_DRAWN))
LOOKS = faces.LOOKS


def cover(motif: str, seed: str, size: tuple[int, int] = (1200, 675)) -> bytes:
    """An illustration for a card or a page header, as a WebP file.

    `motif` is one of `MOTIFS`. The same motif, seed and size give the same picture; another seed
    gives another arrangement in other colours of the same palette. Made for 16:9.
    """
    canvas = Canvas(size, units=1200, seed=f"{motif}:{seed}")
    _DRAWN[motif](canvas)
    return canvas.webp()


def portrait(
    seed: str, size: int = 512, *, look: str = "they", tones: Sequence[int] = faces.TONES
) -> bytes:
    """A friendly face of simple shapes on a plain ground, square, as a WebP file.

    `look` is one of `LOOKS` and decides which hair, beards and ears may appear; `tones` are the
    skin tones to choose from, 0 (lightest) to 7 (darkest). The same arguments give the same face.
    """
    canvas = Canvas((size, size), units=512, seed=f"face:{seed}")
    faces.draw(canvas, look, tones)
    return canvas.webp()
