"""Pipelines as data: stages are added, ordered, retired; what they ask for and bring holds at once."""

import threading

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.models.deals import StageChange
from crm_app.models.ledger import AuditEntry
from crm_app.services import contacts, customers, deals, pipelines, tasks
from crm_app.services.competitors import competitor_rows, rename_competitor
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.pipelines import PipelineForm, StageForm

FULL = {"amount": "120000", "expected_close": "2031-12-31"}


@pytest.fixture
def admin(workspace):
    return workspace["admin"]


def stages(admin, key="sales"):
    return {stage.key: stage for stage in pipelines.pipeline(admin, key).stages}


def deal(actor, **more):
    of = customers.create_customer(actor, CustomerForm(name="华东科技"))
    return deals.create_deal(actor, DealForm(name="一期设备", customer=of, **more))


def test_a_stage_reads_as_a_sentence(admin):
    proposal = stages(admin)["proposal"]
    assert proposal.required == ["amount", "expected_close", "owner"]
    assert proposal.saying_zh == (
        "成交概率 50%；进入前必须填写金额、预计成交日、负责人；停留超过 14 天算停滞；"
        "进入时给负责人布置：发出报价，确认客户收到（2 天内）、询问客户对报价的反馈（5 天内）；"
        "停留超过 14 天、30 天内浏览产品 3 次以上，提示近期成交可能性高。"
    )
    assert proposal.saying_en.startswith(
        "Probability 50%; needs Amount, Expected close, Owner; stuck after 14 days"
    )


def test_a_new_stage_stands_where_it_was_put_and_can_be_entered(admin, workspace):
    home = pipelines.pipeline(admin, "sales").public_id
    form = StageForm(zh="试用", en="Pilot", probability=40, required=["contact"])
    made = pipelines.create_stage(admin, home, form, 3)
    found = pipelines.pipelines(workspace["rep"])[0].stages
    assert [stage.key for stage in found] == [
        *("lead", "qualified", "pilot", "proposal", "negotiation", "won", "lost")
    ]
    assert [stage.rank for stage in found] == [1, 2, 3, 4, 5, 6, 7]
    pipelines.place_stage(admin, made, 99)
    assert [s.key for s in pipelines.pipelines(admin)[0].stages][-3:] == ["pilot", "won", "lost"]
    public_id = deal(workspace["rep"])
    with pytest.raises(Invalid) as refusal:
        deals.move_deal(workspace["rep"], public_id, "pilot")
    assert refusal.value.params["fields"] == ["contact"]


def test_contact_and_competitor_can_be_asked_for_and_filled_in_the_move(admin, workspace):
    rep = workspace["rep"]
    pipelines.change_stage(
        admin, stages(admin)["qualified"].public_id, StageForm(required=["competitor", "contact"])
    )
    of = customers.create_customer(rep, CustomerForm(name="华东科技"))
    person = contacts.create_contact(rep, ContactForm(name="张伟", positions=[PositionForm(of)]))
    public_id = deals.create_deal(rep, DealForm(name="一期", customer=of))
    needs = deals.move_needs(rep, public_id, "qualified")
    assert needs.fields == ["contact", "competitor"]
    assert [one.name for one in needs.people] == ["张伟"]
    fill = DealForm(contact=person, competitor=" Northbell ")
    deals.move_deal(rep, public_id, "qualified", fill=fill)
    page = deals.deal_page(rep, public_id)
    assert (page.stage.key, page.contact, page.competitor) == ("qualified", "张伟", "Northbell")
    assert page.missing == []


def test_a_refused_fill_changes_nothing_at_all(admin, workspace, footprint):
    rep = workspace["rep"]
    public_id = deal(rep)
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        deals.move_deal(rep, public_id, "proposal", fill=DealForm(amount="500"))
    assert refusal.value.params["fields"] == ["expected_close"]
    assert footprint() == before
    assert deals.deal_page(rep, public_id).amount == 0


def test_entering_brings_its_tasks_once_and_undo_takes_them_back(workspace):
    rep = workspace["rep"]
    public_id = deal(rep, **FULL)
    moved = deals.move_deal(rep, public_id, "proposal")
    deals.move_deal(rep, public_id, "proposal")
    titles = [task.title for task in deals.deal_page(rep, public_id).tasks]
    assert titles == ["发出报价，确认客户收到", "询问客户对报价的反馈"]
    deals.take_move_back(rep, public_id, moved.move)
    page = deals.deal_page(rep, public_id)
    assert (page.stage.key, page.tasks, [m.target.key for m in page.moves]) == (
        "lead",
        [],
        ["lead"],
    )
    again = deals.move_deal(rep, public_id, "proposal")
    tasks.complete_task(rep, deals.deal_page(rep, public_id).tasks[0].public_id)
    deals.take_move_back(rep, public_id, again.move)
    assert [task.is_done for task in deals.deal_page(rep, public_id).tasks] == [True]


def test_what_moved_on_is_not_taken_back(workspace, footprint):
    rep = workspace["rep"]
    public_id = deal(rep, **FULL)
    moved = deals.move_deal(rep, public_id, "qualified")
    deals.move_deal(workspace["manager"], public_id, "proposal")
    before = footprint()
    with pytest.raises(Conflict, match="moved_already"):
        deals.take_move_back(rep, public_id, moved.move)
    assert footprint() == before


def test_a_lost_deal_that_was_opened_by_mistake_is_lost_again_as_it_was(workspace):
    rep = workspace["rep"]
    public_id = deal(rep)
    deals.move_deal(rep, public_id, "lost", reason="price")
    before = deals.deal_page(rep, public_id)
    moved = deals.move_deal(rep, public_id, "lead", reason="看错了")
    deals.take_move_back(rep, public_id, moved.move)
    page = deals.deal_page(rep, public_id)
    assert (page.stage_kind, page.lost_reason.key, page.closed_at) == (
        *("lost", "price"),
        before.closed_at,
    )


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("price", "price"),
        ("Price", "price"),
        ("选了竞争对手", "competitor"),
        ("他们搬家了", "other"),
    ],
)
def test_reasons_are_those_of_the_list(workspace, typed, key):
    rep = workspace["rep"]
    public_id = deal(rep)
    deals.move_deal(rep, public_id, "lost", reason=typed)
    page = deals.deal_page(rep, public_id)
    assert (page.lost_reason.key, page.moves[0].reason) == (key, typed)


def test_a_stage_in_use_is_left_only_for_another_one(admin, workspace, footprint, db):
    rep = workspace["rep"]
    kept, gone = deal(rep, stage="qualified"), stages(admin)["qualified"].public_id
    before = footprint()
    with pytest.raises(Conflict) as refusal:
        pipelines.retire_stage(admin, gone)
    assert (refusal.value.code, refusal.value.params["count"]) == ("pipelines.stage_in_use", 1)
    for unfit in ("won", "qualified"):
        with pytest.raises(Invalid):
            pipelines.retire_stage(admin, gone, unfit)
    assert footprint() == before
    assert pipelines.retire_stage(admin, gone, "lead") == 1
    page = deals.deal_page(rep, kept)
    assert (page.stage.key, page.moves[0].by, page.moves[0].reason) == ("lead", "admin", "retired")
    assert [s.key for s in pipelines.pipelines(rep)[0].stages] == [
        *("lead", "proposal", "negotiation", "won", "lost")
    ]
    assert [c.stage.key for c in deals.board(rep, ListQuery())][:2] == ["lead", "proposal"]
    with pytest.raises(Invalid, match="stage_unknown"):
        deals.move_deal(rep, kept, "qualified")
    with Session(db) as session:
        stays = session.exec(select(StageChange).order_by(StageChange.id)).all()
    assert [stay.stayed_seconds for stay in stays] == [0, None]
    pipelines.revive_stage(admin, gone)
    deals.move_deal(rep, kept, "qualified")


@pytest.mark.parametrize("key", ["won", "lost"])
def test_the_last_ending_stays(admin, footprint, key):
    before = footprint()
    with pytest.raises(Conflict, match="stage_last"):
        pipelines.retire_stage(admin, stages(admin)[key].public_id)
    assert footprint() == before


def test_a_second_pipeline_lives_and_retires(admin, workspace, footprint):
    rep = workspace["rep"]
    before = footprint()
    with pytest.raises(Conflict, match="last"):
        pipelines.retire_pipeline(admin, pipelines.pipeline(admin, "sales").public_id)
    assert footprint() == before
    made = pipelines.create_pipeline(admin, PipelineForm("续约", "Renewals"))
    public_id = deal(rep, pipeline="renewals")
    assert deals.deal_page(rep, public_id).stage.zh == "新商机"
    assert [c.count for c in deals.board(rep, ListQuery())] == [0] * 6
    asked = ListQuery(filters={"pipeline": "renewals"})
    assert [c.count for c in deals.board(rep, asked)] == [1, 0, 0]
    assert [row.name for row in deals.deals(rep, asked).rows] == ["一期设备"]
    pipelines.place_pipeline(admin, made, 1)
    assert deals.deal_page(rep, deal(rep)).pipeline.key == "renewals"
    with pytest.raises(Conflict, match="stage_in_use"):
        pipelines.retire_pipeline(admin, made)
    lead = stages(admin)["lead"].public_id
    assert pipelines.retire_pipeline(admin, made, lead) == 2
    assert deals.deal_page(rep, public_id).stage.key == "lead"
    assert [row.key for row in pipelines.pipelines(rep)] == ["sales"]


@pytest.mark.parametrize("who", ["rep", "manager", "director"])
def test_only_administrators_change_them(workspace, admin, footprint, who):
    actor, of = workspace[who], stages(admin)
    home = pipelines.pipeline(admin, "sales").public_id
    before = footprint()
    for attempt in (
        lambda: pipelines.create_pipeline(actor, PipelineForm("甲", "A")),
        lambda: pipelines.change_pipeline(actor, home, PipelineForm(zh="乙")),
        lambda: pipelines.place_pipeline(actor, home, 1),
        lambda: pipelines.create_stage(actor, home, StageForm(zh="甲", en="A")),
        lambda: pipelines.change_stage(actor, of["lead"].public_id, StageForm(zh="乙")),
        lambda: pipelines.place_stage(actor, of["lead"].public_id, 2),
        lambda: pipelines.retire_stage(actor, of["lead"].public_id),
        lambda: pipelines.revive_stage(actor, of["lead"].public_id),
        lambda: pipelines.retire_pipeline(actor, home),
        lambda: pipelines.revive_pipeline(actor, home),
    ):
        with pytest.raises(Forbidden):
            attempt()
    assert footprint() == before


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (StageForm(zh=" "), "pipelines.name_missing"),
        (StageForm(probability=101), "pipelines.number_outside"),
        (StageForm(age_limit_days=-1), "pipelines.number_outside"),
        (StageForm(required=["colour"]), "pipelines.field_unknown"),
        (StageForm(tasks=[("做", "Do", 1)] * 11), "pipelines.tasks_too_many"),
        (StageForm(tasks=[("", "Do", 1)]), "pipelines.name_missing"),
        (StageForm(guidance_zh="长" * 1001), "record.too_long"),
    ],
)
def test_wrong_settings_leave_nothing(admin, footprint, form, code):
    stage = stages(admin)["lead"].public_id
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        pipelines.change_stage(admin, stage, form)
    assert refusal.value.code == code
    assert footprint() == before


def test_a_stale_form_and_what_is_not_there(admin, footprint):
    stage = stages(admin)["lead"]
    pipelines.change_stage(admin, stage.public_id, StageForm(zh="线索"), stage.version)
    before = footprint()
    with pytest.raises(Stale):
        pipelines.change_stage(admin, stage.public_id, StageForm(zh="旧"), stage.version)
    with pytest.raises(NotFound):
        pipelines.change_stage(admin, "nowhere", StageForm(zh="无"))
    assert footprint() == before


def test_a_change_is_in_the_audit(admin, db):
    stage = stages(admin)["lead"]
    pipelines.change_stage(admin, stage.public_id, StageForm(probability=15))
    with Session(db) as session:
        last = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (last.action, last.actor_name) == ("pipelines.change_stage", "admin")
    assert last.changes[f"stage:{stage.public_id}"] == {"probability": [10, 15]}


def test_tasks_as_they_are_typed():
    typed = "2 | 发报价 | Send the quote\n\n0｜打电话"
    assert pipelines.read_tasks(typed) == [("发报价", "Send the quote", 2), ("打电话", "打电话", 0)]
    for wrong in ("soon | 做 | Do", "3", "3 |  | Do", "a | b | c | d"):
        with pytest.raises(Invalid, match="task_line"):
            pipelines.read_tasks(wrong)


def test_two_move_into_a_stage_and_one_retires_it(admin, workspace):
    """Whoever comes first: no deal is left in a stage that is gone."""
    rep = workspace["rep"]
    made = [deal(rep) for _ in range(4)]
    gone, problems = stages(admin)["qualified"].public_id, []

    def move(public_id):
        try:
            deals.move_deal(rep, public_id, "qualified")
        except Invalid as refusal:
            problems.append(refusal.code)

    def retire():
        pipelines.retire_stage(admin, gone, "lead")

    threads = [threading.Thread(target=move, args=(one,)) for one in made]
    threads.insert(2, threading.Thread(target=retire))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {deals.deal_page(rep, one).stage.key for one in made} == {"lead"}
    assert set(problems) <= {"deals.stage_unknown"}


def test_two_moves_at_once_leave_one_trace_and_one_set_of_tasks(workspace):
    rep = workspace["rep"]
    public_id = deal(rep, **FULL)
    problems = []

    def move():
        try:
            deals.move_deal(rep, public_id, "proposal", origin="lead")
        except Conflict as refusal:
            problems.append(refusal.code)

    threads = [threading.Thread(target=move) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    page = deals.deal_page(rep, public_id)
    assert [move.target.key for move in page.moves] == ["proposal", "lead"]
    assert len(page.tasks) == 2
    assert problems == ["deals.moved_already"] * 2


def test_competitors_are_renamed_and_joined(workspace):
    rep, admin = workspace["rep"], workspace["admin"]
    customer = customers.create_customer(rep, CustomerForm(name="华东科技"))
    forms = [DealForm(name=n, customer=customer, competitor=n) for n in ("甲厂", "甲工厂")]
    first, second = [deals.create_deal(rep, form) for form in forms]
    rows = {row.name: row for row in competitor_rows(admin)}
    assert {name: row.deals for name, row in rows.items()} == {"甲厂": 1, "甲工厂": 1}
    assert rename_competitor(admin, rows["甲工厂"].public_id, " 乙  厂 ") == 0
    assert deals.deal_page(rep, second).competitor == "乙 厂"
    assert rename_competitor(admin, rows["甲工厂"].public_id, "甲厂") == 1
    assert [deals.deal_page(rep, one).competitor for one in (first, second)] == ["甲厂", "甲厂"]
    assert [(row.name, row.deals) for row in competitor_rows(admin)] == [("甲厂", 2)]
    for actor, which, name in (
        (admin, rows["甲工厂"].public_id, "丙"),  # gone by now
        (admin, rows["甲厂"].public_id, "  "),
        (rep, rows["甲厂"].public_id, "丙"),
    ):
        with pytest.raises(AppError):
            rename_competitor(actor, which, name)
    assert [(row.name, row.deals) for row in competitor_rows(admin)] == [("甲厂", 2)]
