"""CSV: read back as it was written, and never reckoned by a spreadsheet."""

import csv
import io
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crm_app.lib.ids import new_id
from crm_app.lib.sheets import csv_text, sheet_file
from crm_app.lib.tables import open_table
from crm_app.lib.tables.written_cards import cards_file


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


# What a field can hold: no control characters, no spaces around it.
_SIGNS = st.sampled_from(
    [*list("=+-@'\"\t,;|1234567890.%/年月日 万¥"), "合计", "total", "name", "=1+1"]
)
_LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn"))
_TEXT = st.lists(st.one_of(_SIGNS, _LETTERS), max_size=12).map(lambda some: "".join(some).strip())
_ROWS = st.lists(st.tuples(_TEXT, _TEXT, _TEXT), min_size=1, max_size=8)


def _read(kind, head, rows):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"out.{kind}"
        path.write_bytes(sheet_file(kind, head, rows))
        found = open_table(path)
        return found, [row.cells for row in found.rows()]


@settings(max_examples=60, deadline=None)
@given(_ROWS, st.sampled_from(["csv", "tsv", "xlsx"]))
# A line, a sum, a page's foot: of a file of somebody else's these are no data.
@example([("", "", "==="), ("合计", "", "12"), ("共 3 条", "", "")], "csv")
@example([("", "", "'="), ("''+1", "'a", "'")], "xlsx")
def test_what_is_written_is_what_is_read(rows, kind):
    """Formulas, numbers, days and sums that are texts stay the texts they are."""
    rows = [[*row, new_id()] for row in rows]
    found, read_rows = _read(kind, ["name", "=note", "备注", "id"], rows)
    assert (found.is_own, found.columns) == (True, ["name", "=note", "备注", "id"])
    assert read_rows == rows


def test_no_cell_of_a_sheet_is_a_formula_and_numbers_are_numbers():
    rows = [["=1+1", Decimal("-5.50"), date(2026, 3, 4), new_id()]]
    for kind, wanted in (
        ("csv", ["=1+1", "-5.50", "2026-03-04"]),
        ("xlsx", ["=1+1", "-5.5", "2026-03-04"]),
    ):
        found, read_rows = _read(kind, ["a", "b", "c", "id"], rows)
        assert read_rows[0][:3] == wanted
        assert "formulas" not in str(found.notes)


def test_an_address_book_brings_back_whom_it_holds(tmp_path):
    fields = [
        "name",
        "honorific",
        "company",
        "title",
        "mobile",
        "mobile",
        "email",
        "address",
        "birthday",
        "id",
    ]
    rows = [
        [
            "欧阳娜娜",
            "总",
            "远山; 茶厂",
            "采购,经理",
            "+86 142 5000 0001",
            "142",
            "na@a.example",
            "上海市某路\n1号",
            "1985-03-12",
            new_id(),
        ],
        ["Mary Ann O'Neil", "Dr.", "Blue\\Co " * 12, "", "", "", "", "", "", new_id()],
        ["李Lucy", "", "", "", "", "", "", "", "", new_id()],
    ]
    path = tmp_path / "people.vcf"
    path.write_bytes(cards_file(fields, rows))
    assert max(map(len, path.read_bytes().split(b"\r\n"))) <= 75
    found = open_table(path)
    named = [dict(zip(found.columns, row.cells, strict=True)) for row in found.rows()]
    wanted = [
        dict(zip([*fields[:4], "mobile", "mobile (2)", *fields[6:]], row, strict=True))
        for row in rows
    ]
    for one, other in zip(named, wanted, strict=True):
        other["address (work)"] = " ".join(other.pop("address").split())
        assert one == {name: value.strip() for name, value in other.items()}
