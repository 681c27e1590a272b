"""Signing in, looking at a list, and what the policy forbids."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import enter

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("phone", [False, True])
def test_rep_signs_in_and_finds_a_customer(sign_in, server, phone):
    page = sign_in("rep", phone=phone)
    page.context.clear_cookies()
    enter(page, server, "rep")
    page.goto(f"{server.url}/customers/")
    page.locator("[data-row]:visible").first.wait_for()
    page.locator("[data-search]").fill("云岭春秋")
    rows = page.locator("[data-row]:visible")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("云岭春秋茶业有限公司")
    assert "q=" in page.url
    assert page.crm_problems == []


def test_wrong_password_says_so_in_the_chosen_language(server, browser):
    page = browser.new_page()
    page.add_init_script("localStorage.setItem('crm_lang', 'en')")
    page.goto(f"{server.url}/login/")
    page.fill("input[name=email]", "nobody@example.com")
    page.fill("input[name=password]", "not the password")
    page.click("button[type=submit]")
    expect(page.locator("[data-problem]")).to_have_text("E-mail or password is wrong.")
    page.close()


def test_signed_out_page_leads_to_sign_in(server, browser):
    page = browser.new_page()
    page.goto(f"{server.url}/customers/")
    page.wait_for_url("**/login**")
    page.close()


def test_sign_out_elsewhere_cuts_the_open_tab(sign_in, server):
    page = sign_in("rep", at="/customers/")
    page.locator("[data-row]:visible").first.wait_for()
    status = page.evaluate(
        "fetch('/api/v1/session', {method: 'DELETE'}).then((answer) => answer.status)"
    )
    assert status == 204
    page.locator("[data-search]").fill("云岭")
    page.wait_for_url("**/login**")


def test_palette_finds_and_opens(sign_in, server):
    page = sign_in("rep")
    page.keyboard.press("Control+k")
    page.locator("[data-palette-input]").fill("云岭春秋")
    hit = page.locator("[data-palette-item]", has_text="云岭春秋茶业有限公司").first
    hit.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/customers/**")


def test_edit_in_one_browser_shows_in_another_within_three_seconds(sign_in, server):
    watching, acting = sign_in("director"), sign_in("rep")
    watching.goto(f"{server.url}/customers/?q=实时更新")
    watching.locator("main#content").get_by_text("没有符合条件的客户").wait_for()
    created = acting.evaluate(
        """fetch('/api/v1/customers', {method: 'POST', headers: {'content-type': 'application/json'},
        body: JSON.stringify({name: '实时更新测试公司'})}).then((answer) => answer.status)"""
    )
    assert created == 201
    watching.locator("[data-row]:visible", has_text="实时更新测试公司").wait_for(timeout=3000)
