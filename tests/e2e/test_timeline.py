"""The timeline in the browser: written on the phone, seen on the desk, corrected, taken back."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_deals import call

pytestmark = pytest.mark.browser


def new_customer(page: Page, name: str) -> str:
    """A customer of the one signed in; its id."""
    return call(page, "POST", "/api/v1/customers", {"name": name})["id"]


def entries(page: Page, kind: str):
    return page.locator(f"[data-entry={kind}]")


def test_a_visit_is_written_on_the_phone_and_the_desk_sees_it(sign_in, server):
    phone, desk = sign_in("rep", phone=True, language="en"), sign_in("manager")
    customer = new_customer(phone, "晨雾茶叶试点")
    address = f"{server.url}/customers/{customer}/"
    desk.goto(address)
    expect(desk.get_by_text("还没有任何跟进")).to_be_visible()
    phone.goto(address)
    phone.locator("[data-compose]").click()
    box = phone.locator("[data-composer]")
    expect(box).to_be_focused()
    box.fill("Showed the blend; he wants a sample of the 2019 harvest.")
    phone.get_by_text("Visit", exact=True).click()
    phone.get_by_label("Next step", exact=True).fill("Send the sample")
    phone.get_by_label("Date of the next step").fill("2031-05-20")
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(entries(phone, "visit")).to_contain_text("2019 harvest")
    began = time.monotonic()
    expect(entries(desk, "visit")).to_contain_text("2019 harvest", timeout=3000)
    expect(desk.get_by_text("Send the sample")).to_be_visible(timeout=3000)
    assert time.monotonic() - began < 3
    expect(box).to_have_value("")
    # The step is done from the page; the timeline says so.
    phone.get_by_role("button", name="Done", exact=True).click()
    expect(entries(phone, "task")).to_contain_text("Send the sample")
    assert phone.crm_problems == []
    assert desk.crm_problems == []


def test_what_one_wrote_is_corrected_deleted_and_brought_back(sign_in, server):
    page = sign_in("rep")
    customer = new_customer(page, "回甘茶业试点")
    page.goto(f"{server.url}/customers/{customer}/")
    page.locator("[data-composer]").fill("电话里说预算三十万")
    page.keyboard.press("Control+Enter")
    note = entries(page, "note")
    expect(note).to_contain_text("预算三十万")
    note.get_by_role("button", name="更多").click()
    page.get_by_role("menuitem", name="编辑").click()
    sheet = page.get_by_role("dialog")
    sheet.locator("textarea").fill("电话里说预算四十万")
    sheet.get_by_text("电话", exact=True).click()
    sheet.get_by_role("button", name="保存").click()
    call_entry = entries(page, "call")
    expect(call_entry).to_contain_text("预算四十万")
    call_entry.get_by_role("button", name="更多").click()
    page.get_by_role("menuitem", name="删除").click()
    expect(call_entry).to_have_count(0)
    page.get_by_role("button", name="撤销").last.click()
    expect(call_entry).to_contain_text("预算四十万")
    assert page.crm_problems == []


def test_a_refusal_keeps_what_was_typed(sign_in, server):
    page = sign_in("rep", language="en")
    customer = new_customer(page, "Patience Tea Trial")
    page.goto(f"{server.url}/customers/{customer}/")
    page.locator("[data-composer]").fill("Met at the fair")
    page.get_by_text("Another time").click()
    page.get_by_label("When").fill("2031-05-20T10:00")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="in the future")).to_be_visible()
    expect(page.locator("[data-composer]")).to_have_value("Met at the fair")
    expect(page.locator("[data-entry]")).to_have_count(0)


def test_a_file_hangs_on_the_timeline(sign_in, server, tmp_path):
    page = sign_in("rep", language="en")
    customer = new_customer(page, "Paper Trail Tea")
    page.goto(f"{server.url}/customers/{customer}/")
    plan = tmp_path / "tasting notes.txt"
    plan.write_text("dark, sweet, long")
    page.get_by_label("Attach a file").set_input_files(plan)
    expect(entries(page, "file")).to_contain_text("tasting notes.txt")
    link = entries(page, "file").get_by_role("link")
    answer = page.request.get(f"{server.url}{link.get_attribute('href')}")
    assert answer.text() == "dark, sweet, long"


def test_a_deal_tells_its_moves_and_its_customer_too(sign_in, server):
    page = sign_in("rep", language="en")
    customer = new_customer(page, "Two Views Tea")
    deal = call(page, "POST", "/api/v1/deals", {"name": "Two views", "customer": customer})["id"]
    page.goto(f"{server.url}/deals/{deal}/")
    page.locator("[data-composer]").fill("They compare us with two others")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(entries(page, "note")).to_contain_text("two others")
    expect(entries(page, "deal_opened")).to_be_visible()
    page.goto(f"{server.url}/customers/{customer}/")
    expect(entries(page, "note").get_by_role("link", name="Two views")).to_have_attribute(
        "href", re.compile(f"/open/deal/{deal}")
    )


def test_who_may_only_read_finds_no_form(sign_in, server):
    rep, reader = sign_in("rep"), sign_in("finance")
    customer = new_customer(rep, "只读茶业")
    reader.goto(f"{server.url}/customers/{customer}/")
    expect(reader.locator("main h1")).to_have_text("只读茶业")
    expect(reader.locator("[data-composer]")).to_have_count(0)
