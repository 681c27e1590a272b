"""From a forecast to its list; how a rep's target stands on the phone."""

import re

import pytest

pytestmark = pytest.mark.browser


def test_a_director_opens_what_is_behind_a_number(sign_in, server):
    page = sign_in("director")
    page.goto(f"{server.url}/forecast/")
    shown = page.locator("[data-forecast=CNY]")
    shown.wait_for()
    link = shown.locator("a[href*='state=open']")
    count = int(re.search(r"\d+", link.locator("xpath=..").inner_text().split("\n")[-1])[0])
    page.locator("[data-history]").wait_for()
    link.click()
    page.wait_for_url("**/deals**state=open**")
    page.locator("h1").first.wait_for()
    page.wait_for_function(
        "(n) => document.querySelector('main h1 + span')?.innerText === String(n)", arg=count
    )
    page.goto(f"{server.url}/reports/")
    won = page.locator("[data-closed] a[href*='state=won']")
    won.wait_for()
    number = re.search(r"\d+", won.inner_text())[0]
    won.click()
    page.wait_for_url("**/deals**state=won**")
    page.wait_for_function(
        "(n) => document.querySelector('main h1 + span')?.innerText === n", arg=number
    )
    assert page.crm_problems == []


def test_a_target_is_set_and_changed(sign_in, server):
    page = sign_in("director")
    page.goto(f"{server.url}/settings/targets/?year=2031")
    page.locator("[data-opens=target-new]").click()
    page.locator("[name=subject]").select_option(index=0)
    page.locator("[name=amount]").fill("1200")
    page.locator("form [type=submit]").last.click()
    row = page.locator("tr[data-row]")
    row.wait_for()
    row.locator("td button").nth(1).click()  # the second quarter
    page.locator("[name=amount]").fill("600")
    page.locator("[name=keep]").uncheck()
    page.locator("form [type=submit]").last.click()
    page.wait_for_function(
        "() => document.querySelector('tr[data-row] th').innerText.includes('300')"
    )
    assert page.crm_problems == []


def test_a_rep_sees_his_target_on_the_phone(sign_in, server):
    page = sign_in("rep", phone=True)
    page.goto(f"{server.url}/")
    shown = page.locator("[data-targets]")
    shown.wait_for()
    assert shown.locator("[role=img]").count() == 3
    shown.locator("a").first.click()
    page.wait_for_url("**/deals**owner=**")
    assert page.crm_problems == []
