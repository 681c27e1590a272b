"""A colleague is invited, comes in by the link, and is out the moment he is disabled."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import enter

pytestmark = pytest.mark.browser

NORA, PASSWORD = "nora.invited@example.com", "kept-by-nora-5"


def invite(page: Page, server) -> str:
    """An invitation by the users' screen; the address of its link."""
    page.goto(f"{server.url}/settings/users/")
    page.get_by_role("button", name="邀请同事").click()
    sheet = page.locator("dialog[open]")
    sheet.locator("input[name=email]").fill(NORA)
    sheet.locator("input[name=name]").fill("邀请来的诺拉")
    sheet.locator("select[name=role]").select_option("rep")
    sheet.locator("select[name=language]").select_option("en")
    sheet.locator("button[type=submit]").click()
    address = page.locator("#user-link-address")
    address.wait_for()
    link = address.input_value()
    page.locator("dialog[open]").get_by_role("button", name="关闭").last.click()
    return link


def menu_of(page: Page, words: str) -> None:
    page.locator("[data-row]:visible", has_text=words).get_by_role("button").last.click()


@pytest.mark.timeout(300)
def test_invited_colleague_comes_in_and_is_out_at_once(sign_in, server, browser: Browser):
    admin = sign_in("admin")
    link = invite(admin, server)
    admin.goto(f"{server.url}/settings/mail/")
    admin.locator("[data-row]", has_text=NORA).locator("summary").click()
    expect(admin.locator("[data-row]", has_text=NORA)).to_contain_text(link)

    theirs = browser.new_context(locale="zh-CN")
    page = theirs.new_page()
    page.goto(link)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "/welcome" not in url)
    expect(page.locator("nav").get_by_text("Customers").first).to_be_visible()  # as invited
    page.goto(f"{server.url}/settings/")
    page.locator("main a", has_text="Profile").wait_for()
    expect(page.locator("main a", has_text="Users")).to_have_count(0)

    admin.goto(f"{server.url}/settings/users/?q=nora.invited")
    menu_of(admin, NORA)
    admin.get_by_role("menuitem", name="停用").click()
    page.wait_for_url("**/login**", timeout=5000)  # nobody pressed anything there
    page.fill("input[name=email]", NORA)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    expect(page.locator("[data-problem]")).to_have_text("E-mail or password is wrong.")
    theirs.close()

    admin.goto(f"{server.url}/settings/security/")
    failed = admin.locator("[data-row]:visible", has_text=NORA).first
    expect(failed).to_contain_text("登录失败")
    admin.goto(f"{server.url}/settings/audit/?kind=user")
    expect(admin.locator("[data-row]:visible").first).to_contain_text("停用或启用用户")
    admin.get_by_role("button", name="核对审计链").click()
    expect(admin.locator("[data-verdict]")).to_contain_text("都正确", timeout=20_000)
    assert admin.crm_problems == []


@pytest.mark.timeout(240)
def test_language_of_the_profile_stays(sign_in, server, browser: Browser):
    page = sign_in("marketing", at="/profile/")
    english = page.get_by_role("button", name="English", exact=True).locator("visible=true").last
    with page.expect_response(lambda answer: answer.url.endswith("/profile")) as answer:
        english.click()
    assert answer.value.status == 204
    expect(page.locator("main h1")).to_have_text("Profile")

    fresh = browser.new_context(locale="zh-CN")
    other = fresh.new_page()
    other.goto(f"{server.url}/login/")
    expect(other.locator("h1")).to_have_text("登录")
    enter(other, server, "marketing")
    other.goto(f"{server.url}/profile/")
    expect(other.locator("main h1")).to_have_text("Profile")

    # Ended from the first browser: the second one leaves by itself.
    page.reload()
    # (The fixture asks for Chinese on every load, as this browser did at first.)
    page.get_by_role("button", name=re.compile("Sign out all others|退出其他设备")).click()
    other.wait_for_url("**/login**", timeout=5000)
    fresh.close()
    expect(page.locator("[data-session]")).to_have_count(1)


@pytest.mark.timeout(240)
def test_teams_grow_move_and_go(sign_in, server):
    page = sign_in("admin", phone=True, at="/settings/teams/")
    page.get_by_role("button", name="新建团队").click()
    page.locator("dialog[open] input[name=name]").fill("临时小组")
    page.locator("dialog[open] button[type=submit]").click()
    page.locator("[data-row]", has_text="临时小组").wait_for()
    menu_of(page, "临时小组")
    page.get_by_role("menuitem", name="改名或移动").click()
    page.locator("dialog[open] input[name=name]").fill("攻坚小组")
    page.locator("dialog[open] select[name=parent]").select_option(label="华东销售部")
    page.locator("dialog[open] button[type=submit]").click()
    page.locator("[data-row]", has_text="攻坚小组").wait_for()
    menu_of(page, "华东销售部")
    page.get_by_role("menuitem", name="删除").click()
    expect(page.locator("main [role=alert]:visible")).to_contain_text("不能删除")
    menu_of(page, "攻坚小组")
    page.get_by_role("menuitem", name="删除").click()
    expect(page.locator("[data-row]", has_text="攻坚小组")).to_have_count(0)
    assert page.crm_problems == []


def test_rep_sees_no_settings_of_others(sign_in, server):
    page = sign_in("rep", phone=True)
    for path in ("audit", "security", "mail"):
        page.goto(f"{server.url}/settings/{path}/")
        expect(page.locator("main [role=alert]")).to_contain_text("没有做这件事的权限")
        expect(page.locator("[data-row]")).to_have_count(0)
    page.goto(f"{server.url}/settings/users/")
    page.locator("[data-row]:visible").first.wait_for()
    expect(page.get_by_role("button", name="邀请同事")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("更多操作"))).to_have_count(0)
