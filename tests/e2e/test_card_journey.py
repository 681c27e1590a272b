"""A card becomes a customer: photographed, read by the real engine, matched, confirmed, gone on from."""

import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_deals import call
from tests.e2e.test_screens import faults

pytestmark = pytest.mark.browser

CARDS = Path(__file__).parents[1] / "data" / "cards"
READ_WITHIN = 60_000  # milliseconds; the engine loads first


def capture(page: Page, *names: str) -> None:
    """From wherever one is: +, then the pictures, as the camera hands them over."""
    page.locator("[data-opens=capture]:visible").first.click()
    sheet = page.get_by_role("dialog")
    chooser = sheet.locator("input[type=file][multiple]")
    if len(names) == 1 and page.viewport_size["width"] < 800:
        chooser = sheet.locator("input[type=file][capture]")
    chooser.set_input_files([CARDS / name for name in names])


def line(page: Page, key: str):
    return page.locator(f"[data-card-form] input[name='{key}']")


def read(page: Page) -> dict[str, str]:
    """What stands in the form once the card was read."""
    page.wait_for_url(re.compile(r"/cards/\w{8,}"))
    expect(line(page, "email.0")).not_to_have_value("", timeout=READ_WITHIN)
    return page.locator("[data-card-form]").evaluate(
        "(form) => Object.fromEntries(new FormData(form))"
    )


def stored(server, query: str, *values: str) -> list[tuple]:
    with sqlite3.connect(server.data / "crm.db") as database:
        return database.execute(query, values).fetchall()


def points_of(server, name: str) -> set[str]:
    found = stored(
        server,
        "SELECT p.value FROM contact_point p JOIN contact c ON c.id = p.contact_id WHERE c.name = ?",
        name,
    )
    return {value for (value,) in found}


def test_a_card_on_the_phone_becomes_a_contact_and_goes_on_to_a_voice_note(sign_in, server):
    page = sign_in("rep", phone=True, language="en", at="/deals/")
    capture(page, "contoso_avery.jpg")
    form = read(page)
    assert "Avery Smith" in form["name"]
    assert form["company"] == "Contoso"
    assert form["title"].startswith("Senior Researcher")
    assert form["email.0"] == "avery.smith@contoso.com"
    assert "7911" in form["mobile.0"]
    # The field in hand lights its place on the picture.
    line(page, "email.0").focus()
    expect(page.locator("[data-lit]")).to_be_attached()
    marks = page.locator("[data-card-form] [data-mark]").evaluate_all(
        "(all) => all.map((one) => one.dataset.mark)"
    )
    assert set(marks) <= {"sure", "doubtful", "plain", ""}
    assert "sure" in marks
    assert faults(page) == []
    page.get_by_role("button", name="Save, voice note").click()
    page.wait_for_url(re.compile(r"/voice/?\?contact="))
    expect(page.locator("main")).to_contain_text("Avery Smith")
    assert {"+447911123456", "avery.smith@contoso.com"} <= points_of(server, "Avery Smith")
    kept = stored(
        server,
        "SELECT count(*) FROM card JOIN contact ON contact.id = card.contact_id"
        " WHERE contact.name = 'Avery Smith' AND card.status = 'CONFIRMED'",
    )
    assert kept == [(1,)]
    assert page.crm_problems == []


def test_the_same_card_again_is_recognised_and_merged(sign_in, server):
    page = sign_in("rep", phone=True, language="en")
    for _ in range(2):
        page.goto(f"{server.url}/")
        capture(page, "contoso_chris.jpg")
        name = read(page)["name"]
        same = page.get_by_role("button", name="Same person")
        if same.count():
            same.first.click()
            expect(page.locator("[data-matches]")).to_contain_text("Goes to the contact you have")
        page.get_by_role("button", name="Save", exact=True).click()
        page.wait_for_url(re.compile(r"/contacts/\w{8,}"))
    message = page.locator("[data-note]", has_text="Added to contact")
    expect(message).to_be_visible()
    expect(message).to_have_count(0, timeout=15_000)  # it goes by itself
    known = name.removeprefix("Dr. ")
    people = stored(server, "SELECT id FROM contact WHERE name = ? AND deleted_at IS NULL", known)
    assert len(people) == 1, (name, people)
    assert stored(server, "SELECT count(*) FROM card WHERE contact_id = ?", *people[0]) == [(2,)]
    # The page of the contact shows the picture.
    page.goto(f"{page.url}#timeline")
    expect(page.locator("[data-entry=card] img").first).to_be_attached()


def test_a_chinese_card_goes_to_the_company_one_has(sign_in, server):
    page = sign_in("rep")
    firm = call(page, "POST", "/api/v1/customers", {"name": "上海云帆信息技术有限公司"})["id"]
    capture(page, "zh_guo.jpg")
    form = read(page)
    assert (form["name"], form["title"]) == ("郭雨桐", "副总裁")
    assert form["company"] == "上海云帆信息技术有限公司"
    expect(page.locator("[data-matches]")).to_contain_text("归入已有客户 上海云帆信息技术有限公司")
    line(page, "name").fill("郭雨桐总")
    page.get_by_role("button", name="保存，建任务").click()
    page.wait_for_url(re.compile(r"/capture/task/?\?contact="))
    assert "+8613602003983" in points_of(server, "郭雨桐")
    placed = stored(
        server,
        "SELECT c.public_id FROM position p JOIN customer c ON c.id = p.customer_id"
        " JOIN contact k ON k.id = p.contact_id WHERE k.name = '郭雨桐'",
    )
    assert placed == [(firm,)]
    assert faults(page) == []


def test_two_cards_in_a_row_one_of_them_lying_on_its_side(sign_in, server):
    page = sign_in("desk", at="/cards/")
    page.locator("main input[type=file][multiple]").set_input_files(
        [CARDS / "zh_turned.jpg", CARDS / "contoso_avery.jpg"]
    )
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="欧阳丽娜")).to_be_visible(timeout=READ_WITHIN)
    rows.filter(has_text="欧阳丽娜").get_by_role("link").click()
    assert read(page)["company"] == "中科瑞达集团"
    page.get_by_role("button", name="保存，下一张").click()
    expect(line(page, "email.0")).to_have_value("avery.smith@contoso.com", timeout=READ_WITHIN)


def test_what_is_no_picture_is_said_at_once_and_leaves_nothing(sign_in, server, tmp_path):
    page = sign_in("rep", phone=True, language="en")
    before = stored(server, "SELECT count(*) FROM card")
    text = tmp_path / "card.jpg"
    text.write_text("no picture at all")
    page.locator("[data-opens=capture]:visible").first.click()
    page.get_by_role("dialog").locator("input[type=file][capture]").set_input_files(text)
    problem = page.get_by_role("dialog").get_by_role("alert")
    expect(problem).to_contain_text("card.jpg", timeout=3000)
    assert stored(server, "SELECT count(*) FROM card") == before
