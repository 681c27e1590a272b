"""From the yes to the money: a rep on the phone makes contract and order, finance on the desk the rest."""

import re

import pytest

pytestmark = pytest.mark.browser

CODE = "91350100M000100Y43"


def post(page, path, body=None, method="POST"):
    """A request as the signed-in person, as a script of his would make it."""
    return page.evaluate(
        """([path, body, method]) => fetch(`/api/v1/${path}`, {
            method, headers: {"content-type": "application/json"},
            body: body ? JSON.stringify(body) : undefined,
        }).then(async (answer) => ({status: answer.status, body: await answer.json()}))""",
        [path, body, method],
    )


def agreed_quote(page, name):
    customer = post(page, "customers", {"name": name})["body"]["id"]
    line = {"text": "熟普饼茶", "quantity": "10", "price": "100", "unit": "饼", "tax_rate": "13"}
    quote = post(page, "quotes", {"customer": customer, "lines": [line]})["body"]["id"]
    for step in ("send", "accept"):
        assert post(page, f"quotes/{quote}/{step}")["status"] == 200
    return quote


def test_a_won_quote_becomes_contract_and_order_on_the_phone(sign_in, server):
    page = sign_in("rep", phone=True)
    quote = agreed_quote(page, "手机上的客户")
    page.goto(f"{server.url}/quotes/{quote}/")
    page.get_by_role("button", name="签合同").click()
    page.wait_for_url("**/contracts/*")
    page.get_by_role("button", name="发出合同").click()
    page.get_by_role("button", name="我方已签").click()
    page.get_by_text(re.compile("：我方已签")).wait_for()
    # Taken back by the message, and done again.
    page.get_by_role("button", name="撤销").last.click()
    page.get_by_role("button", name="我方已签").click()
    page.get_by_role("button", name="客户已签").click()
    page.get_by_text("生效中").first.wait_for()
    page.get_by_role("button", name="制定回款计划").click()
    sheet = page.get_by_role("dialog", name="回款计划")
    sheet.locator("input[type=date]").first.fill("2026-01-15")
    share = sheet.get_by_label("金额或百分比").first
    share.fill("30%")
    sheet.get_by_text("¥339.00 / ¥1,130.00").wait_for()
    sheet.get_by_role("button", name="添加一期").click()
    sheet.locator("input[type=date]").nth(1).fill("2031-01-15")
    sheet.get_by_role("button", name="保存").click()
    page.get_by_text("逾期").first.wait_for()
    page.get_by_role("button", name="下单").click()
    page.wait_for_url("**/orders/*")
    page.get_by_role("button", name="登记发货").click()
    sheet = page.get_by_role("dialog", name="登记发货")
    sheet.locator("input[name^='line-']").fill("11")
    sheet.get_by_role("button", name="登记发货").click()
    sheet.get_by_text("最多还能发 10").wait_for()
    sheet.locator("input[name^='line-']").fill("4")
    sheet.get_by_role("button", name="登记发货").click()
    page.get_by_text("部分发货").first.wait_for()
    page.get_by_text("已发货 4 / 10").wait_for()
    assert page.crm_problems == []


def test_finance_books_a_payment_and_issues_an_invoice_on_the_desk(sign_in, server):
    rep = sign_in("rep")
    quote = agreed_quote(rep, "Finance Example Ltd")
    contract = post(rep, "contracts", {"quote": quote})["body"]["id"]
    for action in ("send", "sign_us", "sign_customer"):
        assert post(rep, f"contracts/{contract}/steps", {"action": action})["status"] == 200
    plan = [{"due_on": "2026-01-15", "percent": "50"}, {"due_on": "2031-01-15", "percent": "50"}]
    answer = post(rep, f"contracts/{contract}/plan", {"instalments": plan}, "PUT")
    assert answer["status"] == 200
    asked = {"contract": contract, "title": "Finance Example Ltd", "amount": "565", "tax_id": CODE}
    assert post(rep, "invoices", asked)["status"] == 201

    page = sign_in("finance", language="en", at="/payments/?state=overdue")
    page.get_by_role("link", name="Finance Example Ltd").first.wait_for()
    page.goto(f"{server.url}/contracts/{contract}/")
    page.get_by_role("button", name="Record a payment").click()
    sheet = page.get_by_role("dialog", name="Record a payment")
    sheet.locator("input[name=amount]").fill("600")
    sheet.get_by_role("button", name="Record a payment").click()
    page.get_by_text("Partly paid").wait_for()
    page.get_by_text("¥600.00 came in that is not invoiced.").wait_for()
    page.goto(f"{server.url}/invoices/?status=requested")
    page.get_by_role("button", name="Finance Example Ltd").click()
    sheet = page.get_by_role("dialog", name="Finance Example Ltd")
    sheet.get_by_text(CODE).wait_for()
    sheet.locator("input[name=number]").fill("25117000000099999999")
    sheet.get_by_role("button", name="Issue").click()
    page.get_by_text("Invoice 25117000000099999999 issued.").wait_for()
    page.goto(f"{server.url}/contracts/{contract}/")
    page.get_by_text("¥35.00 came in that is not invoiced.").wait_for()
    rep.goto(f"{server.url}/inbox/")
    rep.get_by_text("25117000000099999999").first.wait_for()
    assert page.crm_problems == []
