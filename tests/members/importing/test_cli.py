"""hub import members."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from hub.commands import importing
from hub.members.importing.writing import Writer
from hub.members.models import Member
from tests.members.importing.exports import contact, export

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def hub(app, committed, monkeypatch):
    monkeypatch.setattr(importing, "create_app", lambda: app)

    def run(*arguments):
        return CliRunner().invoke(importing.import_group, ["members", *map(str, arguments)])

    return run


@pytest.fixture
def members(committed):
    def count():
        committed.session.rollback()
        return committed.session.scalar(select(func.count()).select_from(Member))

    return count


def test_json_is_one_object_and_nothing_else(hub, members):
    expected = json.loads((DATA / "crm-export.expected.json").read_text())
    zero = {"updated": 0, "unchanged": 0, "tombstoned": 0}
    dry = hub(DATA / "crm-export.csv", "--json", "--dry-run")
    assert (dry.exit_code, json.loads(dry.stdout)) == (0, expected | zero)
    assert members() == 0
    real = hub(DATA / "crm-export.csv", "--json")
    assert json.loads(real.stdout) == expected | zero
    assert members() == expected["imported"]
    again = json.loads(hub(DATA / "crm-export.csv", "--json").stdout)
    assert (again["imported"], again["updated"], again["unchanged"]) == (0, 0, 4501)


def test_in_words_the_first_rejected_lines_are_named(hub, tmp_path):
    file = tmp_path / "contacts.csv"
    file.write_bytes(export(contact(1), *(contact(n, Email="nobody") for n in range(2, 30))))
    told = hub(file)
    assert told.exit_code == 0
    assert "line 3: invalid_email (nobody)" in told.stdout
    assert "and 8 more" in told.stdout
    assert "nothing changed" in hub(file).stdout


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"", "empty"), (b"a,b\n1,2\n", "lacks"), (b"\xff\xfe", "UTF-8")]
)
def test_a_refused_file_is_one_sentence_and_exit_1(hub, members, tmp_path, content, sentence):
    file = tmp_path / "contacts.csv"
    file.write_bytes(content)
    told = hub(file, "--json")
    assert told.exit_code == 1
    assert told.stdout == ""
    assert sentence in told.stderr
    assert "Traceback" not in told.stderr
    assert members() == 0


def test_a_crash_half_way_leaves_the_hub_as_it_was(hub, members, tmp_path, monkeypatch):
    file = tmp_path / "contacts.csv"
    file.write_bytes(export(*(contact(n) for n in range(5000))))
    written = []

    class Crashing(Writer):
        def write(self, *args):
            super().write(*args)
            written.append(1)
            if len(written) == 2:
                raise OSError("the disk is full")

    monkeypatch.setattr("hub.members.importing.verb.Writer", Crashing)
    assert isinstance(hub(file).exception, OSError)
    assert len(written) == 2
    assert members() == 0
