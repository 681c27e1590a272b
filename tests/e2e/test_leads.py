"""Leads in the browser: a colleague's is warned of and asked for on the phone; screened, converted and undone on the desk."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.test_deals import call

pytestmark = pytest.mark.browser


def test_a_colleagues_lead_is_asked_for_and_handed_over_on_the_phone(sign_in, server):
    owner = sign_in("rep", phone=True)
    phone = "142 6600 1177"
    body = {"name": "沈秋白", "company": "听涛纸业", "mobile": phone}
    lead = call(owner, "POST", "/api/v1/leads", body)["id"]
    asker = sign_in("manager", phone=True, language="en")
    asker.get_by_role("button", name="Capture something").click()
    asker.get_by_role("dialog").get_by_text("Lead", exact=True).click()
    asker.wait_for_url(re.compile("/capture/lead"))
    asker.locator("input[name=name]").fill("Shen")
    asker.locator("input[name=mobile]").fill(phone)
    strip = asker.get_by_role("status").filter(has_text="Somebody works on this already")
    expect(strip).to_contain_text("沈秋白")
    asker.get_by_role("button", name="Save").click()
    expect(asker.get_by_role("alert")).to_contain_text("has been working on this")
    strip.get_by_role("button", name="Ask for it").click()
    sheet = asker.get_by_role("dialog").filter(has_text="What you ask for")
    sheet.locator("textarea[name=reason]").fill("Their head office is a customer of mine")
    sheet.get_by_role("button", name="Send the request").click()
    expect(strip).to_contain_text("Asked; waiting for the answer")
    owner.goto(f"{server.url}/inbox/")
    owner.locator("main").get_by_text("申请接手").first.click()  # one tap
    owner.wait_for_url(re.compile("/requests/"))
    expect(owner.locator("h1")).to_contain_text("接手")
    owner.get_by_role("button", name="同意").click()  # two taps
    expect(owner.locator("main").get_by_text("已同意").first).to_be_visible()
    found = call(asker, "GET", f"/api/v1/leads/{lead}")
    assert found["owner"]["name"] == call(asker, "GET", "/api/v1/session")["name"]
    asker.goto(f"{server.url}/leads/{lead}/")
    expect(asker.locator("h1")).to_contain_text("沈秋白")
    asker.get_by_role("tab", name="Timeline").click()
    expect(asker.locator("[data-entry=transferred]")).to_be_visible()
    assert asker.crm_problems == owner.crm_problems == []


def test_screening_refuses_then_all_is_made_at_once_and_taken_back(sign_in, server):
    page = sign_in("rep", at="/leads/")
    page.locator("main [data-create]").click()
    sheet = page.get_by_role("dialog")
    sheet.locator("input[name=name]").fill("顾怀远")
    sheet.locator("input[name=company]").fill("落霞灯具有限公司")
    sheet.locator("input[name=mobile]").fill("142 6600 1288")
    sheet.locator("button[type=submit]").click()
    page.wait_for_url(re.compile(r"/leads/[^/?]+/?$"))
    lead = page.url.rstrip("/").rsplit("/", 1)[-1]
    expect(page.locator("h1")).to_contain_text("顾怀远")
    page.get_by_role("button", name="转换", exact=True).locator("visible=true").click()
    sheet = page.get_by_role("dialog").filter(has_text="转换为客户和商机")
    sheet.locator("input[name=deal_name]").fill("首批样灯")
    sheet.locator("input[name=amount]").fill("36000")
    sheet.locator("button[type=submit]").click()
    expect(sheet.get_by_role("alert")).to_contain_text("客户有真实的需求吗？")
    sheet.get_by_label("客户有真实的需求吗？").select_option("yes")
    sheet.get_by_label("预算大约多少（元）？").fill("50000")
    sheet.get_by_label("谁做决定？").select_option("集体决定")
    sheet.get_by_label("打算什么时候采购？").select_option("半年内")
    assert sheet.locator("input[name=deal_name]").input_value() == "首批样灯"  # nothing is lost
    sheet.locator("button[type=submit]").click()
    expect(page.locator("main").get_by_text("已转换").first).to_be_visible()
    became = page.locator("main section").filter(has_text="转换为")
    expect(became).to_contain_text("落霞灯具有限公司")
    expect(became).to_contain_text("首批样灯")
    made = call(page, "GET", f"/api/v1/leads/{lead}")["became"]
    assert [one["kind"] for one in made] == ["customer", "contact", "deal"]
    page.locator("main").get_by_role("button", name="撤销转换").locator("visible=true").click()
    expect(page.get_by_text("已撤销转换")).to_be_visible()
    expect(page.locator("main").get_by_text("新线索").first).to_be_visible()
    assert call(page, "GET", f"/api/v1/leads/{lead}")["missing"] == 4
    assert page.crm_problems == []
