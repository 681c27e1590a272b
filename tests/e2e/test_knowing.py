"""Knowing the customer on the phone: the person line, a relation, a preference, a file, all on the timeline."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_deals import call

pytestmark = pytest.mark.browser
PNG = (
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8"
    "cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def _tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def _firm(page: Page) -> tuple[str, str]:
    """A customer with a boss and a buyer; the ids of the customer and of the boss."""
    firm = call(page, "POST", "/api/v1/customers", {"name": "雾里青茶业试点"})["id"]
    ids = [
        call(page, "POST", "/api/v1/contacts", {"name": name, "customer": firm, "title": title})
        for name, title in (("柳大川", "总经理"), ("柳小溪", "采购"))
    ]
    call(page, "POST", f"/api/v1/contacts/{ids[0]['id']}/details", {"text": "爱喝普洱"})
    return firm, ids[0]["id"]


def test_a_customer_is_known_and_learnt_of_with_one_thumb(sign_in, server):
    phone = sign_in("rep", phone=True, language="en")
    firm, boss = _firm(phone)
    phone.goto(f"{server.url}/customers/{firm}/")
    strip = phone.get_by_role("region", name="Remember")
    expect(strip).to_contain_text("柳大川 爱喝普洱")  # before anything else
    strip.get_by_role("textbox").fill("Only in the morning")
    phone.keyboard.press("Enter")
    expect(strip).to_contain_text("Only in the morning")
    _tab(phone, "People")
    phone.get_by_role("button", name="Role and boss of 柳小溪").click()
    sheet = phone.get_by_role("dialog")
    sheet.get_by_label("Part in buying").select_option("buyer")
    sheet.get_by_label("Reports to").select_option(boss)
    sheet.get_by_role("button", name="Save").click()
    below = phone.locator("[data-person=柳小溪]")
    expect(below).to_have_attribute("data-depth", "1")
    expect(below).to_contain_text("Buyer")
    phone.get_by_role("button", name="Add a relation").click()
    sheet.get_by_label("How they stand to each other").select_option("brought_by")
    finder = sheet.get_by_role("combobox", name="Contact")
    finder.fill("柳大川")
    sheet.get_by_role("option", name="柳大川").first.click()
    sheet.get_by_role("button", name="Save").click()
    expect(phone.locator("[data-relation=brought_by]")).to_contain_text("柳大川")
    _tab(phone, "Facts")
    picture = {"name": "门头.png", "mimeType": "image/png", "buffer": bytes.fromhex(PNG)}
    phone.get_by_label("Upload a file").set_input_files(picture)
    expect(phone.locator("[data-file=picture]")).to_contain_text("门头.png")
    _tab(phone, "Timeline")
    for kind in ("remembered", "relation_reports_to", "relation_referred_by", "file"):
        expect(phone.locator(f"[data-entry={kind}]").first).to_be_visible()
    phone.get_by_role("button", name="Changes", exact=True).click()
    expect(phone.locator("[data-entry=file]")).to_have_count(0)
    phone.get_by_role("searchbox", name="Find in the timeline").fill("morning")
    expect(phone.locator("[data-entry]")).to_have_count(1)
    expect(phone.locator("[data-entry=remembered]")).to_contain_text(re.compile("Only in"))
    assert phone.crm_problems == []
