"""Takes a picture of every page as everybody sees it, into `screenshots/`.

Starts a hub of its own with the demo programme and stops it again, whatever happens. Words narrow
what is taken and leave the other pictures as they are: a role, `phone`, `desktop`, `light`, `dark`,
a route's beginning (`/challenges`), or a part of a page's name. `--readme` takes the README's.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from playwright.sync_api import sync_playwright

from hub.app import create_app
from hub.commands.processes import migrate_database
from hub.config import Settings
from hub.demo.data_files import read
from hub.embedded import EmbeddedError, start_postgres, start_valkey
from hub.processes import interrupt_on_sigterm
from tests.pages.programme import load
from tests.pages.serving import FLAGS, chromium_path, free_url, served
from tools.screenshots.every_page import Camera, wanted
from tools.screenshots.readme import take_readme_pictures


def main() -> None:
    parser = argparse.ArgumentParser(prog="make screenshots", description=__doc__)
    parser.add_argument("words", nargs="*", help="take only what fits all of them")
    parser.add_argument("--readme", action="store_true", help="the README's pictures instead")
    arguments = parser.parse_args()
    shots = [] if arguments.readme else wanted(arguments.words)
    if not shots and not arguments.readme:
        sys.exit(f"No page fits {' '.join(arguments.words)}.")
    interrupt_on_sigterm()
    try:
        with sync_playwright() as playwright:
            path = chromium_path(playwright)
            if path is None:
                sys.exit("There is no Chromium: install it, or run `playwright install chromium`.")
            with hub() as app:
                chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
                camera = Camera(app, chromium)
                if arguments.readme:
                    take_readme_pictures(camera)
                else:
                    camera.take_all(shots)
    except EmbeddedError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped.")


@contextmanager
def hub() -> Iterator[Flask]:
    """A running hub in a folder of its own, of which nothing is left."""
    folder = Path(tempfile.mkdtemp(prefix="hub-screenshots-"))
    try:
        say("Starting a hub and loading the demo programme …")
        postgres = start_postgres(folder / "servers", durable=False)
        try:
            valkey = start_valkey(folder / "servers")
            try:
                with _over(postgres.url, valkey.url, folder) as app:
                    yield app
            finally:
                valkey.stop()
        finally:
            postgres.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _over(database_url: str, redis_url: str, folder: Path) -> Iterator[Flask]:
    url = free_url()
    app = create_app(
        Settings(
            mode="embedded",
            database_url=database_url,
            redis_url=redis_url,
            data_dir=folder,
            base_url=url,
            name=read("programme")["hub"],
            rate_limits=False,
            log_level="ERROR",
        )
    )
    migrate_database(app)
    load(app)
    with served(app, url):
        yield app


def say(words: str) -> None:
    print(words, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
