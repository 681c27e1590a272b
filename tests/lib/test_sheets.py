"""CSV: read back as it was written, and never reckoned by a spreadsheet."""

import csv
import io

import pytest

from crm_app.lib.sheets import csv_text


def read(text):
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def test_commas_quotes_lines_and_both_scripts_come_back():
    row = ["华东, 科技", 'the "Leaf" Ltd', "two\nlines", ""]
    assert read(csv_text(["a", "b", "c", "d"], [row])) == [["a", "b", "c", "d"], row]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+8613800138000", "-2", "@SUM(A1)", "\t=1", " =1", "\uff1d1+1"]
)
def test_what_would_be_a_formula_is_text(cell):
    assert read(csv_text(["a"], [[cell]]))[1] == [f"'{cell}"]
