"""All pictures on one page: a row for each page, its windows and colours side by side."""

from html import escape
from pathlib import Path

_HEAD = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>Every page</title>
<style>
  body { font: 1rem system-ui; margin: 1rem; color-scheme: light dark; }
  section { display: flex; flex-wrap: wrap; gap: 1rem; margin-block-end: 2rem; }
  h2 { flex: 1 0 100%; margin: 0; font-size: 1rem; }
  figure { margin: 0; }
  img { display: block; inline-size: 16rem; block-size: 20rem; border: 1px solid gray; }
  img { object-fit: cover; object-position: top; }
</style>
<h1>Every page</h1>
"""


def write_contact_sheet(folder: Path) -> None:
    """Write `index.html` beside the pictures that are in the folder."""
    rows: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("*.png")):
        for looks in ("phone-light", "phone-dark", "desktop-light", "desktop-dark"):
            role, found, name = path.stem.partition(f"-{looks}-")
            if found:
                rows.setdefault(f"{role}: {name}", []).append(path)
    parts = [_HEAD]
    for title, paths in rows.items():
        figures = "\n".join(
            f'<figure><a href="{escape(p.name)}"><img src="{escape(p.name)}" alt="" loading="lazy">'
            f"</a><figcaption>{escape(p.stem)}</figcaption></figure>"
            for p in paths
        )
        parts.append(f"<section><h2>{escape(title)}</h2>\n{figures}\n</section>\n")
    (folder / "index.html").write_text("".join(parts))
