"""Fifteen files as people really have them, with what ought to be read: made before the rules for
workbooks were. `NASTY[name]()` → the file's bytes and a `Wanted`.
"""

import io
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

DATA = Path(__file__).parents[2] / "data" / "tables"
PHONES = ["142 5000 0001", "142 5000 0002", "142 5000 0003"]


@dataclass(frozen=True)
class Wanted:
    """The columns, the rows whole, and words that stand in codes of notes."""

    columns: list[str]
    rows: list[list[str]]
    notes: set[str] = field(default_factory=set)


def report_of_an_erp():
    text = (
        "上海某某公司客户往来明细表,,,,\r\n"
        "打印日期：2026-11-20,,操作员：王芳,,\r\n"
        ",,,,\r\n"
        '序号,"客户\n名称",联系电话,"应收金额\n（元）",最近日期\r\n'
        '1,远山茶厂,021-55550101,"12,800.50",2026/3/4\r\n'
        '2,北岸物流,021-55550102,"300.00",2025/12/31\r\n'
        '小计,,,"13,100.50",\r\n'
        ",,,,\r\n"
        '3,回甘茶业,021-55550103,"(1,200.00)",2026/1/15\r\n'
        '合计,,,"11,900.50",\r\n'
        "制表人：李四,,审核：,,\r\n"
    )
    rows = [
        ["1", "远山茶厂", "021-55550101", "12800.50", "2026-03-04"],
        ["2", "北岸物流", "021-55550102", "300.00", "2025-12-31"],
        ["3", "回甘茶业", "021-55550103", "-1200.00", "2026-01-15"],
    ]
    heads = ["序号", "客户 名称", "联系电话", "应收金额 （元）", "最近日期"]
    return text.encode("gbk"), Wanted(heads, rows, {"title", "sum", "footer", "blank_rows"})


def unicode_text_of_excel():
    text = '姓名\t手机\t备注\r\n李梅\t142 5000 0001\t"两行\n备注"\r\n王强\t142 5000 0002\t\r\n'
    rows = [["李梅", PHONES[0], "两行\n备注"], ["王强", PHONES[1], ""]]
    return text.encode("utf-16"), Wanted(["姓名", "手机", "备注"], rows)


def german_export():
    text = (
        "Kunde;Umsatz;Anteil;Letzter Kauf;\r\n"
        "Müller & Söhne GmbH;1.234,50;12,5 %;03.04.2026;\r\n"
        "Café Größe;987,00;7 %;14.12.2025;\r\n"
        "Weiß OHG;12.000,00;80,5 %;01.01.2026;\r\n"
    )
    rows = [
        ["Müller & Söhne GmbH", "1234.50", "12.5", "2026-04-03"],
        ["Café Größe", "987.00", "7", "2025-12-14"],
        ["Weiß OHG", "12000.00", "80.5", "2026-01-01"],
    ]
    return text.encode("cp1252"), Wanted(["Kunde", "Umsatz", "Anteil", "Letzter Kauf"], rows)


def sep_line_and_mixed_ends():
    text = '\ufeffsep=;\r\nName;Phone;Phone;\n"Ann; ""A""";142 5000 0001;142 5000 0002;x\rBob;;142 5000 0003;\r\n\n'
    rows = [['Ann; "A"', *PHONES[:2], "x"], ["Bob", "", PHONES[2], ""]]
    return text.encode(), Wanted(["Name", "Phone", "Phone (2)", "D"], rows)


def inches():
    text = 'code|name|price\nA1|5" pipe|12.50\nA2|pipe 6"|1,300.00\nA3|"7"|99.90\n'
    rows = [["A1", '5" pipe', "12.50"], ["A2", 'pipe 6"', "1300.00"], ["A3", "7", "99.90"]]
    return text.encode(), Wanted(["code", "name", "price"], rows)


def _book(fill, **options):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "remove_timezone": True, **options})
    fill(book)
    book.close()
    return out.getvalue()


def merged_heads_and_firms():
    def fill(book):
        sheet = book.add_worksheet("客户联系人")
        sheet.merge_range("A1:E1", "客户联系人一览")
        sheet.merge_range("A2:A3", "公司")
        sheet.merge_range("B2:D2", "联系人")
        sheet.merge_range("E2:E3", "备注")
        sheet.write_row("B3", ["姓名", "电话", "邮箱"])
        sheet.merge_range("A4:A5", "远山茶厂")
        sheet.write_row("B4", ["李梅", PHONES[0], "li@a.example"])
        sheet.write_row("B5", ["王强", PHONES[1], "wang@a.example"])
        sheet.write_row("A6", ["北岸物流", "赵敏", PHONES[2], "", "重点"])

    heads = ["公司", "联系人 / 姓名", "联系人 / 电话", "联系人 / 邮箱", "备注"]
    rows = [
        ["远山茶厂", "李梅", PHONES[0], "li@a.example", ""],
        ["远山茶厂", "王强", PHONES[1], "wang@a.example", ""],
        ["北岸物流", "赵敏", PHONES[2], "", "重点"],
    ]
    return _book(fill), Wanted(heads, rows, {"title", "two_lines", "merged"})


def typed_cells():
    def fill(book):
        day = book.add_format({"num_format": "yyyy/m/d"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        percent = book.add_format({"num_format": "0.0%"})
        cover = book.add_worksheet("封面")
        cover.write("A1", "说明")
        sheet = book.add_worksheet("数据")
        sheet.write_row("A1", ["手机", "税率", "生日", "时间", "金额", "备注", "公式"])
        sheet.write_row("A2", [14250000001, 0.13])
        sheet.write("B2", 0.13, percent)
        sheet.write_datetime("C2", datetime(1985, 3, 12, tzinfo=UTC), day)
        sheet.write_datetime("D2", datetime(2026, 3, 4, 9, 31, tzinfo=UTC), moment)
        sheet.write_row("E2", [0.1 + 0.2, "=1+1"])
        sheet.write_formula("G2", "=E2*2", None, 0.6)
        sheet.write("A3", "'021-5555 0101")
        sheet.write("B3", 0.06, percent)
        sheet.write_datetime("C3", datetime(1990, 11, 2, tzinfo=UTC), day)
        sheet.write_row("E3", [1_234_567.5, True])
        sheet.write_formula("G3", "=E3*2", None, "")

    rows = [
        ["14250000001", "13", "1985-03-12", "2026-03-04T09:31:00", "0.3", "=1+1", "0.6"],
        ["'021-5555 0101", "6", "1990-11-02", "", "1234567.5", "true", ""],
    ]
    heads = ["手机", "税率", "生日", "时间", "金额", "备注", "公式"]
    data = _book(fill, strings_to_formulas=False, strings_to_numbers=False)
    return data, Wanted(heads, rows, {"sheet", "percent", "formulas"})


def table_in_a_corner():
    def fill(book):
        sheet = book.add_worksheet()
        line = 4
        for page in range(3):
            sheet.write_row(line, 2, ["Customer", None, "Phone", "Amount"])
            for each in range(5):
                sheet.write_row(
                    line + 1 + each,
                    2,
                    [f"Firm {page}-{each}", None, f"+1 202 555 01{page}{each}", 100 + each],
                )
            sheet.write_row(line + 6, 2, ["Subtotal", None, None, 510])
            line += 8
        sheet.write_row(line, 2, ["Grand Total:", None, None, 1530])

    rows = [
        [f"Firm {p}-{e}", f"+1 202 555 01{p}{e}", str(100 + e)] for p in range(3) for e in range(5)
    ]
    return _book(fill), Wanted(["Customer", "Phone", "Amount"], rows, {"sum", "head", "blank_rows"})


ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body><office:spreadsheet>'
)


def ods(tables, tail=""):
    """An ods file of the XML of its tables."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED
        )
        body = f'<?xml version="1.0" encoding="UTF-8"?>{tail}{ODS_HEAD}{tables}'
        archive.writestr(
            "content.xml", body + "</office:spreadsheet></office:body></office:document-content>"
        )
        archive.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>')
    return out.getvalue()


def _cell(text, kind="string", **more):
    given = "".join(
        f' {name.replace("_", ":").replace("--", "-")}="{value}"' for name, value in more.items()
    )
    return f'<table:table-cell office:value-type="{kind}"{given}><text:p>{text}</text:p></table:table-cell>'


def open_document():
    blank = '<table:table-cell table:number-columns-repeated="16380"/>'
    table = '<table:table table:name="Kunden">'
    table += f"<table:table-row>{_cell('Name')}{_cell('Seit')}{_cell('Umsatz')}{_cell('Rabatt')}{blank}</table:table-row>"
    table += (
        '<table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>nicht lesen</text:p>'
        "</office:annotation><text:p>Zeile eins</text:p><text:p>Zeile zwei</text:p></table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="2026-03-04"><text:p>04.03.26</text:p></table:table-cell>'
        '<table:table-cell office:value-type="currency" office:currency="EUR" office:value="1234.5"><text:p>1.234,50 €</text:p></table:table-cell>'
        '<table:table-cell office:value-type="percentage" office:value="0.05"><text:p>5 %</text:p></table:table-cell>'
        f"{blank}</table:table-row>"
    )
    table += (
        f'<table:table-row table:number-rows-repeated="2">{_cell("Doppelt")}'
        '<table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="percentage" office:value="0.1"><text:p>10 %</text:p></table:table-cell></table:table-row>'
    )
    table += f'<table:table-row table:number-rows-repeated="1048572">{blank}</table:table-row></table:table>'
    rows = [
        ["Zeile eins\nZeile zwei", "2026-03-04", "1234.5", "5"],
        ["Doppelt", "", "", "10"],
        ["Doppelt", "", "", "10"],
    ]
    return ods(table), Wanted(["Name", "Seit", "Umsatz", "Rabatt"], rows)


def old_excel():
    rows = [
        ["远山茶厂", "14250000001", "2026-03-04", "12800.5", "老客户"],
        ["北岸物流", "14250000002", "2025-12-31", "300", ""],
        ["回甘茶业", "021-55550101", "2026-01-15", "0.3", "含“引号”"],
    ]
    heads = ["客户名称", "手机", "签约日期", "金额", "备注"]
    return (DATA / "clerk.xls").read_bytes(), Wanted(heads, rows, {"sheet", "title", "sum"})


def phone_book_as_text():
    text = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=BC=9F;;;\r\n"
        "TEL;CELL;PREF:14250000001\r\nTEL;WORK;FAX:021 5555 0109\r\nEMAIL;HOME:zhang@a.example\r\n"
        "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E8=80=81=E5=AE=A2=E6=88=B7=0D=0A=\r\n=E7=AC=AC=E4=BA=8C=E8=A1=8C\r\nEND:VCARD\r\n"
        'BEGIN:VCARD\nVERSION:4.0\nFN:Dr. Ann\n  Smith\nN:Smith;Ann;;Dr.;\nitem1.TEL;VALUE=uri;TYPE="work,voice":tel:+1-202-555-0101;ext=7\n'
        "TEL;TYPE=cell:+1 202 555 0102\nEMAIL:ann@b.example\nEMAIL:a.smith@b.example\nORG:Blue\\, Inc.;Sales\nTITLE:Buyer\n"
        "ADR;TYPE=work:;;1 Main St;Austin;TX;78701;USA\nBDAY:19850312\nPHOTO:data:image/jpeg;base64,/9j/4AAQ\nEND:VCARD\n"
    )
    heads = [
        "name",
        "honorific",
        "company",
        "department",
        "title",
        "mobile",
        "phone (work)",
        "fax",
        "email",
        "email (2)",
        "email (home)",
        "address (work)",
        "birthday",
        "note",
    ]
    rows = [
        [
            "张伟",
            "",
            "",
            "",
            "",
            "14250000001",
            "",
            "021 5555 0109",
            "",
            "",
            "zhang@a.example",
            "",
            "",
            "老客户\n第二行",
        ],
        [
            "Ann Smith",
            "Dr.",
            "Blue, Inc.",
            "Sales",
            "Buyer",
            "+1 202 555 0102",
            "+1-202-555-0101;ext=7",
            "",
            "ann@b.example",
            "a.smith@b.example",
            "",
            "1 Main St, Austin TX 78701, USA",
            "1985-03-12",
            "",
        ],
    ]
    return text.encode(), Wanted(heads, rows, {"photos"})


def page_called_xls():
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>'
        "<table border=1><tr><td colspan=3>客户导出</td></tr><tr><th>客户名称</th><th>电话</th><th>金额</th></tr>"
        "<tr><td>远山茶厂&nbsp;</td><td style='mso-number-format:\"\\@\"'>02155550101</td><td>1,280.50</td></tr>"
        "<tr><td>北岸&amp;物流</td><td>02155550102</td><td>300.00<br></td></tr></table></body></html>"
    )
    rows = [["远山茶厂", "02155550101", "1280.50"], ["北岸&物流", "02155550102", "300.00"]]
    return page.encode("gb2312"), Wanted(["客户名称", "电话", "金额"], rows, {"title"})


def days_as_numbers():
    text = "客户,签约日期,到期日期,合同金额,工号\n远山,46085,20260304,12.8万,00123\n北岸,45992,20251231,3000元,00045\n回甘,46037.5,20260115,¥1.2亿,01000\n"
    rows = [
        ["远山", "2026-03-04", "2026-03-04", "128000", "00123"],
        ["北岸", "2025-12-01", "2025-12-31", "3000", "00045"],
        ["回甘", "2026-01-15T12:00:00", "2026-01-15", "120000000", "01000"],
    ]
    return text.encode(), Wanted(
        ["客户", "签约日期", "到期日期", "合同金额", "工号"], rows, {"serial"}
    )


def dump_of_a_database():
    text = 'id,name,note\n1,"Ann \\"A\\" Lee","line\\\nnext"\n2,"O\'Neil, Bob",\\N\n3,"Eve\\\\Co","x"\n'
    rows = [["1", 'Ann "A" Lee', "line\nnext"], ["2", "O'Neil, Bob", ""], ["3", "Eve\\Co", "x"]]
    return text.encode(), Wanted(["id", "name", "note"], rows)


def american_days():
    text = (
        'Deal,Close Date,Created,Value\nA,3/4/26,11/30/2025 4:05 PM,"$1,250"\nB,4/5/26,1/2/2026 9:00 AM,"$12,000"\n'
        'C,0/0/00,1/3/2026 12:30 AM,$900\nTotal,,,"$14,150"\n'
    )
    rows = [
        ["A", "2026-03-04", "2025-11-30T16:05:00", "1250"],
        ["B", "2026-04-05", "2026-01-02T09:00:00", "12000"],
        ["C", "", "2026-01-03T00:30:00", "900"],
    ]
    return text.encode(), Wanted(
        ["Deal", "Close Date", "Created", "Value"], rows, {"sum", "day_order_mdy"}
    )


NASTY = {
    one.__name__: one
    for one in (
        *(report_of_an_erp, unicode_text_of_excel, german_export, sep_line_and_mixed_ends, inches),
        *(merged_heads_and_firms, typed_cells, table_in_a_corner, open_document, old_excel),
        *(phone_book_as_text, page_called_xls, days_as_numbers, dump_of_a_database, american_days),
    )
}
