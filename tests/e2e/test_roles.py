"""Each of the eight roles sells in its own way, on the phone and on the desk; what it may not is refused."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_deals import call, new_deal, wait_stored

pytestmark = pytest.mark.browser


def refused(page: Page, method: str, path: str, body: dict | None = None) -> int:
    """The status of what a role may not do."""
    return page.evaluate(
        """async ([method, path, body]) => (await fetch(path, {
            method, body: body && JSON.stringify(body),
            headers: {"Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID()},
        })).status""",
        [method, path, body],
    )


def some_deal(page: Page) -> str:
    return call(page, "GET", "/api/v1/deals?state=open&limit=1")["items"][0]["id"]


def rep(page: Page, url: str) -> None:
    """Moves his deal on with one press."""
    deal = new_deal(page, "角色走查")
    page.goto(f"{url}/deals/{deal}/")
    page.get_by_role("button", name="需求确认").first.click()
    wait_stored(page, deal, "qualified")
    assert refused(page, "GET", "/api/v1/audit") == 403


def manager(page: Page, url: str) -> None:
    """Says of a deal of his team how sure it is, and takes it back."""
    page.goto(f"{url}/forecast/?period={page.evaluate('new Date().getFullYear()')}")
    row = page.locator("main li[data-row]").first
    deal = row.get_attribute("data-row")
    before = row.locator("select").input_value()
    said = "best" if before == "commit" else "commit"
    row.locator("select").select_option(said)
    page.get_by_text("预测类别已更新").wait_for()
    sure = call(page, "GET", f"/api/v1/deals?forecast={said}&limit=200")["items"]
    assert deal in [one["id"] for one in sure]
    page.get_by_role("button", name="撤销").last.click()
    expect(row.locator("select")).to_have_value(before)


def director(page: Page, url: str) -> None:
    """From a number of the forecast to the deals it is of, as many as it says."""
    page.goto(f"{url}/forecast/?period={page.evaluate('new Date().getFullYear()')}")
    number = page.locator("[data-forecast=CNY] a", has_text="个商机").first
    said = re.search(r"\d+", number.inner_text())
    assert said
    number.click()
    page.wait_for_url("**/deals**state=won**")
    expect(page.locator("main h1").locator("xpath=..")).to_contain_text(said[0])


def desk(page: Page, url: str) -> None:
    """Takes down who has called."""
    page.goto(f"{url}/capture/lead/")
    lead(page, "来电咨询")


def marketing(page: Page, url: str) -> None:
    """Brings in a lead; moving deals is for those who sell."""
    page.goto(f"{url}/capture/lead/")
    lead(page, "展会名单")
    status = refused(page, "POST", f"/api/v1/deals/{some_deal(page)}/moves", {"stage": "won"})
    assert status in (403, 404, 405)


def lead(page: Page, name: str) -> None:
    page.locator("main input[name=name]").fill(name)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile("/leads/[^?]+"))
    expect(page.locator("main h1")).to_contain_text(name)


def service(page: Page, url: str) -> None:
    """Sees a deal and cannot change it."""
    deal = some_deal(page)
    page.goto(f"{url}/deals/{deal}/")
    page.locator("main h1").wait_for()
    expect(page.locator("[data-edit]")).to_have_count(0)
    assert refused(page, "PUT", f"/api/v1/deals/{deal}/forecast", {"category": "commit"}) == 403


def finance(page: Page, url: str) -> None:
    """Sees what is overdue and closes the books; the forecast is not its affair."""
    page.goto(f"{url}/payments/?state=overdue")
    page.locator("main h1").wait_for()
    expect(page.locator("[data-row]").first).to_be_visible()
    page.locator("[data-books] button").click()
    page.locator("[name=until]").fill("2020-01-31")
    page.locator("dialog[open] [type=submit]").click()
    expect(page.locator("[data-books]")).to_contain_text("2020")
    page.goto(f"{url}/forecast/")
    expect(page.locator("main [role=alert]").first).to_be_visible()
    expect(page.locator("[data-forecast]")).to_have_count(0)
    assert refused(page, "GET", "/api/v1/forecast?period=2026") == 403


def admin(page: Page, url: str) -> None:
    """Sets a target, and the months add up to it."""
    year = page.evaluate("new Date().getFullYear()") + 2 + page.viewport_size["width"] % 2
    page.goto(f"{url}/settings/targets/?year={year + (page.viewport_size['width'] > 400)}")
    page.locator("[data-opens=target-new]").click()
    page.locator("[name=subject]").select_option(index=0)
    page.locator("[name=amount]").fill("1200")
    page.locator("form:has([name=amount]) [type=submit]").click()
    row = page.locator("tr[data-row]")
    expect(row.locator("td").first).to_have_text("1,200")
    expect(row.locator("td").nth(5)).to_have_text("100")


ACTS = (rep, manager, director, desk, service, marketing, finance, admin)


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_each_role_in_its_own_way(sign_in, server, act, phone):
    page = sign_in(act.__name__, phone=phone)
    act(page, server.url)
    assert page.crm_problems == []
