"""Contracts, orders, payments, invoices and the way into the ERP over REST."""

import pytest

from tests.services.selling import LINES

API = "/api/v1"
CODE = "91350100M000100Y43"


@pytest.fixture
def rep(workspace, call):
    return call("rep")


def good(answer, status=200):
    assert answer.status_code == status, answer.text
    return answer.json()


@pytest.fixture
def quote(rep):
    customer = good(rep.post(f"{API}/customers", json={"name": "华东科技"}), 201)["id"]
    lines = [
        {
            "text": x.text,
            "quantity": x.quantity,
            "price": x.price,
            "discount": x.discount,
            "tax_rate": "13",
        }
        for x in LINES
    ]
    made = good(rep.post(f"{API}/quotes", json={"customer": customer, "lines": lines}), 201)["id"]
    good(rep.post(f"{API}/quotes/{made}/send"))
    good(rep.post(f"{API}/quotes/{made}/accept"))
    return made


@pytest.fixture
def contract(rep, quote):
    made = good(rep.post(f"{API}/contracts", json={"quote": quote, "ends_on": "2031-12-31"}), 201)
    path = f"{API}/contracts/{made['id']}"
    for action in (*made["steps"][:1], "sign_customer", "sign_us"):
        good(rep.post(f"{path}/steps", json={"action": action}))
    return path


def test_a_contract_from_quote_to_order(rep, quote, contract):
    read = good(rep.get(contract))
    assert (read["status"], read["amount"], read["ends_on"]) == (
        "in_force",
        "2045.29",
        "2031-12-31",
    )
    assert rep.post(f"{contract}/steps", json={"action": "send"}).status_code == 409
    assert rep.post(f"{contract}/steps", json={"action": "burn"}).status_code == 422
    stale = rep.patch(contract, json={"note": "x"}, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    assert rep.patch(contract, json={"amount": "1"}).json()["code"] == "contracts.not_draft"
    of = {"contract": contract.rsplit("/", 1)[1]}
    order = good(rep.post(f"{API}/orders", json=of), 201)
    assert (order["total"], order["has_own_money"], order["status"]) == ("2045.29", False, "open")
    again = rep.post(f"{API}/orders", json=of)
    assert (again.status_code, again.json()["code"]) == (409, "orders.made_already")
    for kind in ("contracts", "orders"):
        assert len(good(rep.get(f"{API}/{kind}", params={"q": "华东"}))["items"]) == 1
        assert rep.get(f"{API}/{kind}", params={"status": "burnt"}).status_code == 422


def test_an_idempotent_order(rep, quote):
    key = {"Idempotency-Key": "order-1"}
    first = rep.post(f"{API}/orders", json={"quote": quote}, headers=key)
    second = rep.post(f"{API}/orders", json={"quote": quote}, headers=key)
    assert (first.status_code, first.json()) == (201, second.json())


def test_partial_deliveries(rep, quote):
    order = good(rep.post(f"{API}/orders", json={"quote": quote}), 201)
    path, line = f"{API}/orders/{order['id']}", order["lines"][0]["id"]
    body = {"lines": [{"line": line, "quantity": "4"}], "tracking": "SF1"}
    part = good(rep.post(f"{path}/deliveries", json=body), 201)
    assert (part["status"], part["lines"][0]["left"]) == ("partly", "6.00")
    over = rep.post(f"{path}/deliveries", json={"lines": [{"line": line, "quantity": "7"}]})
    assert (over.status_code, over.json()["field"]) == (422, "lines.0.quantity")
    delivery = part["deliveries"][0]["id"]
    void = good(rep.post(f"{path}/deliveries/{delivery}/void", json={"reason": "录错"}))
    assert (void["status"], void["deliveries"][0]["is_void"]) == ("open", True)
    good(rep.post(f"{path}/deliveries/{delivery}/restore"))
    assert good(rep.post(f"{path}/deliveries", json={}), 201)["status"] == "delivered"


def test_plan_payments_and_warnings(rep, call, contract):
    finance, of = call("finance"), contract.rsplit("/", 1)[1]
    plan = [
        {"label": "定金", "due_on": "2020-01-01", "percent": "30"},
        {"due_on": "2031-01-01", "percent": 70},
    ]
    page = good(rep.put(f"{contract}/plan", json={"instalments": plan}))
    assert [one["amount"] for one in page["instalments"]] == ["613.59", "1431.70"]
    short = rep.put(f"{contract}/plan", json={"instalments": plan[:1]})
    assert (short.status_code, short.json()["code"]) == (422, "payments.plan_under")
    late = good(rep.get(f"{API}/instalments", params={"state": "overdue"}))["items"]
    assert [(one["label"], one["left"], one["of"]["id"]) for one in late] == [
        ("定金", "613.59", of)
    ]
    body = {"contract": of, "amount": "700", "reference": "BOC-1"}
    assert rep.post(f"{API}/payments", json=body).status_code == 403
    paid = good(finance.post(f"{API}/payments", json=body), 201)
    assert (paid["allocated"], paid["advance"]) == ("700.00", "0.00")
    page = good(rep.get(f"{contract}/money"))
    assert (page["received"], page["left"], page["overdue"]) == ("700.00", "1345.29", "0.00")
    assert page["warnings"] == [{"code": "payments.warn_not_invoiced", "amount": "700.00"}]
    path = f"{API}/payments/{paid['id']}"
    assert good(finance.post(f"{path}/void", json={"reason": "退票"}))["is_void"] is True
    assert len(good(rep.get(f"{API}/payments", params={"void": "yes"}))["items"]) == 1
    assert good(finance.post(f"{path}/restore"))["allocated"] == "700.00"


def test_an_invoice_is_asked_for_and_decided(rep, call, contract):
    finance, of = call("finance"), contract.rsplit("/", 1)[1]
    body = {"contract": of, "amount": "1000", "title": "华东科技有限公司", "tax_id": CODE}
    wrong = rep.post(f"{API}/invoices", json=body | {"tax_id": CODE[:-1] + "0"})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "tax_id")
    made = good(rep.post(f"{API}/invoices", json=body), 201)
    path = f"{API}/invoices/{made['id']}"
    over = rep.post(f"{API}/invoices", json=body | {"amount": "1045.30"})
    assert (over.status_code, over.json()["code"]) == (409, "invoices.over_amount")
    assert rep.post(f"{path}/issue", json={"number": "1"}).status_code == 403
    refused = good(finance.post(f"{path}/refuse", json={"reason": "抬头"}))
    assert (refused["status"], refused["reason"]) == ("refused", "抬头")
    assert good(rep.patch(path, json={"title": "华东"}))["status"] == "requested"
    issued = good(
        finance.post(f"{path}/issue", json={"number": "25117", "issued_on": "2026-01-05"})
    )
    assert (issued["status"], issued["number"]) == ("issued", "25117")
    assert rep.delete(path).status_code == 409
    assert good(finance.post(f"{path}/void", json={"reason": "红冲"}))["status"] == "void"


def test_handed_to_the_erp_once(rep, call, quote):
    order = good(rep.post(f"{API}/orders", json={"quote": quote}), 201)["id"]
    path = f"{API}/orders/{order}/handover"
    assert good(rep.get(path))["hindrance"] == "erp.not_ready"
    sent = {"url": "https://erp.example.com/orders", "secret": "0123456789abcdef"}
    assert rep.patch(f"{API}/settings/erp", json=sent).status_code == 403
    kept = good(call("admin").patch(f"{API}/settings/erp", json=sent))
    assert kept == {"url": sent["url"], "has_secret": True, "is_automatic": False}
    assert good(rep.post(path), 202)["state"] == "waiting"
    again = rep.post(path)
    assert (again.status_code, again.json()["code"]) == (409, "erp.handed_already")
    assert rep.post(f"{path}/retry").status_code == 409


def test_others_do_not_find_it(rep, call, contract):
    west = call("rep_west")
    for address in (contract, f"{contract}/money"):
        assert west.get(address).status_code == 404
    assert west.post(f"{contract}/steps", json={"action": "end"}).status_code == 404
    assert call("finance").get(contract).status_code == 200
    assert call("marketing").get(contract).status_code == 403
    assert call("").get(contract).status_code == 401


def test_lists_as_csv(rep, contract):
    text = rep.get(f"{API}/exports/contracts", headers={"accept-language": "en"}).text
    assert "Title,Customer,State" in text
    assert "In force,2045.29,CNY" in text
    assert rep.get(f"{API}/exports/orders").status_code == 200


def test_terms_and_the_word_that_a_contract_needs(rep, call):
    admin, manager = call("admin"), call("manager")
    flow = {
        "name_zh": "账期",
        "name_en": "Terms",
        "subject": "contract",
        "conditions": [{"field": "payment_days", "op": ">", "value": "45"}],
        "steps": [{"approvers": ["manager"]}],
    }
    good(admin.post(f"{API}/approval-flows", json=flow), 201)
    customer = good(rep.post(f"{API}/customers", json={"name": "华东科技"}), 201)["id"]
    body = {"customer": customer, "amount": "900", "payment_days": 60, "payment_terms": "月结"}
    made = good(rep.post(f"{API}/contracts", json=body), 201)
    assert (made["payment_days"], made["payment_terms"]) == (60, "月结")
    path = f"{API}/contracts/{made['id']}"
    held = rep.post(f"{path}/steps", json={"action": "send"})
    assert (held.status_code, held.json()["code"]) == (409, "approval_required")
    asked = good(rep.post(f"{path}/approval", json={"reason": "老客户"}), 201)
    assert (asked["kind"], asked["subject"]["id"]) == ("contract", made["id"])
    listed = good(manager.get(f"{API}/approvals?box=waiting&kind=contract"))["items"]
    assert [one["id"] for one in listed] == [asked["id"]]
    decision = f"{API}/approvals/{asked['id']}/decision"
    good(manager.post(decision, json={"decision": "approve"}))
    assert good(rep.post(f"{path}/steps", json={"action": "send"}))["status"] == "sent"
    again = rep.post(f"{path}/approval", json={"reason": "x"})
    assert (again.status_code, again.json()["code"]) == (409, "contracts.not_draft")


def test_a_list_that_a_flow_holds_back_is_asked_for(rep, call, contract):
    flow = {
        "name_zh": "导出",
        "name_en": "Exports",
        "subject": "export",
        "conditions": [{"field": "listing", "op": "in", "value": "orders,contracts"}],
        "steps": [{"approvers": ["role:admin"]}],
    }
    good(call("admin").post(f"{API}/approval-flows", json=flow), 201)
    for name in ("contracts", "orders"):
        refused = rep.get(f"{API}/exports/{name}")
        assert (refused.status_code, refused.json()["code"]) == (409, "approvals.export_required")
    browser = {"accept": "text/html"}
    led = rep.get(f"{API}/exports/orders", headers=browser, follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (
        303,
        "/approvals/export?listing=orders",
    )
