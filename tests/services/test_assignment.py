"""Who gets a lead: pure rules with properties, and the desk that gives leads out as they come."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import UTC, now
from crm_app.models.assignment import Way
from crm_app.models.pools import PoolSetting
from crm_app.services import absences, accounts, assignment, custom_fields, leads, notices, pools
from crm_app.services.absences import AbsenceForm
from crm_app.services.assignment import RuleForm, Sample
from crm_app.services.assignment.rules import FIELDS, Facts, Person, Rule, choose, decide, mismatch
from crm_app.services.custom_fields import FieldForm
from crm_app.services.leads import LeadForm
from crm_app.services.points import read_point
from crm_app.services.pools import SettingForm, is_at_work
from tests.days import house_day

SYSTEM = system_actor("test")
_WORD = st.sampled_from(["", "a", "b", "上海"])
FACTS = st.builds(Facts, **dict.fromkeys(FIELDS, _WORD))
PERSON = st.builds(
    Person,
    key=st.integers(1, 8),
    team=st.integers(1, 3),
    sells=st.booleans(),
    load=st.integers(0, 5),
    most=st.integers(0, 4),
    is_senior=st.booleans(),
    stand_in=st.integers(1, 8) | st.none(),
    is_away=st.booleans(),
    is_at_work=st.booleans(),
)
PEOPLE = st.lists(PERSON, max_size=8, unique_by=lambda one: one.key)
_CONDITIONS = st.dictionaries(
    st.sampled_from(FIELDS), st.lists(_WORD.filter(bool), max_size=2).map(tuple), max_size=3
)
RULE = st.builds(
    Rule,
    key=st.integers(1, 50),
    conditions=_CONDITIONS,
    way=st.sampled_from(Way),
    person=st.integers(1, 9),
    reach=st.frozensets(st.integers(1, 3), max_size=2),
    seniors=st.booleans(),
    in_hours=st.booleans(),
    last=st.integers(0, 9),
)
RULES = st.lists(RULE, max_size=4, unique_by=lambda one: one.key)


@given(FACTS, RULES, PEOPLE)
def test_whoever_is_picked_may_be_picked(facts, rules, people):
    decision = decide(facts, rules, people)
    assert decision == decide(facts, rules, list(reversed(people)))  # their order says nothing
    if decision.rule is None:
        assert decision.person is None
        assert [step.rule for step in decision.steps] == [rule.key for rule in rules]
        return
    rule = next(one for one in rules if one.key == decision.rule)
    person = next(one for one in people if one.key == decision.person)
    assert mismatch(facts, rule) == ""
    assert not person.is_away
    assert person.is_at_work or not rule.in_hours
    assert person.most == 0 or person.load < person.most
    if rule.way is Way.PERSON:
        named = next(one for one in people if one.key == rule.person)
        assert person.key == (named.stand_in if named.is_away else named.key)
    else:
        assert person.is_senior or not rule.seniors
        assert person.sells
        assert not rule.reach or person.team in rule.reach


@given(FACTS, RULES, PEOPLE)
def test_no_rule_before_it_could_have_decided(facts, rules, people):
    decision = decide(facts, rules, people)
    before = [step.rule for step in decision.steps if step.why not in ("chosen", "stood_in")]
    for rule in rules[: len(before)]:
        assert mismatch(facts, rule) or choose(rule, people)[0] is None


@given(RULE, PEOPLE)
def test_the_least_loaded_has_the_fewest(rule, people):
    rule = replace(rule, way=Way.LEAST_LOADED)
    chosen, _ = choose(rule, people)
    for other in people:
        if chosen is not None and choose(rule, [other])[0] is not None:
            assert chosen.load <= other.load


@given(PEOPLE, st.integers(1, 30))
def test_turns_are_fair(people, count):
    """While all can be given to, nobody is more than one lead ahead of another."""
    free = [replace(p, sells=True, most=0, is_away=False, is_at_work=True) for p in people]
    rule, got = Rule(1), dict.fromkeys([one.key for one in free], 0)
    for _ in range(count if free else 0):
        person, _ = choose(rule, free)
        assert person is not None
        got[person.key] += 1
        rule = replace(rule, last=person.key)
    assert not got or max(got.values()) - min(got.values()) <= 1


@pytest.mark.parametrize(
    ("at", "zone", "works"),
    [
        ("2026-03-02T01:00", "Asia/Shanghai", True),  # Monday, 9:00
        ("2026-03-02T00:59", "Asia/Shanghai", False),
        ("2026-03-02T10:00", "Asia/Shanghai", False),  # 18:00
        ("2026-03-02T17:00", "America/New_York", True),
        ("2026-03-01T02:00", "Asia/Shanghai", False),  # Sunday
        ("2026-02-27T22:00", "America/New_York", True),  # Friday there, Saturday in Shanghai
    ],
)
def test_hours_by_ones_own_clock(at, zone, works):
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert is_at_work(PoolSetting(), moment, zone) is works


# --- the desk


def person(people, who):
    return accounts.user_of_email(people["admin"], f"{who}@example.com").public_id


def team(people, name):
    return next(one.public_id for one in accounts.teams(people["admin"]) if one.name == name)


def rule(people, name="规则", **more):
    return assignment.save_rule(people["admin"], RuleForm(name=name, **more))


def arrive(name="李梅", **more):
    return leads.create_lead(SYSTEM, LeadForm(name=name, owner="", **more))


def owner(public_id):
    return leads.lead_page(SYSTEM, public_id).owner


def test_a_lead_that_comes_goes_where_the_rule_says_and_tells_why(workspace):
    rule(workspace, "华东", regions="上海，杭州", industries=("retail",), way="person",
         person=person(workspace, "rep"))  # fmt: skip
    page = leads.lead_page(SYSTEM, arrive(region="上海市浦东", industry="retail"))
    assert page.owner == "rep"
    assert (page.assigned.name, page.assigned.person) == ("华东", "rep")
    assert page.assigned.zh == "地区含“上海”或“杭州”、行业为零售的线索分给rep。"
    assert page.assigned.en == "Leads with region “上海” or “杭州”, industry Retail go to rep."
    asked = notices.unread_notices(workspace["rep"])
    assert [one.zh for one in asked.newest] == ["新线索分给了你：李梅"]
    assert owner(arrive("B", region="上海", industry="food")) == ""
    assert owner(leads.create_lead(workspace["rep_west"], LeadForm(name="C", region="上海"))) == (
        "rep_west"  # what somebody enters for himself is his
    )


def test_what_is_entered_for_the_pool_goes_by_the_rules_too(workspace):
    rule(workspace, team=team(workspace, "West"))
    lead = leads.create_lead(workspace["marketing"], LeadForm(name="李梅", owner=""))
    assert owner(lead) == "rep_west"


def test_in_turn_and_by_load(workspace):
    rule(workspace, "轮流")
    assert [owner(arrive(f"L{n}")) for n in range(4)] == ["rep", "rep_west", "rep", "rep_west"]
    (stored,) = assignment.assignment_rules(workspace["admin"])
    form = RuleForm(name="少的", way="least_loaded")
    assignment.save_rule(workspace["admin"], form, stored.public_id, stored.version)
    leads.create_lead(workspace["rep"], LeadForm(name="own"))
    assert [owner(arrive(f"M{n}")) for n in range(3)] == ["rep_west", "rep", "rep_west"]


def test_who_is_away_or_full_is_passed_over(workspace):
    rule(workspace, "轮流")
    rule(workspace, "主管", way="person", person=person(workspace, "manager"))
    today = house_day()
    span = {"first_day": (today - timedelta(1)).isoformat()}
    span["last_day"] = (today + timedelta(1)).isoformat()
    absence = absences.add_absence(workspace["rep"], AbsenceForm(**span))
    assert [owner(arrive(f"L{n}")) for n in range(2)] == ["rep_west", "rep_west"]
    pools.save_settings(workspace["admin"], SettingForm(capacity="2"))
    assert owner(arrive("M")) == "manager"  # the second rule
    trial = assignment.try_rules(workspace["admin"], Sample())
    assert [(step.name, step.zh) for step in trial.steps] == [
        ("轮流", "符合，但人手上的线索都满了"),
        ("主管", "符合，由它决定"),
    ]
    absences.remove_absence(workspace["rep"], absence)
    assert owner(arrive("N")) == "rep"


def test_the_top_band_goes_to_senior_people_and_the_stand_in_gets_what_was_for_the_absent(
    workspace,
):
    admin = workspace["admin"]
    rule(workspace, "高分", bands=("top",), seniors_only=True, team=team(workspace, "Puer"))
    rule(workspace, "其余", way="person", person=person(workspace, "rep"))
    best = LeadForm(
        name="赵总",
        company="远山茶厂",
        title="总经理",
        source="referral",
        note="预算已批，本月采购 20 台，请尽快报价，谢谢，另外也想了解一下安装和培训的价格和时间安排",
        points=[
            read_point("mobile", "13900000001"),
            read_point("email", "zhao@yuanshan.example.com"),
        ],
        owner="",
    )
    top = leads.create_lead(SYSTEM, best)
    assert leads.lead_page(SYSTEM, top).score.band == "top"
    assert owner(top) == "rep"  # nobody is senior yet: the next rule
    west = person(workspace, "rep_west")
    accounts.change_user(admin, west, None, is_senior=True)
    trial = assignment.try_rules(admin, Sample(band="top"))
    assert (trial.person, trial.en) == (
        "rep_west",
        "Leads with score top go to the senior sellers of Puer, in turn.",
    )
    assert trial.zh == "评分为高的线索轮流分给Puer的资深销售。"
    low = assignment.try_rules(admin, Sample(band="low"))
    assert (low.person, low.steps[0].zh) == ("rep", "不符合：评分档")
    (kept, _) = assignment.assignment_rules(admin)
    assert (kept.bands, kept.seniors_only) == (["top"], True)
    today = house_day().isoformat()
    absences.add_absence(workspace["rep"], AbsenceForm(today, today, stand_in=west))
    page = leads.lead_page(SYSTEM, arrive("低分"))
    assert (page.owner, page.assigned.zh) == (
        "rep_west",
        "所有线索分给rep。本人不在，由代理人接手。",
    )
    with pytest.raises(Invalid):
        rule(workspace, bands=("best",))


def test_outside_working_hours_nobody_is_at_work(workspace):
    rule(workspace, in_hours=True)
    moment = now().astimezone()
    never = str(moment.isoweekday() % 7 + 3 if moment.isoweekday() < 4 else 1)
    pools.save_settings(workspace["admin"], SettingForm(work_days=(never,)))
    assert owner(arrive()) == ""
    trial = assignment.try_rules(workspace["admin"], Sample())
    assert (trial.person, trial.steps[0].en) == ("", "Fits, but nobody is at work now")
    days = tuple("1234567")
    pools.save_settings(
        workspace["admin"], SettingForm(work_start="0:00", work_end="24:00", work_days=days)
    )
    assert owner(arrive("B")) == "rep"


def test_a_trial_changes_nothing(workspace, footprint):
    rule(workspace, "轮流", sources=("website",))
    before = footprint()
    trials = [assignment.try_rules(workspace["admin"], Sample(source="website")) for _ in "ab"]
    assert [trial.person for trial in trials] == ["rep", "rep"]
    assert trials[0].rule == "轮流"
    other = assignment.try_rules(workspace["admin"], Sample(source="shop"))
    assert (other.person, other.steps[0].zh) == ("", "不符合：来源")
    assert footprint() == before


def test_the_order_decides_and_can_be_changed(workspace):
    first = rule(workspace, "一", way="person", person=person(workspace, "rep"))
    second = rule(workspace, "二", way="person", person=person(workspace, "rep_west"))
    assert owner(arrive("A")) == "rep"
    assert assignment.place_rule(workspace["admin"], second, 1) == 2
    assert owner(arrive("B")) == "rep_west"
    form, rank = assignment.remove_rule(workspace["admin"], second)
    assert owner(arrive("C")) == "rep"
    assignment.put_rule_back(workspace["admin"], form, rank)
    assert [one.name for one in assignment.assignment_rules(workspace["rep"])] == ["二", "一"]
    with pytest.raises(NotFound):
        assignment.place_rule(workspace["admin"], "none", 1)
    assignment.save_rule(workspace["admin"], RuleForm(name="一", is_active=False), first)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (RuleForm(), "name"),
        (RuleForm(name="x" * 81), "name"),
        (RuleForm(name="x", way="lottery"), "way"),
        (RuleForm(name="x", way="person"), "person"),
        (RuleForm(name="x", way="person", person="no-such"), "person"),
        (RuleForm(name="x", team="no-such"), "team"),
        (RuleForm(name="x", industries=("no-such",)), "industries"),
        (RuleForm(name="x", products=("no-such",)), "products"),
        (RuleForm(name="x", regions="y" * 61), "regions"),
        (RuleForm(name="x", regions=",".join(map(str, range(51)))), "regions"),
    ],
)
def test_a_rule_that_cannot_be(workspace, footprint, form, field):
    before = footprint()
    with pytest.raises(Invalid) as refused:
        assignment.save_rule(workspace["admin"], form)
    assert (refused.value.field, footprint()) == (field, before)


@pytest.mark.parametrize("who", ["rep", "manager", "director", "marketing"])
def test_rules_are_an_administrators(workspace, footprint, who):
    made = rule(workspace)
    before = footprint()
    for attempt in (
        lambda: assignment.save_rule(workspace[who], RuleForm(name="x")),
        lambda: assignment.remove_rule(workspace[who], made),
        lambda: assignment.place_rule(workspace[who], made, 1),
        lambda: assignment.try_rules(workspace[who], Sample()),
    ):
        with pytest.raises(Forbidden):
            attempt()
    assert footprint() == before


def test_a_stale_rule_is_refused(workspace):
    made = rule(workspace)
    assignment.save_rule(workspace["admin"], RuleForm(name="新"), made, 1)
    with pytest.raises(Stale):
        assignment.save_rule(workspace["admin"], RuleForm(name="旧"), made, 1)
    arrive()  # its turn goes on without a new version
    assignment.save_rule(workspace["admin"], RuleForm(name="又"), made, 2)


def test_many_at_once_by_the_rules_and_back(workspace):
    made = [arrive(f"L{n}", region="上海" if n < 3 else "") for n in range(4)]
    with pytest.raises(Conflict) as refused:
        assignment.assign_all(workspace["director"])
    assert refused.value.code == "assignment.no_rules"
    rule(workspace, regions="上海")
    done = assignment.assign_all(workspace["director"])
    assert (done.given, done.left) == (3, 1)
    assert [owner(one) for one in made] == ["rep", "rep_west", "rep", ""]
    assert assignment.unassign(workspace["director"], list(done.undo)) == 3
    assert [owner(one) for one in made] == [""] * 4
    assert leads.lead_page(SYSTEM, made[0]).assigned.person == ""
    pools.claim(workspace["rep"], made[0])
    some = assignment.assign(workspace["director"], made)
    assert (some.given, some.left) == (2, 2)  # one was claimed, one fits no rule


def test_given_to_one_within_reach_and_room(workspace):
    made = [arrive(f"L{n}") for n in range(3)]
    rep = person(workspace, "rep")
    pools.save_settings(workspace["admin"], SettingForm(capacity="2"))
    with pytest.raises(Conflict) as refused:
        assignment.assign(workspace["manager"], made, rep)
    assert refused.value.params == {"name": "rep", "open": 0, "most": 2, "wanted": 3}
    for to in (person(workspace, "rep_west"), person(workspace, "finance"), "no-such"):
        with pytest.raises(Invalid):
            assignment.assign(workspace["manager"], made[:1], to)
    assert assignment.assign(workspace["manager"], made[:2], rep).given == 2
    assert [owner(one) for one in made] == ["rep", "rep", ""]


@pytest.mark.parametrize("who", ["rep", "desk", "marketing", "service"])
def test_giving_out_is_for_those_who_lead(workspace, footprint, who):
    lead = arrive()
    before = footprint()
    for attempt in (
        lambda: assignment.assign(workspace[who], [lead]),
        lambda: assignment.assign_all(workspace[who]),
        lambda: assignment.unassign(workspace[who], [lead]),
    ):
        with pytest.raises(Forbidden):
            attempt()
    assert footprint() == before
    for chosen in ([], ["x"] * 2 + [str(n) for n in range(501)]):
        with pytest.raises(Invalid):
            assignment.assign(workspace["director"], chosen)


def test_a_team_brings_those_below_it(workspace):
    rule(workspace, team=team(workspace, "Puer"))
    assert {owner(arrive(f"L{n}")) for n in range(2)} == {"rep", "rep_west"}
    assert leads.leads(workspace["director"], ListQuery(filters={"owner": "nobody"})).rows == []


def test_a_rule_looks_at_custom_fields_and_at_words_of_others(workspace, footprint):
    admin = workspace["admin"]

    def define(kind, key, **more):
        custom_fields.create_field(
            admin, FieldForm("lead", key, kind, f"字段{key}", key.title(), **more)
        )

    define("choice", "tea", options="生普 | Raw\n熟普 | Ripe")
    define("multi", "gifts", options="茶饼 | Cake\n月饼 | Moon")
    define("number", "shops")
    define("date", "opens")
    define("checkbox", "vip")
    define("text", "rival", sees=["manager"])
    wanted = {
        "tea": ("ripe",),
        "gifts": ("moon", "cake"),
        "shops": ("3", "10.50"),
        "opens": ("2026-01-01", ""),
        "vip": ("yes",),
        "rival": ("恒牛",),
    }
    before = footprint()
    for wrong in (
        {"none": ("x",)},
        {"tea": ("coffee",)},
        {"shops": ("many", "")},
        {"opens": ("", "2026-02-30")},
        {"vip": ("maybe",)},
        {"rival": ("字" * 61,)},
    ):
        with pytest.raises(Invalid):
            rule(workspace, custom=wrong)
    assert footprint() == before
    west = person(workspace, "rep_west")
    saved = rule(
        workspace,
        "大店",
        way="person",
        person=west,
        custom=wanted,
        titles="经理，店长",
        notes="开店",
    )
    (row,) = assignment.assignment_rules(admin)
    assert row.zh == (
        "职位含“经理”或“店长”、咨询内容含“开店”、字段tea为熟普、字段gifts为月饼或茶饼、字段shops为 3 至 10.5、"
        "字段opens不低于 2026-01-01、字段vip为是、字段rival含“恒牛”的线索分给rep_west。"
    )
    assert row.custom["shops"] == ["3", "10.5"]
    (told,) = assignment.assignment_rules(workspace["rep"])
    assert "rival" not in f"{told.zh}{told.en}{told.custom}"
    assert "恒牛" not in f"{told.zh}{told.en}{told.custom}"
    own = {"tea": "熟普", "gifts": "月饼", "shops": "10.5", "opens": "2026-05-01", "vip": True}
    whole = {"custom": own | {"rival": "恒牛软件"}, "title": "区域经理", "note": "要开店"}
    lead = arrive("合适", **whole)
    assert owner(lead) == "rep_west"
    assert "恒牛" not in leads.lead_page(workspace["manager_west"], lead).assigned.zh
    for key, value in (
        ("tea", "生普"),
        ("gifts", "茶饼"),
        ("shops", "11"),
        ("opens", "2025-12-31"),
        ("vip", False),
        ("rival", "别家"),
    ):
        other = arrive(f"不合适{key}", **{**whole, "custom": whole["custom"] | {key: value}})
        assert owner(other) == ("rep_west" if key == "gifts" else ""), key
    assert owner(arrive("没说", **{**whole, "custom": {}})) == ""
    assert owner(arrive("别的职位", **{**whole, "title": "采购"})) == ""
    typed = {"tea": "ripe", "gifts": "moon", "shops": "5", "opens": "2026-01-01", "vip": "true"}
    sample = Sample(title="店长", note="开店", custom=typed | {"rival": "恒牛"})
    assert assignment.try_rules(admin, sample).person == "rep_west"
    trial = assignment.try_rules(admin, replace(sample, custom=sample.custom | {"shops": "2"}))
    assert [step.zh for step in trial.steps] == ["不符合：字段shops"]
    form, rank = assignment.remove_rule(admin, saved)
    assignment.put_rule_back(admin, form, rank)
    assert assignment.assignment_rules(admin)[0].zh == row.zh
    shops = next(one for one in custom_fields.custom_fields(admin, "lead") if one.key == "shops")
    custom_fields.retire_field(admin, shops.public_id)
    rest = {key: value for key, value in whole["custom"].items() if key != "shops"}
    assert owner(arrive("字段停用", **{**whole, "custom": rest})) == ""
