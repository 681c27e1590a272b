"""The forecast of a period, as one may see it."""

from collections.abc import Mapping
from decimal import Decimal

from sqlmodel import col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery, conditions
from crm_app.core.permissions import Permission, Scope
from crm_app.core.work import Work, query
from crm_app.lib.clock import today
from crm_app.lib.periods import Period, read_period
from crm_app.models.deals import Deal, StageKind
from crm_app.models.users import Team
from crm_app.services import deals
from crm_app.services.currencies import Amount, added, rates_of, worth_together
from crm_app.services.forecast import rules
from crm_app.services.forecast.addresses import Addresses
from crm_app.services.forecast.grouping import GROUPS, groups_of
from crm_app.services.forecast.planning import Plan
from crm_app.services.forecast.rates import rates
from crm_app.services.forecast.reading import (
    Basis,
    Part,
    Sums,
    by_currency,
    expected,
    largest,
    parts,
    weigh,
)
from crm_app.services.forecast.rows import Expected, Forecast, StageForecast
from crm_app.services.listed import listed
from crm_app.services.pipelines import all_stages

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


@query(Permission.DEAL_READ)
def forecast_teams(work: Work) -> list[deals.PersonName]:
    """The teams whose forecast one may ask for, each after the one above it and further in; none
    for who sees his own deals only.
    """
    if work.actor.scope is Scope.OWN:
        return []
    everywhere = work.actor.scope is Scope.ALL
    rows = work.session.exec(select(Team).order_by(col(Team.name))).all()
    seen = {row.id: row for row in rows if everywhere or row.id in work.actor.team_ids}
    found: list[deals.PersonName] = []

    def walk(above: int | None, depth: int) -> None:
        for row in seen.values():
            parent = row.parent_id if row.parent_id in seen else None
            if parent == above:
                found.append(deals.PersonName(row.public_id, "\u2003" * depth + row.name))
                walk(row.id, depth + 1)

    walk(None, 0)
    return found


class _Making:
    """One forecast while it is made."""

    def __init__(self, work: Work, period: Period, filters: dict[str, str]) -> None:
        self._work, self._period = work, period
        given = {name: value for name, value in filters.items() if value}
        if unknown := set(given) - set(FILTERS):
            raise Invalid("list.filter_unknown", name=min(unknown)[:40])
        self._lists = Addresses(period, given)
        self._plan = Plan(work, period, given)
        self._chosen = conditions(work, deals.LISTING, ListQuery(filters=given))
        self._stages = all_stages(work.session)
        self._rates = rates(work)
        self._conditions = expected(work, period, *self._chosen)
        self._basis = Basis(
            parts(work, self._stages, self._conditions),
            deals.won_together(work, period, *self._chosen),
            self._rates,
        )

    def made(self, by: str) -> Forecast:
        """All of it."""
        late, totals = self._late(), self._totals()
        return Forecast(
            period=self._period.key,
            first=self._period.first,
            last=self._period.last,
            totals=totals,
            about=worth_together(
                [Amount(one.weighted, one.currency) for one in totals],
                rates_of(self._work.session),
                today(self._work.actor.zone),
            ),
            stages=[self._stage(key) for key in self._rates if self._of_stage(key)],
            groups=groups_of(self._work, by, self._basis, self._plan, self._lists),
            open_deals=self._lists.expected(),
            won_deals=self._lists.won(),
            late=late,
            late_deals=self._lists.late() if late else "",
            draws=rules.DRAWS,
            singly=rules.SINGLY,
        )

    def _totals(self) -> list[Expected]:
        found = by_currency(self._basis.parts, self._basis.won, lambda _: "")
        rows = [self._total(sums) for sums in found.values()]
        return sorted(rows, key=lambda row: (-(row.won + row.open), row.currency))

    def _total(self, sums: Sums) -> Expected:
        low, high = self._interval(sums.currency)
        weighted = sums.weighted(self._rates)
        target = self._plan.whole(sums.currency)
        of_code = {"currency": sums.currency}
        return Expected(
            currency=sums.currency,
            won=sums.won,
            won_count=sums.won_count,
            open=sums.open,
            open_count=sums.count,
            commit=sums.won + sums.commit,
            best=sums.won + sums.best,
            weighted=weighted,
            low=sums.won + low,
            high=sums.won + high,
            won_deals=self._lists.won(**of_code),
            open_deals=self._lists.expected(**of_code),
            commit_deals=self._lists.counted("commit", **of_code),
            best_deals=self._lists.counted("best", **of_code),
            weighted_deals=self._lists.counted("weighted", **of_code),
            target=target,
            of_target=rules.of_target(weighted, target),
        )

    def _interval(self, currency: str) -> tuple[Decimal, Decimal]:
        mine = [p for p in self._basis.parts if p.currency == currency and p.counted]
        if not mine:
            return Decimal(0), Decimal(0)
        singly = largest(self._work, self._conditions, currency)
        single = [(amount, self._rates[stage].percent) for stage, _, amount in singly]
        crowds = []
        if sum(part.counted for part in mine) > len(singly):
            of_stages = sorted({part.stage_id for part in mine})
            crowds = [self._crowd(key, mine, singly) for key in of_stages]
        return rules.interval(single, crowds, f"{self._period.key} {currency}")

    def _crowd(
        self, stage_id: int, mine: list[Part], singly: list[tuple[int, str, Decimal]]
    ) -> rules.Crowd:
        """The deals of a stage without those that are drawn one by one."""
        drawn = [amount for stage, _, amount in singly if stage == stage_id]
        of_stage = [part for part in mine if part.stage_id == stage_id]
        whole = sum((part.counted_amount for part in of_stage), Decimal(0))
        total = whole - sum(drawn, Decimal(0))
        squares = sum(part.squares for part in of_stage)
        squares -= sum(float(amount * rules.SCALE) ** 2 for amount in drawn)
        return rules.Crowd(self._rates[stage_id].percent, total, squares)

    def _of_stage(self, stage_id: int) -> list[Part]:
        return [part for part in self._basis.parts if part.stage_id == stage_id]

    def _stage(self, stage_id: int) -> StageForecast:
        mine, rate = self._of_stage(stage_id), self._rates[stage_id]
        counted = [part for part in mine if part.counted]
        of_stage = {"stage": self._stages[stage_id].public_id}
        return StageForecast(
            rate=rate,
            count=sum(part.count for part in mine),
            sums=listed(
                added((part.amount, part.currency) for part in mine),
                lambda code: self._lists.expected(**of_stage, currency=code),
            ),
            weighted=listed(
                added((weigh(part.counted_amount, rate), part.currency) for part in counted),
                lambda code: self._lists.counted(
                    "weighted", state="open", **of_stage, currency=code
                ),
            ),
            deals=self._lists.expected(**of_stage),
        )

    def _late(self) -> int:
        found = select(func.count()).where(
            col(Deal.deleted_at).is_(None),
            col(Deal.stage_id).in_(deals.stage_ids(self._work, StageKind.OPEN)),
            col(Deal.expected_close) < self._period.first,
            *self._chosen,
        )
        return self._work.session.exec(self._work.narrowed(found, Deal)).one()
