"""The public pool of the demo: settings, three rules, a web form, and a year of claims and returns."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.assignment import Absence, AssignmentRule, Way
from crm_app.models.leads import Lead, LeadStatus, WebForm
from crm_app.models.ownership import RecordEvent
from crm_app.models.pools import PoolSetting
from crm_app.models.users import Team, User
from crm_app.services.assignment.saying import names_of, sentence
from crm_app.services.demo.bulk import store

CAPACITY, RECYCLE_DAYS, WARN_DAYS = 150, 365, 7
_WHY = ("不在我的区域 · Not in my area", "跟不过来 · No time for it", "不是我的专长 · Not my field")
_RULES = (
    ("华东线索", ("上海", "杭州", "苏州", "南京", "宁波", "合肥"), "华东销售部", Way.ROUND_ROBIN),
)
_FIELDS = {"name": "required", "company": "optional", "mobile": "required", "email": "optional"}
_FIELDS |= {"industry": "optional", "note": "optional"}


def fill(work: Work, chance: Random, sellers: Sequence[User], leads: Sequence[Lead]) -> None:
    """What an administrator has set, and how the demo's leads came to their owners."""
    if work.session.exec(select(PoolSetting.id)).first() is None:
        setting = PoolSetting(capacity=CAPACITY, recycle_days=RECYCLE_DAYS, version=1, is_demo=True)
        setting.warn_days = WARN_DAYS
        work.add(setting)
    rules = _rules(work)
    form = _form(work)
    _away(work, sellers)
    names = names_of(work.session)
    said = {rule.id: {lang: sentence(lang, rule, names) for lang in ("zh", "en")} for rule in rules}
    events: list[RecordEvent] = []
    bands = dict(work.session.exec(select(Lead.id, Lead.band)).all())
    for lead in leads:
        if lead.source == "website" and lead.status is not LeadStatus.CONVERTED:
            lead.web_form_id = form.id
        owner = next((user for user in sellers if user.id == lead.owner_id), None)
        rule = _deciding(rules, lead, bands.get(lead.id, ""), owner)
        if rule is None or owner is None or chance.random() < 0.2:
            events += _moves(chance, sellers, lead, work.now)
            continue
        place: dict[str, Any] = {"record_kind": "lead", "record_id": lead.key, "text": rule.name}
        events.append(RecordEvent(**place, kind="assigned", at=lead.created_at, to_id=owner.id))
        lead.assignment = {
            "rule": rule.public_id,
            "name": rule.name,
            "person": owner.name,
            "at": lead.created_at.isoformat(),
            **said[rule.id],
        }
    store(work, events)
    work.session.bulk_save_objects(list(leads))


def _deciding(
    rules: Sequence[AssignmentRule], lead: Lead, band: str, owner: User | None
) -> AssignmentRule | None:
    """The rule that would have given a lead to its owner."""
    if owner is None or lead.status is LeadStatus.CONVERTED:
        return None
    best, near, rest = rules
    if band in best.conditions["band"]:
        return best if owner.is_senior else None
    if lead.region in near.conditions["region"]:
        return near if owner.team_id == near.team_id else None
    return rest if lead.source in rest.conditions["source"] else None


def _rules(work: Work) -> list[AssignmentRule]:
    made = [
        AssignmentRule(
            name="高分线索给资深销售",
            rank=1,
            conditions={"band": ["top"]},
            way=Way.LEAST_LOADED,
            seniors_only=True,
            is_demo=True,
        )
    ]
    for rank, (name, regions, team, way) in enumerate(_RULES, 2):
        found = select(Team.id).where(col(Team.name) == team, col(Team.is_demo))
        made.append(
            AssignmentRule(
                name=name,
                rank=rank,
                conditions={"region": list(regions)},
                way=way,
                team_id=work.session.exec(found).first(),
                is_demo=True,
            )
        )
    rest = AssignmentRule(
        name="官网其余线索",
        rank=len(made) + 1,
        conditions={"source": ["website"]},
        way=Way.LEAST_LOADED,
        in_hours=True,
        is_demo=True,
    )
    return [work.add(rule) for rule in (*made, rest)]


def _form(work: Work) -> WebForm:
    return work.add(
        WebForm(
            name="官网联系表",
            title_zh="联系我们",
            title_en="Contact us",
            intro_zh="留下联系方式，一个工作日内与您联系。",
            intro_en="Leave your number: we call within one working day.",
            consent_zh="同意就本次咨询与我联系",
            consent_en="You may contact me about this",
            consent_version="2026-01",
            fields=_FIELDS,
            campaign="官网改版",
            origins=["https://www.example.com"],
            is_demo=True,
        )
    )


def _away(work: Work, sellers: Sequence[User]) -> None:
    """One colleague is away next week."""
    first = work.now.date() + timedelta(days=5)
    row = Absence(
        user_id=sellers[-1].id or 0,
        first_day=first,
        last_day=first + timedelta(days=4),
        note="年假",
        created_by=sellers[-1].id,
        is_demo=True,
    )
    work.add(row)


def _moves(chance: Random, sellers: Sequence[User], lead: Lead, now: datetime) -> list[RecordEvent]:
    """How a lead came to its owner without a rule: claimed, now and then after a detour, or his own."""
    place: dict[str, Any] = {"record_kind": "lead", "record_id": lead.key}
    at = lead.created_at + timedelta(minutes=chance.randint(1, 50))
    if lead.owner_id is None:
        if chance.random() < 0.5:
            return []
        return _detour(chance, sellers, place, at, min(now, at + timedelta(hours=3)))
    draw = chance.random()
    events: list[RecordEvent] = []
    if draw < 0.2:
        events = _detour(chance, sellers, place, at, min(now, at + timedelta(days=2)))
        at = events[-1].at + timedelta(hours=5)
    if draw < 0.6:
        who: dict[str, Any] = {"by_id": lead.owner_id, "to_id": lead.owner_id}
        events.append(RecordEvent(**place, kind="claimed", at=min(at, now), **who))
    return events


def _detour(
    chance: Random, sellers: Sequence[User], place: dict[str, Any], at: datetime, until: datetime
) -> list[RecordEvent]:
    """Somebody had it first, and gave it up or lost it."""
    first = chance.choice(sellers).id
    claim = RecordEvent(**place, kind="claimed", at=at, by_id=first, to_id=first)
    if chance.random() < 0.3:
        return [claim, RecordEvent(**place, kind="recycled", at=until, to_id=first)]
    why: dict[str, Any] = {"by_id": first, "to_id": first, "text": chance.choice(_WHY)}
    return [claim, RecordEvent(**place, kind="returned", at=until, **why)]
