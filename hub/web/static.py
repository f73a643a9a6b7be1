"""Static files, compressed, under addresses that change with them.

The address holds a digest of the whole folder, so that style sheets and modules may name their
neighbours by relative paths, and a browser may keep every answer for ever.
"""

import hashlib
import os
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

from flask import Flask, abort, redirect, url_for
from flask.typing import ResponseReturnValue
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from hub.paths import STATIC


@cache
def digest() -> str:
    """Ten characters that change when any static file does."""
    sums = hashlib.sha256()
    for path in sorted(path for path in STATIC.rglob("*") if path.is_file()):
        sums.update(f"{path.relative_to(STATIC)}\0".encode())
        sums.update(hashlib.sha256(path.read_bytes()).digest())
    return sums.hexdigest()[:10]


@cache
def compressed() -> Path:
    """A copy of the folder with Brotli and gzip beside each text, made by the first process to ask.

    The folder itself may be read-only, and belongs to the repository.
    """
    home = Path(tempfile.gettempdir(), f"hub-static-{os.getuid()}-{digest()}")
    if _ours(home):
        return home
    part = Path(tempfile.mkdtemp(prefix=f"{home.name}-"))
    shutil.copytree(STATIC, part, dirs_exist_ok=True)
    compressor = Compressor(quiet=True)
    for path in [path for path in part.rglob("*") if path.is_file()]:
        if compressor.should_compress(path.name):
            compressor.compress(str(path))
    try:
        return part.rename(home)
    except OSError:
        # Another process was first; if it was another person's, we keep our own copy.
        if not _ours(home):
            return part
        shutil.rmtree(part)
        return home


def _ours(folder: Path) -> bool:
    """Whether nobody else could have put something into it."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    about = folder.stat()
    return about.st_uid == os.getuid() and not about.st_mode & 0o022


def newest(filename: str) -> ResponseReturnValue:
    """Lead an address without the digest, or with one of yesterday, to the file as it is now."""
    name = re.sub(r"^[0-9a-f]{10}/", "", filename)
    if not (STATIC / name).resolve().is_relative_to(STATIC) or not (STATIC / name).is_file():
        abort(404)
    return redirect(url_for("static", filename=name), 302)


def _add_digest(endpoint: str, values: dict[str, str]) -> None:
    if endpoint == "static" and "filename" in values:
        values["filename"] = f"{digest()}/{values['filename']}"


def _add_headers(headers: dict[str, str], path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def init_static(app: Flask) -> None:
    """Serve the folder without troubling Flask; only an address that is not today's reaches it."""
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=newest)
    app.url_defaults(_add_digest)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(compressed()),
        prefix=f"static/{digest()}/",
        immutable_file_test=lambda path, url: True,
        allow_all_origins=False,
        mimetypes={"speculation.json": "application/speculationrules+json"},
        add_headers_function=_add_headers,
    )
