"""A forecast by owner, team or category."""

from operator import attrgetter
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.locales.catalog import say
from crm_app.models.users import Team, User
from crm_app.services.forecast import rules
from crm_app.services.forecast.addresses import Addresses
from crm_app.services.forecast.planning import Plan
from crm_app.services.forecast.reading import Basis, Sums, by_currency, summed
from crm_app.services.forecast.rows import GroupForecast, Rate

GROUPS = ("owner", "team", "category")
_KEYS = {"owner": "owner_id", "team": "team_id"}


def groups_of(
    work: Work, by: str, basis: Basis, plan: Plan, lists: Addresses
) -> list[GroupForecast]:
    """The groups, those that bring most first. Categories are of open deals alone."""
    if by == "category":
        found = summed((one for part in basis.parts for one in part.apart()), [])
    else:
        found = by_currency(basis.parts, basis.won, attrgetter(_KEYS[by]))
    keys = {group for group, _ in found}
    names = _names(work, by, keys)
    # A team's target is of those below it too: beside what the team alone brings it would mislead.
    targets = plan.of("user", keys) if by == "owner" else {}
    rows = []
    for (group, code), sums in found.items():
        target = targets.get((f"user:{group}", code))
        rows.append(_group(by, names[group], sums, basis.rates, (lists, target)))
    return sorted(rows, key=lambda row: (-row.weighted, row.en, row.currency))


def _group(
    by: str, name: tuple[str, str, str], sums: Sums, rates: dict[int, Rate], beside: Any
) -> GroupForecast:
    lists, target = beside
    narrowed = {"owner": "owner", "team": "team", "category": "forecast"}[by]
    mine = {"currency": sums.currency, narrowed: name[0]}
    weighted = sums.weighted(rates)
    return GroupForecast(
        *name,
        currency=sums.currency,
        count=sums.count,
        open=sums.open,
        won=sums.won,
        commit=sums.won + sums.commit,
        best=sums.won + sums.best,
        weighted=weighted,
        deals=lists.expected(**mine),
        won_deals=lists.won(**mine) if by != "category" else "",
        commit_deals=_counted(lists, "commit", mine),
        weighted_deals=_counted(lists, "weighted", mine),
        target=target,
        of_target=rules.of_target(weighted, target),
    )


def _counted(lists: Addresses, number: str, mine: dict[str, str]) -> str:
    """Categories are of open deals: what was won has none."""
    return lists.counted(number, **mine, **({"state": "open"} if "forecast" in mine else {}))


def _names(work: Work, by: str, keys: set[Any]) -> dict[Any, tuple[str, str, str]]:
    if by == "category":
        said = {key: f"forecast.category.{key}" for key in keys}
        return {key: (key, say("zh", code), say("en", code)) for key, code in said.items()}
    model = User if by == "owner" else Team
    columns = select(model.id, model.public_id, model.name).where(col(model.id).in_(keys))
    return {key: (public, name, name) for key, public, name in work.session.exec(columns)}
