"""Files that want to hurt are refused by what they are, in bounded time and memory."""

import io
import resource
import struct
import time
import zipfile
import zlib

import pytest
import xlsxwriter

from crm_app.lib.tables import Unreadable, open_table, opening
from tests.lib.tables.nasty import DATA, ods

BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
)
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def xlsx(sheet, **parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", LINKS)
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for piece in [sheet] if isinstance(sheet, (str, bytes)) else sheet:
                part.write(piece.encode() if isinstance(piece, str) else piece)
    return out.getvalue()


def cells(*given):
    return SHEET.format(f"<row>{''.join(given)}</row>")


def far_cell():
    return xlsx(cells('<c r="A1"><v>1</v></c>', '<c r="ZZ1048576"><v>1</v></c>'))


def million_columns():
    return xlsx(cells("<c><v>1</v></c>" * 1_000_000))


def bomb():
    return xlsx(b" " * 1_000_000 for _ in range(120))


def dense_bomb():
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return xlsx(
        cells("<c><v>1</v></c>"), **{"xl__sharedStrings.xml": head + b"<si><t>" + b"x" * 30_000_000}
    )


def lying_archive():
    """Its directory says that a part is small; what comes out of it is not."""
    data = bytearray(xlsx(SHEET.format("<row><c><v>1</v></c></row>") + " " * 30_000_000))
    short = SHEET.format("<row><c><v>1</v></c></row>").encode()
    end = data.rfind(b"PK\x01\x02")
    data[end + 16 : end + 20] = struct.pack("<I", zlib.crc32(short))
    data[end + 24 : end + 28] = struct.pack("<I", len(short))
    return bytes(data)


def entity():
    return xlsx('<!DOCTYPE x [<!ENTITY a "aaaa">]>' + cells('<c t="str"><v>&a;</v></c>'))


def entity_in_strings():
    evil = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    return xlsx(cells("<c><v>1</v></c>"), **{"xl__sharedStrings.xml": evil})


def cut_off():
    return far_cell()[:-200]


def repeated_ods():
    cell = '<table:table-cell table:number-columns-repeated="700" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    return ods(
        f'<table:table table:name="S"><table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row></table:table>'
    )


def entity_ods():
    return ods(
        '<table:table table:name="S"/>',
        tail='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    )


def old_rubbish():
    return SIGN + b"\x00" * 504 + "Workbook".encode("utf-16-le") + bytes(range(256)) * 40


def old_far_cell():
    """A cell at the far end of the first sheet of an xls: its row and column stand in four bytes."""
    data = bytearray((DATA / "clerk.xls").read_bytes())
    at = data.index(struct.pack("<HHHH", 0x0203, 14, 4, 3))  # the number in D5
    data[at + 4 : at + 8] = struct.pack("<HH", 65_535, 255)
    return bytes(data)


def locked():
    return SIGN + b"\x00" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 4096


def word():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return out.getvalue()


def entity_page():
    return b'<!DOCTYPE html [<!ENTITY a "x">]><html><table><tr><td>&a;</td></tr></table></html>'


HOSTILE = [
    (far_cell, "too_many_cells"),
    (million_columns, "too_wide"),
    (bomb, "bomb"),
    (dense_bomb, "bomb"),
    (lying_archive, "bomb"),
    (entity, "unsafe"),
    (entity_in_strings, "unsafe"),
    (cut_off, "broken"),
    (repeated_ods, "too_many_cells"),
    (entity_ods, "unsafe"),
    (old_rubbish, "broken"),
    (old_far_cell, "too_many_cells"),
    (locked, "encrypted"),
    (word, "format_unknown"),
    (entity_page, "unsafe"),
    (lambda: b"%PDF-1.7 ...", "format_unknown"),
    (lambda: b"PK\x03\x04" + b"\x00" * 400, "broken"),
]


@pytest.mark.parametrize(("build", "code"), HOSTILE, ids=[code for _, code in HOSTILE])
def test_a_hostile_file_is_refused_soon_and_in_little_memory(build, code, tmp_path):
    path = tmp_path / "clients.xlsx"
    path.write_bytes(build())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    with pytest.raises(Unreadable) as refusal:
        open_table(path)
    assert refusal.value.code == f"tables.{code}"
    assert time.process_time() - began < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000  # KB


def test_more_rows_than_a_sheet_has_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "MOST_ROWS", 1_000)
    path = tmp_path / "long.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 1_000)
    with pytest.raises(Unreadable, match="too_many_rows"):
        open_table(path)


def test_formulas_are_taken_as_stored_and_never_reckoned(tmp_path):
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["name", "sum"])
        sheet.write("A2", "Ann")
        sheet.write_formula("B2", "=40+2", None, 7)
        sheet.write("A3", "Bob")
        sheet.write_formula("B3", '=WEBSERVICE("http://x.example")', None, "")
        sheet.write("A4", "Eve")
        sheet.write_formula("B4", "=1/0", None, "#DIV/0!")
    found = open_table(path)
    assert [row.cells for row in found.rows()] == [["Ann", "7"], ["Bob", ""], ["Eve", ""]]
    said = {note.code.rpartition(".")[2]: note.params for note in found.notes}
    assert (said["formulas"]["count"], said["formulas_unknown"]["count"]) == (3, 1)
