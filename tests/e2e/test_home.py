"""Today on the phone: the next thing with whom it means, done in one tap and taken back."""

import pytest
from playwright.sync_api import expect

from tests.e2e.test_deals import call
from tests.e2e.test_screens import faults, sideways

pytestmark = pytest.mark.browser


def test_the_next_thing_is_called_done_and_taken_back(sign_in, server):
    page = sign_in("desk", phone=True)
    customer = call(page, "POST", "/api/v1/customers", {"name": "今日茶业有限公司"})["id"]
    place = [{"customer": customer, "title": "经理"}]
    person = {"name": "李文博", "positions": place, "mobile": "+86 142 0000 0451"}
    call(page, "POST", "/api/v1/contacts", person)
    for title, due in (("先寄样品", "2001-01-02"), ("再打电话", "2001-01-03")):
        call(page, "POST", "/api/v1/tasks", {"title": title, "due": due, "customer": customer})
    page.goto(f"{server.url}/")
    first = page.locator("[data-next]")
    expect(first).to_contain_text("先寄样品")
    expect(first).to_contain_text("今日茶业有限公司")
    expect(first.get_by_role("link", name="打电话")).to_have_attribute("href", "tel:+8614200000451")
    expect(page.locator("main [data-row]", has_text="再打电话")).to_be_visible()
    assert (faults(page), sideways(page)) == ([], 0)
    first.get_by_role("button", name="完成").tap()
    expect(first).to_contain_text("再打电话")
    note = page.locator("[data-note]", has_text="先寄样品")
    note.get_by_role("button", name="撤销").tap()
    expect(first).to_contain_text("先寄样品")
    first.get_by_role("link", name="记拜访").tap()
    page.wait_for_url("**/capture/visit**")
    expect(page.locator("main input[role=combobox]").first).to_have_value("今日茶业有限公司")
    assert page.crm_problems == []


def test_without_a_network_the_open_page_says_so_and_goes_on_afterwards(sign_in, server):
    page = sign_in("rep", phone=True, language="en", at="/customers/")
    page.locator("[data-row]").first.wait_for()
    said = page.get_by_role("status").filter(has_text="You are offline")
    expect(said).to_be_hidden()
    page.context.set_offline(True)
    expect(said).to_be_visible()
    assert sideways(page) == 0
    page.context.set_offline(False)
    expect(said).to_be_hidden()
    page.locator("[data-search]").fill("云岭春秋")
    expect(page.locator("[data-row]")).to_have_count(1)
