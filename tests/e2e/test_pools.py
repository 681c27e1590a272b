"""The pool on the phone, the rules on the desk, and a form filled in on a page of another origin."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.e2e.test_deals import call

pytestmark = pytest.mark.browser


def test_claimed_and_given_back_on_the_phone(sign_in, server):
    director = sign_in("director")
    body = {"name": "纪晚晴", "company": "拾光陶瓷", "mobile": "142 6600 2177", "owner": None}
    lead = call(director, "POST", "/api/v1/leads", body | {"region": "景德镇"})["id"]
    rep = sign_in("rep", phone=True, at="/leads/")
    rep.get_by_role("link", name="公海", exact=True).click()
    rep.wait_for_url(re.compile("/pool"))
    row = rep.locator(f"[data-row='{lead}']")
    expect(row).to_contain_text("拾光陶瓷")
    assert "6600" not in row.inner_text()
    row.get_by_role("button", name="认领").click()  # one tap
    rep.wait_for_url(re.compile(f"/leads/{lead}"))
    expect(rep.locator("main")).to_contain_text("142 6600 2177")
    rep.locator("[data-bar]").get_by_role("button", name="更多").click()
    rep.get_by_role("menuitem", name="退回公海").locator("visible=true").click()
    sheet = rep.get_by_role("dialog").filter(has_text="退回公海")
    sheet.locator("select[name=reason]").select_option("region")
    sheet.get_by_role("button", name="退回公海").click()
    rep.wait_for_url(re.compile("/leads/?$"))
    expect(rep.get_by_text("已把 纪晚晴 退回公海")).to_be_visible()
    rep.goto(f"{server.url}/pool/?q=纪晚晴")
    expect(row).to_contain_text("前不能再认领")
    other = sign_in("manager", phone=True, language="en", at="/pool/?q=纪晚晴")
    other.locator(f"[data-claim='{lead}']").click()
    other.wait_for_url(re.compile(f"/leads/{lead}"))
    other.get_by_role("tab", name="Timeline").click()
    expect(other.locator("[data-entry=returned]")).to_contain_text("Not in my area")
    other.goto(f"{server.url}/pool/report/")
    assert rep.crm_problems == other.crm_problems == []


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    """A website of somebody's: whatever `page` holds, at another origin."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            body = self.server.page.encode()  # type: ignore[attr-defined]
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    served = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    served.page = ""  # type: ignore[attr-defined]
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield served
    served.shutdown()


def test_a_rule_and_a_form_bring_a_strangers_enquiry_to_its_seller(sign_in, server, site):
    admin = sign_in("admin", at="/settings/assignment/")
    admin.get_by_role("button", name="新规则").click()
    sheet = admin.get_by_role("dialog").filter(has_text="条件")
    sheet.locator("input[name=name]").fill("陶瓷之都")
    sheet.locator("input[name=regions]").fill("景德镇，德化")
    sheet.get_by_label("官网").check()
    sheet.locator("select[name=way]").select_option("person")
    sheet.locator("select[name=person]").select_option(label="张小川")
    sheet.get_by_role("button", name="保存").click()
    rule = admin.locator("[data-rule=陶瓷之都]")
    expect(rule).to_contain_text("地区含“景德镇”或“德化”、来源为官网的线索分给张小川。")
    for _ in range(3):
        rule.get_by_role("button", name="上移").click()
        admin.wait_for_timeout(300)
    expect(admin.locator("[data-rule]").first).to_have_attribute("data-rule", "陶瓷之都")
    trial = admin.locator("main section").filter(has_text="假想")
    trial.locator("input[name=region]").fill("江西景德镇")
    trial.locator("select[name=source]").select_option("website")
    trial.get_by_role("button", name="看结果").click()
    expect(trial.get_by_role("status")).to_contain_text("会分给 张小川")

    address = f"http://127.0.0.1:{site.server_port}"
    admin.goto(f"{server.url}/settings/web-forms/")
    admin.get_by_role("button", name="新表单").click()
    sheet = admin.get_by_role("dialog").filter(has_text="字段")
    sheet.locator("input[name=name]").fill("陶瓷展页")
    sheet.locator("select[name=need_region]").select_option("required")
    sheet.locator("textarea[name=origins]").fill(address)
    sheet.get_by_role("button", name="保存").click()
    code = admin.locator("textarea#web-form-code")
    expect(code).to_have_value(re.compile("<script async src="))
    site.page = f"<!doctype html><meta charset=utf-8><h1>陶瓷展</h1>{code.input_value()}"

    context = admin.context.browser.new_context(locale="en-GB")
    visitor = context.new_page()
    visitor.goto(address)
    form = visitor.frame_locator("iframe")
    expect(form.locator("h1")).to_have_text("Contact us")
    form.get_by_label("Name").fill("Maud Ferris")
    form.get_by_label("Mobile").fill("+1 808 555 0177")
    form.get_by_label("Where you are").fill("景德镇")
    form.get_by_role("checkbox").check()
    form.get_by_role("button", name="Send").click()
    expect(form.locator("h1")).to_have_text("Thank you, it has arrived")
    site.page = site.page.replace("陶瓷展", "别人")
    visitor.goto(address.replace("127.0.0.1", "localhost"))  # another origin, which is not listed
    expect(visitor.frame_locator("iframe").get_by_role("button", name="Send")).to_have_count(0)
    context.close()

    rep = sign_in("rep")
    (lead,) = call(rep, "GET", "/api/v1/leads?q=Maud")["items"]
    assert (lead["owner"]["name"], lead["web_form"]) == ("张小川", "陶瓷展页")
    assert (lead["consent"]["origin"], lead["consent"]["version"]) == (address, "1")
    rep.goto(f"{server.url}/leads/{lead['id']}/")
    why = rep.locator("main section").filter(has_text="分配依据")
    expect(why).to_contain_text("来自表单“陶瓷展页”")
    expect(why).to_contain_text("规则“陶瓷之都”")
    expect(why).to_contain_text("分给 张小川")
    assert admin.crm_problems == rep.crm_problems == []


def test_a_sheet_is_open_for_who_opened_it_on_this_visit_alone(sign_in, server):
    page = sign_in("admin")
    for gone in ("by address", "by link"):
        page.goto(f"{server.url}/settings/assignment/")
        page.get_by_role("button", name="新规则").click()
        page.locator("dialog[open] input[name=name]").wait_for()
        if gone == "by link":
            page.evaluate("document.querySelector('main a[href^=\"/settings\"]').click()")
        else:
            page.goto(f"{server.url}/settings/")
        page.get_by_role("link", name="线索分配").first.click()
        page.locator("[data-rule]").first.wait_for()
        expect(page.locator("dialog[open]")).to_have_count(0)
    # Cut off and back again, nothing that was typed is lost.
    page.get_by_role("button", name="新规则").click()
    page.locator("dialog[open] input[name=name]").fill("半条规则")
    page.context.set_offline(True)
    page.wait_for_timeout(1000)
    page.context.set_offline(False)
    page.wait_for_timeout(2500)
    expect(page.locator("dialog[open] input[name=name]")).to_have_value("半条规则")
