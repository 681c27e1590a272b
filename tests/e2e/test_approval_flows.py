"""A large discount goes from step to step, comes back, and asks again only those it has to."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.test_approval_journey import ask, call
from tests.e2e.test_screens import sideways

pytestmark = pytest.mark.browser


def large_quote(page) -> str:
    """A draft beyond the demo's flow: its id."""
    customer = call(page, "POST", "/customers", {"name": "流程测试"})["body"]["id"]
    line = {"text": "包装线", "quantity": "2", "price": "100000", "tax_rate": "13"}
    body = {"customer": customer, "discount": "14", "lines": [line]}
    made = call(page, "POST", "/quotes", body)
    assert made["status"] == 201, made
    return made["body"]["id"]


@pytest.mark.timeout(300)
def test_step_by_step_given_back_and_only_the_rest_asked_again(sign_in, server):
    seller, manager = sign_in("rep", phone=True), sign_in("manager", phone=True)
    finance = sign_in("finance", phone=False)
    quote = large_quote(seller)
    ask(seller, server, quote)
    request = call(seller, "GET", f"/approvals?quote={quote}")["body"]["items"][0]
    assert (request["steps"], request["status"]) == (2, "pending")

    manager.goto(f"{server.url}/approvals/{request['id']}/")
    approve = manager.get_by_role("button", name="批准", exact=True)
    approve.wait_for()
    box = approve.bounding_box()
    assert box
    assert box["x"] + box["width"] <= 390
    assert sideways(manager) == 0
    expect(manager.get_by_text(re.compile("第 1 步，共 2 步")).first).to_be_visible()
    approve.click()

    finance.goto(f"{server.url}/approvals/{request['id']}/")
    finance.get_by_placeholder(re.compile("说点什么")).fill("账期多长？")
    finance.get_by_role("button", name="发送", exact=True).click()
    expect(finance.get_by_text("账期多长？").first).to_be_visible()
    finance.get_by_role("button", name="更多").click()
    finance.get_by_role("menuitem", name="退回修改").click()
    finance.locator("dialog[open] textarea[name=reason]").fill("写清付款条件")
    finance.locator("dialog[open] button[type=submit]").click()

    seller.get_by_text(re.compile("退回修改：写清付款条件")).first.wait_for(timeout=8000)
    assert call(seller, "POST", f"/quotes/{quote}/send")["status"] == 409
    version = call(seller, "GET", f"/quotes/{quote}")["body"]
    assert float(version["discount"]) == 14
    ask(seller, server, quote)
    again = call(seller, "GET", f"/approvals?quote={quote}&status=pending")["body"]["items"][0]
    detail = call(seller, "GET", f"/approvals/{again['id']}")["body"]
    assert [step["seats"][0]["state"] for step in detail["progress"]] == ["kept", "pending"]
    seller.goto(f"{server.url}/approvals/{again['id']}/")
    expect(seller.get_by_text(re.compile("之前的同意仍然有效")).first).to_be_visible()
    seller.evaluate("crm.setLanguage('en')")
    expect(seller.get_by_text(re.compile("agreed to still holds")).first).to_be_visible()
    assert sideways(seller) == 0
    for page in (seller, manager, finance):
        assert page.crm_problems == []


@pytest.mark.timeout(300)
@pytest.mark.parametrize("phone", [True, False])
def test_a_flow_is_put_together_read_back_and_tried(sign_in, server, phone):
    admin = sign_in("admin", phone=phone, at="/settings/flows/")
    admin.get_by_role("button", name="新流程").click()
    sheet = admin.locator("dialog[open]")
    sheet.locator("input[name=name_zh]").fill("小额")
    sheet.locator("input[name=name_en]").fill("Small ones")
    sheet.get_by_role("button", name="加条件").click()
    sheet.get_by_label("值").fill("7")
    sheet.get_by_label("值").blur()
    expect(sheet.get_by_role("status")).to_contain_text("报价：让利超过 7 %时，由申请人的上级审批")
    sheet.get_by_label("审批人").first.select_option(label="财务")
    expect(sheet.get_by_role("status")).to_contain_text("申请人的上级 或 财务")
    assert sideways(admin) == 0
    sheet.get_by_role("button", name="保存").click()
    expect(sheet).to_have_count(0)
    row = admin.locator("[data-flow]", has_text="小额")
    expect(row).to_be_visible()
    admin.locator("form input[name=discount]").fill("8")
    admin.locator("form button[type=submit]").first.click()
    expect(admin.get_by_text("按流程“小额”")).to_be_visible()
    admin.evaluate("crm.setLanguage('en')")
    expect(admin.get_by_text("By the flow “Small ones”")).to_be_visible()
    admin.evaluate("crm.setLanguage('zh')")
    row.get_by_role("button", name="删除").click()
    expect(row).to_have_count(0)
    assert admin.crm_problems == []
