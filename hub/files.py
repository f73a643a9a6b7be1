"""Where uploads lie: a folder or an S3-compatible bucket, by `HUB_FILES_URL`."""

from typing import IO

import fsspec
from flask import Flask, current_app


class Files:
    """Files by key ("pictures/ab12…/card.webp"). Keys are made by the hub, never by people."""

    def __init__(self, url: str) -> None:
        self._fs, self._root = fsspec.core.url_to_fs(url.rstrip("/"))

    def put(self, key: str, content: bytes) -> None:
        """Store `content` under `key`, replacing what was there."""
        path = self._path(key)
        self._fs.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
        self._fs.pipe_file(path, content)

    def get(self, key: str) -> bytes:
        """The content under `key`. Raises `FileNotFoundError`."""
        return self._fs.cat_file(self._path(key))

    def open(self, key: str) -> IO[bytes]:
        """A binary stream of the content. Raises `FileNotFoundError`."""
        return self._fs.open(self._path(key), "rb")

    def delete(self, key: str) -> None:
        """Forget the content, if there is any."""
        if self._fs.exists(self._path(key)):
            self._fs.rm_file(self._path(key))

    def _path(self, key: str) -> str:
        return f"{self._root}/{key}"


def files() -> Files:
    """The store of the running app."""
    return current_app.extensions["hub_files"]


def init_files(app: Flask, url: str) -> None:
    app.extensions["hub_files"] = Files(url)
