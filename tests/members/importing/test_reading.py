"""From bytes to rows, whatever the bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.members.importing.merging import Sheet
from hub.members.importing.refused import (
    ColumnsMissing,
    ColumnTwice,
    EmptyFile,
    FileRefused,
    NotUtf8,
    TooLarge,
)
from hub.members.importing.report import Report
from hub.members.importing.rows import COLUMNS, REQUIRED, Rejection
from tests.members.importing.exports import contact, export, lines

HEADER = ",".join(COLUMNS).encode() + b"\r\n"


def read_all(content, **kwargs):
    return list(lines(content, **kwargs))


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n \r\n", HEADER])
def test_an_empty_file_is_refused(content):
    with pytest.raises(EmptyFile):
        read_all(content)


@pytest.mark.parametrize("column", REQUIRED)
def test_a_missing_column_is_refused_by_name(column):
    with pytest.raises(ColumnsMissing, match=column):
        read_all(export(contact(1), columns=[c for c in COLUMNS if c != column]))


def test_a_column_that_is_there_twice_is_refused():
    with pytest.raises(ColumnTwice, match="Email"):
        read_all(export(contact(1), columns=[*COLUMNS, " e-mail", "email"]))


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_another_encoding_is_refused(encoding):
    content = export(contact(1, First_Name="Zoë")).decode().encode(encoding)
    with pytest.raises(NotUtf8):
        read_all(content)


def test_a_file_over_the_limit_is_refused():
    with pytest.raises(TooLarge, match="1 MB"):
        read_all(export(*(contact(n) for n in range(20_000))))


def test_headings_are_found_whatever_their_order_and_spelling():
    content = export(contact(1)).replace(b"Contact ID", b" contact  id ")
    [row] = read_all(content)
    assert row.contact_id == "C-1"


def test_lines_are_numbered_where_the_row_starts():
    content = export(contact(1, Notes="two\nlines"), contact(2, Email=""))
    assert read_all(content)[1] == Rejection(4, "missing_email")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Email": "   "}, "missing_email"),
        ({"Email": "no address"}, "invalid_email"),
        ({"Email": "ada@localhost"}, "invalid_email"),
        ({"Opted_Out": " True "}, "opted_out"),
        ({"Notes": "a\0b"}, "malformed_row"),
    ],
)
def test_rows_that_are_rejected(cells, reason):
    [row] = read_all(export(contact(1, **cells)))
    assert (row.line, row.reason) == (2, reason)


def test_a_row_of_another_width_is_malformed_and_the_rest_goes_on():
    content = HEADER + b"a,b\r\n" + b"x" + b"," * len(COLUMNS) + b"\r\n\r\n"
    content += export(contact(1)).split(b"\r\n", 1)[1]
    first, second, third = read_all(content)
    assert (first.reason, second.reason) == ("malformed_row", "malformed_row")
    assert (third.line, third.email) == (5, "ada-1@work.example")


def test_a_quote_that_never_ends_costs_one_row_not_the_import():
    content = export(contact(1)) + b'"' + b"x" * 200_000
    first, second = read_all(content)
    assert first.contact_id == "C-1"
    assert second.reason == "malformed_row"


def test_nothing_of_who_opted_out_is_kept_in_the_list_of_rejections():
    [row] = read_all(export(contact(1, Opted_Out="TRUE")))
    assert row.detail == ""


CELLS = st.dictionaries(
    st.sampled_from(COLUMNS),
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(["TRUE", "a@x.example", "b@x.example", "2024-01-01", '"', "=1+1"]),
    ),
)
BYTES = st.one_of(
    st.binary(max_size=400),
    st.binary(max_size=400).map(lambda tail: HEADER + tail),
    st.lists(CELLS, max_size=8).map(lambda rows: export(*rows)),
    st.tuples(st.lists(CELLS, max_size=4), st.binary(max_size=60)).map(
        lambda both: export(*both[0]) + both[1]
    ),
)


@given(BYTES)
@settings(max_examples=400, deadline=None)
def test_any_bytes_are_refused_whole_or_accounted_for_row_by_row(content):
    report = Report()
    sheet = Sheet(report)
    try:
        sheet.add_all(lines(content))
    except FileRefused:
        return
    people = sheet.people
    assert report.rows == len(people) + report.duplicates + report.rejected.total()
    assert sum(len(person.lines) for person in people) == len(people) + report.duplicates
    assert report.rows >= 1
