"""Cells that no spreadsheet program takes for a formula."""

import pytest

from hub.spreadsheets import csv_lines, safe_cell


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_looks_like_a_formula_gets_an_apostrophe(text):
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize(
    ("value", "text"), [("Ada", "Ada"), ("", ""), (None, ""), (-5, "-5"), ("a=b", "a=b")]
)
def test_everything_else_is_as_it_was(value, text):
    assert safe_cell(value) == text


def test_a_file_is_streamed_line_by_line():
    lines = csv_lines(("Name", "Note"), iter([("Zoë", "=1"), ("a,b", None)]))
    assert b"".join(lines).decode("utf-8-sig") == 'Name,Note\r\nZoë,\'=1\r\n"a,b",\r\n'
