"""What would have been forecast: the demo's stage history replayed to the days on which months began."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.lib.exact import SCALE
from crm_app.lib.periods import Period, month_of
from crm_app.models.deals import Deal, Stage, StageChange, StageKind
from crm_app.models.targets import ForecastSnapshot
from crm_app.services import deals, forecast, teams_below
from crm_app.services.demo.bulk import store
from crm_app.services.pipelines import all_stages

_MONTHS = 11


@dataclass(slots=True)
class _Past:
    """A deal with where it has been: the moments and the stages entered at them, in order."""

    deal: Deal
    moments: list[datetime] = field(default_factory=list)
    entered: list[int] = field(default_factory=list)

    def until(self, moment: datetime) -> list[int]:
        """The stages it had entered before a moment."""
        return self.entered[: bisect_left(self.moments, moment)]


def remember(work: Work, day: date) -> None:
    """Keep a forecast for each of the last months and the running one, made as it began with the
    product's own reckoning: from where each deal then stood and what had been closed by then. What
    a deal is worth and when it is expected is known as of today only.
    """
    known = set(work.session.exec(select(ForecastSnapshot.subject).distinct()))
    pasts, stages = _pasts(work), all_stages(work.session)
    tree = teams_below.parents(work.session)
    rows: list[ForecastSnapshot] = []
    for step in range(-_MONTHS, 1):
        month = month_of(day).moved(step)
        rows += _as_it_began(work, month, pasts, stages, tree)
    for row in rows:
        row.is_demo = True
    store(work, [row for row in rows if row.subject not in known])


def _pasts(work: Work) -> list[_Past]:
    found = {one.id: _Past(one) for one in work.session.exec(select(Deal))}
    order = (col(StageChange.at), col(StageChange.id))
    columns = select(StageChange.deal_id, StageChange.at, StageChange.to_stage_id)
    for deal_id, at, stage_id in work.session.exec(columns.order_by(*order)):
        found[deal_id].moments.append(at)
        found[deal_id].entered.append(stage_id)
    return list(found.values())


def _as_it_began(
    work: Work,
    month: Period,
    pasts: Sequence[_Past],
    stages: Mapping[int, Stage],
    tree: Mapping[int, int | None],
) -> list[ForecastSnapshot]:
    moment = month.moments(work.actor.zone)[0]
    ways: dict[tuple[int, frozenset[int]], int] = {}
    parts: list[forecast.Part] = []
    for past in pasts:
        entered = past.until(moment)
        if not entered:
            continue
        way = (entered[-1], frozenset(entered))
        ways[way] = ways.get(way, 0) + 1
        hoped = past.deal.expected_close
        is_open = stages[entered[-1]].kind is StageKind.OPEN
        if is_open and hoped is not None and month.first <= hoped <= month.last:
            parts.append(_part(past.deal, stages[entered[-1]]))
    histories = [deals.Way(*way, count) for way, count in ways.items()]
    rates = forecast.rates_of(work, dict(stages), histories)
    return list(forecast.snapshots((month.first, month), parts, [], rates, tree))


def _part(deal: Deal, stage: Stage) -> Any:
    raw, said = int(deal.amount * SCALE), deals.stage_category(stage)
    return forecast.Part(
        stage_id=stage.id or 0,
        currency=deal.currency,
        owner_id=deal.owner_id or 0,
        team_id=deal.team_id or 0,
        counts={said: 1},
        amounts={said: raw},
        squares=float(raw) * raw,
    )
