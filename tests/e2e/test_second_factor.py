"""The second step of signing in: set up on the phone, asked for at the door, required by role."""

import pyotp
import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import settle
from tests.e2e.test_screens import faults, sideways

pytestmark = pytest.mark.browser


def test_set_up_on_the_phone_and_asked_for_at_the_door(sign_in, server):
    page = sign_in("service", phone=True, language="en", at="/profile/")
    email, password = server.accounts["service"]
    own = page.locator("#second-factor")
    own.locator("input[name=password]").fill(password)
    own.get_by_role("button", name="Set it up").click()
    expect(own.get_by_role("img", name="QR code")).to_be_visible()
    codes = pyotp.TOTP(own.locator("#second-factor-secret").input_value().replace(" ", ""))
    settle(page)
    assert (faults(page), sideways(page)) == ([], 0)
    own.locator("input[name=code]").fill("000000")
    own.get_by_role("button", name="Turn on").click()
    expect(own.get_by_role("alert")).to_contain_text("wrong")
    own.locator("input[name=code]").fill(codes.now())
    own.get_by_role("button", name="Turn on").click()
    recovery = own.locator("#second-factor-codes").input_value().split("\n")
    assert len(recovery) == 10
    own.get_by_role("button", name="I have kept them").click()
    expect(own).to_contain_text("10 recovery codes left")

    page.context.clear_cookies()
    page.goto(f"{server.url}/login/")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", password)
    code = page.locator("input[name=code]")
    expect(code).to_be_hidden()
    page.click("button[type=submit]")
    expect(code).to_be_focused()
    assert (faults(page), sideways(page)) == ([], 0)
    code.fill("000000")
    page.click("button[type=submit]")
    expect(page.locator("[data-problem]")).to_contain_text("wrong")
    code.fill(recovery[0])
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "/login" not in url)
    page.goto(f"{server.url}/profile/")
    expect(own).to_contain_text("9 recovery codes left")
    own.locator("form", has=page.get_by_role("button", name="Turn it off")).locator(
        "input[name=password]"
    ).fill(password)
    own.locator("input[name=code]").last.fill(recovery[1])
    own.get_by_role("button", name="Turn it off").click()
    expect(own.get_by_role("button", name="Set it up")).to_be_visible()
    assert page.crm_problems == []


def test_who_has_to_have_it_sees_his_profile_and_nothing_else(sign_in, server):
    admin = sign_in("admin", at="/settings/sign-in/")
    tick = admin.get_by_label("客服", exact=True)
    tick.check()
    admin.get_by_role("button", name="保存").click()
    admin.get_by_text("登录规则已保存").wait_for()
    try:
        page = sign_in("service", at="/customers/")
        page.wait_for_url("**/profile**")
        expect(page.locator("#second-factor")).to_contain_text("必须先开启两步验证")
        assert page.evaluate("fetch('/api/v1/customers').then((answer) => answer.status)") == 403
    finally:
        tick.uncheck()
        admin.get_by_role("button", name="保存").click()
        expect(tick).not_to_be_checked()
    admin.reload()
    expect(tick).not_to_be_checked()
    page.goto(f"{server.url}/customers/")
    page.locator("[data-row]:visible").first.wait_for()
