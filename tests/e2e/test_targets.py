"""From a forecast to its list; how a rep's target stands on the phone."""

import pytest

pytestmark = pytest.mark.browser


def test_a_target_is_set_and_changed(sign_in, server):
    page = sign_in("director", at="/settings/targets/?year=2031")
    page.locator("[data-opens=target-new]").click()
    page.locator("[name=subject]").select_option(index=0)
    page.locator("[name=amount]").fill("1200")
    page.locator("form:has([name=amount]) [type=submit]").click()
    row = page.locator("tr[data-row]")
    row.wait_for()
    row.locator("td button").nth(1).click()  # the second quarter
    page.locator("[name=amount]").fill("600")
    page.locator("[name=keep]").uncheck()
    page.locator("form:has([name=amount]) [type=submit]").click()
    row.locator("th").filter(has_text="300").wait_for()
    assert page.crm_problems == []


def test_a_rep_sees_his_target_on_the_phone(sign_in, server):
    page = sign_in("rep", phone=True, at="/")
    shown = page.locator("[data-targets]")
    shown.wait_for()
    assert shown.locator("[role=img]").count() == 3
    shown.locator("a").first.click()
    page.wait_for_url("**/deals**owner=**")
    assert page.crm_problems == []
