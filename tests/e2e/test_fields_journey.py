"""Fields of one's own that reckon and hold files, and a part of the product switched off and on."""

import pytest
from playwright.sync_api import expect

from tests.e2e.test_deals import call

pytestmark = pytest.mark.browser

PDF = {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 contract"}


def test_a_formula_and_a_file_stand_on_form_record_and_list_and_a_part_goes_and_comes(
    sign_in, server
):
    page = sign_in("admin", language="en", at="/settings/fields/")
    page.locator("main [data-create]").click()
    sheet = page.locator("dialog[open]")
    sheet.locator("[name=label_en]").fill("Double name")
    sheet.locator("select").first.select_option("formula")
    sheet.locator("[name=formula]").fill("len(name) *")
    sheet.locator("[name=is_listed]").check()
    sheet.locator("[type=submit]").click()
    expect(sheet.get_by_role("alert")).to_contain_text("stops at character 12")
    sheet.locator("[name=formula]").fill("len(name) * 2")
    sheet.locator("[type=submit]").click()
    expect(page.locator("[data-row=double_name]")).to_contain_text("Formula")
    scan = {"record": "customer", "kind": "file", "key": "scan", "is_listed": True}
    call(page, "POST", "/api/v1/custom-fields", scan | {"label_en": "Scan"})
    page.goto(f"{server.url}/customers/#new-customer")
    form = page.locator("dialog[open] form")
    form.locator("[name=name]").fill("扫描文件公司")
    form.locator("summary", has_text="More fields").click()
    form.locator("input[type=file]").set_input_files([PDF])
    expect(form.get_by_role("link", name="合同.pdf")).to_be_visible()
    form.locator("[type=submit]").last.click()
    page.wait_for_url("**/customers/*-*")
    expect(page.get_by_role("link", name="合同.pdf")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Double name")
    page.goto(f"{server.url}/customers/?custom.scan=yes&custom.double_name.from=12")
    row = page.get_by_role("row", name="扫描文件公司")
    expect(row).to_contain_text("合同.pdf")
    expect(row).to_contain_text("12")
    page.goto(f"{server.url}/settings/modules/")
    part, way = page.locator("[data-module=voice]"), page.locator("nav a[href='/voice']")
    part.click()
    expect(part).to_have_attribute("aria-checked", "false")
    expect(way).to_have_count(0)
    part.click()
    expect(part).to_have_attribute("aria-checked", "true")
    expect(way).to_have_count(1)
    assert page.crm_problems == []
