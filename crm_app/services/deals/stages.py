"""Pipelines and their stages."""

from sqlmodel import Session, col, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.deals import Pipeline, Stage
from crm_app.services.choices import Option
from crm_app.services.deals.rows import PipelineRow, StageRow
from crm_app.services.deals.rules import gated_stage_ids


@query(Permission.DEAL_READ)
def pipelines(work: Work) -> list[PipelineRow]:
    """All pipelines, the main one first, each with its stages in order."""
    stages = all_stages(work.session)
    return [
        PipelineRow(
            public_id=pipeline.public_id,
            key=pipeline.key,
            zh=pipeline.name_zh,
            en=pipeline.name_en,
            stages=stage_rows([s for s in stages.values() if s.pipeline_id == pipeline.id]),
        )
        for pipeline in work.session.exec(select(Pipeline).order_by(col(Pipeline.id)))
    ]


def all_stages(session: Session) -> dict[int, Stage]:
    """Id → stage, in the order of pipelines and ranks."""
    rows = session.exec(select(Stage).order_by(col(Stage.pipeline_id), col(Stage.rank)))
    return {stage.id: stage for stage in rows if stage.id is not None}


def stage_rows(stages: list[Stage]) -> list[StageRow]:
    """Rows for the stages of one pipeline."""
    gated = gated_stage_ids(stages)
    return [
        StageRow(
            public_id=stage.public_id,
            key=stage.key,
            zh=stage.name_zh,
            en=stage.name_en,
            kind=stage.kind.value,
            rank=stage.rank,
            probability=stage.probability,
            age_limit_days=stage.age_limit_days,
            is_gated=stage.id in gated,
        )
        for stage in stages
    ]


def siblings(session: Session, stage: Stage) -> list[Stage]:
    """All stages of a stage's pipeline, in order."""
    return [s for s in all_stages(session).values() if s.pipeline_id == stage.pipeline_id]


def find_stage(session: Session, named: str, like: Stage | None = None) -> Stage:
    """The stage with that key or public id, in the pipeline of `like` or else in the first.

    Refuses with `deals.stage_unknown`.
    """
    found = list(all_stages(session).values())
    pipeline_id = like.pipeline_id if like else min((s.pipeline_id for s in found), default=None)
    for stage in found:
        if stage.pipeline_id == pipeline_id and named in (stage.key, stage.public_id):
            return stage
    raise Invalid("deals.stage_unknown", field="stage", name=named[:40])


def name_of(stage: Stage) -> Option:
    """A stage's key and names."""
    return Option(stage.key, stage.name_zh, stage.name_en)
