"""`crm duplicates`: a table without a database, the records of one, and what it says when it cannot."""

import csv
import json

import pytest
import xlsxwriter

from crm_app.cli.main import main
from crm_app.services import contacts
from crm_app.services.contacts import ContactForm
from crm_app.services.points import read_point
from tests.lib.tables.nasty import ods

ROWS = [
    ["张伟", "华东科技有限公司", "13800138001"],
    ["王芳", "华东科技有限公司", "13700137003"],
    ["张总", "", "+86 138 0013 8001"],
]


def table(path, head, rows, coding="utf-8"):
    with path.open("w", encoding=coding, newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return str(path)


def told(capsys, *words):
    status = main(["duplicates", *words])
    return status, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("coding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_table_needs_no_database(tmp_path, capsys, monkeypatch, coding):
    monkeypatch.setenv("CRM_DATA", str(tmp_path / "none"))
    file = table(tmp_path / "a.csv", ["姓名", "公司", "手机"], ROWS, coding)
    status, found = told(capsys, "contacts", "--input", file, "--json")
    assert (status, set(found)) == (0, {"pairs", "seconds"})
    pair = found["pairs"][0]
    assert (len(found["pairs"]), pair["a"], pair["b"]) == (1, 0, 2)
    assert (pair["score"] >= 0.5, pair["reasons"]) == (True, ["phone", "surname"])
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("ending", ["xlsx", "ods", "vcf", "csv"])
def test_any_file_that_imports_read_will_do(tmp_path, capsys, ending):
    """A workbook, an address book, and a csv with a title above its headings."""
    file, rows = tmp_path / f"people.{ending}", [["姓名", "公司", "手机"], *ROWS]
    if ending == "vcf":
        cards = [f"FN:{name}\nORG:{firm}\nTEL;TYPE=CELL:{phone}" for name, firm, phone in ROWS]
        whole = [f"BEGIN:VCARD\nVERSION:3.0\n{card}\nEND:VCARD\n" for card in cards]
        file.write_text("".join(whole), encoding="utf-8")
    elif ending == "csv":
        table(file, ["客户通讯录", "", ""], rows)
    elif ending == "ods":
        cell = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
        lines = ["".join(map(cell.format, row)) for row in rows]
        inside = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
        file.write_bytes(ods(f"<table:table table:name='A'>{inside}</table:table>"))
    else:
        with xlsxwriter.Workbook(file) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    status, found = told(capsys, "contacts", "--input", str(file), "--json")
    assert (status, [(one["a"], one["b"]) for one in found["pairs"]]) == (0, [(0, 2)])


def test_columns_are_named_where_nobody_could_guess_them(tmp_path, capsys):
    file = table(tmp_path / "a.tsv", ["A", "B", "C"], ROWS)
    _, found = told(
        capsys, "contacts", "--input", file, "--columns", "name=A", "phone=C", "company=B", "--json"
    )
    assert [(one["a"], one["b"]) for one in found["pairs"]] == [(0, 2)]


@pytest.mark.parametrize(
    "words", [["--columns", "name=Z"], ["--columns", "colour=姓名"], ["--input", "absent.csv"]]
)
def test_it_says_in_one_sentence_why_not(tmp_path, capsys, words):
    file = table(tmp_path / "a.csv", ["姓名"], [["张伟"]])
    assert main(["duplicates", "contacts", "--input", file, *words]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)


def test_the_records_of_the_database(people, capsys, db):
    mobile = [read_point("mobile", "13800138001")]
    ids = {
        contacts.create_contact(people["rep"], ContactForm(name=name, points=mobile))
        for name in ("张伟", "张总")
    }
    contacts.create_contact(people["rep"], ContactForm(name="王芳", points=mobile))
    status, found = told(capsys, "contacts", "--json")
    assert status == 0
    assert [{one["a"], one["b"]} for one in found["pairs"]] == [ids]
