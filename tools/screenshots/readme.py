"""The README's three pictures, in docs/images."""

from io import BytesIO

from PIL import Image

from hub.paths import ROOT
from tests.pages.every import PAGES
from tools.screenshots.every_page import Camera

IMAGES = ROOT / "docs" / "images"
# Nobody should wait for a README.
LARGEST = 120_000
# The file, who looks at which page, in which window, and how sharp.
PICTURES = (
    ("home", "member", "home", "desktop", 1.0),
    ("challenge-on-a-phone", "member", "challenge-in-progress", "phone", 2.0),
    ("console", "manager", "overview", "desktop", 1.0),
)


def take_readme_pictures(camera: Camera) -> None:
    """What the window shows, as WebP, as good as the size allows."""
    for file, role, name, window, sharpness in PICTURES:
        page = camera.page(role, window, "light", sharpness)
        camera.show(page, role, next(one for one in PAGES[role] if one.name == name))
        path = IMAGES / f"{file}.webp"
        path.write_bytes(_small_enough(page.screenshot()))
        page.context.close()
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")  # noqa: T201


def _small_enough(png: bytes) -> bytes:
    image = Image.open(BytesIO(png)).convert("RGB")
    for quality in range(90, 30, -5):
        content = BytesIO()
        image.save(content, "WEBP", quality=quality, method=6)
        if content.tell() < LARGEST:
            break
    return content.getvalue()
