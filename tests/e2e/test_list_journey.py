"""A list in the browser: a view by conditions, in groups, a cell edited, many tagged and taken back, shared."""

import json
import re
import uuid
from urllib.parse import quote

import pytest
from playwright.sync_api import WebSocketRoute, expect

from tests.e2e.test_customers import new_customer, stored_again

pytestmark = pytest.mark.browser


def test_a_view_is_made_edited_in_place_changed_together_taken_back_and_shared(sign_in, server):
    page = sign_in("director")
    ours = f"列表旅程{uuid.uuid4().hex[:6]}"  # a second try finds what the first one left
    ids = [new_customer(page, f"{ours} {n}", region="苏州") for n in (1, 2, 3)]
    where = {
        "match": "all",
        "groups": [{"match": "all", "rules": [["name", "contains", [ours]]]}],
    }
    page.goto(f"{server.url}/customers/?sort=name&where={quote(json.dumps(where))}")
    rows = page.locator("tr[data-row]")
    expect(rows).to_have_count(3)
    page.get_by_label("分组", exact=True).select_option("tier")
    expect(page.locator("[data-group]")).to_contain_text(["3"])
    # A cell: F2, typed, Tab goes on, Escape leaves; what is refused stands there again.
    cell = rows.first.locator("td[data-cell=region]")
    cell.focus()
    page.keyboard.press("F2")
    page.keyboard.insert_text("无锡")
    page.keyboard.press("Enter")
    expect(cell).to_have_text("无锡")
    rows.first.locator("td[data-cell=name]").focus()
    page.keyboard.press("Enter")
    page.locator("[data-cell-editor] input").fill("")
    page.keyboard.press("Enter")
    expect(page.locator("[data-cell-editor] [role=alert]")).to_be_visible()
    page.keyboard.press("Escape")
    # Three are ticked from the keyboard, tagged, and all of it taken back.
    rows.first.locator("a").first.focus()
    for key in "xjxjx":
        page.keyboard.press(key)
    expect(page.get_by_role("toolbar")).to_contain_text("3")
    page.keyboard.press("t")
    page.locator("dialog[open] input[name=add]").fill("春茶季")
    page.locator("dialog[open] button[type=submit]").click()
    expect(rows.nth(2)).to_contain_text("春茶季")
    page.locator("[data-note]").filter(has_text="3").get_by_role("button", name="撤销").click()
    expect(rows.nth(2)).not_to_contain_text("春茶季")
    assert stored_again(page, ids[0])[1] == "无锡"
    # A column is moved by its head, from the keyboard; the view is for everybody.
    page.locator("th[data-column=region] button, th[data-column=name] button").first.focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("th[data-column]").nth(1)).to_have_attribute("data-column", "name")
    page.get_by_role("button", name="视图的更多操作").click()
    page.get_by_text("另存为").click()
    page.locator("dialog[open] input[name=name]").fill(f"视图{ours}")
    page.locator("dialog[open] select[name=audience]").select_option("everybody")
    page.locator("dialog[open] button[type=submit]").click()
    page.wait_for_url(lambda url: "saved=" in url)
    other = sign_in("admin", at=page.url.removeprefix(server.url))
    expect(other.get_by_role("link", name=f"视图{ours}")).to_be_visible()
    assert page.crm_problems == []


def test_what_is_typed_for_many_waits_for_its_field(sign_in, server):
    """The sheet is open at once, the fields come with the server's answer: no box before it."""
    page = sign_in("director", at="/customers/")
    held: list[str | bytes] = []
    holding: list[bool] = []

    def between(ours: WebSocketRoute) -> None:
        theirs = ours.connect_to_server()
        ours.on_message(theirs.send)
        theirs.on_message(lambda said: held.append(said) if holding else ours.send(said))
        waiting.append(ours)

    waiting: list[WebSocketRoute] = []
    page.route_web_socket(re.compile("/_event"), between)
    page.reload()
    page.locator("tr[data-row] input[type=checkbox]").first.click()
    edit = page.get_by_role("toolbar").locator("[data-edit]")
    expect(edit).to_be_visible()
    holding.append(True)
    edit.click()
    sheet = page.locator("dialog[open]")
    expect(sheet.locator("select")).to_be_visible()
    expect(sheet.locator("[name=value]")).to_have_count(0)
    page.wait_for_timeout(500)
    holding.clear()
    for said in held:
        waiting[-1].send(said)
    expect(sheet.locator("[name=value]")).to_be_visible()
