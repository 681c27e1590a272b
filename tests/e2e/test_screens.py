"""Every screen, on both sizes: no script error, no serious accessibility fault, nothing sideways."""

from pathlib import Path

import axe_core_python
import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, settle, walk_to

pytestmark = pytest.mark.browser

AXE = next(Path(axe_core_python.__file__).parent.rglob("axe*.js")).read_text()
SCREENS = {
    "rep": (
        *("/", "/customers/", "/contacts/", "/deals/", "/deals/?view=list", "/quotes/"),
        *("/cards/", "/voice/", "/inbox/", "/tasks/", "/tasks/calendar/", "/approvals/"),
        *("/capture/note/", "/capture/visit/", "/capture/task/", "/capture/customer/"),
        *("/capture/deal/", "/capture/lead/", "/leads/", "/requests/", "/no-such-page/"),
        *("/contracts/", "/orders/", "/payments/", "/invoices/"),
        *("/forecast/", "/reports/", "/reports/?by=product"),
        *("/lead-classes/", "/lead-classes/?view=region"),
        *("/dates/", "/segments/", "/segments/new/", "/quality/"),
        *("/pool/", "/pool/report/", "/pool/moves/", "/settings/absences/"),
    ),
    "director": ("/", "/forecast/?by=category", "/reports/", "/settings/targets/"),
    "admin": (
        *("/products/", "/approvals/", "/profile/", "/settings/", "/settings/approvals/"),
        *("/settings/users/", "/settings/teams/", "/settings/mail/", "/settings/audit/"),
        *("/settings/security/", "/settings/security/?view=sign-ins", "/settings/screening/"),
        *("/settings/company/", "/settings/categories/", "/settings/price-books/"),
        *("/settings/currencies/", "/settings/taxes/"),
        *("/settings/flows/", "/approvals/report/"),
        "/approvals/export/?listing=customers",
        *("/settings/erp/", "/invoices/", "/payments/?state=overdue"),
        *("/settings/scoring/", "/settings/rules/"),
        *("/settings/pool/", "/settings/assignment/"),
        *("/settings/web-forms/", "/pool/"),
        *("/settings/lifecycle/", "/settings/handover/", "/settings/layouts/"),
        "/settings/sign-in/",
    ),
}
RECORDS = (
    *(("customers", "云岭春秋"), ("contacts", ""), ("deals", ""), ("quotes", "")),
    *(("approvals", ""), ("leads", ""), ("products", "")),
    *(("contracts", ""), ("orders", "")),
)


def faults(page) -> list[str]:
    """Serious and critical findings of axe, with the element."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    found = page.evaluate(
        """axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})
        .then((result) => result.violations)"""
    )
    return [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


def sideways(page) -> int:
    """By how many pixels the page is wider than the screen."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
@pytest.mark.parametrize("role", SCREENS)
def test_screens_are_sound(sign_in, server, role, phone):
    page = sign_in(role, phone=phone, theme="dark" if phone else "light")
    problems = {}
    for path in SCREENS[role]:
        walk_to(page, path)
        found = faults(page)
        if (wide := sideways(page)) > 0:
            found.append(f"{wide} px sideways")
        if found:
            problems[path] = found
    assert problems == {}
    assert page.crm_problems == []


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_record_pages_are_sound(sign_in, server, phone, language):
    page = sign_in("director", phone=phone, language=language)
    problems = {}
    for kind, words in RECORDS:
        items = page.evaluate(
            "([kind, q]) => fetch(`/api/v1/${kind}?limit=1${q ? `&q=${q}` : ''}`)"
            ".then((answer) => answer.json()).then((body) => body.items)",
            [kind, words],
        )
        walk_to(page, f"/{kind}/{items[0]['id']}/")
        found = faults(page)
        if (wide := sideways(page)) > 0:
            found.append(f"{wide} px sideways")
        if found:
            problems[kind] = found
    assert problems == {}
    assert page.crm_problems == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_of_contracts_fits_its_screen_with_long_names(sign_in, server, language):
    page = sign_in("director", language=language)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{server.url}/contracts/")
    page.locator("main tbody tr[data-row]").first.wait_for()
    settle(page)
    table, frame = page.locator("main table").evaluate(
        "one => [one.scrollWidth, one.parentElement.clientWidth]"
    )
    assert table <= frame


def test_who_may_set_up_an_erp_is_told_that_there_is_none(sign_in, server):
    for role, said in (("admin", 1), ("director", 0)):
        page = sign_in(role)
        order = page.evaluate(
            "fetch('/api/v1/orders?limit=1').then((a) => a.json()).then((b) => b.items[0])"
        )
        page.goto(f"{server.url}/orders/{order['id']}/")
        expect(page.locator("main#content h1").first).to_contain_text(order["number"])
        expect(page.locator("[data-erp=unset]")).to_have_count(said)


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_pages_for_those_outside_are_sound(server, browser, phone):
    context = browser.new_context(viewport=PHONE if phone else DESK)
    page = context.new_page()
    for path, wanted in (("/login/", "email"), ("/welcome/?token=none", "password")):
        page.goto(f"{server.url}{path}")
        page.locator(f"input[name={wanted}]").wait_for()
        assert (faults(page), sideways(page)) == ([], 0), path
    context.close()


def test_installable_without_an_error(server, playwright_driver, tmp_path):
    from scripts.find_chromium import find
    from tests.e2e.conftest import FLAGS

    context = playwright_driver.chromium.launch_persistent_context(
        str(tmp_path), executable_path=find(), args=FLAGS
    )
    page = context.new_page()
    page.goto(f"{server.url}/login/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    session = context.new_cdp_session(page)
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    assert session.send("Page.getAppManifest")["errors"] == []
    context.close()


def test_offline_page_says_so(server, playwright_driver, tmp_path):
    from scripts.find_chromium import find
    from tests.e2e.conftest import FLAGS

    context = playwright_driver.chromium.launch_persistent_context(
        str(tmp_path), executable_path=find(), args=FLAGS, locale="zh-CN"
    )
    page = context.new_page()
    page.goto(f"{server.url}/login/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    context.set_offline(True)
    page.goto(f"{server.url}/customers/")
    page.get_by_text("现在没有网络").wait_for()
    context.close()
