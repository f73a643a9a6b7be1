"""Has Lighthouse judge the pages that members open most, as a phone and as a desktop.

Starts a hub of its own with the demo programme and stops it again. Prints a score for each page and
category; ends with 1 when any is below 100, naming the audits that cost it.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from flask import Flask
from playwright.sync_api import sync_playwright

from hub.embedded import EmbeddedError
from hub.processes import interrupt_on_sigterm
from tests.pages.browsing import sign_in
from tests.pages.serving import FLAGS, chromium_path
from tools.demo_hub import hub, say

PATHS = ("/", "/challenges", "/leaderboard")
CATEGORIES = ("performance", "accessibility", "best-practices")
SHAPES = {"phone": [], "desktop": ["--preset=desktop"]}
LIGHTHOUSE = Path(__file__).parent / "node_modules" / "lighthouse" / "cli" / "index.js"


def main() -> None:
    interrupt_on_sigterm()
    try:
        with hub() as app:
            sys.exit(1 if judged(app) else 0)
    except EmbeddedError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped.")


def judged(app: Flask) -> list[str]:
    """Print the scores; the return value says what is below 100."""
    base = app.config["HUB"].base_url
    with sync_playwright() as playwright:
        chromium = chromium_path(playwright)
        if chromium is None:
            sys.exit("There is no Chromium: install it, or run `playwright install chromium`.")
        cookie = _cookie(playwright, chromium, base)
    wrong: list[str] = []
    for path in PATHS:
        for shape, flags in SHAPES.items():
            report = _fair(base + path, flags, cookie, chromium)
            scores = {name: report["categories"][name]["score"] for name in CATEGORIES}
            told = "  ".join(f"{name} {_hundred(score)}" for name, score in scores.items())
            say(f"{path:14} {shape:8} {told}")
            wrong += _lost(report, scores)
            for line in _lost(report, scores):
                say(f"    {line}")
    return wrong


def _cookie(playwright, chromium: str, base: str) -> str:  # type: ignore[no-untyped-def]
    browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    page = browser.new_context(base_url=base, locale="en-GB").new_page()
    sign_in(page, "member")
    cookies = page.context.cookies()
    browser.close()
    return "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in cookies)


def _fair(url: str, flags: list[str], cookie: str, chromium: str) -> dict:  # type: ignore[type-arg]
    """The middle one of three reports, unless the first is perfect: a busy machine costs points."""
    reports = [_report(url, flags, cookie, chromium)]
    if _speed(reports[0]) < 1:
        reports += [_report(url, flags, cookie, chromium) for _again in range(2)]
    return sorted(reports, key=_speed)[len(reports) // 2]


def _speed(report: dict) -> float:  # type: ignore[type-arg]
    return report["categories"]["performance"]["score"] or 0


def _report(url: str, flags: list[str], cookie: str, chromium: str) -> dict:  # type: ignore[type-arg]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "report.json")
        command: list[str | Path] = [
            Path(sys.executable).parent / "node",
            LIGHTHOUSE,
            url,
            f"--only-categories={','.join(CATEGORIES)}",
            f"--extra-headers={json.dumps({'Cookie': cookie})}",
            f"--chrome-flags=--headless=new {' '.join(FLAGS)}",
            "--output=json",
            f"--output-path={out}",
            "--quiet",
            *flags,
        ]
        env = {**os.environ, "CHROME_PATH": chromium}
        # Chromium sometimes loses its first trace; Lighthouse itself asks to be run once more.
        for attempt in (1, 2, 3):
            done = subprocess.run(command, env=env, timeout=180, check=attempt == 3)
            if done.returncode == 0:
                break
        return json.loads(out.read_text())


def _lost(report: dict, scores: dict[str, float | None]) -> list[str]:  # type: ignore[type-arg]
    """The audits behind every score below 100."""
    found = []
    for name, score in scores.items():
        if score == 1:
            continue
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                found.append(f"{name}: {audit['title']} ({audit.get('displayValue', '')})")
    return found


def _hundred(score: float | None) -> str:
    return "–" if score is None else str(round(score * 100))


if __name__ == "__main__":
    main()
