"""A clerk brings a messy workbook on the desk: looks, puts right, writes, and takes all of it back."""

import re

import pytest
from playwright.sync_api import expect

from crm_app.lib.sheets import sheet_file

pytestmark = pytest.mark.browser

HEAD = ["序号", "姓名", "单位名称", "联系手机", "电子邮箱", "备注"]
ROWS = [
    ["1", "张伟总", "甲乙丙茶业有限公司", "138 0013 8801", "Zhang@jyb.example", "爱喝普洱"],
    ["2", "张伟", "甲乙丙茶业", "13800138801", "", ""],
    ["3", "王五", "甲乙丙茶业", "12ab", "", ""],
    ["4", "测试", "", "13700137809", "", ""],
    ["合计", "", "", "4", "", ""],
]


def test_a_messy_file_is_put_right_written_and_taken_back(sign_in, server, tmp_path):
    file = tmp_path / "客户通讯录.xlsx"
    file.write_bytes(sheet_file("xlsx", HEAD, ROWS, "联系人"))
    page = sign_in("desk", at="/imports/")
    page.locator("input[type=file][data-kind=contacts]").set_input_files(file)
    page.get_by_role("button", name="检查每一行").wait_for()
    page.get_by_text("第 6 行：合计行，已跳过").wait_for()
    assert page.get_by_label("序号", exact=True).input_value() == ""
    assert page.get_by_label("联系手机", exact=True).input_value() == "mobile"
    page.get_by_role("button", name="检查每一行").click()
    page.get_by_text("将新增 1 条，更新 0 条").wait_for()
    page.get_by_role("button", name="有误").first.click()
    bad = page.locator("input[aria-invalid=true]")
    expect(bad).to_have_count(1)  # only the row that was asked for
    bad.fill("13900139803")
    bad.blur()
    page.get_by_text("将新增 2 条，更新 0 条").wait_for()
    page.get_by_role("button", name="写入", exact=True).click()
    page.get_by_text("新增 2 条，更新 0 条，已与文件核对").wait_for()
    with page.expect_download() as taken:
        page.get_by_role("link", name="逐行结果（Excel）").click()
    assert taken.value.suggested_filename == "import-result.xlsx"
    page.get_by_role("link", name=re.compile("打开")).first.click()
    page.get_by_role("heading", name=re.compile("张伟|王五")).wait_for()
    page.go_back()
    page.get_by_role("button", name="撤销这次导入").click()
    page.get_by_text("全部恢复到导入之前").wait_for()
    assert page.crm_problems == []
