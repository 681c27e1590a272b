"""Deals: created, changed, moved through stages with traces, each within one's rights."""

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from sqlmodel import Session, select, update

from crm_app.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.lib.clock import now
from crm_app.models.deals import Deal, StageChange
from crm_app.services import contacts, customers, deals, pipelines, tasks
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.tasks import TaskForm

FULL = {"amount": "120000", "expected_close": "2026-12-31"}


def customer(actor, name="华东科技"):
    return customers.create_customer(actor, CustomerForm(name=name))


def make(actor, name="一期设备", *, of=None, **more):
    return deals.create_deal(actor, DealForm(name=name, customer=of or customer(actor), **more))


def stage(actor, public_id):
    return deals.deal_page(actor, public_id).stage.key


def age(db, public_id, days):
    with Session(db) as session:
        session.exec(
            update(Deal)
            .where(Deal.public_id == public_id)
            .values(stage_entered_at=now() - timedelta(days=days))
        )
        session.commit()


def test_default_pipeline_has_the_stages_in_order(workspace):
    (pipeline,) = pipelines.pipelines(workspace["rep"])
    assert [s.zh for s in pipeline.stages] == [
        "潜在客户",
        "需求确认",
        "方案报价",
        "谈判中",
        "已成交",
        "输单",
    ]
    assert [s.key for s in pipeline.stages if s.is_gated] == ["proposal", "negotiation", "won"]


def test_new_deal_starts_in_the_first_stage_and_is_found(workspace):
    public_id = make(workspace["rep"], competitor="某厂")
    page = deals.deal_page(workspace["rep"], public_id)
    assert (page.stage.key, page.customer, page.owner) == ("lead", "华东科技", "rep")
    assert [step.state for step in page.steps] == ["here", "ahead", "ahead", "ahead", "ahead"]
    for words in ("设备", "华东", "hdkj", "某厂"):
        assert deals.deals(workspace["rep"], ListQuery(words=words)).total == 1, words


def test_moves_leave_a_trace_with_dates(workspace, db):
    rep = workspace["rep"]
    public_id = make(rep, **FULL)
    for key in ("qualified", "proposal", "negotiation", "won"):
        deals.move_deal(rep, public_id, key)
    page = deals.deal_page(rep, public_id)
    assert page.closed_at is not None
    assert page.stage_kind == "won"
    assert [m.target.key for m in page.moves] == [
        "won",
        "negotiation",
        "proposal",
        "qualified",
        "lead",
    ]
    assert {m.by for m in page.moves} == {"rep"}
    assert [s.state for s in page.steps] == ["done"] * 4 + ["here"]
    assert all(s.entered_at for s in page.steps)
    with Session(db) as session:
        changes = session.exec(select(StageChange).order_by(StageChange.id)).all()
    assert all(a.to_stage_id == b.from_stage_id for a, b in pairwise(changes))


def test_move_to_where_it_is_leaves_no_trace(workspace, footprint):
    public_id = make(workspace["rep"])
    before = footprint()
    deals.move_deal(workspace["rep"], public_id, "lead")
    assert footprint() == before


@pytest.mark.parametrize("to", ["proposal", "negotiation", "won"])
@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({}, ["amount", "expected_close"]),
        ({"amount": "5"}, ["expected_close"]),
        ({"expected_close": "2026-12-31"}, ["amount"]),
    ],
)
def test_gate_names_what_is_missing_and_moves_nothing(workspace, footprint, to, given, fields):
    rep = workspace["rep"]
    public_id = make(rep, **given)
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        deals.move_deal(rep, public_id, to)
    assert refusal.value.code == "deals.fields_missing"
    assert refusal.value.params["fields"] == fields
    assert footprint() == before
    assert stage(rep, public_id) == "lead"


def test_what_is_missing_can_be_filled_in_the_same_step(workspace):
    rep = workspace["rep"]
    public_id = make(rep)
    deals.move_deal(rep, public_id, "proposal", fill=DealForm(**FULL))
    page = deals.deal_page(rep, public_id)
    assert (page.stage.key, page.amount) == ("proposal", Decimal(120000))
    assert page.weighted == Decimal("60000.00")


def test_gated_deal_cannot_lose_what_its_stage_needs(workspace):
    rep = workspace["rep"]
    public_id = make(rep, stage="proposal", **FULL)
    with pytest.raises(Invalid, match="fields_missing"):
        deals.change_deal(rep, public_id, DealForm(expected_close=""))
    with pytest.raises(Invalid, match="fields_missing"):
        make(rep, stage="proposal")


def test_losing_needs_a_reason_and_reopening_is_traced(workspace, footprint):
    rep = workspace["rep"]
    public_id = make(rep)
    with pytest.raises(Invalid, match="reason_missing"):
        deals.move_deal(rep, public_id, "lost", reason="  ")
    deals.move_deal(rep, public_id, "lost", reason="price")
    page = deals.deal_page(rep, public_id)
    assert (page.lost_reason.zh, page.stage_kind) == ("价格太高", "lost")
    before = footprint()
    with pytest.raises(Invalid, match="reopen_reason_missing"):
        deals.move_deal(rep, public_id, "qualified")
    assert footprint() == before
    deals.move_deal(rep, public_id, "qualified", reason="客户又来问了")
    page = deals.deal_page(rep, public_id)
    assert (page.closed_at, page.lost_reason.key) == (None, "")
    assert (page.moves[0].by, page.moves[0].reason) == ("rep", "客户又来问了")
    assert [m.target.key for m in page.moves] == ["qualified", "lost", "lead"]


def test_stuck_beyond_the_limit_of_the_stage(workspace, db):
    rep = workspace["rep"]
    stuck, fresh = make(rep, "旧", stage="qualified"), make(rep, "新", stage="qualified")
    age(db, stuck, 22)
    age(db, fresh, 20)
    rows = {row.name: row for row in deals.deals(rep, ListQuery()).rows}
    assert (rows["旧"].days, rows["旧"].is_stuck) == (22, True)
    assert (rows["新"].days, rows["新"].is_stuck) == (20, False)
    found = deals.deals(rep, ListQuery(filters={"state": "stuck"}))
    assert [row.public_id for row in found.rows] == [stuck]


def test_board_and_list_agree(workspace):
    rep, of = workspace["rep"], customer(workspace["rep"])
    for number in range(4):
        make(rep, f"D{number}", of=of, **FULL)
    make(rep, "P", of=of, stage="proposal", **FULL)
    make(
        rep,
        "U",
        of=of,
        stage="proposal",
        currency="USD",
        amount="10",
        expected_close="2026-12-10",
    )
    columns = {column.stage.key: column for column in deals.board(rep, ListQuery())}
    for key, column in columns.items():
        listed = deals.deals(rep, ListQuery(filters={"stage": key}))
        assert column.count == listed.total == len(column.cards), key
    sums = [(a.amount, a.currency) for a in columns["proposal"].sums]
    assert sums == [(Decimal(120000), "CNY"), (Decimal(10), "USD")]
    weighted = [(a.amount, a.currency) for a in columns["proposal"].weighted]
    assert weighted == [(Decimal(60000), "CNY"), (Decimal(5), "USD")]
    few = deals.board(rep, ListQuery(words="D1"))
    assert [c.count for c in few] == [1, 0, 0, 0, 0, 0]


def test_a_column_gives_its_first_cards_and_then_more(workspace):
    rep, of = workspace["rep"], customer(workspace["rep"])
    for number in range(deals.CARDS + 3):
        make(rep, f"D{number}", of=of)
    (first, *_) = deals.board(rep, ListQuery())
    assert (first.count, len(first.cards)) == (28, 25)
    more = deals.more_cards(rep, ListQuery(page=2), "lead")
    assert len({card.public_id for card in [*first.cards, *more]}) == 28


def test_somebody_quicker_moved_it(workspace, footprint, security_log):
    public_id = make(workspace["rep"])
    deals.move_deal(workspace["manager"], public_id, "qualified", origin="lead")
    before = footprint()
    with pytest.raises(Conflict, match="moved_already"):
        deals.move_deal(workspace["rep"], public_id, "lost", origin="lead", reason="price")
    assert footprint() == before
    assert stage(workspace["rep"], public_id) == "qualified"


def test_stale_version_is_refused(workspace, footprint):
    public_id = make(workspace["rep"])
    deals.change_deal(workspace["rep"], public_id, DealForm(name="B"), 1)
    before = footprint()
    with pytest.raises(Stale):
        deals.change_deal(workspace["rep"], public_id, DealForm(name="C"), 1)
    assert footprint() == before


@pytest.mark.parametrize("who", ["rep_west", "manager_west"])
def test_other_team_neither_sees_nor_touches(workspace, footprint, security_log, who):
    public_id = make(workspace["rep"])
    other = workspace[who]
    before = footprint()
    for attempt in (
        lambda: deals.deal_page(other, public_id),
        lambda: deals.change_deal(other, public_id, DealForm(name="X")),
        lambda: deals.move_deal(other, public_id, "qualified"),
        lambda: deals.delete_deal(other, public_id),
        lambda: deals.restore_deal(other, public_id),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert deals.deals(other, ListQuery()).total == 0
    assert sum(column.count for column in deals.board(other, ListQuery())) == 0
    assert footprint() == before
    assert security_log() == ["deal.not_found"] * 5


COMMANDS = {
    "create": lambda who, it: deals.create_deal(who, DealForm(name="X", customer="C" * 26)),
    "change": lambda who, it: deals.change_deal(who, it, DealForm(name="X")),
    "move": lambda who, it: deals.move_deal(who, it, "qualified"),
    "delete": deals.delete_deal,
    "restore": deals.restore_deal,
}


@pytest.mark.parametrize("who", ["finance", "service"])
@pytest.mark.parametrize("attempt", COMMANDS.values(), ids=COMMANDS)
def test_role_that_does_not_sell_is_refused(workspace, footprint, security_log, who, attempt):
    public_id = make(workspace["rep"])
    before = footprint()
    with pytest.raises(Forbidden):
        attempt(workspace[who], public_id)
    assert footprint() == before
    assert security_log() == ["permission.denied"]


def test_unknown_stage_is_refused(workspace, footprint):
    public_id = make(workspace["rep"])
    before = footprint()
    with pytest.raises(AppError, match="stage_unknown"):
        deals.move_deal(workspace["rep"], public_id, "nowhere")
    assert footprint() == before


def test_customer_of_another_team_cannot_be_sold_to(workspace):
    foreign = customer(workspace["rep_west"], "西部能源")
    with pytest.raises(NotFound, match=r"customer\.not_found"):
        make(workspace["rep"], of=foreign)


def test_deal_goes_to_another_owner_within_reach_only(workspace, db):
    from crm_app.models.users import User

    with Session(db) as session:
        ids = dict(session.exec(select(User.name, User.public_id)).all())
    public_id = make(workspace["rep"])
    with pytest.raises(Invalid, match="owner_unknown"):
        deals.change_deal(workspace["manager"], public_id, DealForm(owner=ids["rep_west"]))
    with pytest.raises(Invalid, match="owner_cannot_sell"):
        deals.change_deal(workspace["admin"], public_id, DealForm(owner=ids["finance"]))
    deals.change_deal(workspace["admin"], public_id, DealForm(owner=ids["rep_west"]))
    assert deals.deal_page(workspace["rep_west"], public_id).owner == "rep_west"
    with pytest.raises(NotFound):
        deals.deal_page(workspace["rep"], public_id)


def test_deleted_deal_leaves_board_and_list_and_comes_back(workspace):
    rep = workspace["rep"]
    public_id = make(rep)
    deals.delete_deal(rep, public_id)
    assert deals.deals(rep, ListQuery()).total == 0
    assert sum(column.count for column in deals.board(rep, ListQuery())) == 0
    deals.restore_deal(rep, public_id)
    assert deals.deals(rep, ListQuery()).total == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": " "}, "deals.name_missing"),
        ({"amount": "-1"}, "money.number_low"),
        ({"amount": "viel"}, "money.number_invalid"),
        ({"amount": "0.00001"}, "money.too_fine"),
        ({"currency": "ZZZ"}, "money.currency_unknown"),
        ({"expected_close": "31.12."}, "record.day_invalid"),
        ({"amount": "1,5"}, "money.number_invalid"),
        ({"expected_close": "0206-12-31"}, "record.day_invalid"),
        ({"stage": "nowhere"}, "deals.stage_unknown"),
        ({"stage": "won", **FULL}, "deals.starts_open"),
    ],
)
def test_invalid_form_leaves_nothing(workspace, footprint, more, code):
    of = customer(workspace["rep"])
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        make(workspace["rep"], **{"name": "x", **more, "of": of})
    assert refusal.value.code == code
    assert footprint() == before


def test_same_creation_twice_makes_one_deal(workspace):
    own_id, of = "01a208cd-5965-7497-9c45-952bfa12c66f", customer(workspace["rep"])
    form = DealForm(name="一次", customer=of)
    assert deals.create_deal(workspace["rep"], form, own_id) == own_id
    assert deals.create_deal(workspace["rep"], form, own_id) == own_id
    assert deals.deals(workspace["rep"], ListQuery()).total == 1


def test_page_names_the_people_and_marks_the_main_one_and_what_is_late(workspace):
    rep = workspace["rep"]
    of = customer(rep)
    first = contacts.create_contact(rep, ContactForm(name="张伟", positions=[PositionForm(of)]))
    second = contacts.create_contact(rep, ContactForm(name="李娜", positions=[PositionForm(of)]))
    public_id = make(rep, of=of, contact=second)
    tasks.create_task(rep, TaskForm(title="回电", due="2020-01-01", deal=public_id))
    tasks.create_task(rep, TaskForm(title="寄样品", due="2099-01-01", deal=public_id))
    shown = deals.deal_page(rep, public_id)
    assert [(one.public_id, one.is_main) for one in shown.people] == [
        (second, True),
        (first, False),
    ]
    assert [(one.title, one.is_late) for one in shown.tasks] == [("回电", True), ("寄样品", False)]
