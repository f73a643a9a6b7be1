"""The scanner is a command; its exit code decides, and its failure refuses."""

import io

import pytest

from hub.config import ConfigError, from_env
from hub.documents import BadDocument, save
from tests.documents.files import PDF


@pytest.fixture
def scanned_by(tmp_path, app, db, reader, monkeypatch):
    """Save a file past a scanner that is a shell script."""

    def keep(script: str):
        scanner = tmp_path / "scanner"
        scanner.write_text(f"#!/bin/sh\n{script}\n")
        scanner.chmod(0o755)
        changed = app.config["HUB"].model_copy(update={"scan_command": f"{scanner} --quiet"})
        monkeypatch.setitem(app.config, "HUB", changed)
        return save(io.BytesIO(PDF), "a.pdf")

    return keep


def test_the_scanner_gets_the_file_and_says_yes(scanned_by, tmp_path):
    assert scanned_by(f'test "$1" = --quiet && cp "$2" {tmp_path}/seen').size == len(PDF)
    assert (tmp_path / "seen").read_bytes() == PDF


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("exit 1", "warns of this file"),
        ("exit 2", "could not be checked"),
        ("kill -9 $$", "could not be checked"),
    ],
)
def test_anything_else_refuses(scanned_by, script, words):
    with pytest.raises(BadDocument, match=words):
        scanned_by(script)


def test_a_scanner_that_is_gone_refuses(app, db, reader, monkeypatch):
    changed = app.config["HUB"].model_copy(update={"scan_command": "/nowhere/scanner"})
    monkeypatch.setitem(app.config, "HUB", changed)
    with pytest.raises(BadDocument, match="could not be checked"):
        save(io.BytesIO(PDF), "a.pdf")


def test_a_scanner_that_is_not_there_stops_the_boot(settings):
    with pytest.raises(ConfigError, match="HUB_SCAN_COMMAND is wrong"):
        from_env(
            **settings.model_dump(exclude={"scan_command"}), scan_command="/nowhere/scanner -q"
        )
