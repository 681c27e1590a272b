"""What history says of a stage: how many of those that entered it were won."""

from collections.abc import Iterable

from sqlmodel import select

from crm_app.core.work import Work
from crm_app.models.deals import Pipeline, Stage, StageKind
from crm_app.services import deals
from crm_app.services.choices import Option
from crm_app.services.forecast import rules
from crm_app.services.forecast.rows import Rate
from crm_app.services.listed import deals_at
from crm_app.services.pipelines import all_stages, name_of


def rates(work: Work) -> dict[int, Rate]:
    """Open stage id → its rate, from the closed deals that one may see."""
    return rates_of(work, all_stages(work.session), deals.histories(work))


def rates_of(work: Work, stages: dict[int, Stage], ways: Iterable[deals.Way]) -> dict[int, Rate]:
    """The same, of histories that are given."""
    closed_ways = [way for way in ways if _kind(stages, way) is not StageKind.OPEN]
    homes = {
        one.id: Option(one.key, one.name_zh, one.name_en)
        for one in work.session.exec(select(Pipeline))
    }
    found: dict[int, Rate] = {}
    for key, stage in stages.items():
        if stage.kind is not StageKind.OPEN:
            continue
        through = [way for way in closed_ways if key in way.passed]
        closed = sum(way.count for way in through)
        won = sum(way.count for way in through if _kind(stages, way) is StageKind.WON)
        percent, uses = rules.rate(won, closed, stage.probability)
        found[key] = Rate(
            stage=name_of(stage),
            pipeline=homes[stage.pipeline_id],
            percent=percent,
            uses=uses,
            closed=closed,
            won=won,
            probability=stage.probability,
            deals=_address("closed", stage),
            won_deals=_address("won", stage),
        )
    return found


def _address(state: str, stage: Stage) -> str:
    return deals_at({"view": "list", "state": state, "passed": stage.public_id})


def _kind(stages: dict[int, Stage], way: deals.Way) -> StageKind:
    return stages[way.stage_id].kind
