"""Tables from text files: encodings, marks, heads, litter, and the culture of each column."""

import re
from pathlib import Path

import pytest

from crm_app.lib import tables
from crm_app.lib.tables import Unreadable, open_table
from crm_app.locales.catalog import TEXT

SOURCES = sorted(Path(tables.__file__).parent.glob("*.py"))


@pytest.fixture
def table(tmp_path):
    """`table(text or bytes, encoding)` → the table in such a file."""

    def build(content, encoding="utf-8", name="file.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return open_table(path, name)

    return build


def cells(found):
    return [row.cells for row in found.rows()]


def codes(found):
    return {note.code.rpartition(".")[2] for note in found.notes}


PEOPLE = "姓名,公司,备注\r\n李梅,远山茶厂,老客户\r\n王强,北岸物流,\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
def test_chinese_comes_out_of_every_encoding(table, encoding):
    found = table(PEOPLE, encoding)
    assert found.columns == ["姓名", "公司", "备注"]
    assert cells(found) == [["李梅", "远山茶厂", "老客户"], ["王强", "北岸物流", ""]]


def test_traditional_and_western(table):
    found = table("姓名,公司\n陳美玲,臺北國際貿易\n林志豪,高雄港務\n", "big5")
    assert cells(found)[0] == ["陳美玲", "臺北國際貿易"]
    found = table("Name;Ort\r\nMüller;Köln\r\nGroß;Fürth\r\nWeiß;Zürich\n", "cp1252")
    assert cells(found) == [["Müller", "Köln"], ["Groß", "Fürth"], ["Weiß", "Zürich"]]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1251",
            "Имя,Компания,Примечание\nИван Петров,ООО «Северный чай»,любит улун\nЕлена,ЗАВОД,\n",
        ),
        ("koi8_r", "имя,ООО\nАнна Кузнецова,Северный чай\nПЁТР,ЗАВОД\n"),
        ("cp1253", "Όνομα,Πόλη\nΓιώργος Παπαδόπουλος,Αθήνα\nΑΦΟΙ ΝΙΚΟΛΑΟΥ,Πάτρα\n"),
        (
            "cp932",
            "氏名,会社名,備考\n佐藤 花子,株式会社ミドリ商事,よろしくお願いします\n鈴木,カタカナ㈱,\n",
        ),
        (
            "cp949",
            "이름,회사,비고\n김민수,서울무역 주식회사,단골 고객입니다\n이영희,부산물산,전화 먼저\n",
        ),
        ("gbk", "姓名,公司\n白冰,安保公司\n包波,北部办公\n"),
        ("gbk", "姓名,公司,备注\n" + "张伟,华信天茶业有限公司,喜欢普洱\n" * 9),
        ("big5", "姓名,公司\n陳美玲,臺北國際貿易\n林志豪,高雄港務\n"),
        ("cp1252", "Nom,Société\nRené Lefèvre,Thé à l’Étoile\nZoë Müller,Groß\n"),
    ],
)
def test_alphabets_of_neighbours_are_told_apart(table, encoding, text):
    found = table(text, encoding)
    head, *rows = [line.split(",") for line in text.strip().split("\n")]
    assert (found.columns, cells(found)) == (head, rows)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "^", "~", "，"])
def test_any_mark_and_quoted_lines(table, mark):
    text = mark.join(["name", "note", "phone"]) + "\n"
    text += mark.join(["Ann", f'"two\nlines{mark} ""yes"""', "142 5000 0001"]) + "\r"
    text += mark.join(["Bob", "", "142 5000 0002"]) + "\r\n"
    found = table(text)
    assert found.columns == ["name", "note", "phone"]
    assert [row.number for row in found.rows()] == [2, 3]
    assert cells(found)[0] == ["Ann", f'two\nlines{mark} "yes"', "142 5000 0001"]


def test_what_stands_around_a_table_is_left_out_and_said(table):
    found = table(
        "客户清单,,,\n导出时间：2026-11-20,,,\n,,,\n联系人信息,,公司信息,\n姓名,电话,名称,电话\n"
        "李梅,142 5000 0001,远山茶厂,021 5555 0101\n,,,\n姓名,电话,名称,电话\n王强,142 5000 0002,北岸,\n"
        "合计,2,,\n制表人：张三,,,\n"
    )
    assert found.columns == [
        "联系人信息 / 姓名",
        "联系人信息 / 电话",
        "公司信息 / 名称",
        "公司信息 / 电话",
    ]
    assert [(row.number, row.cells[0]) for row in found.rows()] == [(6, "李梅"), (9, "王强")]
    said = [(note.code.rpartition(".")[2], note.row) for note in found.notes if note.row]
    assert said == [
        ("title", 1),
        ("title", 2),
        ("two_lines", 4),
        ("head", 8),
        ("sum", 10),
        ("footer", 11),
    ]
    assert "blank_rows" in codes(found)


def test_columns_without_a_name_or_with_the_same(table):
    found = table("a,,b,a,\n1,x,2,3,\n4,,5,6,\n")
    assert found.columns == ["a", "B", "b (2)", "a (2)"]
    assert cells(found) == [["1", "x", "2", "3"], ["4", "", "5", "6"]]
    found = table("张伟,13800138001,a@b.example\n李娜,13900139002,c@d.example\n")
    assert (found.columns, found.count, "no_head" in codes(found)) == (["A", "B", "C"], 2, True)


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (["04/03/2026", "25/12/2026"], ["2026-03-04", "2026-12-25"]),
        (["04/03/2026", "12/25/2026"], ["2026-04-03", "2026-12-25"]),
        (["3.4.26", "4.5.26"], ["2026-04-03", "2026-05-04"]),
        (["26/3/4", "99/12/31"], ["2026-03-04", "1999-12-31"]),
        (["2026年3月4日", "2026年12月31日"], ["2026-03-04", "2026-12-31"]),
        (
            ["2026-03-04 09:31:00", "2026/3/5 下午 3:02"],
            ["2026-03-04T09:31:00", "2026-03-05T15:02:00"],
        ),
        (["民國113年5月6日", "中華民國元年1月1日"], ["2024-05-06", "1912-01-01"]),
        (["113/05/06", "99.12.31", "民国 88/2/3"], ["2024-05-06", "2010-12-31", "1999-02-03"]),
        (["4 Mar 2026", "March 5, 2026"], ["2026-03-04", "2026-03-05"]),
        (["1,234.56", "7"], ["1234.56", "7"]),
        (["1.234,56", "0,5"], ["1234.56", "0.5"]),
        (["1 234,56", "12,00"], ["1234.56", "12.00"]),
        (["¥12.8万", "3,000元"], ["128000", "3000"]),
        (["(1,234)", "-5", "6-"], ["-1234", "-5", "-6"]),
        (["12%", "5.5 %"], ["12", "5.5"]),
        (["0012", "0345"], ["0012", "0345"]),
        (["612 345 678", "655 111 222"], ["612 345 678", "655 111 222"]),
        (["+8613800138001", "13800138002"], ["+8613800138001", "13800138002"]),
        (["5 m", "12 m"], ["5 m", "12 m"]),
    ],
)
def test_a_column_is_read_as_all_of_it_says(table, values, wanted):
    found = table("x\ty\n" + "".join(f"a\t{value}\n" for value in values))
    assert [row[1] for row in cells(found)] == wanted


def test_what_stays_open_is_said_and_goes_by_its_neighbours(table):
    assert "day_order_dmy" in codes(table("x,day\na,04/03/2026\nb,05/03/2026\n"))
    found = table("day,other\n04/03/2026,12/31/2026\n")
    assert cells(found) == [["2026-04-03", "2026-12-31"]]
    assert "number_mark" in codes(table("x;n\na;1,234\nb;5,678\n"))
    found = table("n;m\n1.234;1,5\n5.678;2,25\n")
    assert cells(found) == [["1234", "1.5"], ["5678", "2.25"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\r\n , ,\n", "empty"),
        ("姓名,电话\n".encode(), "only_head"),
        (bytes(range(256)) * 40, "binary"),
        (b"a" + b",a" * 1_000_000 + b"\n1\n", "too_wide"),
        (b"a,b\n" + b"x" * 5_000_000, "line_endless"),
    ],
)
def test_what_is_no_table_is_refused(table, content, code):
    with pytest.raises(Unreadable) as refusal:
        table(content)
    assert refusal.value.code == f"tables.{code}"


def test_every_code_has_its_sentence():
    said = [
        TEXT[f"tables.note.{code}"] for code in ("blank_rows", "sum", "head", "footer", "ragged")
    ]
    assert len(said) == 5
    found = re.findall(r"\"(tables\.[a-z_.]+)\"", "".join(p.read_text() for p in SOURCES))
    assert [code for code in set(found) if code not in TEXT] == []
