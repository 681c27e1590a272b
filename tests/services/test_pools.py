"""The public pool: claimed by one, within limits, given back with a reason, taken back after a warning."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, col, select, update

from crm_app.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import now
from crm_app.models.activities import Task
from crm_app.models.leads import Lead, LeadStatus
from crm_app.models.messages import Notice
from crm_app.models.ownership import RecordEvent
from crm_app.services import accounts, activities, leads, ownership, pools, tasks
from crm_app.services.activities import ActivityForm
from crm_app.services.leads import LeadForm
from crm_app.services.ownership import Asked
from crm_app.services.points import read_point
from crm_app.services.pools import Recycled, SettingForm
from crm_app.services.tasks import TaskForm
from tests.days import FAR_APART, house_day

SYSTEM = system_actor("test")
MOBILE = read_point("mobile", "138 0013 8001")


def pooled(actor=SYSTEM, name="李梅", **more):
    return leads.create_lead(actor, LeadForm(name=name, owner="", **more))


def names(actor, words="", **filters):
    return [row.name for row in pools.pool(actor, ListQuery(words, filters)).rows]


def settings(people, **more):
    pools.save_settings(people["admin"], replace(SettingForm(), **more))


def owner(public_id):
    return leads.lead_page(SYSTEM, public_id).owner


def aged(db, days, *public_ids):
    """As if these had been entered, and come to their owners, so many days ago."""
    at = now() - timedelta(days=days)
    with Session(db) as session:
        ids = [
            session.exec(select(Lead.id).where(Lead.public_id == one)).one() for one in public_ids
        ]
        session.exec(update(Lead).where(col(Lead.id).in_(ids)).values(created_at=at))
        of = col(RecordEvent.record_id).in_(ids)
        session.exec(update(RecordEvent).where(of).values(at=at))
        session.commit()


def warned_long_ago(db, days):
    with Session(db) as session:
        told = update(Lead).where(col(Lead.warned_at).is_not(None))
        session.exec(told.values(warned_at=now() - timedelta(days=days)))
        session.commit()


def notices(db, actor):
    with Session(db) as session:
        mine = select(Notice).where(Notice.user_id == actor.user_id).order_by(Notice.id)
        return [(one.code, one.params.get("name"), one.link) for one in session.exec(mine)]


def test_whoever_may_claim_sees_the_pool_without_numbers(workspace):
    pooled(company="海风贸易", region="厦门", points=[MOBILE], note="两百台", industry="retail")
    pooled(name="王强", region="福州")
    assert names(workspace["rep_west"]) == ["王强", "李梅"]
    for words in ("李梅", "海风", "厦门", "两百台", "limei"):
        assert names(workspace["rep"], words) == ["李梅"], words
    assert names(workspace["rep"], "13800138001") == []
    assert names(workspace["rep"], region="厦") == names(workspace["rep"], industry="retail")
    row = pools.pool(workspace["rep"], ListQuery("李梅")).rows[0]
    assert "138" not in str(row)
    assert leads.leads(workspace["rep"], ListQuery()).rows == []


@pytest.mark.parametrize("who", ["service", "finance"])
def test_the_pool_is_for_those_who_work_on_leads(workspace, footprint, who):
    lead = pooled()
    before = footprint()
    for attempt in (
        lambda: pools.pool(workspace[who], ListQuery()),
        lambda: pools.claim(workspace[who], lead),
        lambda: pools.return_lead(workspace[who], lead, "other"),
        lambda: pools.fairness(workspace[who]),
        lambda: pools.moves(workspace[who], ListQuery()),
    ):
        with pytest.raises(Forbidden):
            attempt()
    assert footprint() == before


def test_a_claim_is_ones_own_at_once(workspace):
    lead = pooled(points=[MOBILE])
    assert pools.claim(workspace["rep_west"], lead) == lead
    assert owner(lead) == "rep_west"
    assert names(workspace["rep"]) == []
    assert leads.lead_page(workspace["rep_west"], lead).points[0].value == "+8613800138001"
    with pytest.raises(NotFound):
        leads.lead_page(workspace["rep"], lead)


def test_the_second_is_told_who_was_first(workspace, footprint):
    lead = pooled()
    pools.claim(workspace["rep"], lead)
    before = footprint()
    with pytest.raises(Conflict) as refused:
        pools.claim(workspace["rep_west"], lead)
    assert (refused.value.code, refused.value.params) == ("pools.taken", {"owner": "rep"})
    with pytest.raises(Conflict) as refused:
        pools.claim(workspace["rep"], lead)
    assert (refused.value.code, footprint()) == ("pools.yours_already", before)


def test_whose_a_lead_is_cannot_be_found_out_by_claiming(workspace, db):
    never, long_ago = leads.create_lead(workspace["rep"], LeadForm(name="A")), pooled(name="B")
    pools.claim(workspace["rep"], long_ago)
    aged(db, 1, long_ago)
    for public_id in (never, long_ago, "no-such-lead"):
        with pytest.raises(NotFound):
            pools.claim(workspace["rep_west"], public_id)


def test_of_many_at_once_one_wins(workspace):
    lead = pooled()
    people = [workspace[who] for who in ("rep", "rep_west", "manager", "desk", "director")]

    def attempt(actor):
        try:
            return pools.claim(actor, lead)
        except AppError as refusal:
            return refusal.code

    with ThreadPoolExecutor(len(people)) as pool:
        answers = list(pool.map(attempt, people))
    assert sorted(answers) == sorted([lead] + ["pools.taken"] * 4)


def test_nobody_claims_past_his_limit_however_fast(workspace):
    settings(workspace, capacity="3")
    waiting = [pooled(name=f"L{number}") for number in range(6)]

    def attempt(lead):
        try:
            return pools.claim(workspace["rep"], lead) == lead
        except Conflict as refusal:
            return (refusal.code, refusal.params)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(attempt, waiting))
    assert answers.count(True) == 3
    assert answers.count(("pools.full", {"open": 3, "most": 3})) == 3
    assert pools.holding(workspace["rep"]) == pools.Holding(3, 3)


def test_ones_own_limit_goes_before_that_of_all(workspace):
    settings(workspace, capacity="1")
    rep = accounts.user_of_email(workspace["admin"], "rep@example.com").public_id
    assert pools.set_quota(workspace["admin"], rep, "2") == ""
    first, second, third = (pooled(name=name) for name in "ABC")
    pools.claim(workspace["rep"], first)
    pools.claim(workspace["rep"], second)
    with pytest.raises(Conflict):
        pools.claim(workspace["rep"], third)
    leads.discard_lead(workspace["rep"], first, "no_need")  # what is over does not count
    pools.claim(workspace["rep"], third)
    assert pools.set_quota(workspace["admin"], rep, "") == "2"
    holder = next(one for one in pools.lead_holders(workspace["admin"]) if one.name == "rep")
    assert (holder.open, holder.most, holder.own) == (2, 1, "")


def test_a_claim_by_a_slip_is_undone(workspace, db):
    lead = pooled()
    pools.claim(workspace["rep"], lead)
    pools.unclaim(workspace["rep"], lead)
    assert (owner(lead), names(workspace["rep_west"])) == ("", ["李梅"])
    pools.claim(workspace["rep"], lead)  # no return was noted: nothing bars him
    about = [("lead", lead)]
    activities.record_activity(workspace["rep"], ActivityForm(kind="call", text="x"), about)
    with pytest.raises(Conflict):
        pools.unclaim(workspace["rep"], lead)
    given = pooled(name="B")
    leads.change_lead(workspace["admin"], given, LeadForm(owner=public_id_of(workspace, "rep")))
    with pytest.raises(Conflict):
        pools.unclaim(workspace["rep"], given)


def public_id_of(people, who):
    return accounts.user_of_email(people["admin"], f"{who}@example.com").public_id


def test_given_back_with_a_reason_for_all_but_oneself(workspace, db):
    lead = pooled()
    pools.claim(workspace["rep"], lead)
    task = tasks.create_task(workspace["rep"], TaskForm(title="回电", lead=lead))
    pools.return_lead(workspace["rep"], lead, "region", "在 福建")
    assert owner(lead) == ""
    with Session(db) as session:
        event = session.exec(select(RecordEvent).where(RecordEvent.kind == "returned")).one()
        assert event.text == "不在我的区域 · Not in my area · 在 福建"
        assert event.to_id == event.by_id == workspace["rep"].user_id
        gone = session.exec(select(Task).where(Task.public_id == task)).one()
        assert gone.deleted_at is not None
    row = pools.pool(workspace["rep"], ListQuery()).rows[0]
    assert row.returns == 1
    for there in FAR_APART:
        row = pools.pool(replace(workspace["rep"], zone=there), ListQuery()).rows[0]
        ends = now().astimezone(ZoneInfo(there)) + timedelta(days=int(SettingForm().bar_days))
        assert row.barred_until == f"{ends:%Y-%m-%d}"
    assert pools.pool(workspace["rep_west"], ListQuery()).rows[0].barred_until == ""
    with pytest.raises(Conflict) as refused:
        pools.claim(workspace["rep"], lead)
    assert refused.value.code == "pools.barred"
    aged(db, 31, lead)
    pools.claim(workspace["rep"], lead)


def test_a_return_by_a_slip_is_undone(workspace, db):
    lead = pooled()
    pools.claim(workspace["rep"], lead)
    task = tasks.create_task(workspace["rep"], TaskForm(title="回电", lead=lead))
    pools.return_lead(workspace["rep"], lead, "other")
    with pytest.raises(Conflict):
        pools.take_back(workspace["rep_west"], lead)
    pools.take_back(workspace["rep"], lead)
    assert owner(lead) == "rep"
    assert [row.public_id for row in tasks.tasks_of(workspace["rep"], "lead", lead)] == [task]
    report = pools.fairness(workspace["rep"]).rows[0]
    assert (report.claimed, report.returned, report.open) == (1, 0, 1)


@pytest.mark.parametrize(
    ("reason", "note", "field"),
    [("", "", "reason"), ("no such", "", "reason"), ("other", "x" * 201, "note")],
)
def test_a_return_that_cannot_be_leaves_nothing(workspace, footprint, reason, note, field):
    lead = leads.create_lead(workspace["rep"], LeadForm(name="李梅"))
    before = footprint()
    with pytest.raises(Invalid) as refused:
        pools.return_lead(workspace["rep"], lead, reason, note)
    assert (refused.value.field, footprint()) == (field, before)


def test_only_what_is_open_and_ones_own_goes_back(workspace, footprint):
    lead = leads.create_lead(workspace["rep"], LeadForm(name="李梅"))
    before = footprint()
    for who in ("rep_west", "manager_west"):
        with pytest.raises(NotFound):
            pools.return_lead(workspace[who], lead, "other")
    assert footprint() == before
    leads.discard_lead(workspace["rep"], lead, "no_need")
    with pytest.raises(Conflict):
        pools.return_lead(workspace["rep"], lead, "other")
    with pytest.raises(Conflict):
        pools.return_lead(workspace["admin"], pooled(name="B"), "other")


def test_who_asked_for_it_hears_that_it_is_free(workspace, db):
    lead = leads.create_lead(workspace["rep"], LeadForm(name="李梅", points=[MOBILE]))
    asked = Asked("transfer", "lead", lead, "老客户", (MOBILE,))
    request = ownership.ask_for(workspace["rep_west"], asked)
    pools.return_lead(workspace["rep"], lead, "region")
    assert ownership.request_page(workspace["rep_west"], request).status == "withdrawn"
    assert notices(db, workspace["rep_west"]) == [("ownership.notice_free", "李梅", "/pool")]


def test_a_manager_goes_on_seeing_what_his_people_gave_up(workspace):
    lead = leads.create_lead(workspace["rep"], LeadForm(name="李梅"))
    pools.return_lead(workspace["manager"], lead, "no_time")
    assert leads.lead_page(workspace["manager"], lead).owner == ""
    with pytest.raises(NotFound):
        leads.lead_page(workspace["manager_west"], lead)


def test_silence_is_warned_of_then_ended(workspace, db):
    settings(workspace, recycle_days="30", warn_days="3")
    lead = leads.create_lead(workspace["rep"], LeadForm(name="李梅"))
    aged(db, 26, lead)
    assert pools.recycle(SYSTEM) == Recycled(0, 0)
    aged(db, 27, lead)
    version = leads.lead_page(SYSTEM, lead).version
    assert pools.recycle(SYSTEM) == Recycled(warned=1, taken=0)
    assert pools.recycle(SYSTEM) == Recycled(0, 0)  # once
    assert leads.lead_page(SYSTEM, lead).version == version
    assert notices(db, workspace["rep"]) == [("pools.notice_warning", "李梅", f"/leads/{lead}")]
    aged(db, 40, lead)
    assert pools.recycle(SYSTEM) == Recycled(0, 0)  # the warning is not old enough
    warned_long_ago(db, 3)
    assert pools.recycle(SYSTEM) == Recycled(warned=0, taken=1)
    assert owner(lead) == ""
    assert notices(db, workspace["rep"])[-1] == ("pools.notice_recycled", "李梅", "/pool")
    with pytest.raises(Conflict):
        pools.claim(workspace["rep"], lead)
    pools.claim(workspace["rep_west"], lead)
    assert pools.recycle(SYSTEM) == Recycled(0, 0)


def test_a_contact_after_the_warning_saves_it(workspace, db):
    settings(workspace, recycle_days="30", warn_days="3")
    lead = leads.create_lead(workspace["rep"], LeadForm(name="李梅"))
    aged(db, 40, lead)
    assert pools.recycle(SYSTEM).warned == 1
    warned_long_ago(db, 5)
    about = [("lead", lead)]
    activities.record_activity(workspace["rep"], ActivityForm(kind="call", text="x"), about)
    assert pools.recycle(SYSTEM) == Recycled(0, 0)
    assert owner(lead) == "rep"


def test_who_has_just_got_it_is_protected(workspace, db):
    settings(workspace, recycle_days="10", warn_days="1", protect_days="20")
    lead = leads.create_lead(workspace["rep"], LeadForm(name="李梅"))
    aged(db, 15, lead)
    assert pools.recycle(SYSTEM) == Recycled(0, 0)  # 15 days are fewer than 20
    aged(db, 50, lead)
    leads.change_lead(workspace["admin"], lead, LeadForm(owner=public_id_of(workspace, "desk")))
    assert pools.recycle(SYSTEM) == Recycled(0, 0)


def test_many_silent_leads_are_one_notice(workspace, db):
    settings(workspace, recycle_days="30")
    made = [leads.create_lead(workspace["rep"], LeadForm(name=name)) for name in "ABC"]
    other = leads.create_lead(workspace["rep_west"], LeadForm(name="D"))
    aged(db, 60, *made, other)
    assert pools.recycle(SYSTEM) == Recycled(warned=4, taken=0)
    link = "/leads?owner=me&sort=touched"
    assert notices(db, workspace["rep"]) == [("pools.notice_warning_many", "A", link)]
    assert notices(db, workspace["rep_west"]) == [("pools.notice_warning", "D", f"/leads/{other}")]


def test_nothing_is_taken_while_it_is_switched_off(workspace, db):
    lead = leads.create_lead(workspace["rep"], LeadForm(name="李梅"))
    aged(db, 600, lead)
    assert pools.recycle(SYSTEM) == Recycled(0, 0)
    settings(workspace, recycle_days="30")
    leads.discard_lead(workspace["rep"], lead, "no_need")
    assert pools.recycle(SYSTEM) == Recycled(0, 0)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"capacity": "-1"}, "capacity"),
        ({"capacity": "1.5"}, "capacity"),
        ({"capacity": "99999999999999999999"}, "capacity"),
        ({"recycle_days": "x"}, "recycle_days"),
        ({"recycle_days": "731"}, "recycle_days"),
        ({"recycle_days": "3", "warn_days": "3"}, "warn_days"),
        ({"warn_days": "0"}, "warn_days"),
        ({"work_start": "25:00"}, "work_start"),
        ({"work_start": "18:00", "work_end": "9:00"}, "work_end"),
        ({"work_end": "24:30"}, "work_end"),
        ({"work_days": ()}, "work_days"),
    ],
)
def test_settings_that_cannot_be(workspace, footprint, more, field):
    before = footprint()
    with pytest.raises(Invalid) as refused:
        settings(workspace, **more)
    assert (refused.value.field, footprint()) == (field, before)


def test_settings_are_an_administrators_and_versioned(workspace):
    for who in ("rep", "manager", "director", "marketing"):
        with pytest.raises(Forbidden):
            pools.save_settings(workspace[who], SettingForm())
        with pytest.raises(Forbidden):
            pools.set_quota(workspace[who], public_id_of(workspace, "rep"), "1")
    settings(workspace, capacity="5", work_start="8:30")
    stored = pools.pool_settings(workspace["rep"])
    assert (stored.version, stored.capacity, stored.work_start) == (1, 5, "08:30")
    pools.save_settings(workspace["admin"], SettingForm(capacity="6"), 1)
    with pytest.raises(Stale):
        pools.save_settings(workspace["admin"], SettingForm(capacity="7"), 1)
    with pytest.raises(Invalid):
        pools.set_quota(workspace["admin"], public_id_of(workspace, "finance"), "1")


def test_the_report_counts_what_its_lists_show(workspace, db):
    settings(workspace, recycle_days="30")
    claimed, returned, lost, won = (pooled(name=name) for name in "ABCD")
    for lead in (claimed, returned, lost, won):
        pools.claim(workspace["rep"], lead)
    pools.return_lead(workspace["rep"], returned, "other")
    aged(db, 60, lost)
    pools.recycle(SYSTEM)
    warned_long_ago(db, 5)
    pools.recycle(SYSTEM)
    with Session(db) as session:
        row = session.exec(select(Lead).where(Lead.public_id == won)).one()
        row.status = LeadStatus.CONVERTED
        rep = workspace["rep"].user_id
        about = {"record_kind": "lead", "record_id": row.id, "by_id": rep}
        session.add(RecordEvent(kind="converted", **about))
        session.commit()
    pools.claim(workspace["rep_west"], returned)
    row = next(one for one in pools.fairness(workspace["director"]).rows if one.name == "rep")
    figures = {kind: getattr(row, kind) for kind in pools.KINDS}
    # The claim of the one that was lost is 60 days old: within the 90 days.
    assert figures == {"claimed": 4, "assigned": 0, "returned": 1, "recycled": 1, "converted": 1}
    assert row.open == 1
    for actor in ("director", "manager", "rep"):
        for kind, count in figures.items():
            asked = ListQuery(filters={"who": row.public_id, "what": kind})
            assert pools.moves(workspace[actor], asked).total == count, (actor, kind)
    assert [one.name for one in pools.fairness(workspace["rep"]).rows] == ["rep"]
    assert [one.name for one in pools.fairness(workspace["manager_west"]).rows] == ["rep_west"]
    asked = ListQuery(filters={"who": row.public_id})
    assert pools.moves(workspace["rep_west"], asked).total == 0
    gone = next(m for m in pools.moves(workspace["rep"], asked).rows if m.kind == "returned")
    assert (gone.name, gone.lead, gone.text) == ("", "", "")  # it is a colleague's now


def test_the_report_of_days(workspace):
    pools.claim(workspace["rep"], pooled())
    today = house_day()
    yesterday = (today - timedelta(days=2)).isoformat()
    assert pools.fairness(workspace["rep"], "", yesterday).rows[0].claimed == 0
    assert pools.fairness(workspace["rep"], today.isoformat()[:4] + "-01-01").rows[0].claimed == 1
    for first, last in (
        ("soon", ""),
        ("2026-02-30", ""),
        ("9999-01-01", ""),
        ("2026-05-02", "2026-05-01"),
    ):
        with pytest.raises(Invalid):
            pools.fairness(workspace["rep"], first, last)
    for filters in ({"what": "stolen"}, {"whose": "x"}):
        with pytest.raises(Invalid):
            pools.moves(workspace["rep"], ListQuery(filters=filters))
