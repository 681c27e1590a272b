"""Lists in the browser: who may only read finds nothing to tick or type; columns are as wide as one made them."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_deals import call

pytestmark = pytest.mark.browser
# Lists of records that a role may look at and not change.
READ_ONLY = {
    "finance": ("/customers/", "/quotes/", "/contracts/", "/orders/"),
    "service": ("/deals/?view=list", "/leads/", "/quotes/", "/orders/"),
    "marketing": ("/deals/?view=list", "/quotes/"),
}


@pytest.mark.parametrize("role", READ_ONLY)
def test_who_may_change_nothing_has_nothing_to_change_it_with(sign_in, server, role):
    page = sign_in(role)
    for path in READ_ONLY[role]:
        page.goto(f"{server.url}{path}")
        row = page.locator("main tr[data-row]").first
        row.wait_for()
        expect(page.locator("main :is([data-pick], input[type=checkbox])")).to_have_count(0)
        expect(page.locator("main [data-create]")).to_have_count(0)
        row.locator("a").first.focus()
        for key in ("x", "Shift+X", "e", "F2"):
            page.keyboard.press(key)
        row.locator("td").nth(1).dblclick(position={"x": 4, "y": 4})
        expect(page.locator("[data-cell-editor], dialog[open]")).to_have_count(0)
        expect(page.get_by_role("toolbar")).to_have_count(0)
    assert page.crm_problems == []


@pytest.mark.parametrize("role", READ_ONLY)
def test_on_the_phone_a_long_press_ticks_nothing_that_one_may_not_change(sign_in, server, role):
    page = sign_in(role, phone=True)
    for path in READ_ONLY[role]:
        page.goto(f"{server.url}{path}")
        row = page.locator("main li[data-row]").first
        row.wait_for()
        row.dispatch_event("pointerdown", {"pointerType": "touch", "clientX": 80, "clientY": 300})
        page.wait_for_timeout(700)
        row.dispatch_event("pointerup", {"pointerType": "touch"})
        expect(page.get_by_role("toolbar")).to_have_count(0)
        expect(row).to_have_attribute("data-picked", "false")
        page.get_by_role("button", name="视图", exact=True).click()
        expect(page.get_by_role("menuitem", name="选择")).to_have_count(0)
        page.keyboard.press("Escape")
    assert page.crm_problems == []


def width(page: Page, name: str) -> float:
    return page.locator(f"th[data-column={name}]").evaluate("(head) => head.offsetWidth")


def drag_edge(page: Page, name: str, by: int) -> None:
    box = page.locator(f"th[data-column={name}] [data-widen]").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by / 2, y, steps=3)
    page.mouse.move(x + by, y, steps=3)
    page.mouse.up()


def test_a_column_is_as_wide_as_it_was_dragged_and_goes_back(sign_in, server):
    page = sign_in("manager", at="/contacts/")
    page.locator("tr[data-row]").first.wait_for()
    before = width(page, "company")
    drag_edge(page, "company", 90)
    assert (
        abs(width(page, "company") - before - 90) <= 2
    )  # at once, before the server has heard of it
    page.wait_for_timeout(1500)
    assert abs(width(page, "company") - before - 90) <= 2
    page.reload()
    page.locator("tr[data-row]").first.wait_for()
    assert abs(width(page, "company") - before - 90) <= 2
    page.locator("th[data-column=company] [data-widen]").dblclick()
    page.wait_for_timeout(1500)
    assert abs(width(page, "company") - before) <= 2
    head = page.locator("th[data-column=updated] button")
    head.focus()
    was = width(page, "updated")
    page.keyboard.press("Shift+ArrowUp")
    page.wait_for_timeout(800)
    assert width(page, "updated") > was
    expect(head).to_be_focused()
    page.keyboard.press("Shift+Home")
    page.wait_for_timeout(1500)
    assert abs(width(page, "updated") - was) <= 2
    page.reload()
    page.locator("tr[data-row]").first.wait_for()
    assert abs(width(page, "company") - before) <= 2
    assert page.crm_problems == []


def test_orders_are_put_off_together_taken_back_and_walked_through(sign_in, server):
    page = sign_in("director")
    for name in ("春茶", "秋茶"):
        customer = call(page, "POST", "/api/v1/customers", {"name": f"{name}订单试验"})["id"]
        lines = [{"text": name, "quantity": "2", "price": "100"}]
        call(page, "POST", "/api/v1/orders", {"customer": customer, "lines": lines})
    page.goto(f"{server.url}/orders/?status=open")
    rows = page.locator("main tr[data-row]")
    rows.nth(1).wait_for()
    ids = [rows.nth(n).get_attribute("data-row") for n in (0, 1)]
    before = [call(page, "GET", f"/api/v1/orders/{one}")["deliver_by"] for one in ids]
    rows.first.locator("a").first.focus()
    for key in "xjx":
        page.keyboard.press(key)
    bar = page.get_by_role("toolbar")
    expect(bar).to_contain_text("2")
    expect(bar.get_by_role("button", name="删除")).to_have_count(0)  # orders are cancelled
    bar.get_by_role("button", name="修改字段").click()
    page.locator("dialog[open] input[type=date][name=value]").fill("2031-05-06")
    page.locator("dialog[open] button[type=submit]").click()
    said = page.locator("[data-note]").filter(has_text="2")
    said.wait_for()
    after = [call(page, "GET", f"/api/v1/orders/{one}")["deliver_by"] for one in ids]
    assert after == ["2031-05-06"] * 2
    said.get_by_role("button", name="撤销").click()
    expect(page.get_by_text("已撤销")).to_be_visible()
    assert [call(page, "GET", f"/api/v1/orders/{one}")["deliver_by"] for one in ids] == before
    first = rows.first.get_attribute("data-row")
    second = rows.nth(1).get_attribute("data-row")
    rows.first.locator("a").first.click()
    page.wait_for_url(f"**/orders/{first}**")
    page.locator("[data-next]:not(:disabled)").wait_for()
    page.keyboard.press("Shift+J")
    page.wait_for_url(f"**/orders/{second}**")
    page.go_back()
    expect(rows.first).to_have_attribute("data-row", first)
    assert page.crm_problems == []


def test_who_has_only_his_own_gives_nothing_away(sign_in):
    page = sign_in("rep", at="/customers/")
    page.locator("main [data-pick]").nth(1).click()
    bar = page.get_by_role("toolbar")
    expect(bar.get_by_role("button", name="标签")).to_be_visible()
    expect(bar.get_by_role("button", name="分配")).to_have_count(0)
    assert page.crm_problems == []
