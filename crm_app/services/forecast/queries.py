"""The forecast of a period, as one may see it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from sqlmodel import col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery, conditions
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.periods import Period, read_period
from crm_app.locales.catalog import say
from crm_app.models.deals import Deal, StageKind
from crm_app.models.users import Team, User
from crm_app.services import deals
from crm_app.services.currencies import added
from crm_app.services.forecast import rules
from crm_app.services.forecast.rates import rates
from crm_app.services.forecast.reading import (
    Part,
    Sums,
    by_currency,
    expected,
    largest,
    parts,
    weigh,
)
from crm_app.services.forecast.rows import Expected, Forecast, GroupForecast, Rate, StageForecast
from crm_app.services.pipelines import all_stages

GROUPS = ("owner", "team", "category")
# What of a list of deals a forecast may be narrowed by.
FILTERS = ("owner", "under", "pipeline")


@query(Permission.DEAL_READ)
def forecast(
    work: Work, period: str, by: str = "owner", filters: Mapping[str, str] | None = None
) -> Forecast:
    """What a period (2026, 2026Q3, 2026-09) will bring: by stage, and by owner, team or category.

    `filters` narrows it as the list of deals does: owner, under (a team and those below), pipeline.
    """
    wanted = read_period(period)
    if wanted is None:
        raise Invalid("targets.period_unknown", field="period", typed=period[:20])
    if by not in GROUPS:
        raise Invalid("list.value_unknown", value=by[:60])
    return _Making(work, wanted, dict(filters or {})).made(by)


class _Making:
    """One forecast while it is made."""

    def __init__(self, work: Work, period: Period, filters: dict[str, str]) -> None:
        self._work, self._period = work, period
        self._filters = {name: value for name, value in filters.items() if value}
        if unknown := set(self._filters) - set(FILTERS):
            raise Invalid("list.filter_unknown", name=min(unknown)[:40])
        self._chosen = conditions(work, deals.LISTING, ListQuery(filters=self._filters))
        self._stages = all_stages(work.session)
        self._rates = rates(work)
        self._conditions = expected(work, period, *self._chosen)
        self._parts = parts(work, self._stages, self._conditions)
        self._won = deals.won_by_month(work, period.parts(), *self._chosen)

    def made(self, by: str) -> Forecast:
        """All of it."""
        late = self._late()
        return Forecast(
            period=self._period.key,
            first=self._period.first,
            last=self._period.last,
            totals=self._totals(),
            stages=[self._stage(key) for key in self._rates if self._of_stage(key)],
            groups=self._groups(by),
            open_deals=self._address(state="open"),
            won_deals=self._won_address(),
            late=late,
            late_deals=self._late_address() if late else "",
            draws=rules.DRAWS,
            singly=rules.SINGLY,
        )

    def _totals(self) -> list[Expected]:
        found = by_currency(self._parts, self._won, lambda _: "")
        rows = [self._total(sums) for sums in found.values()]
        return sorted(rows, key=lambda row: (-(row.won + row.open), row.currency))

    def _total(self, sums: Sums) -> Expected:
        low, high = self._interval(sums.currency)
        return Expected(
            currency=sums.currency,
            won=sums.won,
            won_count=sums.won_count,
            open=sums.open,
            open_count=sums.count,
            commit=sums.won + sums.commit,
            best=sums.won + sums.best,
            weighted=sums.weighted(self._rates),
            low=sums.won + low,
            high=sums.won + high,
        )

    def _interval(self, currency: str) -> tuple[Decimal, Decimal]:
        mine = [p for p in self._parts if p.currency == currency and p.category != "omitted"]
        if not mine:
            return Decimal(0), Decimal(0)
        singly = largest(self._work, self._conditions, currency)
        single = [(amount, self._rates[stage].percent) for stage, _, amount in singly]
        crowds = []
        if sum(part.count for part in mine) > len(singly):
            crowds = [self._crowd(key, mine, singly) for key in {part.stage_id for part in mine}]
        return rules.interval(single, crowds, f"{self._period.key} {currency}")

    def _crowd(
        self, stage_id: int, mine: list[Part], singly: list[tuple[int, str, Decimal]]
    ) -> rules.Crowd:
        """The deals of a stage without those that are drawn one by one."""
        drawn = [amount for stage, _, amount in singly if stage == stage_id]
        of_stage = [part for part in mine if part.stage_id == stage_id]
        total = sum((part.amount for part in of_stage), Decimal(0)) - sum(drawn, Decimal(0))
        squares = sum(part.squares for part in of_stage)
        squares -= sum(float(amount * rules.SCALE) ** 2 for amount in drawn)
        return rules.Crowd(self._rates[stage_id].percent, total, squares)

    def _of_stage(self, stage_id: int) -> list[Part]:
        return [part for part in self._parts if part.stage_id == stage_id]

    def _stage(self, stage_id: int) -> StageForecast:
        mine, rate = self._of_stage(stage_id), self._rates[stage_id]
        counted = [part for part in mine if part.category != "omitted"]
        return StageForecast(
            rate=rate,
            count=sum(part.count for part in mine),
            sums=added((part.amount, part.currency) for part in mine),
            weighted=_weighed(counted, rate),
            deals=self._address(state="open", stage=self._stages[stage_id].public_id),
        )

    def _groups(self, by: str) -> list[GroupForecast]:
        key = {"owner": "owner_id", "team": "team_id", "category": "category"}[by]
        won = self._won if by != "category" else []
        found = by_currency(self._parts, won, lambda one: getattr(one, key))
        names = self._names(by, {group for group, _ in found})
        rows = [self._group(by, names[group], sums) for (group, _), sums in found.items()]
        return sorted(rows, key=lambda row: (-row.weighted, row.en, row.currency))

    def _group(self, by: str, name: tuple[str, str, str], sums: Sums) -> GroupForecast:
        narrowed = {"owner": "owner", "team": "team", "category": "forecast"}[by]
        return GroupForecast(
            *name,
            currency=sums.currency,
            count=sums.count,
            open=sums.open,
            won=sums.won,
            commit=sums.won + sums.commit,
            best=sums.won + sums.best,
            weighted=sums.weighted(self._rates),
            deals=self._address(state="open", currency=sums.currency, **{narrowed: name[0]}),
        )

    def _names(self, by: str, keys: set[Any]) -> dict[Any, tuple[str, str, str]]:
        if by == "category":
            said = {key: f"forecast.category.{key}" for key in keys}
            return {key: (key, say("zh", code), say("en", code)) for key, code in said.items()}
        model = User if by == "owner" else Team
        columns = select(model.id, model.public_id, model.name).where(col(model.id).in_(keys))
        return {key: (public, name, name) for key, public, name in self._work.session.exec(columns)}

    def _late(self) -> int:
        found = select(func.count()).where(
            col(Deal.deleted_at).is_(None),
            col(Deal.stage_id).in_(deals.stage_ids(self._work, StageKind.OPEN)),
            col(Deal.expected_close) < self._period.first,
            *self._chosen,
        )
        return self._work.session.exec(self._work.narrowed(found, Deal)).one()

    def _address(self, **more: str) -> str:
        first, last = self._period.first.isoformat(), self._period.last.isoformat()
        asked = {"view": "list", **self._filters, **more, "close_from": first, "close_to": last}
        return f"/deals?{urlencode(asked)}"

    def _late_address(self) -> str:
        before = self._period.moved(-1).last.isoformat()
        asked = {"view": "list", **self._filters, "state": "open", "close_to": before}
        return f"/deals?{urlencode(asked)}"

    def _won_address(self) -> str:
        first, last = self._period.first.isoformat(), self._period.last.isoformat()
        asked = {"view": "list", **self._filters, "state": "won"}
        return f"/deals?{urlencode({**asked, 'closed_from': first, 'closed_to': last})}"


def _weighed(mine: Iterable[Part], rate: Rate) -> list[Any]:
    return added((weigh(part.amount, rate), part.currency) for part in mine)
