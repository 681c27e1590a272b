"""A discount gets its answer while the seller is still with the customer."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_screens import sideways

pytestmark = pytest.mark.browser

API = """([method, path, body]) => fetch('/api/v1' + path, {method,
  headers: {'content-type': 'application/json'},
  body: body ? JSON.stringify(body) : undefined}).then(async (answer) =>
  ({status: answer.status, body: await answer.json().catch(() => null)}))"""


def call(page: Page, method: str, path: str, body: object = None) -> dict:
    return page.evaluate(API, [method, path, body])


def quote_of(page: Page, discount: str) -> str:
    """A draft of a seller with one line and a discount, made over REST; its id."""
    customer = call(page, "POST", "/customers", {"name": f"折扣测试 {discount}"})["body"]["id"]
    made = call(
        page,
        "POST",
        "/quotes",
        {
            "customer": customer,
            "discount": discount,
            "lines": [{"text": "包装线", "quantity": "1", "price": "100000", "tax_rate": "13"}],
        },
    )
    assert made["status"] == 201, made
    return made["body"]["id"]


def ask(page: Page, server, quote: str) -> None:
    page.goto(f"{server.url}/quotes/{quote}/")
    page.get_by_role("button", name="申请审批").first.click()
    page.locator("dialog[open] textarea[name=reason]").fill("对手报价更低，客户今天签")
    page.locator("dialog[open] button[type=submit]").click()
    page.get_by_text(re.compile("等待.*审批")).first.wait_for()


@pytest.mark.timeout(240)
def test_two_taps_approve_and_the_seller_knows_at_once(sign_in, server):
    seller, approver = sign_in("rep", phone=True), sign_in("manager", phone=True)
    quote = quote_of(seller, "12")
    assert call(seller, "POST", f"/quotes/{quote}/send")["status"] == 409
    ask(seller, server, quote)

    told = approver.locator("[role=status] > div", has_text="折扣测试 12")
    told.wait_for(timeout=3000)
    told.get_by_role("button", name="查看").click()
    approver.wait_for_url("**/approvals/**")
    approve = approver.get_by_role("button", name="批准", exact=True)
    approve.wait_for()
    box = approve.bounding_box()
    assert box, "the answer is on the screen"
    assert box["y"] + box["height"] <= 844, "without scrolling"
    approve.click()

    seller.get_by_text("已批准").first.wait_for(timeout=3000)
    assert call(seller, "POST", f"/quotes/{quote}/send")["status"] in (200, 204)


@pytest.mark.timeout(240)
def test_another_figure_is_offered_and_taken(sign_in, server):
    seller, approver = sign_in("rep", phone=True), sign_in("manager", phone=True)
    quote = quote_of(seller, "13")
    ask(seller, server, quote)
    asked = call(approver, "GET", "/approvals?box=waiting&limit=100")["body"]["items"]
    request = next(one["id"] for one in asked if one["subject"]["id"] == quote)
    approver.goto(f"{server.url}/approvals/{request}/")
    approver.locator("input[type=range]").fill("8")
    approver.get_by_role("button", name=re.compile("还价 8")).click()
    approver.locator("dialog[open] button[type=submit]").click()

    take = seller.get_by_role("button", name=re.compile("接受 8"))
    take.wait_for(timeout=5000)
    take.click()
    seller.get_by_text("已接受还价").first.wait_for()
    stored = call(seller, "GET", f"/quotes/{quote}")["body"]
    assert float(stored["discount"]) == 8


@pytest.mark.timeout(240)
def test_the_slider_tells_who_would_have_to_agree_and_asking_takes_the_place_of_sending(
    sign_in, server
):
    seller = sign_in("rep", phone=True)
    quote = quote_of(seller, "2")
    seller.goto(f"{server.url}/quotes/{quote}/")
    send = seller.get_by_role("button", name="发送", exact=True)
    expect(send).to_be_enabled()
    slider = seller.locator("main input[type=range]")
    for figure, level in (("25", "销售总监"), ("12", "销售经理")):
        slider.fill(figure)
        expect(seller.get_by_role("status").filter(has_text=f"需要{level}审批")).to_be_visible()
        seller.evaluate("crm.setLanguage('en')")
        expect(seller.get_by_role("status").filter(has_text="needs")).to_be_visible()
        assert sideways(seller) == 0
        seller.evaluate("crm.setLanguage('zh')")
    slider.fill("4")
    expect(seller.get_by_role("status").filter(has_text="审批")).to_have_count(0)
    slider.fill("12")
    expect(seller.get_by_role("status").filter(has_text="需要销售经理审批")).to_be_visible()
    seller.get_by_role("button", name="保存", exact=True).click()
    expect(send).to_have_count(0)
    bar = seller.locator("[data-bar]")
    bar.get_by_role("button", name="申请审批").click()
    seller.locator("dialog[open] textarea[name=reason]").fill("年底冲量")
    seller.locator("dialog[open] button[type=submit]").click()
    expect(bar.get_by_role("button", name="发送", exact=True)).to_be_disabled()
    assert seller.crm_problems == []


def test_two_taps_offer_another_figure(sign_in, server):
    """The most that needs nobody's word is offered without a slider being drawn."""
    seller, approver = sign_in("rep"), sign_in("manager", phone=True)
    quote = quote_of(seller, "14")
    ask(seller, server, quote)
    asked = call(approver, "GET", "/approvals?box=waiting&limit=100")["body"]["items"]
    request = next(one["id"] for one in asked if one["subject"]["id"] == quote)
    approver.goto(f"{server.url}/approvals/{request}/")
    approver.get_by_role("button", name="还价 10%").click()
    approver.locator("dialog[open] button[type=submit]").click()
    seller.get_by_role("button", name=re.compile("接受 10")).wait_for(timeout=5000)
