"""Stages inside other use cases: found by key, named, in order."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlmodel import Session, col, select

from crm_app.core.errors import Invalid
from crm_app.models.deals import Deal, Pipeline, Stage, StageTask
from crm_app.services.choices import Option
from crm_app.services.custom_fields import gate_options
from crm_app.services.pipelines.rows import StageRow, StageTaskRow
from crm_app.services.pipelines.saying import stage_saying


def all_stages(session: Session) -> dict[int, Stage]:
    """Id → stage, retired ones too, in the order of pipelines and ranks."""

    def read() -> dict[int, Stage]:
        rows = session.exec(
            select(Stage)
            .join(Pipeline, col(Pipeline.id) == Stage.pipeline_id)
            .order_by(col(Pipeline.rank), col(Pipeline.id), col(Stage.rank), col(Stage.id))
        )
        return {stage.id: stage for stage in rows if stage.id is not None}

    return dict(_once(session, "stages", read))


def active_pipelines(session: Session) -> list[Pipeline]:
    """The pipelines that deals can be in, the main one first."""
    found = select(Pipeline).where(col(Pipeline.is_active))
    ordered = found.order_by(col(Pipeline.rank), col(Pipeline.id))
    return list(_once(session, "pipelines", lambda: list(session.exec(ordered))))


def _once(session: Session, what: str, read: Callable[[], Any]) -> Any:
    """What was read in a snapshot stays so: a report asks for its stages a dozen times."""
    if not session.info.get("snapshot"):
        return read()
    known: dict[str, Any] = session.info.setdefault("pipelines", {})
    if what not in known:
        known[what] = read()
    return known[what]


def find_pipeline(session: Session, named: str = "") -> Pipeline:
    """The active pipeline with that key or public id, or the main one."""
    found = active_pipelines(session)
    if not found:
        raise Invalid("deals.no_pipeline")
    for pipeline in found:
        if not named or named in (pipeline.key, pipeline.public_id):
            return pipeline
    raise Invalid("pipelines.unknown", field="pipeline", name=named[:40])


def active_stages(session: Session, pipeline: Pipeline) -> list[Stage]:
    """The stages of a pipeline that deals can enter, in order."""
    return [
        stage
        for stage in all_stages(session).values()
        if stage.pipeline_id == pipeline.id and stage.is_active
    ]


def siblings(session: Session, stage: Stage) -> list[Stage]:
    """The stages of a stage's pipeline that are in use, and itself, in order."""
    return [
        s
        for s in all_stages(session).values()
        if s.pipeline_id == stage.pipeline_id and (s.is_active or s.id == stage.id)
    ]


def find_stage(session: Session, named: str, like: Stage | None = None) -> Stage:
    """The stage with that key in the pipeline of `like` or else in the main one, or with that
    public id in any. Refuses with `deals.stage_unknown`, retired ones too.
    """
    found = [stage for stage in all_stages(session).values() if stage.is_active]
    pipeline_id = like.pipeline_id if like else find_pipeline(session).id
    for stage in found:
        if named == stage.public_id or (stage.pipeline_id == pipeline_id and named == stage.key):
            return stage
    raise Invalid("deals.stage_unknown", field="stage", name=named[:40])


def hold(session: Session, stage: Stage) -> Stage:
    """Keep a stage from being retired until this transaction ends; refuses one that just was."""
    found = select(Stage).where(col(Stage.id) == stage.id).with_for_update(read=True)
    held = session.exec(found.execution_options(populate_existing=True)).one()
    if not held.is_active:
        raise Invalid("deals.stage_unknown", field="stage", name=stage.key)
    return held


def note_passed(deal: Deal, stage_id: int) -> None:
    """The deal has entered a stage: one more that it has passed."""
    write_passed(deal, [*passed_of(deal.passed), stage_id])


def write_passed(deal: Deal, stage_ids: Iterable[int]) -> None:
    """Write the stages that a deal has entered, in one order, so that equal histories are equal."""
    deal.passed = passed_text(stage_ids)


def passed_text(stage_ids: Iterable[int]) -> str:
    """Those stages as `Deal.passed` keeps them."""
    return "".join(f".{one}" for one in sorted(set(stage_ids))) + "."


def passed_of(passed: str) -> set[int]:
    """The stages in it."""
    return {int(one) for one in passed.split(".") if one}


def tasks_of_stages(session: Session) -> dict[int, list[StageTask]]:
    """Stage id → the tasks that entering it brings, in order."""
    found: dict[int, list[StageTask]] = {}
    for task in session.exec(select(StageTask).order_by(col(StageTask.rank), col(StageTask.id))):
        found.setdefault(task.stage_id, []).append(task)
    return found


def stage_rows(session: Session, stages: list[Stage]) -> list[StageRow]:
    """Rows for stages."""
    brought = tasks_of_stages(session)
    asked = {one.key: one for one in gate_options(session)}
    return [_row(stage, brought.get(stage.id or 0, []), asked) for stage in stages]


def _row(stage: Stage, brought: list[StageTask], asked: dict[str, Option]) -> StageRow:
    tasks = [StageTaskRow(task.title_zh, task.title_en, task.days) for task in brought]
    return StageRow(
        public_id=stage.public_id,
        version=stage.version,
        key=stage.key,
        zh=stage.name_zh,
        en=stage.name_en,
        kind=stage.kind.value,
        rank=stage.rank,
        probability=stage.probability,
        age_limit_days=stage.age_limit_days,
        is_gated=bool(stage.required),
        required=list(stage.required),
        guidance_zh=stage.guidance_zh,
        guidance_en=stage.guidance_en,
        near_after_days=stage.near_after_days,
        near_views=stage.near_views,
        near_window_days=stage.near_window_days,
        tasks=tasks,
        is_active=stage.is_active,
        saying_zh=stage_saying("zh", stage, tasks, asked),
        saying_en=stage_saying("en", stage, tasks, asked),
    )


def name_of(stage: Stage) -> Option:
    """A stage's key and names."""
    return Option(stage.key, stage.name_zh, stage.name_en)
