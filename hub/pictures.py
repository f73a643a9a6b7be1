"""Pictures that people upload: checked, re-encoded, stripped of metadata, cut to size."""

import io
import uuid
import warnings
from dataclasses import dataclass
from typing import IO

from flask_babel import lazy_gettext as _l
from PIL import Image, ImageOps, UnidentifiedImageError
from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column

from hub.db import Base, CreatedAt, db
from hub.files import files
from hub.refusals import Refusal

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
# Smaller than this, width and height, it is a smudge where it is shown: by what it is for.
LEAST = {"portrait": (96, 96), "cover": (320, 160), "proof": (48, 48)}


@dataclass(frozen=True)
class Size:
    """A shape a picture is served in; `crop` fills it exactly, else it fits inside."""

    width: int
    height: int
    crop: bool
    # Of WebP, from 0 to 100. Small shapes come by the dozen; the full one is looked at closely.
    quality: int


SIZES = {
    "avatar": Size(192, 192, crop=True, quality=72),
    "small": Size(400, 225, crop=True, quality=62),
    "card": Size(640, 360, crop=True, quality=60),
    "full": Size(1600, 1600, crop=False, quality=82),
}


class BadPicture(Refusal):
    """What was uploaded cannot be shown as a picture."""


class Picture(Base):
    """An uploaded picture. Its id is random: whoever may see it is told it, nobody can guess it."""

    __tablename__ = "pictures"

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)
    width: Mapped[int]
    height: Mapped[int]
    # A private picture is served only by the room that owns it, to whoever may see its owner.
    private: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[CreatedAt]

    def key(self, size: str) -> str:
        return f"pictures/{self.id}/{size}.webp"

    def every_key(self) -> list[str]:
        """Every file of it, whether it is there or not."""
        return [self.key(size) for size in SIZES]

    def url(self, size: str = "card") -> str:
        return f"/pictures/{self.id}/{size}"


@dataclass(frozen=True)
class Encoded:
    """A picture ready to be stored: its own size, and a file for every size it is served in."""

    width: int
    height: int
    files: dict[str, bytes]


def save(stream: IO[bytes], use: str, *, private: bool = False) -> Picture:
    """Re-encode an upload in every size and store it. Returns the new, flushed row.

    In: `use`, a key of `LEAST`. Raises `BadPicture` with a sentence for anything too large, too
    small, broken or not a picture.
    """
    return store(encode(stream, use), private=private)


def encode(stream: IO[bytes], use: str, *, effort: int = 4) -> Encoded:
    """Check an upload and re-encode it in every size; needs neither app nor database.

    In: `use`, a key of `LEAST`; `effort`, from 0 (quick) to 6 (small files). Raises `BadPicture`.
    """
    image = read(stream)
    refuse_smaller(image, LEAST[use])
    made = {name: _encoded(image, size, effort) for name, size in SIZES.items()}
    return Encoded(image.width, image.height, made)


def store(encoded: Encoded, *, private: bool = False) -> Picture:
    """Store the files of a picture. Returns the new, flushed row."""
    picture = Picture(width=encoded.width, height=encoded.height, private=private)
    db.session.add(picture)
    db.session.flush()
    for name, content in encoded.files.items():
        files().put(picture.key(name), content)
    return picture


def read(stream: IO[bytes]) -> Image.Image:
    """Check an upload and decode it, upright, its metadata left behind. Raises `BadPicture`."""
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise BadPicture(_l("This picture is larger than 10 MB. Choose a smaller one."))
    try:
        with warnings.catch_warnings():
            # Pillow only warns below twice its limit; our own check decides before decoding.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=FORMATS)
            if image.width * image.height > MAX_PIXELS:
                raise BadPicture(
                    _l("This picture has too many pixels. 40 megapixels are the most.")
                )
            image.load()
            return ImageOps.exif_transpose(image).convert("RGBA" if _clear(image) else "RGB")
    except Image.DecompressionBombError as error:
        raise BadPicture(
            _l("This picture has too many pixels. 40 megapixels are the most.")
        ) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise BadPicture(
            _l("This file is not a picture we can read. Use JPEG, PNG, WebP or GIF.")
        ) from error


def refuse_smaller(image: Image.Image, least: tuple[int, int]) -> None:
    """What is narrower or lower than that. Raises `BadPicture`."""
    if image.width < least[0] or image.height < least[1]:
        raise BadPicture(
            _l(
                "This picture is %(width)s × %(height)s pixels. It needs"
                " %(least_width)s × %(least_height)s or more.",
                width=image.width,
                height=image.height,
                least_width=least[0],
                least_height=least[1],
            )
        )


def _clear(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info


def _encoded(image: Image.Image, size: Size, effort: int) -> bytes:
    box = (size.width, size.height)
    if size.crop:
        made = ImageOps.fit(image, box, Image.Resampling.LANCZOS)
    else:
        made = image.copy()
        made.thumbnail(box, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    # A new file from pixels alone: no metadata of the original survives.
    made.save(out, "WEBP", quality=size.quality, method=effort)
    return out.getvalue()
