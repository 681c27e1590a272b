"""Every way pipelines are read."""

from sqlmodel import col, func, select

from crm_app.core.errors import NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.deals import Deal, Pipeline, Stage, StageKind
from crm_app.services.choices import Option
from crm_app.services.custom_fields import gate_options
from crm_app.services.pipelines.rows import PipelineRow, StageRow
from crm_app.services.pipelines.stages import all_stages, stage_rows


@query(Permission.DEAL_READ)
def pipelines(work: Work) -> list[PipelineRow]:
    """The pipelines in use, the main one first, each with its stages in order."""
    return [row for row in _rows(work, active_only=True) if row.is_active]


@query(Permission.DEAL_READ)
def pipeline(work: Work, public_id: str) -> PipelineRow:
    """One pipeline, by public id or key, with its retired stages."""
    for row in _rows(work, active_only=False):
        if public_id in (row.public_id, row.key):
            return row
    raise NotFound("pipelines.not_found")


@query(Permission.DEAL_READ)
def stage_of(work: Work, pipeline_id: str, stage_id: str) -> StageRow:
    """One stage of a pipeline, retired or not."""
    for row in pipeline.within(work, pipeline_id).stages:
        if row.public_id == stage_id:
            return row
    raise NotFound("pipelines.stage_not_found")


@query(Permission.SETTINGS)
def pipeline_settings(work: Work) -> list[PipelineRow]:
    """All pipelines and stages, retired ones too, with how many deals are open in each."""
    return _rows(work, active_only=False)


@query(Permission.SETTINGS)
def custom_requirable(work: Work) -> list[Option]:
    """The custom fields that a stage can ask for: of a deal, and of its customer."""
    return gate_options(work.session)


def _rows(work: Work, *, active_only: bool) -> list[PipelineRow]:
    stages = list(all_stages(work.session).values())
    counts = {} if active_only else _open_deals(work)
    found = select(Pipeline).order_by(col(Pipeline.rank), col(Pipeline.id))
    return [
        PipelineRow(
            public_id=row.public_id,
            version=row.version,
            key=row.key,
            zh=row.name_zh,
            en=row.name_en,
            stages=stage_rows(
                work.session,
                [
                    stage
                    for stage in stages
                    if stage.pipeline_id == row.id and (stage.is_active or not active_only)
                ],
            ),
            asks_viewings=row.asks_viewings,
            is_active=row.is_active,
            rank=row.rank,
            deals=counts.get(row.id or 0, 0),
        )
        for row in work.session.exec(found)
    ]


def _open_deals(work: Work) -> dict[int, int]:
    """Pipeline id → how many deals are open in it, whoever may see them: it says that it is used."""
    found = (
        select(Stage.pipeline_id, func.count())
        .join(Deal, col(Deal.stage_id) == Stage.id)
        .where(col(Stage.kind) == StageKind.OPEN, col(Deal.deleted_at).is_(None))
        .group_by(col(Stage.pipeline_id))
    )
    return dict(work.session.exec(found).all())
