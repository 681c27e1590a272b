"""From a spreadsheet to the customer's yes: the desk makes the offer, a phone without account takes it."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_approval_journey import call
from tests.e2e.test_screens import faults, sideways

pytestmark = pytest.mark.browser


def new_quote(page: Page, name: str, **more: object) -> str:
    customer = call(page, "POST", "/customers", {"name": name})["body"]["id"]
    made = call(page, "POST", "/quotes", {"customer": customer, **more})
    assert made["status"] == 201, made
    return made["body"]["id"]


def stored(page: Page, quote: str) -> dict:
    return call(page, "GET", f"/quotes/{quote}")["body"]


def cell(page: Page, place: int, name: str):
    return page.locator("[data-line]").nth(place).locator(f"[data-cell={name}]")


def open_quote(page: Page, server, quote: str) -> None:
    page.goto(f"{server.url}/quotes/{quote}/")
    page.get_by_role("button", name=re.compile("添加自由行|Add a free line")).wait_for()


def paste(page: Page, text: str) -> None:
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData('text/plain', text);
        document.activeElement.dispatchEvent(new ClipboardEvent('paste',
          {clipboardData: data, bubbles: true, cancelable: true})); }""",
        text,
    )


def save(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^(保存|Save)$")).click()
    expect(page.get_by_role("button", name=re.compile("^(保存|Save)$"))).to_be_disabled()


@pytest.mark.timeout(300)
def test_a_sheet_becomes_an_offer_and_the_customer_says_yes(sign_in, server, browser):
    desk = sign_in("rep")
    quote = new_quote(desk, "链接测试有限公司")
    open_quote(desk, server, quote)
    desk.get_by_role("button", name="添加小节").click()
    cell(desk, 0, "text").fill("第一期")
    desk.get_by_role("button", name="添加自由行").click()
    cell(desk, 1, "text").focus()
    known = call(desk, "GET", "/products?limit=100&state=active")["body"]["items"]
    cheap = min(known, key=lambda one: Decimal(one["price"]))
    rows = [f"{cheap['code']}\t1\t\t"] + [f"货 {n}\t{n}\t10.05\t1%" for n in range(2, 21)]
    paste(desk, "产品\t数量\t单价\t折扣\n" + "\n".join(rows))
    expect(desk.locator("[data-line]")).to_have_count(21)
    expect(desk.get_by_text("不在产品库").first).to_be_visible()

    # Keyboard: up with a line, fill down, one step back.
    cell(desk, 2, "text").focus()
    desk.keyboard.press("Alt+ArrowUp")
    expect(cell(desk, 1, "text")).to_have_value("货 2")
    expect(cell(desk, 1, "text")).to_be_focused()
    cell(desk, 3, "discount").focus()
    desk.keyboard.press("Control+a")
    desk.keyboard.type("3")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Control+d")
    expect(cell(desk, 4, "discount")).to_have_value("3")
    desk.keyboard.press("Control+z")
    expect(cell(desk, 4, "discount")).to_have_value("1")
    desk.locator("[data-line]").nth(20).get_by_role("button", name=re.compile("可选")).click()
    desk.get_by_label("整单折扣 %").first.fill("2")
    save(desk)
    seen = stored(desk, quote)
    assert [line["text"] for line in seen["lines"][:3]] == [
        "第一期",
        "货 2",
        seen["lines"][2]["text"],
    ]
    assert (seen["lines"][0]["kind"], seen["lines"][20]["is_optional"]) == ("section", True)
    charged = seen["lines"][1:20]
    assert Decimal(seen["subtotal"]) == sum(Decimal(line["amount"]) for line in charged)
    assert seen["lines"][0]["amount"] == seen["subtotal"]

    desk.get_by_role("button", name="发送", exact=True).click()
    desk.get_by_role("button", name="生成链接").wait_for()
    paper = desk.request.get(f"{server.url}/api/v1/quotes/{quote}/pdf")
    assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")
    desk.get_by_role("button", name="生成链接").click()
    address = desk.locator("#fresh-link").input_value()
    assert "/q/" in address

    phone = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="zh-CN")
    guest = phone.new_page()
    guest.goto(address)
    assert sideways(guest) == 0
    expect(guest.locator("h1")).to_contain_text(seen["number"])
    expect(guest.locator(".total dd")).to_contain_text(f"{Decimal(seen['total']):,.2f}")
    expect(desk.get_by_text("看过 1 次")).to_be_visible(timeout=5000)
    guest.get_by_label("您的姓名").fill("王芳")
    guest.get_by_role("checkbox").check()
    guest.get_by_role("button", name="接受报价").click()
    expect(guest.get_by_role("status")).to_contain_text("王芳 已于")
    # The open page of the rep hears of it: a message, and the quote itself.
    told = desk.locator("[role=status] > div", has_text="王芳")
    expect(told.first).to_be_visible(timeout=5000)
    expect(desk.locator("header").get_by_text("已接受")).to_be_visible(timeout=5000)
    phone.close()
    assert desk.crm_problems == []


def test_a_guests_page_is_sound_in_both_languages_and_themes(sign_in, server, browser):
    desk = sign_in("rep")
    lines = [
        {"kind": "section", "text": "一期 " * 20},
        {"text": "Very long description " * 12, "quantity": "2.5", "price": "9999.99"},
        {"text": "二期", "price": "500", "is_optional": True},
    ]
    quote = new_quote(desk, "很长的客户名称" * 8, lines=lines, note="第一行\n第二行")
    assert call(desk, "POST", f"/quotes/{quote}/send")["status"] == 200
    made = call(desk, "POST", f"/quotes/{quote}/links", {"days": 3})
    assert made["status"] == 201, made
    for size in (PHONE, DESK, {"width": 360, "height": 740}):
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
            guest = context.new_page()
            for language in ("zh", "en"):
                guest.goto(f"{made['body']['url']}?lang={language}")
                guest.locator("h1").wait_for()
                assert (faults(guest), sideways(guest)) == ([], 0), (size, scheme, language)
            context.close()
    context = browser.new_context(viewport=PHONE, bypass_csp=True)
    lost = context.new_page()
    assert lost.goto(f"{server.url}/q/nothing").status == 404
    assert (faults(lost), sideways(lost)) == ([], 0)
    context.close()


def test_two_hundred_lines_stay_smooth_on_desk_and_phone(sign_in, server):
    desk = sign_in("manager", language="en")
    lines = [{"text": f"Line {n}", "quantity": "2", "price": "9.99"} for n in range(200)]
    quote = new_quote(desk, "Two hundred lines", lines=lines)
    open_quote(desk, server, quote)
    expect(desk.locator("[data-line]")).to_have_count(200)
    middle = cell(desk, 100, "price")
    middle.fill("")
    spent = desk.evaluate(
        """() => { const field = document.activeElement, put = Object.getOwnPropertyDescriptor(
          HTMLInputElement.prototype, 'value').set, before = performance.now();
        for (const text of ['1', '12', '12.', '12.5', '12.50']) {
          put.call(field, text); field.dispatchEvent(new Event('input', {bubbles: true})); }
        return performance.now() - before; }"""
    )
    assert spent < 500, f"five strokes took {spent:.0f} ms"  # 100 ms each, on a busy machine too
    expect(desk.locator("section dl")).to_contain_text(
        "4,521.67"
    )  # 199 x (19.98 + 2.60) + 25.00 + 3.25
    save(desk)
    assert Decimal(stored(desk, quote)["subtotal"]) == Decimal("4001.02")
    phone = sign_in("manager", phone=True)
    open_quote(phone, server, quote)
    assert sideways(phone) == 0
    cell(phone, 0, "quantity").fill("4")
    save(phone)
    assert Decimal(stored(phone, quote)["subtotal"]) == Decimal("4021.00")
    assert desk.crm_problems == phone.crm_problems == []


def test_two_people_on_one_quote_merge_line_by_line(sign_in, server):
    mine = sign_in("manager", language="en")
    lines = [{"text": text, "price": "100"} for text in ("One", "Two")]
    quote = new_quote(mine, "Merge Ltd", lines=lines)
    open_quote(mine, server, quote)
    cell(mine, 0, "price").fill("90")
    theirs = sign_in("director", language="en")
    open_quote(theirs, server, quote)
    cell(theirs, 0, "price").fill("80")
    cell(theirs, 1, "price").fill("70")
    save(theirs)
    mine.get_by_role("button", name="Compare and merge").click()
    rows = mine.locator("dialog[open] [data-merge]")
    expect(rows).to_have_count(2)
    expect(mine.locator("dialog[open] [data-merge=both]")).to_contain_text("90")
    mine.locator("dialog[open] [data-merge=both]").get_by_role("radio").nth(1).click()
    mine.get_by_role("button", name="Merge as chosen").click()
    expect(cell(mine, 0, "price")).to_have_value("80")
    expect(cell(mine, 1, "price")).to_have_value("70")
    save(mine)
    assert [line["price"] for line in stored(mine, quote)["lines"]] == ["80.00", "70.00"]
    # Sent, revised, and both versions side by side.
    mine.get_by_role("button", name="Send", exact=True).click()
    mine.get_by_role("button", name="Change (new revision)").click()
    mine.wait_for_url(lambda url: quote not in url)
    mine.get_by_role("button", name="Add a free line").wait_for()
    cell(mine, 1, "quantity").fill("3")
    save(mine)
    mine.get_by_role("button", name="Compare with revision 1").click()
    expect(mine.locator("dialog[open] [data-change=changed]")).to_have_count(1)
    expect(mine.locator("dialog[open]")).to_contain_text("Margin")
    assert mine.crm_problems == theirs.crm_problems == []
