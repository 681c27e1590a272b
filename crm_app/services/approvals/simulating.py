"""Who would have to approve this? A case that is entered, judged as a real one would be."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.locales.catalog import say
from crm_app.models.approvals import ApprovalFlow, ApprovalSeat
from crm_app.models.users import User
from crm_app.services.approvals.custom import PREFIX, known_fields
from crm_app.services.approvals.facts import breach_rows
from crm_app.services.approvals.fields import Field, holds
from crm_app.services.approvals.flow_forms import option_keys
from crm_app.services.approvals.kinds import KINDS
from crm_app.services.approvals.machine import seats_for
from crm_app.services.approvals.people import asked_of_team, seated
from crm_app.services.approvals.policy import Policy, needed_by_limits, policy_of
from crm_app.services.approvals.rows import NO_WORDS, BreachRow, Words
from crm_app.services.approvals.rules import Judged, breaches
from crm_app.services.approvals.sentences import (
    Names,
    condition_words,
    flow_words,
    pair,
    seat_words,
)
from crm_app.services.currencies import MOST, read_currency, read_number
from crm_app.services.custom_fields import read_fact


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it is entered: whose it is (public id), and figures and keys by field."""

    subject: str = "quote"
    asker: str = ""
    currency: str = "CNY"
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TriedStep:
    """A step that would be asked: any or all of `who`, and the people it would reach now."""

    mode: str
    who: Words
    people: list[str]
    hours: int


@dataclass(frozen=True, slots=True)
class TriedFlow:
    """A flow that was looked at, and the conditions that do not hold."""

    name: Words
    fits: bool
    misses: list[Words]


@dataclass(frozen=True, slots=True)
class Simulated:
    """Who would have to agree; by which flow (empty for the limits), and why not by another."""

    steps: list[TriedStep] = field(default_factory=list)
    flow: Words = NO_WORDS
    sentence: Words = NO_WORDS
    breaches: list[BreachRow] = field(default_factory=list)
    looked_at: list[TriedFlow] = field(default_factory=list)
    is_tried: bool = False


@query(Permission.SETTINGS)
def simulate(work: Work, case: Case) -> Simulated:
    """Judge a case step by step; changes nothing."""
    if case.subject not in KINDS:
        raise Invalid("approvals.subject_unknown", field="subject")
    found = select(User).where(col(User.public_id) == case.asker, col(User.is_active))
    asker = work.session.exec(found).one_or_none()
    if asker is None:
        raise Invalid("approvals.person_unknown", field="asker")
    facts = _facts(work, case, asker)
    policy, names = policy_of(work), Names(work)
    judged = Judged(
        facts.get("discount"), facts.get("margin"), facts.get("amount"), facts["currency"]
    )
    offer = case.subject in ("quote", "deal")
    passed = breaches(policy.limits, asker.role, judged, policy.turn) if offer else []
    needed = policy.needed(work, case.subject, facts, asker.id or 0)
    chosen = policy.flow_for(case.subject, facts)
    steps = needed_by_limits(passed) if needed is None else needed
    seats = seats_for(steps)
    for seat in seats:
        seated(work, seat, {asker.id})
    return Simulated(
        _steps(work, names, seats, asker),
        Words(chosen.name_zh, chosen.name_en) if chosen else Words(),
        flow_words(names, chosen, secrets=True) if chosen else Words(),
        breach_rows(passed, work.actor) if chosen is None else [],
        _looked_at(names, policy, case.subject, (facts, chosen)),
        is_tried=True,
    )


def _facts(work: Work, case: Case, asker: User) -> dict[str, Any]:
    facts: dict[str, Any] = {"currency": read_currency(case.currency), "role": asker.role}
    for known in known_fields(work):
        if case.subject not in known.subjects:
            continue
        typed = case.values.get(known.key, "").strip()
        if not typed or known.key == "role":
            continue
        if known.key.startswith(PREFIX):
            facts |= _custom_fact(work, known, typed)
        elif known.kind == "choice":
            if typed not in option_keys(work, known):
                raise Invalid("approvals.value_unknown", field=known.key)
            facts[known.key] = typed
        elif known.kind == "text":
            facts[known.key] = typed[:200]
        else:
            most = Decimal(100) if known.kind == "percent" else MOST
            least = -100 if known.key == "margin" else 0
            facts[known.key] = read_number(typed, known.key, least=least, most=most)
    return facts


def _custom_fact(work: Work, known: Field, typed: str) -> dict[str, Any]:
    fact = read_fact(work, known.key, typed)
    return {} if fact is None else {known.key: fact}


def _steps(work: Work, names: Names, seats: list[ApprovalSeat], asker: User) -> list[TriedStep]:
    steps: dict[int, TriedStep] = {}
    for seat in seats:
        people = [names.of(one) for one in asked_of_team(work, seat, asker.team_id, {asker.id})]
        words = pair(lambda language, seat=seat: seat_words(names, seat, language))
        known = steps.get(seat.rank)
        if known is None:
            steps[seat.rank] = TriedStep(seat.mode, words, people, seat.hours)
            continue
        join = "approvals.and" if seat.mode == "all" else "approvals.or"
        both = Words(
            known.who.zh + say("zh", join) + words.zh, known.who.en + say("en", join) + words.en
        )
        more = [one for one in people if one not in known.people]
        steps[seat.rank] = replace(known, who=both, people=[*known.people, *more])
    return list(steps.values())


def _looked_at(
    names: Names,
    policy: Policy,
    subject: str,
    case: tuple[dict[str, Any], ApprovalFlow | None],
) -> list[TriedFlow]:
    """The flows in their order up to the one that fits, each with what does not hold."""
    facts, chosen = case
    seen: list[TriedFlow] = []
    for flow in policy.flows:
        if flow.subject != subject or not flow.is_active:
            continue
        misses = [
            pair(lambda language, one=one: condition_words(names, one, language, secrets=True))
            for one in flow.conditions
            if not holds(one, facts, policy.turn)
        ]
        seen.append(TriedFlow(Words(flow.name_zh, flow.name_en), flow is chosen, misses))
        if flow is chosen:
            break
    return seen
