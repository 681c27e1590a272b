"""This year's targets, and what would have been forecast month by month."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from random import Random

from crm_app.core.work import Work
from crm_app.lib.clock import today
from crm_app.lib.periods import Period, month_of
from crm_app.models.targets import Target, TargetMonth
from crm_app.models.users import User
from crm_app.services import deals, teams_below
from crm_app.services.demo import replay
from crm_app.services.demo.bulk import store
from crm_app.services.targets import rules

_LEAST = Decimal(240_000)
_STEP = Decimal(10_000)
_WHOLE = Decimal(1)


def plan(work: Work, chance: Random, sellers: Sequence[User]) -> list[Target]:
    """Targets that some reach and some do not; teams and house are the sums of their people."""
    deals.refill(work)
    day = today(work.actor.zone)
    won = deals.won_by_month(work, Period(day.year).parts())
    amounts: dict[str, Decimal] = {}
    months: dict[str, list[Decimal]] = {}
    tree = teams_below.parents(work.session)
    for user in sellers:
        sold = sum((one.amount for one in won if one.owner_id == user.id), Decimal(0))
        wanted = max(_LEAST, sold / Decimal(str(round(chance.uniform(0.72, 1.12), 2))))
        amounts[f"user:{user.id}"] = (wanted / _STEP).to_integral_value() * _STEP
        months[f"user:{user.id}"] = _months(chance, user, won, amounts[f"user:{user.id}"], day)
    for team in tree:
        inside = teams_below.below(tree, team)
        people = [f"user:{user.id}" for user in sellers if user.team_id in inside]
        if people:
            amounts[f"team:{team}"] = sum((amounts[one] for one in people), Decimal(0))
            months[f"team:{team}"] = _together(months[one] for one in people)
    top = [f"team:{team}" for team, above in tree.items() if above is None]
    amounts["house"] = sum((amounts.get(one, Decimal(0)) for one in top), Decimal(0))
    months["house"] = _together(months[one] for one in top if one in months)
    found = [_target(subject, day.year, amount) for subject, amount in amounts.items()]
    store(work, found)
    parts = [(target, months[target.subject]) for target in found]
    store(
        work,
        [
            TargetMonth(target_id=target.id or 0, month=month, amount=amount)
            for target, of_target in parts
            for month, amount in enumerate(of_target, 1)
        ],
    )
    replay.remember(work, day)
    return found


def _months(
    chance: Random, user: User, won: Sequence[deals.Won], amount: Decimal, day: date
) -> list[Decimal]:
    """The running month is planned near what it brings; the rest of the year is even."""
    month = month_of(day)
    mine = (one.amount for one in won if one.owner_id == user.id and one.month == month)
    wanted = sum(mine, Decimal(0)) / Decimal(str(round(chance.uniform(0.7, 1.2), 2)))
    planned = min(amount / 2, (wanted / 1000).to_integral_value() * 1000 or amount / 12)
    even = rules.split_year(amount, _WHOLE)
    return rules.put_part(even, month, planned.quantize(_WHOLE), unit=_WHOLE, whole=amount)


def _together(of_people: Iterable[list[Decimal]]) -> list[Decimal]:
    return [sum(each, Decimal(0)) for each in zip(*of_people, strict=True)]


def _target(subject: str, year: int, amount: Decimal) -> Target:
    target = Target(subject=subject, year=year, amount=amount, is_demo=True)
    kind, _, key = subject.partition(":")
    if key:
        setattr(target, f"{kind}_id", int(key))
    return target
