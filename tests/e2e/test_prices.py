"""A price is set on the desk, and stands on a quote in the field: with its tier, and by hand."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_approval_journey import call
from tests.e2e.test_quote_journey import cell, new_quote, open_quote, save, stored
from tests.e2e.test_screens import faults, sideways

pytestmark = pytest.mark.browser


def book_of(admin: Page, server) -> None:
    """The administrator makes a book for tier B with a tier from 10, on the desk."""
    admin.goto(f"{server.url}/settings/price-books/")
    admin.get_by_role("button", name="新建价格表").click()
    sheet = admin.locator("dialog[open]")
    sheet.locator("input[name=zh]").fill("渠道协议价")
    sheet.locator("input[name=en]").fill("Channel")
    sheet.get_by_label("B", exact=True).check()
    sheet.locator("button[type=submit]").click()
    admin.get_by_role("heading", name="渠道协议价").wait_for()
    admin.get_by_placeholder("添加产品：输入编号或名称").fill("PE-400")
    admin.get_by_role("option").filter(has_text="PE-400").click()
    sheet = admin.locator("dialog[open]")
    expect(sheet.locator("[data-tier=price]")).to_have_value("980")
    sheet.get_by_role("button", name="添加阶梯").click()
    sheet.locator("[data-tier=from_quantity]").nth(1).fill("10")
    sheet.locator("[data-tier=price]").nth(1).fill("-5")
    sheet.locator("button[type=submit]").click()
    expect(sheet.get_by_role("alert")).to_be_visible()
    sheet.locator("[data-tier=price]").nth(1).fill("850")
    sheet.locator("button[type=submit]").click()
    expect(admin.locator("[data-row=PE-400]")).to_contain_text("850.00")


def first_of_all(admin: Page, server) -> None:
    """The new book counts before those of the demo."""
    admin.goto(f"{server.url}/settings/price-books/")
    row = admin.locator("[data-row]", has_text="渠道协议价")
    up = row.get_by_role("button", name="上移，更优先")
    for place in (3, 2, 1):
        up.click()
        expect(row.locator("span").first).to_have_text(str(place))
    expect(up).to_be_disabled()


@pytest.mark.timeout(240)
def test_a_tier_of_the_desk_is_the_price_in_the_field(sign_in, server):
    admin, rep = sign_in("admin"), sign_in("rep", phone=True)
    book_of(admin, server)
    admin.get_by_role("button", name="从表格粘贴").click()
    sheet = admin.locator("dialog[open]")
    sheet.locator("textarea").fill("产品\t数量\t单价\nPE-710\t1\t300\nPE-000\t1\t1")
    sheet.get_by_role("button", name="检查").click()
    expect(sheet.get_by_text("在售产品里没有“PE-000”")).to_be_visible()
    expect(sheet.get_by_role("button", name="导入 2 条价格")).to_be_disabled()
    assert faults(admin) == []
    sheet.locator("textarea").fill("PE-710\t1\t300")
    sheet.get_by_role("button", name="检查").click()
    sheet.get_by_role("button", name="导入 1 条价格").click()
    expect(admin.locator("[data-row=PE-710]")).to_contain_text("300.00")
    first_of_all(admin, server)

    quote = new_quote(rep, "阶梯测试有限公司")
    customer = stored(rep, quote)["customer"]["id"]
    assert call(rep, "PATCH", f"/customers/{customer}", {"tier": "B"})["status"] == 200
    open_quote(rep, server, quote)
    rep.get_by_placeholder("添加产品：输入编号或名称").fill("PE-400")
    rep.get_by_role("option").filter(has_text="PE-400").click()
    expect(cell(rep, 0, "price")).to_have_value("980")
    line = rep.locator("[data-line]").first
    cell(rep, 0, "quantity").fill("12")
    expect(cell(rep, 0, "price")).to_have_value("850")
    expect(line).to_contain_text("渠道协议价 · 满 10")
    cell(rep, 0, "price").fill("800")
    expect(line).to_contain_text("手工改价，原价 ¥850.00")
    assert (sideways(rep), faults(rep)) == (0, [])
    line.get_by_role("button", name="恢复为 ¥850.00").click()
    expect(cell(rep, 0, "price")).to_have_value("850")
    cell(rep, 0, "quantity").fill("9")
    expect(cell(rep, 0, "price")).to_have_value("980")
    cell(rep, 0, "quantity").fill("12")
    expect(cell(rep, 0, "price")).to_have_value("850")
    rep.get_by_label("折扣方式").select_option("amount")
    rep.get_by_label("整单优惠金额", exact=True).fill("200")
    expect(rep.get_by_text("¥11,300.00")).to_be_visible()
    save(rep)
    kept = stored(rep, quote)
    assert (kept["lines"][0]["price"], kept["net"], kept["discount_amount"]) == (
        *("850.00", "10000.00", "200.00"),
    )
    assert kept["lines"][0]["priced_by"]["book_zh"] == "渠道协议价"
    assert admin.crm_problems == rep.crm_problems == []
