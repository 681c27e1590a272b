"""The desk: everything by keyboard, filters in the address, files saved, what one may not do unseen."""

import re

import pytest
from playwright.sync_api import expect

from crm_app.lib.tables import open_table
from tests.e2e.conftest import free_port, start_server, stop, wait_until_serving
from tests.e2e.test_customers import new_customer
from tests.e2e.test_deals import call

pytestmark = pytest.mark.browser
SET_UP = re.compile(r"/setup/?$")


def focused(page, attribute):
    return page.evaluate("(name) => document.activeElement.getAttribute(name)", attribute)


def test_palette_starts_actions_in_either_language(sign_in, server):
    page = sign_in("desk")
    page.keyboard.press("Control+k")
    page.keyboard.type("new contact")
    expect(page.locator("[data-palette-first]")).to_have_text("新建联系人")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/contacts/?$"))
    expect(page.locator("dialog#new-contact")).to_be_visible()
    assert focused(page, "name") == "name"
    page.keyboard.press("Escape")
    expect(page.locator("dialog#new-contact")).to_be_hidden()
    page.goto(f"{server.url}/customers/?tier=B")
    page.locator("[data-row]:visible").first.wait_for()
    page.keyboard.press("Control+k")
    page.locator("[data-palette-input]").fill("新建客户")
    page.keyboard.press("Enter")
    expect(page.locator("dialog#new-customer")).to_be_visible()
    assert page.url.endswith("/customers/?tier=B")
    assert page.crm_problems == []


def test_another_version_of_the_server_is_said_in_our_words(sign_in, server):
    page = sign_in("rep")
    theirs = page.locator("#reflex-new-version-banner")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('div'),"
        " {id: 'reflex-new-version-banner', textContent: 'theirs'}))"
    )
    expect(theirs).to_be_hidden()
    page.get_by_role("status").filter(has_text="有新版本").get_by_role("button").click()
    expect(theirs).to_have_count(0)


def test_palette_filters_entries_that_come_while_one_types(sign_in, server):
    page = sign_in("desk")
    page.keyboard.press("Control+k")
    page.keyboard.type("new contact")
    first = page.locator("[data-palette-first]")
    expect(first).to_have_text("新建联系人")
    page.evaluate(
        """() => {
          const list = document.querySelector("[data-palette-list]");
          const late = list.querySelector("[data-palette-word]").cloneNode(true);
          late.hidden = false;
          late.dataset.late = "";
          list.prepend(late);
        }"""
    )
    expect(page.locator("[data-late]")).to_be_hidden()
    expect(first).to_have_text("新建联系人")


def test_palette_waits_for_what_was_typed_fast(sign_in, server):
    page = sign_in("desk", language="en")
    customer = new_customer(page, "Quickfinger Trading")
    page.keyboard.press("Control+k")
    page.keyboard.insert_text("Quickfinger")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/customers/{customer}/?$"))


def test_keys_reach_every_place_and_the_form_of_a_list(sign_in, server):
    page = sign_in("desk", language="en")
    page.locator("[data-go]").first.wait_for()
    places = page.locator("[data-go]").evaluate_all(
        "(all) => all.map((one) => [one.dataset.go, one.getAttribute('href')])"
    )
    assert len({key for key, _ in places}) == len(places) >= 10
    for key, path in places:
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url(re.compile(f"{re.escape(server.url + path)}/?$"))
    page.goto(f"{server.url}/quotes/")
    page.locator("[data-row]:visible").first.wait_for()
    page.keyboard.press("c")
    expect(page.locator("dialog#new-quote")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog#new-quote")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("[data-search]:visible")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-row]").first.locator("a").first).to_be_focused()
    page.keyboard.press("[")
    expect(page.locator("nav.side")).to_have_css("width", "57px")
    page.reload()
    expect(page.locator("nav.side")).to_have_css("width", "57px")
    assert page.crm_problems == []


def test_a_list_is_saved_as_a_file(sign_in, server):
    page = sign_in("desk", language="en")
    new_customer(page, "Paperclip & Sons", tier="A")
    page.goto(f"{server.url}/customers/?q=Paperclip")
    expect(page.locator("tr[data-row]")).to_have_count(1)
    for choice, kind in (("CSV", "csv"), ("Excel (xlsx)", "xlsx")):
        page.get_by_role("button", name="Export").click()
        with page.expect_download() as download:
            page.get_by_role("menuitem", name=choice).click()
        assert download.value.suggested_filename == f"customers.{kind}"
        (row,) = open_table(download.value.path()).rows()
        assert row.cells[:3] == ["Paperclip & Sons", "Company", "A"]


def test_filters_of_an_address_are_shown_and_taken_away(sign_in, server):
    page = sign_in("director", language="en")
    owner = page.evaluate("fetch('/api/v1/session').then((one) => one.json())")["id"]
    new_customer(page, "Lantern Works", tier="A", industry="education")
    page.goto(f"{server.url}/customers/?owner={owner}&industry=education")
    expect(page.locator("tr[data-row]")).to_have_count(1)
    expect(page.get_by_label("Owner")).to_have_value(owner)
    expect(page.get_by_label("Industry")).to_have_value("education")
    page.locator("tr[data-row] a").first.click()
    expect(page.get_by_role("combobox", name="Industry")).to_have_value("education")
    page.locator("a[data-back]").click()
    page.wait_for_url(lambda url: "industry=education" in url)
    page.get_by_role("button", name="Clear filters").click()
    page.wait_for_url(re.compile(r"/customers/?$"))
    expect(page.get_by_label("Owner")).to_have_value("")
    assert page.crm_problems == []


def test_slider_and_free_line_of_a_quote(sign_in, server):
    page = sign_in("desk", language="en")
    customer = new_customer(page, "Slide Rule Ltd")
    line = {"text": "Tasting", "quantity": "1", "price": "200", "tax_rate": "0"}
    sent = {"customer": customer, "currency": "CNY", "lines": [line]}
    quote = call(page, "POST", "/api/v1/quotes", sent)["id"]
    page.goto(f"{server.url}/quotes/{quote}/")
    page.get_by_role("slider").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Quote discount %").first).to_have_value("2.5")
    expect(page.get_by_text("¥195.00").last).to_be_visible()
    page.get_by_label("Quote discount %").first.fill("7.5")
    expect(page.get_by_role("slider")).to_have_value("7.5")
    page.get_by_role("button", name="Add a free line").click()
    cell = page.locator("[data-line]").last.locator("[data-cell=text]")
    expect(cell).to_be_focused()
    expect(cell).to_have_attribute("aria-invalid", "false")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Line 2")).to_be_visible()
    expect(cell).to_have_attribute("aria-invalid", "true")
    assert page.crm_problems == []


def test_who_may_only_read_is_offered_nothing_else(sign_in, server):
    page = sign_in("finance", language="en", at="/customers/?q=云岭春秋")
    page.locator("tr[data-row] a").first.click()
    page.locator("h1").wait_for()
    expect(page.get_by_label("Region", exact=True)).to_be_disabled()
    for name in ("Add something to remember", "What happened?"):
        expect(page.get_by_label(name, exact=True)).to_have_count(0)
    for name in ("Edit", "New contact"):
        expect(page.locator("main").get_by_role("button", name=name)).to_have_count(0)
    expect(page.locator("[data-edit], [data-create], main [aria-haspopup=menu]")).to_have_count(0)
    assert page.crm_problems == []


def test_a_fresh_product_is_set_up_once(browser, tmp_path):
    port, log = free_port(), tmp_path / "serve.log"
    process, url = start_server(tmp_path, port, log), f"http://localhost:{port}"
    try:
        wait_until_serving(url, process, log)
        context = browser.new_context(locale="en-GB")
        page = context.new_page()
        page.goto(f"{url}/customers/")
        page.wait_for_url(SET_UP)
        page.goto(f"{url}/login/")
        page.wait_for_url(SET_UP)
        for name, value in (("company", "Teahouse"), ("name", "Nora"), ("email", "n@example.com")):
            page.fill(f"input[name={name}]", value)
        page.fill("input[name=password]", "short")
        page.click("button[type=submit]")
        expect(page.locator("[data-problem]")).to_contain_text("at least 10 characters")
        page.fill("input[name=password]", "kept-by-nora-7")
        page.click("button[type=submit]")
        page.get_by_text("Hello Nora").wait_for()
        for path, words in (("customers", "No customer"), ("deals", ""), ("settings/audit", "")):
            page.goto(f"{url}/{path}/")
            page.locator("main h1").first.wait_for()
            expect(page.locator("main")).to_contain_text(words)
        page.goto(f"{url}/setup/")
        page.wait_for_url(re.compile(r"/login/?$"))
        context.close()
    finally:
        stop(process)
