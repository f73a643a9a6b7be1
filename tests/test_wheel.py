"""What `pip install .` installs is whole: it runs away from the checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from hub.paths import ROOT
from tests.live import environment, own_settings


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The wheel's content, as pip lays it out."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = (folder / "dist").glob("advocate_hub-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def hub(installed: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """The installed `hub` command, run far from the checkout."""
    return subprocess.run(
        [sys.executable, "-c", "from hub.cli import main; main()", *arguments],
        cwd=installed.parent,
        env={**env, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize(
    "path",
    [
        "hub/templates/base.html",
        "hub/templates/mail/base.html",
        "hub/static/css/base.css",
        "hub/static/vendor/VENDORED.txt",
        "hub/migrations/env.py",
        "hub/translations/de/LC_MESSAGES/messages.mo",
        "hub/demo/data/challenges.yaml",
    ],
)
def test_it_brings_what_is_not_python(installed, path):
    assert (installed / path).is_file()


def test_it_brings_no_tests_and_no_data_of_ours(installed):
    top = {path.name for path in installed.iterdir()}
    assert {name for name in top if not name.endswith(".dist-info")} == {"hub"}


def test_the_command_migrates_makes_an_administrator_and_reconciles(installed, settings):
    env = environment(own_settings(settings, "hub_wheel", 4))
    made = hub(installed, "migrate", **env)
    assert made.returncode == 0, made.stderr
    admin = hub(installed, "create-admin", "a@b.example", HUB_ADMIN_PASSWORD="x" * 12, **env)
    assert "is an administrator" in admin.stdout, admin.stderr
    outcome = hub(installed, "reconcile", **env)
    assert outcome.returncode == 0, outcome.stderr
    assert "Everything agrees." in outcome.stdout


def test_a_wrong_setting_is_one_sentence(installed):
    outcome = hub(installed, "reconcile", HUB_DATABASE_URL="mysql://nowhere")
    assert outcome.returncode == 2
    assert outcome.stderr.startswith("HUB_DATABASE_URL is wrong: ")
    assert outcome.stderr.count("\n") == 1
