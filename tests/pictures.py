"""Pictures to upload."""

import io

from PIL import Image


def picture_file(size: tuple[int, int] = (640, 360), color: str = "teal") -> io.BytesIO:
    content = io.BytesIO()
    Image.new("RGB", size, color).save(content, "PNG")
    content.seek(0)
    return content
