"""Years of orders from a table: what their customers have bought is told of them at once, and not after
it was taken back."""

from datetime import date, timedelta

from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.services import lifecycle, orders, patterns
from tests.services.selling import customer
from tests.services.test_imports import bring, commit, everything, sound, table, undo

SYSTEM = system_actor("test")
HEAD = ["订单号", "客户", "下单日期", "产品名称", "数量", "单价", "状态"]


def figures(actor, public_id):
    told = lifecycle.profile(actor, public_id)
    return told.orders, str(told.spend), str(told.last_on)


def test_figures_follow_an_order_history_and_its_undo(workspace, db):
    admin = workspace["admin"]
    known = customer(admin, "云南普洱茶业有限公司")
    lifecycle.recompute(SYSTEM)
    before, nothing = everything(), figures(admin, known)
    rows = [
        ["H-1", "云南普洱茶业", "2023-05-06", "熟茶", "2", "100", "已完成"],
        ["H-1", "云南普洱茶业", "2023-05-06", "生茶", "1", "50", "已完成"],
        ["H-2", "云南普洱茶业有限公司", "2025-11-01", "熟茶", "3", "100", "已完成"],
        ["H-3", "新来的茶庄", "2024-01-02", "熟茶", "1", "88.5", "已完成"],
        ["H-4", "云南普洱茶业", "2025-12-01", "熟茶", "9", "100", "已取消"],
    ]
    batch = bring(admin, "orders", table(HEAD, *rows))
    page = commit(admin, batch)
    assert (page.report["written"], page.report["good"]) == (4, True)
    assert figures(admin, known) == (2, "550", "2025-11-01")
    sound(db)
    assert undo(admin, batch).kept == []
    assert (everything(), figures(admin, known)) == (before, nothing)
    sound(db)


def test_the_hour_and_the_party_of_a_till_come_in_and_tell_the_habit(workspace, db):
    admin = workspace["admin"]
    first = date(2025, 1, 1)
    assert first.weekday() == 2
    known, other = customer(admin, "常来的林小姐"), customer(admin, "随便来的人")
    head = ["单号", "客户", "下单时间", "到店时间", "人数", "品名", "总额"]
    times = ("15:20", "下午3点40分", "4:05 PM", "")
    rows = [
        [
            f"W-{n}",
            "常来的林小姐",
            f"{first + timedelta(weeks=n)}T16:10:00"
            if n % 4 == 3
            else f"{first + timedelta(weeks=n)}",
            times[n % 4],
            "3位",
            "拿铁",
            "96",
        ]
        for n in range(12)
    ]
    rows += [
        [
            f"O-{n}",
            "随便来的人",
            f"{first + timedelta(days=n)} {9 + n % 11}:30",
            "",
            "1",
            "美式",
            "20",
        ]
        for n in range(77)
    ]
    page = commit(admin, bring(admin, "orders", table(head, *rows)))
    assert (page.report["written"], page.report["good"]) == (89, True)
    found = orders.export_orders(admin, ListQuery(words="W-1")).cells("zh")
    head = orders.export_orders(admin, ListQuery()).head("zh")
    at = [head.index(name) for name in ("下单日期", "下单时刻", "同来人数")]
    assert ["2025-01-08", "15:40", "3"] in [[str(row[place]) for place in at] for row in found]
    (habit,) = [one for one in patterns.patterns_of(admin, known).rows if one.kind == "slot"]
    assert (habit.zh, habit.hits, habit.of) == ("常在周三 15–17 点来", 12, 12)
    assert patterns.patterns_of(admin, other).rows == []
    sound(db)
