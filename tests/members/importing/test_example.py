"""The CRM's example export, as messy as they come."""

import io
import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from hub.members.importing.reading import read
from hub.members.importing.verb import import_members
from hub.members.models import Address, Company, Member, Position
from tests.members.importing.exports import MB, SECRET

DATA = Path(__file__).parents[2] / "data"
EXPECTED = json.loads((DATA / "crm-export.expected.json").read_text())


@pytest.fixture(scope="module")
def example():
    return (DATA / "crm-export.csv").read_bytes()


def bring(content, dry_run=False):
    lines = read(io.BytesIO(content), max_bytes=100 * MB)
    return import_members(lines, by=None, secret=SECRET, dry_run=dry_run)


def count(db, model, *where):
    return db.session.scalar(select(func.count()).select_from(model).where(*where))


def test_the_counts_are_exactly_the_expected_ones(db, example):
    report = bring(example)
    assert report.counts() == EXPECTED | {"updated": 0, "unchanged": 0, "tombstoned": 0}
    assert count(db, Member) == EXPECTED["imported"]
    assert count(db, Company) == EXPECTED["companies"]
    assert count(db, Position, Position.ended_on.is_not(None)) == EXPECTED["alumni"]
    assert count(db, Address, Address.kind == "personal") == EXPECTED["alumni"]


def test_the_same_file_again_changes_nothing_and_says_so(db, example):
    bring(example)
    again = bring(example)
    assert again.counts() == EXPECTED | {
        "imported": 0,
        "updated": 0,
        "unchanged": EXPECTED["imported"],
        "tombstoned": 0,
    }
    assert again.changes == 0
    assert count(db, Member) == EXPECTED["imported"]


def test_a_dry_run_counts_the_same_and_writes_nothing(db, example):
    dry = bring(example, dry_run=True)
    assert dry.counts() == EXPECTED | {"updated": 0, "unchanged": 0, "tombstoned": 0}
    assert count(db, Member) == 0
    assert bring(example).counts() == dry.counts()


def test_text_is_stored_as_it_came(db, example):
    bring(example)
    notes = set(db.session.scalars(select(Member.notes)))
    assert '=HYPERLINK("http://x.example")' in notes
    assert 'Line one, with a comma\nline two "quoted"\n' in notes
    names = {
        tuple(row) for row in db.session.execute(select(Member.given_name, Member.family_name))
    }
    assert ("שלמה", "דדון") not in names  # his row has no address
    assert ("सचिन", "शुक्ला") in names
    assert db.session.scalar(
        select(Position.title).join(Member).where(Member.contact_id == "0030000006")
    ).startswith("Senior Engineer")
