"""Logo, favicon and hero picture: checked as every upload is, then cut to what the shell needs."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from flask_babel import lazy_gettext as _l
from PIL import Image, ImageOps

from hub.branding.models import BrandPicture
from hub.db import db
from hub.files import files
from hub.pictures import MAX_BYTES, BadPicture, read, refuse_smaller

LOGO = (640, 160)
# Smaller than this, width and height, it is a smudge where it is shown; thinner, a hair.
LEAST = {"logo": (48, 48), "favicon": (180, 180), "hero": (640, 320)}
THINNEST = {"logo": 10, "favicon": 2, "hero": 4}
HERO = {"hero.webp": (1920, 1080), "hero-small.webp": (960, 960)}
# So much of a logo must stand out from the ground, by this contrast, or it gets a plate.
_SHARE, _CONTRAST = 0.8, 2.0
_LIGHT, _DARK = 0.92, 0.03


@dataclass(frozen=True)
class Encoded:
    """A picture ready to be stored: its size, what it has to stand on, its files by name."""

    kind: str
    width: int
    height: int
    ground: str
    files: dict[str, bytes]


def encode(kind: str, stream: IO[bytes]) -> Encoded:
    """Check an upload and re-encode it in the shapes of its kind; nothing is stored yet.

    Raises `BadPicture` with a sentence.
    """
    image = _trimmed(read(_refuse_svg(stream)), kind)
    _refuse_smudges(image, kind)
    made, shown = _MAKERS[kind](image)
    ground = _ground(image) if kind == "logo" else "any"
    return Encoded(kind, shown.width, shown.height, ground, made)


def save(kind: str, stream: IO[bytes]) -> BrandPicture:
    """Check an upload and store it in the shapes of its kind. Returns the new, flushed row.

    Raises `BadPicture` with a sentence; nothing is stored by then.
    """
    encoded = encode(kind, stream)
    picture = BrandPicture(
        kind=encoded.kind, width=encoded.width, height=encoded.height, ground=encoded.ground
    )
    db.session.add(picture)
    db.session.flush()
    for name, content in encoded.files.items():
        files().put(picture.key(name), content)
    return picture


def _refuse_svg(stream: IO[bytes]) -> IO[bytes]:
    """A drawing is a program for the browser; only pixels come in. Raises `BadPicture`."""
    text = stream.read(MAX_BYTES).decode("utf-8", "ignore").lstrip("\ufeff \t\r\n").lower()
    stream.seek(0)
    if not text.startswith("<") or "<svg" not in text:
        return stream
    if "<script" in text or re.search(r"\son[a-z]+\s*=|javascript:", text):
        raise BadPicture(
            _l("This SVG has a script in it, so it is not kept. Save the drawing as PNG instead.")
        )
    raise BadPicture(
        _l("This is an SVG, and those can carry scripts. Save it as PNG, 320 pixels high or more.")
    )


def _trimmed(image: Image.Image, kind: str) -> Image.Image:
    """A logo's empty borders are cut off, for they would make it look small."""
    if kind != "logo" or image.mode != "RGBA":
        return image
    return image.crop(image.getchannel("A").getbbox() or (0, 0, *image.size))


def _refuse_smudges(image: Image.Image, kind: str) -> None:
    """What would be squashed or blurred where it is shown. Raises `BadPicture`."""
    refuse_smaller(image, LEAST[kind])
    width, height = image.size
    if max(width, height) > THINNEST[kind] * min(width, height):
        raise BadPicture(
            _l(
                "This picture is %(width)s × %(height)s pixels, too long for its place: one side"
                " may be %(times)s times the other at most.",
                times=THINNEST[kind],
                width=width,
                height=height,
            )
        )


Made = tuple[dict[str, bytes], Image.Image]


def _logo(image: Image.Image) -> Made:
    """Fitted, never cropped."""
    made = image.copy()
    made.thumbnail(LOGO, Image.Resampling.LANCZOS)
    return {"logo.webp": _encoded(made, "WEBP", quality=90, method=4)}, made


def _favicon(image: Image.Image) -> Made:
    """A square with the whole picture in it. On a phone's home screen it has no clear parts."""
    square = ImageOps.pad(
        image.convert("RGBA"), (180, 180), Image.Resampling.LANCZOS, color=(0, 0, 0, 0)
    )
    opaque = Image.new("RGB", square.size, "white")
    opaque.paste(square, mask=square.getchannel("A"))
    small = square.resize((32, 32), Image.Resampling.LANCZOS)
    return {"icon-32.png": _encoded(small, "PNG"), "icon-180.png": _encoded(opaque, "PNG")}, square


def _hero(image: Image.Image) -> Made:
    opaque = Image.new("RGB", image.size, "white")
    opaque.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    made = {}
    for name, box in HERO.items():
        fitted = opaque.copy()
        fitted.thumbnail(box, Image.Resampling.LANCZOS)
        made[name] = _encoded(fitted, "WEBP", quality=68, method=4)
    opaque.thumbnail(HERO["hero.webp"])
    return made, opaque


_MAKERS: dict[str, Callable[[Image.Image], Made]] = {
    "logo": _logo,
    "favicon": _favicon,
    "hero": _hero,
}


def _encoded(image: Image.Image, format: str, **options: int) -> bytes:
    out = io.BytesIO()
    # A new file from pixels alone: no metadata of the original survives.
    image.save(out, format, **options)
    return out.getvalue()


def _ground(logo: Image.Image) -> str:
    """Whether a logo can be seen on light and dark bars alike, or needs one of them under it."""
    if logo.mode != "RGBA":
        return "any"
    small = logo.copy()
    small.thumbnail((64, 64))
    pixels = zip(*[iter(small.tobytes())] * 4, strict=True)
    seen = [_luminance(*colour) for *colour, clear in pixels if clear > 127]
    on_light, on_dark = _share(seen, _LIGHT), _share(seen, _DARK)
    if min(on_light, on_dark) >= _SHARE:
        return "any"
    return "light" if on_light >= on_dark else "dark"


def _share(pixels: list[float], ground: float) -> float:
    """How many of the pixels stand out from a ground of that luminance."""
    if not pixels:
        return 1.0
    apart = [(max(one, ground) + 0.05) / (min(one, ground) + 0.05) for one in pixels]
    return sum(contrast >= _CONTRAST for contrast in apart) / len(apart)


def _luminance(*parts: int) -> float:
    linear = [
        (part / 255 / 12.92) if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
