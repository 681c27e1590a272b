"""Years of orders from a table: what their customers have bought is told of them at once, and not after
it was taken back."""

from crm_app.core.permissions import system_actor
from crm_app.services import lifecycle
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
