"""A page is painted in the language of who reads it, before its scripts are there."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import ROOT

pytestmark = pytest.mark.browser

CHINESE = re.compile("[\u3400-\u9fff]")
# The language's own button, and the name of the product, are the same in both.
SAME = re.compile("普洱|中文")
PAGES = ("/", "/customers/", "/deals/", "/reports/", "/tasks/calendar/", "/settings/users/")
# Every word painted, and those said to who does not see: one list.
WORDS = """() => {
  const said = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode())
    if (!walker.currentNode.parentElement.closest("script, style")) said.push(walker.currentNode.data);
  for (const one of document.body.querySelectorAll("[aria-label], [title], [placeholder]"))
    for (const name of ["aria-label", "title", "placeholder"]) said.push(one.getAttribute(name) ?? "");
  return said.map((one) => one.trim()).filter(Boolean);
}"""


def foreign(page: Page, language: str) -> list[str]:
    """What is not in the language, of all that is painted."""
    said = page.evaluate(WORDS)
    assert said
    if language == "en":
        return [one for one in said if CHINESE.search(SAME.sub("", one))]
    return [one for one in said if one in ("Sign out", "Search", "Customers", "E-mail")]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_sleeping_page_speaks_the_readers_language(server, browser, language, signed_in):
    locale = "en-GB" if language == "en" else "zh-CN"
    # Its worker would answer from its store, past what is held back here.
    context = browser.new_context(locale=locale, service_workers="block")
    if signed_in:
        email, password = server.accounts["rep"]
        sent = {"email": email, "password": password}
        assert context.request.post(f"{server.url}/api/v1/session", data=sent).status == 204
    page = context.new_page()
    held: list[Route] = []
    page.route("**/assets/*.js", lambda one: held.append(one))  # noqa: PLW0108 - it takes no builtin
    for address in PAGES if signed_in else ("/login/",):
        page.goto(f"{server.url}{address}", wait_until="commit")
        page.locator("main, form").first.wait_for()
        expect(page.locator("html")).to_have_attribute("lang", re.compile(f"^{language}"))
        assert held
        assert foreign(page, language) == []
        painted = page.locator("html").get_attribute("data-painted")
        assert painted == ("en" if language == "en" else None)
    context.close()


def test_every_page_is_painted_in_both(server):
    """As built: each has its sibling, and nothing in that one's body is Chinese."""
    built = ROOT / ".web" / "build" / "client"
    pages = list(built.rglob("index.html"))
    assert len(pages) > 60
    for page in pages:
        english = page.with_name("index.en.html").read_text("utf-8")
        assert CHINESE.search(page.read_text("utf-8").partition("<body")[2])
        words = SAME.sub("", english.partition("<body")[2])
        assert CHINESE.findall(words) == [], page
    for packed in ("br", "gz"):
        assert len(list(built.rglob(f"index.en.html.{packed}"))) == len(pages)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_painted_page_wakes_as_it_is(sign_in, server, language):
    """Where what is woken differs from what is painted, React says so (#418, #423) and begins anew."""
    page = sign_in("admin", language=language)
    for address in PAGES:
        page.goto(f"{server.url}{address}")
        page.locator("main#content").wait_for()
        page.wait_for_load_state("networkidle")
    assert page.crm_problems == []


def test_a_choice_is_painted_from_the_next_page_on(server, browser):
    """Whatever the browser itself speaks; and a cookie that went before what is stored comes back."""
    context = browser.new_context(locale="zh-CN", service_workers="block")
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))

    def painted() -> str | None:
        page.goto(f"{server.url}/login/")
        page.wait_for_load_state("networkidle")
        expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
        return page.locator("html").get_attribute("data-painted")

    page.goto(f"{server.url}/login/")
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="Sign in", exact=True).wait_for()
    assert painted() == "en"
    context.clear_cookies(name="crm_lang")
    assert painted() is None  # woken in Chinese, and in English at once
    assert painted() == "en"
    page.evaluate("localStorage.clear()")
    assert painted() == "en"
    assert problems == []
    context.close()
