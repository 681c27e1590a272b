"""A workbook of several sheets, what is said of how it was read, and fields that are updated each in
their own way."""

import io

import pytest
import xlsxwriter

from crm_app.core.errors import Invalid
from crm_app.services import imports
from tests.services.test_imports import bring, commit, table, verdicts


def workbook():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, rows in (
            ("老客户", [["2026 年名单"], ["姓名", "手机"], ["张伟", "13800138001"], ["合计", "1"]]),
            ("新客户", [["姓名", "邮箱"], ["李娜", "lina@hx.example"]]),
        ):
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return out.getvalue()


def test_another_sheet_is_read_and_what_was_left_out_is_said(workspace, footprint):
    desk = workspace["desk"]
    batch = imports.start_import(desk, "contacts", workbook(), "名单.xlsx", job=False)
    imports.read_head(desk, batch)
    page = imports.import_page(desk, batch)
    assert (page.sheet, page.sheets, page.columns) == (
        "老客户",
        ["老客户", "新客户"],
        ["姓名", "手机"],
    )
    told = {imports.note_sentence(one, "zh") for one in page.notes}
    assert told >= {
        "读取工作表“老客户”，未读取：新客户",
        "第 1 行：表头上方的标题行，已跳过",
        "第 4 行：合计行，已跳过",
    }
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        imports.choose_sheet(desk, batch, "没有的表")
    assert (refusal.value.code, footprint()) == ("tables.sheet_unknown", before)
    imports.choose_sheet(desk, batch, "新客户")
    imports.read_head(desk, batch)
    page = imports.import_page(desk, batch)
    assert (page.columns, page.mapping) == (["姓名", "邮箱"], {"name": "姓名", "email": "邮箱"})
    imports.choose(desk, batch, job=False)
    imports.check_rows(desk, batch)
    assert imports.import_page(desk, batch).row.counts == {"new": 1}


def test_each_field_in_its_own_way_and_one_value_for_many_rows(workspace):
    desk = workspace["desk"]
    head = ["姓名", "手机", "邮箱", "职位", "公司"]
    commit(
        desk,
        bring(
            desk, "contacts", table(head, ["张伟", "13800138001", "a@x.example", "采购", "华信"])
        ),
    )
    again = ["张伟", "13800138001", "b@x.example", "总监", "华信"]
    for ways, changed in (
        ({}, {"email": "a@x.example; b@x.example", "title": "总监"}),
        ({"email": "replace", "title": "fill"}, {"email": "b@x.example"}),
        (
            {"email": "append", "title": "replace"},
            {"email": "a@x.example; b@x.example", "title": "总监"},
        ),
    ):
        batch = bring(desk, "contacts", table(head, again), options={"ways": ways})
        (row,) = imports.import_rows(desk, batch).rows
        assert {name: new for name, (_, new) in row.before.items()} == changed
        imports.drop_import(desk, batch)
    rows = [["王五", "12ab"], ["赵六", "34cd"]]
    rows += [[f"孙{place}", f"1390013900{place}"] for place in range(4)]
    batch = bring(desk, "contacts", table(head, *rows))
    assert [one for one, _ in verdicts(desk, batch).values()] == ["invalid"] * 2 + ["new"] * 4
    assert imports.set_values(desk, batch, "手机", "", "invalid", "points.phone_invalid") == 2
    assert [one for one, _ in verdicts(desk, batch).values()] == ["new"] * 6
