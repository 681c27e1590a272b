"""Knowing customers in the browser: a segment built with its size, frozen and opened; a fault put right."""

import pytest
from playwright.sync_api import expect

from tests.e2e.test_deals import call

pytestmark = pytest.mark.browser


def test_a_segment_is_built_frozen_and_opened_and_a_fault_is_put_right(sign_in, server):
    page = sign_in("rep")
    head = {"name": "听雪集团", "industry": "retail", "tier": "A"}
    parent = call(page, "POST", "/api/v1/customers", head)["id"]
    branch = {"name": "听雪集团杭州分公司", "parent": parent, "tier": "A"}
    branch_id = call(page, "POST", "/api/v1/customers", branch)["id"]

    rules = '[["name","contains",["没有这样的"]]]'
    where = f'{{"match":"all","groups":[{{"match":"all","rules":{rules}}}]}}'
    page.goto(f"{server.url}/segments/new/?where={where}")
    size = page.locator("[data-size]")
    editor = page.locator("main section section").first
    expect(size).to_have_text("0")
    editor.get_by_role("textbox").first.fill("听雪")
    editor.get_by_role("textbox").first.blur()
    expect(size).to_have_text("2")
    page.locator("input[name=name]").fill("听雪的")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="听雪的")).to_be_visible()
    page.get_by_role("button", name="固定成员").click()
    expect(page.locator("main h1")).to_contain_text("固定于")
    page.get_by_role("link", name="作为列表打开").click()
    expect(page.locator("[data-row]")).to_have_count(2)

    # Whoever leaves one fault has the record scored anew, and finds it in the queue.
    call(page, "POST", f"/api/v1/quality/customer/{branch_id}/no_person/leave")
    page.goto(f"{server.url}/quality/?fault=no_industry")
    row = page.locator(f"[data-row='{branch_id}']")
    fault = row.locator("[data-fault=no_industry]")
    expect(fault).to_contain_text("空 → 零售")
    fault.locator("[data-fix]").click()
    expect(row).to_have_count(0)
    assert call(page, "GET", f"/api/v1/customers/{branch_id}")["industry"] == "retail"
    page.get_by_role("button", name="撤销").last.click()
    expect(fault).to_be_visible()
    assert call(page, "GET", f"/api/v1/customers/{branch_id}")["industry"] == ""
    assert page.crm_problems == []
