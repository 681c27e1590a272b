"""What happened comes in from a table: with whom, when, by whom; once, and back again."""

from crm_app.services import activities, contacts, customers
from crm_app.services.points import read_point
from tests.services.selling import customer
from tests.services.test_imports import (
    bring,
    commit,
    everything,
    exported,
    sound,
    table,
    undo,
    verdicts,
)

HEAD = ["客户", "联系人", "跟进时间", "跟进方式", "跟进内容", "跟进结果", "跟进人", "商机"]


def test_a_history_comes_in_once_and_goes_again(workspace, db):
    admin, rep = workspace["admin"], workspace["rep"]
    firm = customer(rep, "春茶贸易有限公司")
    other = customer(rep, "秋山茶庄")
    form = contacts.ContactForm(
        name="林小雨",
        points=[read_point("mobile", "13800138000")],
        positions=[contacts.PositionForm(customer_id=other)],
    )
    person = contacts.create_contact(rep, form)
    before = everything()
    rows = [
        ["春茶贸易", "", "2026-03-04 15:10", "电话沟通", "谈了价格\n下周再约", "再约", "rep", ""],
        ["", "138 0013 8000", "2026/3/5", "上门拜访", "送了样茶", "", "没有这个人", ""],
        ["秋山茶庄", "林小雨", "2026年3月6日 下午2点", "微信", "问了到货", "", "", ""],
        ["春茶贸易", "", "2026-03-04 15:10", "电话", "谈了价格\n下周再约", "再约", "", ""],
        ["没听说过的公司", "", "2026-03-04", "电话", "什么", "", "", ""],
        ["春茶贸易", "林小雨", "2026-03-04", "电话", "不在那里的人", "", "", ""],
        ["春茶贸易", "", "2126-03-04", "电话", "将来的事", "", "", ""],
        ["春茶贸易", "", "", "电话", "没有日子", "", "", ""],
        ["春茶贸易", "", "2026-03-04", "占卜", "怎么联系的", "", "", ""],
    ]
    batch = bring(admin, "activities", table(HEAD, *rows))
    told = verdicts(admin, batch)
    assert told == {
        2: ("new", []),
        3: ("new", [("author", "imports.owner_unknown")]),
        4: ("new", []),
        5: ("duplicate", [("", "imports.in_file")]),
        6: ("invalid", [("customer", "imports.customer_unknown")]),
        7: ("invalid", [("contact", "imports.contact_not_known")]),
        8: ("invalid", [("happened_at", "activities.in_future")]),
        9: ("invalid", [("happened_at", "imports.missing")]),
        10: ("invalid", [("kind", "imports.word_unknown")]),
    }
    page = commit(admin, batch)
    assert (page.report["written"], page.report["good"]) == (3, True)
    (call,) = activities.timeline(rep, "customer", firm).entries[:1]
    assert (call.kind, call.text, call.at.isoformat()) == (
        *("call", "谈了价格\n下周再约"),
        "2026-03-04T07:10:00+00:00",
    )
    assert customers.customer_page(rep, firm).last_contact_at == call.at
    visits = [(one.kind, one.author) for one in activities.timeline(rep, "contact", person).entries]
    assert visits[:2] == [("chat", "admin"), ("visit", "admin")]
    sound(db)
    again = bring(admin, "activities", table(HEAD, *rows[:3]))
    assert {verdict for verdict, _ in verdicts(admin, again).values()} == {"same"}
    back = bring(admin, "activities", table(*exported("activities", admin)))
    assert {verdict for verdict, _ in verdicts(admin, back).values()} == {"same"}
    assert undo(admin, batch).kept == []
    assert everything() == before
    assert customers.customer_page(rep, firm).last_contact_at is None
    sound(db)


def test_what_one_may_not_see_is_not_there_and_what_was_changed_stays(workspace, db):
    rep, admin, east = workspace["rep"], workspace["admin"], workspace["manager"]
    customer(workspace["rep_west"], "秋山茶庄")
    own = customer(rep, "春茶贸易有限公司")
    row = ["秋山茶庄", "", "2026-03-04", "电话", "谈了"]
    hidden = bring(east, "activities", table(HEAD[:5], row))
    assert verdicts(east, hidden) == {2: ("invalid", [("customer", "imports.held")])}
    more = [[own, "", f"2026-03-0{day}", "电话", f"谈了{day}"] for day in (5, 6)]
    batch = bring(admin, "activities", table(HEAD[:5], row, *more))
    assert commit(admin, batch).report["written"] == 3
    last = activities.timeline(rep, "customer", own).entries[0]
    activities.change_activity(admin, last.activity_id, activities.ActivityForm(outcome="成了"))
    kept = undo(admin, batch).kept
    assert [(one.kind, one.name) for one in kept] == [("activity", "谈了6")]
    entries = activities.timeline(rep, "customer", own).entries
    assert [one.text for one in entries if one.kind == "call"] == ["谈了6"]
    sound(db)
