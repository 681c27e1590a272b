"""Pipelines in the browser: what a stage needs is filled in on the spot; stages are settings; a
colleague who is named sees the deal."""

import pytest
from playwright.sync_api import expect

from tests.e2e.test_deals import call, new_deal, on_board, stages, stored_stage, wait_stored

pytestmark = pytest.mark.browser


def test_the_thumb_fills_in_what_is_missing(sign_in, server):
    page = sign_in("rep", phone=True)
    deal = new_deal(page, "拇指补填试单", amount="0", expected_close="")
    on_board(page, server, "拇指补填试单")
    card = page.locator(f"[data-row='{deal}']")
    card.get_by_role("button").tap()
    page.locator("[role=menu]:popover-open [role=menuitem]").nth(1).tap()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("还差这些")
    expect(asked.get_by_label("金额")).to_be_visible()
    asked.get_by_label("金额").fill("68000")
    asked.get_by_label("预计成交日").fill("2031-05-20")
    assert stored_stage(page, deal) == "lead"
    asked.get_by_role("button", name="保存并移动").tap()
    wait_stored(page, deal, "proposal")
    assert call(page, "GET", f"/api/v1/deals/{deal}")["amount"] == "68000.00"
    assert page.crm_problems == []


def test_a_stage_button_asks_by_keyboard_and_the_list_moves_too(sign_in, server):
    page = sign_in("rep", language="en")
    deal = new_deal(page, "Gate by keys", amount="0")
    page.goto(f"{server.url}/deals/{deal}/")
    page.get_by_role("button", name="Proposal").focus()
    page.keyboard.press("Enter")
    asked = page.get_by_role("dialog")
    expect(asked.get_by_label("Amount")).to_be_focused()
    expect(asked.get_by_label("Expected close")).to_have_count(0)
    page.keyboard.type("4200")
    page.keyboard.press("Enter")
    wait_stored(page, deal, "proposal")
    expect(page.get_by_label("What to do in this stage")).to_contain_text("Send the quote")
    page.goto(f"{server.url}/deals/?view=list&q=Gate+by+keys")
    page.get_by_label("Move Gate by keys to").select_option("negotiation")
    wait_stored(page, deal, "negotiation")
    assert page.crm_problems == []


def test_an_administrator_sets_a_stage_and_it_holds(sign_in, server):
    page = sign_in("admin", at="/settings/pipelines/")
    home = page.locator("[data-pipeline=sales]")
    home.get_by_role("button", name="添加阶段").click()
    asked = page.get_by_role("dialog")
    asked.get_by_label("中文名称").fill("样品试用")
    asked.get_by_label("英文名称").fill("Sample trial")
    asked.get_by_label("联系人").check()
    asked.get_by_label("进入时布置的任务").fill("3 | 寄样品 | Send samples")
    asked.get_by_role("button", name="保存").click()
    stage = home.locator("[data-stage=sample_trial]")
    expect(stage).to_contain_text("进入前必须填写联系人")
    expect(stage).to_contain_text("寄样品（3 天内）")
    page.goto(f"{server.url}/deals/")
    page.locator("[data-column=sample_trial]").wait_for()
    assert "sample_trial" in stages(page)
    page.goto(f"{server.url}/settings/pipelines/")
    stage.get_by_role("button", name="更多").click()
    page.get_by_role("menuitem", name="停用").click()
    asked.get_by_role("button", name="停用").click()
    expect(stage).to_contain_text("已停用")
    assert page.crm_problems == []


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_colleague_who_is_asked_is_told_sees_the_deal_and_answers(sign_in, server, phone):
    page, other = sign_in("manager"), sign_in("rep", phone=phone)
    mine = call(page, "GET", "/api/v1/deals?limit=200")["items"]
    name = call(other, "GET", "/api/v1/session")["name"]
    deal = next(one for one in mine if one["owner"]["name"] != name)["id"]
    page.goto(f"{server.url}/deals/{deal}/")
    page.locator("[data-composer]").first.fill(f"@{name} 交期一般多久？")
    page.get_by_label("请他帮忙，等他回答").check()
    page.locator("form:has([data-composer]) button[type=submit]").first.click()
    expect(page.locator("[data-question]").first).to_contain_text("等待回答")
    other.goto(f"{server.url}/")
    asked = other.locator("[data-question]", has_text="交期一般多久").first
    expect(asked).to_be_visible()
    asked.get_by_role("button", name="回答", exact=True).click()
    asked.get_by_label("您的回答").fill("六周左右")
    asked.locator("form button[type=submit]").click()
    expect(page.locator("[data-question]").first).to_contain_text("六周左右")
    other.goto(f"{server.url}/deals/{deal}/")
    expect(other.locator("h1")).to_be_visible()
    assert page.crm_problems == other.crm_problems == []


def test_in_lanes_a_card_goes_to_another_stage_by_mouse_and_keys_and_stays_in_its_lane(
    sign_in, server
):
    page = sign_in("manager")
    name = "泳道试单"
    deal = new_deal(page, name)
    page.goto(f"{server.url}/deals/?lanes=owner&q={name}")
    card = page.locator(f"[data-lane] [data-row='{deal}']")
    card.wait_for()
    heads = page.locator("header h2").evaluate_all(
        "(all) => all.map((h) => h.getBoundingClientRect().x)"
    )
    cells = page.locator("[data-lane]").first.locator("[data-column]")
    places = cells.evaluate_all("(all) => all.map((c) => c.getBoundingClientRect().x)")
    assert all(abs(head - cell) < 24 for head, cell in zip(heads, places, strict=True))
    here, goal = card.bounding_box(), cells.nth(2).bounding_box()
    page.mouse.move(here["x"] + 60, here["y"] + here["height"] - 10)
    page.mouse.down()
    page.mouse.move(here["x"] + 75, here["y"] + here["height"] - 10, steps=3)
    page.mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + 30, steps=10)
    page.mouse.up()
    wait_stored(page, deal, "proposal")
    card.focus()
    page.keyboard.press("Space")
    page.wait_for_timeout(300)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    page.keyboard.press("Space")
    wait_stored(page, deal, "negotiation")
    assert page.crm_problems == []
