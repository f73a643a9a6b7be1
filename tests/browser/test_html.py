"""Every page is valid HTML, as html-validate sees it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from hub.paths import ROOT
from tests.pages.every import PAGES
from tests.pages.listed import Listed
from tests.pages.programme import person

# The demo programme is loaded by whoever needs it first, which takes long on a busy machine.
pytestmark = [pytest.mark.xdist_group("pages"), pytest.mark.timeout(600)]
TOOL = ROOT / "tools" / "html"


def rendered(app: Flask, role: str, listed: Listed, language: str = "en") -> str:
    """The page's markup, as the server sends it."""
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    with app.test_request_context():
        who = None if role == "signed-out" else person(role)
        uniquifier = who.fs_uniquifier if who else None
        path = listed.path(who)
        to = listed.post_to(who) if listed.wrong else ""
    with client.session_transaction() as session:
        if uniquifier:
            session.update(_user_id=uniquifier, _fresh=True)
    response = client.post(to, data=listed.wrong.data) if listed.wrong else client.get(path)
    assert response.status_code == listed.answers, f"{role}, {listed.name}: {response.status}"
    return response.text


def faults(folder: Path) -> list[str]:
    """What html-validate says about every file in the folder, in one run."""
    program = TOOL / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    assert program.exists(), "html-validate is not installed; `make test` and bin/setup dev do it"
    node = Path(sys.executable).with_name("node")
    # To a file: what goes through a pipe is cut off when the program ends.
    report = folder / "report.json"
    ran = subprocess.run(
        [node, program, "--config", TOOL / "rules.mjs", "--formatter", f"json={report}", folder],
        cwd=TOOL,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert report.exists(), ran.stderr
    return [
        f"{Path(file['filePath']).stem}:{one['line']}: {one['ruleId']}: {one['message']}"
        for file in json.loads(report.read_text())
        for one in file["messages"]
    ]


def test_every_page_is_valid(programme, tmp_path):
    for role, pages in PAGES.items():
        for listed in pages:
            path = tmp_path / f"{role}-{listed.name}.html"
            path.write_text(rendered(programme.app, role, listed))
        # Menus from right to left around a page from left to right: one of each shell.
        first = tmp_path / f"{role}-arabic.html"
        first.write_text(rendered(programme.app, role, pages[0], "ar"))
        assert 'dir="rtl"' in first.read_text()
    found = faults(tmp_path)
    assert not found, "\n".join(["", *found])


def test_the_validator_would_say_so(tmp_path):
    (tmp_path / "wrong.html").write_text("<!DOCTYPE html><p id=a><p id=a><button>Go</button>")
    assert any("no-dup-id" in fault for fault in faults(tmp_path))
