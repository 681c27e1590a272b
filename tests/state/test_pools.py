"""The screens of the pool, the rules, absences and web forms without a browser."""

import pytest

from crm_app.services import accounts, custom_fields, leads
from crm_app.services.custom_fields import FieldForm
from crm_app.services.leads import LeadForm
from crm_app.services.points import read_point
from crm_app.state.absences import AbsenceScreen
from crm_app.state.assignment import AssignmentScreen
from crm_app.state.lead import LeadRecord
from crm_app.state.pool_settings import PoolSettingScreen
from crm_app.state.pools import FairnessScreen, MoveList, PoolList
from crm_app.state.web_forms import WebFormScreen

MOBILE = read_point("mobile", "13800138001")


@pytest.fixture
def pooled(workspace):
    form = LeadForm(name="李梅", company="海风贸易", owner="", points=[MOBILE])
    return leads.create_lead(workspace["admin"], form)


def show(tab, screen):
    """Read the rows again, as a change of a lead would make the page do."""
    tab.send(screen, "refresh")
    return tab.state(screen).rows


def test_claimed_in_one_tap_and_given_back(pooled, tab):
    rep, west = tab("rep", lead_id=pooled), tab("rep_west")
    assert [row.public_id for row in show(west, PoolList)] == [pooled]
    assert "13800138001" not in west.everything().replace(" ", "")
    assert show(rep, PoolList)
    rep.send(PoolList, "claim", pooled)
    assert rep.notes() == ["已认领 李梅"]
    west.send(PoolList, "claim", pooled)
    assert west.notes() == ["rep 刚刚认领了这条线索。"]
    assert west.state(PoolList).rows == []
    rep.send(LeadRecord, "load")
    assert rep.state(LeadRecord).phone != ""
    rep.send(LeadRecord, "give_back", {"reason": ""})
    assert rep.state(LeadRecord).problem.code == "pools.reason_missing"
    rep.send(LeadRecord, "give_back", {"reason": "region", "note": "在厦门"})
    assert show(rep, PoolList)[0].barred_until != ""
    rep.send(PoolList, "claim", pooled)
    assert "退回过" in rep.notes()[-1]
    assert show(west, PoolList)[0].barred_until == ""


def test_both_are_taken_back(pooled, tab, workspace):
    rep = tab("rep", lead_id=pooled)
    show(rep, PoolList)
    rep.send(PoolList, "claim", pooled)
    rep.undo()
    assert len(show(rep, PoolList)) == 1
    rep.send(PoolList, "claim", pooled)
    rep.send(LeadRecord, "load")
    rep.send(LeadRecord, "give_back", {"reason": "other"})
    rep.undo()
    assert leads.lead_page(workspace["rep"], pooled).owner == "rep"


def test_chosen_and_given_out(pooled, tab, workspace):
    manager = tab("manager")
    show(manager, PoolList)
    manager.send(PoolList, "choose", pooled)
    manager.send(PoolList, "choose", "no-such-lead")
    assert manager.state(PoolList).chosen == [pooled]
    manager.send(PoolList, "start_assigning")
    manager.send(PoolList, "assign", {"to": ""})
    assert manager.state(PoolList).assign_problem.code == "assignment.no_rules"
    rep = accounts.user_of_email(workspace["admin"], "rep@example.com").public_id
    assert rep in [one.public_id for one in manager.state(PoolList).people]
    manager.send(PoolList, "assign", {"to": rep})
    assert manager.notes() == ["已分配 1 条线索"]
    assert leads.lead_page(workspace["rep"], pooled).owner == "rep"
    manager.undo()
    assert len(show(manager, PoolList)) == 1
    tab("rep").send(PoolList, "assign_all")


def test_who_may_not_give_out_is_told(pooled, tab):
    rep = tab("rep")
    show(rep, PoolList)
    rep.send(PoolList, "choose_page")
    rep.send(PoolList, "start_assigning")
    assert rep.state(PoolList).people == []
    rep.send(PoolList, "assign", {"to": ""})
    assert rep.state(PoolList).assign_problem.code == "permission.denied"


def test_a_rule_is_made_moved_tried_and_removed(workspace, tab):
    admin = tab("admin")
    admin.send(AssignmentScreen, "load")
    admin.send(AssignmentScreen, "start", "")
    form = {"name": "零售", "way": "round_robin", "industries:retail": True, "is_active": True}
    admin.send(AssignmentScreen, "save", form | {"sources:website": "on", "sources:card": None})
    (row,) = admin.state(AssignmentScreen).rows
    assert row.zh == "行业为零售、来源为官网的线索轮流分给所有销售。"
    assert admin.state(AssignmentScreen).asking is False
    admin.send(AssignmentScreen, "save", {"name": " "})
    assert admin.state(AssignmentScreen).problem.code == "assignment.name_missing"
    admin.send(AssignmentScreen, "start", "")
    admin.send(AssignmentScreen, "save", {"name": "其余", "way": "least_loaded", "is_active": True})
    admin.send(AssignmentScreen, "shift", admin.state(AssignmentScreen).rows[1].public_id, -1)
    assert [row.name for row in admin.state(AssignmentScreen).rows] == ["其余", "零售"]
    admin.send(AssignmentScreen, "try_it", {"industry": "food"})
    assert admin.state(AssignmentScreen).trial.rule == "其余"
    admin.send(AssignmentScreen, "start", row.public_id)
    assert admin.state(AssignmentScreen).ticks == ["industries:retail", "sources:website"]
    admin.send(AssignmentScreen, "remove", row.public_id)
    assert [row.name for row in admin.state(AssignmentScreen).rows] == ["其余"]
    admin.undo()
    admin.send(AssignmentScreen, "refresh")
    assert [row.name for row in admin.state(AssignmentScreen).rows] == ["其余", "零售"]


def test_a_rule_by_fields_of_the_companys_own(workspace, tab):
    for kind in ("number", "text", "multi"):
        options = "大 | Big\n小 | Small"
        named = FieldForm("lead", kind, kind, f"字段{kind}", kind, options=options)
        custom_fields.create_field(workspace["admin"], named)
    admin = tab("admin")
    admin.send(AssignmentScreen, "load")
    admin.send(AssignmentScreen, "start", "")
    form = {"name": "大店", "way": "round_robin", "is_active": True, "titles": "店长"}
    own = {"custom.number.from": "3", "custom.text": "茶，酒", "custom.multi:big": "on"}
    admin.send(AssignmentScreen, "save", form | own)
    (row,) = admin.state(AssignmentScreen).rows
    assert row.custom == {"number": ["3", ""], "text": ["茶", "酒"], "multi": ["big"]}
    admin.send(AssignmentScreen, "start", row.public_id)
    shown = admin.state(AssignmentScreen)
    assert (shown.shows_more, shown.ticks) == (True, ["custom.multi:big"])
    given = {name: shown.values.get(name) for name in ("titles", "custom.text", *own)}
    assert given == {
        "titles": "店长",
        "custom.text": "茶、酒",
        "custom.number.from": "3",
        "custom.multi:big": None,
    }
    lead = {"title": "店长", "custom.number": "5", "custom.text": "茶", "custom.multi:big": "on"}
    admin.send(AssignmentScreen, "try_it", lead)
    assert shown.trial.rule == "大店"


def test_a_rule_that_somebody_else_changed_is_not_overwritten(workspace, tab):
    one, other = tab("admin"), tab("admin")
    one.send(AssignmentScreen, "start", "")
    one.send(AssignmentScreen, "save", {"name": "A", "way": "round_robin", "is_active": True})
    other.send(AssignmentScreen, "load")
    made = other.state(AssignmentScreen).rows[0].public_id
    for screen in (one, other):
        screen.send(AssignmentScreen, "refresh")
        screen.send(AssignmentScreen, "start", made)
    one.send(AssignmentScreen, "save", {"name": "B", "way": "round_robin", "is_active": True})
    other.send(AssignmentScreen, "save", {"name": "C", "way": "round_robin", "is_active": True})
    assert other.state(AssignmentScreen).problem.code == "record.stale"


def test_settings_of_the_pool(workspace, tab):
    admin = tab("admin")
    admin.send(PoolSettingScreen, "load")
    form = {"capacity": "3", "recycle_days": "30", "warn_days": "3", "protect_days": "0"}
    form |= {"bar_days": "9", "work_start": "8:30", "work_end": "17:30"}
    admin.send(PoolSettingScreen, "save", form)
    assert admin.state(PoolSettingScreen).problem.code == "pools.days_missing"
    admin.send(PoolSettingScreen, "save", form | {"day:1": True, "day:2": "on"})
    row = admin.state(PoolSettingScreen).row
    assert (row.capacity, row.work_start, row.work_days) == (3, "08:30", ("1", "2"))
    rep = accounts.user_of_email(workspace["admin"], "rep@example.com").public_id
    admin.send(PoolSettingScreen, "save_quota", rep, "many")
    assert admin.state(PoolSettingScreen).at == rep
    assert admin.state(PoolSettingScreen).problem.code == "pools.figure_invalid"
    admin.send(PoolSettingScreen, "save_quota", rep, "7")
    admin.undo()
    admin.send(PoolSettingScreen, "refresh")
    held = {one.public_id: one for one in admin.state(PoolSettingScreen).holders}
    assert (held[rep].most, held[rep].own) == (3, "")
    other = tab("manager")
    other.send(PoolSettingScreen, "save", form | {"day:1": True})
    assert other.state(PoolSettingScreen).problem.code == "permission.denied"


def test_the_report_and_what_is_behind_it(pooled, tab):
    rep = tab("rep")
    show(rep, PoolList)
    rep.send(PoolList, "claim", pooled)
    (row,) = show(rep, FairnessScreen)
    assert (row.claimed, row.open) == (1, 1)
    assert rep.state(FairnessScreen).first < rep.state(FairnessScreen).last
    (move,) = show(rep, MoveList)
    assert (move.kind, move.lead, move.person) == ("claimed", pooled, "rep")
    assert show(tab("rep_west"), MoveList) == []


def test_absences_on_the_screen(workspace, tab):
    rep, manager = tab("rep"), tab("manager")
    rep.send(AbsenceScreen, "load")
    assert rep.state(AbsenceScreen).people == []
    days = {"first_day": "2126-01-05", "last_day": "2126-01-01"}
    rep.send(AbsenceScreen, "save", days)
    assert rep.state(AbsenceScreen).problem.code == "absences.backwards"
    rep.send(AbsenceScreen, "save", {"first_day": "2126-01-01", "last_day": "2126-01-05"})
    (row,) = rep.state(AbsenceScreen).rows
    manager.send(AbsenceScreen, "load")
    assert [one.user for one in manager.state(AbsenceScreen).rows] == ["rep"]
    rep.send(AbsenceScreen, "remove", row.public_id)
    rep.undo()
    rep.send(AbsenceScreen, "refresh")
    assert len(rep.state(AbsenceScreen).rows) == 1


def test_a_web_form_is_made_changed_and_switched_off(workspace, tab):
    admin = tab("admin")
    admin.send(WebFormScreen, "load")
    admin.send(WebFormScreen, "start", "")
    form = dict(admin.state(WebFormScreen).values) | {"name": "官网"}
    form["origins"] = "https://www.example.com"
    admin.send(WebFormScreen, "save", form)
    assert admin.state(WebFormScreen).problem.code == ""
    (row,) = admin.state(WebFormScreen).rows
    state = admin.state(WebFormScreen)
    assert (state.asking, state.has_origins) == ("embed", True)
    assert f'/form/embed.js" data-form="{row.public_id}" data-title="联系我们"' in state.snippet
    assert state.frame.startswith(f'<iframe src="{row.url}" title="联系我们"')
    admin.send(WebFormScreen, "start", row.public_id)
    changed = dict(admin.state(WebFormScreen).values) | {"consent_zh": "别的"}
    admin.send(WebFormScreen, "save", changed)
    assert admin.state(WebFormScreen).problem.code == "web_forms.version_same"
    admin.send(WebFormScreen, "save", changed | {"consent_version": "2"})
    admin.send(WebFormScreen, "switch", row.public_id)
    assert admin.state(WebFormScreen).rows[0].is_active is False
    assert tab("rep").send(WebFormScreen, "load") is None
    rep = tab("rep")
    rep.send(WebFormScreen, "save", form)
    assert (rep.state(WebFormScreen).rows, rep.state(WebFormScreen).problem.code) == (
        [],
        "permission.denied",
    )
