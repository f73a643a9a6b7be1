"""Takes a picture of every page as everybody sees it, into `screenshots/`.

Starts a hub of its own with the demo programme and stops it again, whatever happens. Words narrow
what is taken and leave the other pictures as they are: a role, `phone`, `desktop`, `light`, `dark`,
a route's beginning (`/challenges`), or a part of a page's name. `--readme` takes the README's.
"""

import argparse
import sys

from playwright.sync_api import sync_playwright

from hub.embedded import EmbeddedError
from hub.processes import interrupt_on_sigterm
from tests.pages.serving import FLAGS, chromium_path
from tools.demo_hub import hub
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


if __name__ == "__main__":
    main()
