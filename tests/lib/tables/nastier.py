"""Ten more files, made when the rules were frozen: what they first came to stands in decision 27."""

import base64
import io

import xlsxwriter

from tests.lib.tables.nasty import PHONES, Wanted, ods


def french_ledger():
    text = (
        "Société;Téléphone;Date de création;Chiffre d’affaires;Remise\r\n"
        "Café de l’Été;01 99 00 12 34;31/12/2025 14:05;1\u202f234,50 €;5 %\r\n"
        "Forêt & Fils;01 99 00 56 78;01/02/2026 08:00;980,00 €;12,5 %\r\n"
        "Total général;;;2\u202f214,50 €;\r\n"
    )
    rows = [
        ["Café de l’Été", "01 99 00 12 34", "2025-12-31T14:05:00", "1234.50", "5"],
        ["Forêt & Fils", "01 99 00 56 78", "2026-02-01T08:00:00", "980.00", "12.5"],
    ]
    heads = ["Société", "Téléphone", "Date de création", "Chiffre d’affaires", "Remise"]
    return text.encode(), Wanted(heads, rows, {"sum"})


def taiwan_contacts():
    text = (
        "姓名,公司名稱,行動電話,建立時間,備註\r\n陳美玲,臺北國際貿易股份有限公司,0912-345-678,2026/3/4 上午 09:31,重要客戶\r\n"
        '林志豪,高雄港務代理行,0922-111-222,2025/12/31 下午 01:05,"電話""中午""勿打"\r\n'
    )
    rows = [
        ["陳美玲", "臺北國際貿易股份有限公司", "0912-345-678", "2026-03-04T09:31:00", "重要客戶"],
        ["林志豪", "高雄港務代理行", "0922-111-222", "2025-12-31T13:05:00", '電話"中午"勿打'],
    ]
    return text.encode("big5"), Wanted(["姓名", "公司名稱", "行動電話", "建立時間", "備註"], rows)


def old_mac_tabs():
    text = 'Name\tTitle\tTel\rAnn Lee\tVP "Sales"\t(202) 555-0101\rBob Roe\t\t(202) 555-0102\rEve O\'Hara\t"Head, Ops"\t(202) 555-0103\r'
    rows = [
        ["Ann Lee", 'VP "Sales"', "(202) 555-0101"],
        ["Bob Roe", "", "(202) 555-0102"],
        ["Eve O'Hara", "Head, Ops", "(202) 555-0103"],
    ]
    return text.encode("mac-roman"), Wanted(["Name", "Title", "Tel"], rows)


def _book(fill, **options):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        fill(book)
    return out.getvalue()


def units_below_the_head():
    def fill(book):
        sheet = book.add_worksheet("报价")
        sheet.merge_range("A1:D1", "2026年产品价格表（含税）")
        sheet.write_row("A2", ["*产品编号", "*产品名称", "标准售价", "税率"])
        sheet.write_row("A3", ["", "", "（元）", "（%）"])
        sheet.write_row("A4", ["T-001", "饼茶", 128.5, 13])
        sheet.write_row("A5", ["T-002", "散茶", 96, 13])
        sheet.write("A7", "注：价格自2026年1月1日起执行")

    rows = [["T-001", "饼茶", "128.5", "13"], ["T-002", "散茶", "96", "13"]]
    heads = ["*产品编号", "*产品名称", "标准售价 / （元）", "税率 / （%）"]
    return _book(fill), Wanted(heads, rows, {"title", "footer"})


def hidden_lookup():
    def fill(book):
        lists = book.add_worksheet("_lists")
        lists.hide()
        for line in range(500):
            lists.write_row(line, 0, [f"省{line}", f"市{line}", line])
        sheet = book.add_worksheet("联系人")
        sheet.activate()
        sheet.write_row("A1", ["姓名", "省份", "手机"])
        sheet.write_row("A2", ["李梅", "云南", PHONES[0]])
        sheet.write_row("A3", ["王强", "四川", PHONES[1]])

    rows = [["李梅", "云南", PHONES[0]], ["王强", "四川", PHONES[1]]]
    return _book(fill), Wanted(["姓名", "省份", "手机"], rows, {"sheet"})


def xml_of_excel_2003():
    def row(*cells, index=0):
        inside = "".join(
            f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>' for kind, value in cells
        )
        return f"<Row{f' ss:Index={chr(34)}{index}{chr(34)}' if index else ''}>{inside}</Row>"

    book = (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Worksheet ss:Name="Sheet1"><Table>'
        + row(("String", "客户"), ("String", "金额"), ("String", "签约日期"))
        + row(
            ("String", "远山&amp;茶厂"),
            ("Number", "12800.5"),
            ("DateTime", "2026-03-04T00:00:00.000"),
        )
        + row(
            ("String", "北岸"), ("Number", "300"), ("DateTime", "2025-12-31T00:00:00.000"), index=4
        )
        + "</Table></Worksheet></Workbook>"
    )
    rows = [["远山&茶厂", "12800.5", "2026-03-04"], ["北岸", "300", "2025-12-31"]]
    return book.encode(), Wanted(["客户", "金额", "签约日期"], rows, {"blank_rows"})


def merged_open_document():
    def text(value):
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    def number(value):
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'

    spaced = 'A<text:s text:c="2"/>B'
    table = (
        '<table:table table:name="Liste"><table:table-column table:number-columns-repeated="3"/>'
        '<table:table-row><table:table-cell table:number-columns-spanned="3" office:value-type="string"><text:p>Price list</text:p></table:table-cell>'
        '<table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>'
        f"<table:table-header-rows><table:table-row>{text('Item')}{text('Active')}{text('Price')}</table:table-row></table:table-header-rows>"
        f'<table:table-row>{text(spaced)}<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>{number("1e3")}</table:table-row>'
        f'<table:table-row>{text("<text:a>C</text:a>")}<table:table-cell office:value-type="boolean" office:boolean-value="false"><text:p>FALSCH</text:p></table:table-cell>{number("0.1")}</table:table-row>'
        f"<table:table-row>{text('Total')}<table:table-cell/>{number('1000.1')}</table:table-row></table:table>"
    )
    rows = [["A  B", "true", "1000"], ["C", "false", "0.1"]]
    return ods(table), Wanted(["Item", "Active", "Price"], rows, {"title", "sum"})


def phone_of_many_makers():
    photo = base64.b64encode(bytes(range(256)) * 3).decode()
    lines = "\r\n".join(photo[at : at + 76] for at in range(0, len(photo), 76))
    name = "".join(f"={byte:02X}" for byte in "欧阳娜".encode("gbk"))
    text = (
        f"BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=GBK:{name};;;;\r\n"
        f"PHOTO;ENCODING=BASE64;JPEG:\r\n{lines}\r\n\r\nTEL;CELL:+86 142 5000 0001\r\nTEL;PAGER:12345\r\nX-QQ:10001\r\nEND:VCARD\r\n"
        "begin:vcard\r\nversion:3.0\r\nfn:Zoë Q. Smith-Jones\r\nn:Smith-Jones;Zoë;Q.;;\r\norg:Ünïted Tea\\; Ltd;\r\n"
        "item1.TEL:+1 202 555 0101\r\nitem1.X-ABLabel:手机\r\nitem2.TEL:+1 202 555 0102\r\nitem2.X-ABLabel:_$!<WorkFAX>!$_\r\n"
        "bday;X-APPLE-OMIT-YEAR=1604:1604-02-29\r\nnote:a\\, b\\nc\r\nIMPP;X-SERVICE-TYPE=WeChat;type=pref:x-apple:zoe_tea\r\nend:vcard\r\n"
    )
    heads = ["name", "company", "mobile", "fax", "wechat", "note"]
    rows = [
        ["欧阳娜", "", "+86 142 5000 0001", "", "", ""],
        [
            "Zoë Q. Smith-Jones",
            "Ünïted Tea; Ltd",
            "+1 202 555 0101",
            "+1 202 555 0102",
            "zoe_tea",
            "a, b\nc",
        ],
    ]
    return text.encode("utf-16"), Wanted(heads, rows, {"photos", "yearless"})


def damaged_and_ragged():
    text = '姓名,公司,备注\n李梅,远山\n王强,北岸,"重点"客户\n赵敏,回甘茶业,老客户,多一格\n孙立,,\n'
    data = text.encode().replace("老客户".encode(), "老".encode() + b"\xff" + "客户".encode())
    rows = [
        ["李梅", "远山", "", ""],
        ["王强", "北岸", "重点客户", ""],
        ["赵敏", "回甘茶业", "老�客户", "多一格"],
        ["孙立", "", "", ""],
    ]
    return data, Wanted(["姓名", "公司", "备注", "D"], rows, {"damaged", "ragged"})


def totals_that_are_none():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["区域", "客户\n名称*", "合同额", "签订日", "合同额"])
        sheet.write_row("A2", ["华东", "合计科技有限公司", "1,234.50", "2026.3.4", 10])
        sheet.write_row("A3", ["华东", "Total Tools Ltd", "2,000", "2026.12.31", 20])
        sheet.write_row("A4", ["", "小计", "3,234.50", "", 30])
        sheet.write_row("A5", ["华南", "Total", "500", "2026.1.5", "三十"])
        sheet.write_row("A6", ["总计：", "", "3,734.50", "", 30])

    rows = [
        ["华东", "合计科技有限公司", "1234.50", "2026-03-04", "10"],
        ["华东", "Total Tools Ltd", "2000", "2026-12-31", "20"],
        ["华南", "Total", "500", "2026-01-05", "三十"],
    ]
    heads = ["区域", "客户 名称*", "合同额", "签订日", "合同额 (2)"]
    return _book(fill), Wanted(heads, rows, {"sum"})


NASTIER = {
    one.__name__: one
    for one in (
        *(french_ledger, taiwan_contacts, old_mac_tabs, units_below_the_head, hidden_lookup),
        *(xml_of_excel_2003, merged_open_document, phone_of_many_makers, damaged_and_ragged),
        totals_that_are_none,
    )
}
