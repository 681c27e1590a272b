"""The rules in their order, which an administrator edits and tries."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid, NotFound, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.models.assignment import AssignmentRule, Way
from crm_app.models.users import Team, User
from crm_app.services.assignment.conditions import entered, form_of, read_conditions
from crm_app.services.assignment.desk import Desk, may_get
from crm_app.services.assignment.rows import RuleForm, RuleRow, Sample, Trial, TrialStep
from crm_app.services.assignment.rules import FIELDS, Facts
from crm_app.services.assignment.saying import names_of, sentence, step_said
from crm_app.services.custom_fields import sample_facts
from crm_app.services.locks import one_at_a_time

_MOST_RULES = 100


@query(Permission.LEAD_READ)
def assignment_rules(work: Work) -> list[RuleRow]:
    """All rules in order, each with its sentence."""
    names = names_of(work.session, work.actor)
    people = dict(work.session.exec(select(User.id, User.public_id)).all())
    teams = dict(work.session.exec(select(Team.id, Team.public_id)).all())
    seen = {name for name, one in names.custom.items() if not one.is_hidden}
    return [
        RuleRow(
            public_id=row.public_id,
            version=row.version,
            rank=row.rank,
            name=row.name,
            zh=sentence("zh", row, names),
            en=sentence("en", row, names),
            **entered(row.conditions, seen),
            way=row.way.value,
            person=people.get(row.user_id, ""),
            team=teams.get(row.team_id, ""),
            seniors_only=row.seniors_only,
            in_hours=row.in_hours,
            is_active=row.is_active,
        )
        for row in _all(work)
    ]


@command(Permission.SETTINGS)
def save_rule(work: Work, form: RuleForm, public_id: str = "", version: int | None = None) -> str:
    """A new rule at the end, or the changed one; returns its public id."""
    one_at_a_time(work, "assignment")
    if public_id:
        rule = _find(work, public_id)
        if version is not None and rule.version != version:
            raise Stale("record.stale")
        rule.version += 1
    else:
        rules = _all(work)
        if len(rules) >= _MOST_RULES:
            raise Conflict("assignment.too_many_rules", most=_MOST_RULES)
        rule = AssignmentRule(name="", rank=max((one.rank for one in rules), default=0) + 1)
    _apply(work, rule, form)
    return work.add(rule).public_id


@command(Permission.SETTINGS)
def remove_rule(work: Work, public_id: str) -> tuple[RuleForm, int]:
    """A rule goes; returns what `put_rule_back` needs. Leads keep what it said."""
    one_at_a_time(work, "assignment")
    rule = _find(work, public_id)
    row = next(row for row in assignment_rules.within(work) if row.public_id == public_id)
    form = form_of(row)
    work.session.delete(rule)
    return form, rule.rank


@command(Permission.SETTINGS)
def put_rule_back(work: Work, form: RuleForm, rank: int) -> str:
    """A rule that was removed, at its old place."""
    one_at_a_time(work, "assignment")
    rules = _all(work)
    rule = AssignmentRule(name="")
    _apply(work, rule, form)
    work.add(rule)
    rules.insert(min(max(rank - 1, 0), len(rules)), rule)
    _number(rules)
    return rule.public_id


@command(Permission.SETTINGS)
def place_rule(work: Work, public_id: str, place: int) -> int:
    """Put a rule at a place in the order, counted from 1; returns where it was."""
    one_at_a_time(work, "assignment")
    rules = _all(work)
    here = next((n for n, one in enumerate(rules) if one.public_id == public_id), None)
    if here is None:
        raise NotFound("assignment.rule_not_found")
    rules.insert(min(max(place - 1, 0), len(rules) - 1), rules.pop(here))
    _number(rules)
    return here + 1


@query(Permission.SETTINGS)
def try_rules(work: Work, sample: Sample) -> Trial:
    """Who would get such a lead now, by which rule; nothing is changed."""
    names, stored = names_of(work.session, work.actor), {row.id: row for row in _all(work)}
    facts: dict[str, Any] = {name: getattr(sample, name).strip()[:200] for name in FIELDS}
    custom = sample_facts(work.session, "lead", sample.custom)
    decision = Desk(work).decide(Facts(**facts, custom=custom))
    steps = [
        TrialStep(
            name=stored[step.rule].name,
            zh=step_said("zh", step, names),
            en=step_said("en", step, names),
            decided=step.why in ("chosen", "stood_in"),
        )
        for step in decision.steps
    ]
    rule = stored.get(decision.rule)
    if rule is None:
        return Trial(steps=steps)
    said = {language: sentence(language, rule, names) for language in ("zh", "en")}
    return Trial(names.people.get(decision.person or 0, ""), rule.name, **said, steps=steps)


def _all(work: Work) -> list[AssignmentRule]:
    found = select(AssignmentRule).order_by(col(AssignmentRule.rank), col(AssignmentRule.id))
    return list(work.session.exec(found))


def _number(rules: Iterable[AssignmentRule]) -> None:
    for rank, rule in enumerate(rules, 1):
        rule.rank = rank


def _find(work: Work, public_id: str) -> AssignmentRule:
    found = select(AssignmentRule).where(col(AssignmentRule.public_id) == public_id)
    rule = work.session.exec(found.with_for_update()).one_or_none()
    if rule is None:
        raise NotFound("assignment.rule_not_found")
    return rule


def _apply(work: Work, rule: AssignmentRule, form: RuleForm) -> None:
    rule.name = " ".join(form.name.split())
    if not rule.name:
        raise Invalid("assignment.name_missing", field="name")
    if len(rule.name) > 80:
        raise Invalid("record.too_long", field="name", most=80)
    if form.way not in set(Way):
        raise Invalid("assignment.way_unknown", field="way")
    rule.way, rule.in_hours, rule.is_active = Way(form.way), form.in_hours, form.is_active
    rule.user_id = _person(work, form.person) if rule.way is Way.PERSON else None
    rule.team_id = _team(work, form.team) if rule.way is not Way.PERSON else None
    rule.seniors_only = form.seniors_only and rule.way is not Way.PERSON
    rule.conditions = read_conditions(work, form)


def _person(work: Work, public_id: str) -> int | None:
    user = work.session.exec(select(User).where(col(User.public_id) == public_id)).one_or_none()
    if user is None or not may_get(user):
        raise Invalid("record.owner_unknown", field="person")
    return user.id


def _team(work: Work, public_id: str) -> int | None:
    if not public_id:
        return None
    team = work.session.exec(select(Team.id).where(col(Team.public_id) == public_id)).first()
    if team is None:
        raise Invalid("accounts.team_unknown", field="team")
    return team
