"""Scores and classes in the browser: many leads settled and taken back on the desk, one read on the phone."""

import pytest
from playwright.sync_api import expect

from tests.e2e.test_deals import call

pytestmark = pytest.mark.browser


def make(page, company, **more):
    body = {"name": f"沈{company[:1]}", "company": company} | more
    return call(page, "POST", "/api/v1/leads", body)["id"]


def test_predicted_classes_are_settled_in_bulk_and_taken_back_on_the_desk(sign_in, server):
    page = sign_in("rep")
    ids = [make(page, f"听涛{letter}精密机械有限公司") for letter in "甲乙丙"]
    page.goto(f"{server.url}/lead-classes/?view=industry&q=听涛")
    rows = [page.locator(f"[data-row='{one}']") for one in ids]
    expect(rows[0]).to_contain_text("制造业")
    expect(rows[0]).to_contain_text("85%")
    expect(rows[0]).to_contain_text("精密机械")
    bar = page.locator("[data-settle]")
    expect(bar.get_by_role("button", name="确认推测")).to_be_disabled()
    for row in rows[:2]:
        row.get_by_role("checkbox").click()
        expect(row.get_by_role("checkbox")).to_be_checked()
    expect(bar).to_contain_text("已选 2 条")
    bar.locator("select[name=value]").select_option("energy")
    bar.get_by_role("button", name="改为所选值").click()
    expect(rows[0]).to_have_count(0)
    assert [call(page, "GET", f"/api/v1/leads/{one}")["industry"] for one in ids] == [
        *("energy", "energy", "")
    ]
    page.get_by_role("button", name="撤销").first.click()
    expect(rows[0]).to_contain_text("制造业")
    assert call(page, "GET", f"/api/v1/leads/{ids[0]}")["industry"] == ""
    assert page.crm_problems == []


def test_a_lead_says_its_score_and_why_on_the_phone(sign_in, server):
    page = sign_in("rep", phone=True, language="en")
    lead = make(page, "落霞精密机械有限公司", source="referral", title="总经理", note="要 200 台")
    page.goto(f"{server.url}/leads/{lead}/")
    main = page.locator("main")
    expect(main.get_by_role("heading", name="Lead score")).to_be_visible()
    expect(main).to_contain_text("Source: Referral")
    expect(main).to_contain_text("Neither phone nor mail address")
    strip = page.locator("[data-predicted]")
    expect(strip).to_contain_text("Manufacturing")
    expect(strip).to_contain_text("predicted85%")
    strip.get_by_role("button", name="Confirm").first.click()
    expect(strip.get_by_text("Manufacturing")).to_have_count(0)
    assert call(page, "GET", f"/api/v1/leads/{lead}")["industry"] == "manufacturing"
    assert page.crm_problems == []
