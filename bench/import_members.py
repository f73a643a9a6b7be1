"""How fast 100,000 contacts come in, and how much memory that takes: `make bench`.

Generates an export (always the same, mess included), imports it into an embedded database, and
prints rows a second and the peak memory of this process, whose children are not counted.
"""

import argparse
import csv
import random
import resource
import sys
import time
from pathlib import Path

from bench.scratch import scratch
from hub.db import transaction
from hub.members.importing.reading import read
from hub.members.importing.report import Report
from hub.members.importing.rows import COLUMNS
from hub.members.importing.verb import import_members

FIRST = ("Ada", "Zoë", "丽华", "فتحي", "Šárka", "José", "सचिन", "Yuki", "Ngozi", "Liam")
LAST = ("Byron", "Núñez", "田", "الراشد", "Novák", "Silva", "शुक्ला", "Sato", "Okafor", "O'Neill")
NOTES = ("", "", "", "=1+1", "Line one\nline two", '"quoted", twice', "+49 30 1234")
DATES = ("2023-06-08", "03/22/2023", "", "sometime")


def contact(number: int, rows: int, chance: random.Random) -> list[str]:
    """One row; some want rejecting, some repeat an earlier contact."""
    repeated = number > 0 and chance.random() < 0.03
    who = chance.randrange(number) if repeated else number
    account = who % (rows // 12 + 1)
    kind = chance.random()
    email = f"  Person.{who}@company{account}.example "
    if kind < 0.02:
        email = chance.choice(["", "not-an-email", "a@b@c.example"])
    left = chance.random() < 0.05
    row = {
        "Contact ID": f"003{who:09}",
        "First Name": FIRST[who % 10],
        "Last Name": LAST[who // 10 % 10],
        "Email": email,
        "Title": f"Analyst {chance.randrange(50)}",
        "Account ID": f"001{account:09}",
        "Account Name": f"Company {account}",
        "Email Domain": f"company{account}.example",
        "Industry": "Finance",
        "Segment": chance.choice(["SMB", "Mid-Market", "Enterprise"]),
        "Region": chance.choice(["AMER", "EMEA", "APAC"]),
        "CSM Email": f"csm{account % 9}@vendor.example",
        "Customer Since": chance.choice(DATES),
        "First Value Date": chance.choice(DATES),
        "Left Company": "TRUE" if left else "FALSE",
        "Personal Email": f"home{who}@mail.example" if left else "",
        "Opted Out": "TRUE" if chance.random() < 0.02 else "FALSE",
        "Tags": "champion;beta",
        "Notes": chance.choice(NOTES),
    }
    cells = [row[name] for name in COLUMNS]
    return cells[:7] if chance.random() < 0.01 else cells


def generate(path: Path, rows: int) -> None:
    chance = random.Random(7)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(rows):
            writer.writerow(contact(number, rows, chance))


def measure(path: Path, label: str) -> Report:
    """Import the file in one transaction and print what that took."""
    started = time.perf_counter()
    with path.open("rb") as stream, transaction():
        lines = read(stream, max_bytes=1 << 30)
        report = import_members(lines, by=None, secret="a secret for measuring only")
    seconds = time.perf_counter() - started
    # Linux counts in KiB, macOS in bytes.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    print(  # noqa: T201
        f"{label}: {report.rows:,} rows in {seconds:.1f} s, {report.rows / seconds:,.0f} rows/s, "
        f"peak memory {peak:.0f} MB ({report.imported:,} imported, {report.updated:,} updated, "
        f"{report.unchanged:,} unchanged, {report.rejected.total():,} rejected)"
    )
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the import of members.")
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    with scratch() as folder:
        generate(folder / "export.csv", rows)
        measure(folder / "export.csv", "first import")
        measure(folder / "export.csv", "same file again")


if __name__ == "__main__":
    main()
