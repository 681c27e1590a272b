"""What history says of a stage: how many of those that entered it were won."""

from urllib.parse import urlencode

from sqlmodel import select

from crm_app.core.work import Work
from crm_app.models.deals import Pipeline, Stage, StageKind
from crm_app.services import deals
from crm_app.services.choices import Option
from crm_app.services.forecast import rules
from crm_app.services.forecast.rows import Rate
from crm_app.services.pipelines import all_stages, name_of


def rates(work: Work) -> dict[int, Rate]:
    """Open stage id → its rate, from the closed deals that one may see."""
    stages = all_stages(work.session)
    ways = [way for way in deals.histories(work) if _kind(stages, way) is not StageKind.OPEN]
    homes = {
        one.id: Option(one.key, one.name_zh, one.name_en)
        for one in work.session.exec(select(Pipeline))
    }
    found: dict[int, Rate] = {}
    for key, stage in stages.items():
        if stage.kind is not StageKind.OPEN:
            continue
        through = [way for way in ways if key in way.passed]
        closed = sum(way.count for way in through)
        won = sum(way.count for way in through if _kind(stages, way) is StageKind.WON)
        percent, uses = rules.rate(won, closed, stage.probability)
        address = urlencode({"view": "list", "state": "closed", "passed": stage.public_id})
        found[key] = Rate(
            stage=name_of(stage),
            pipeline=homes[stage.pipeline_id],
            percent=percent,
            uses=uses,
            closed=closed,
            won=won,
            probability=stage.probability,
            deals=f"/deals?{address}",
        )
    return found


def _kind(stages: dict[int, Stage], way: deals.Way) -> StageKind:
    return stages[way.stage_id].kind
