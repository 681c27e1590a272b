"""How an administrator changes pipelines and stages; all of it is in the audit."""

import re
from collections.abc import Iterable
from typing import TypeVar

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid, NotFound, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.deals import Pipeline, Stage, StageKind, StageTask
from crm_app.services.custom_fields import gate_fields
from crm_app.services.locks import one_at_a_time
from crm_app.services.pipelines import rules
from crm_app.services.pipelines.rows import PipelineForm, StageForm
from crm_app.services.pipelines.stages import tasks_of_stages

Row = TypeVar("Row", Pipeline, Stage)

# A new pipeline can be used at once: somewhere to begin, to be won and to be lost.
_FIRST = (
    ("new", "新商机", "New", StageKind.OPEN, 10, 30),
    ("won", "已成交", "Won", StageKind.WON, 100, 0),
    ("lost", "输单", "Lost", StageKind.LOST, 0, 0),
)


@command(Permission.SETTINGS)
def create_pipeline(work: Work, form: PipelineForm) -> str:
    """A new pipeline with three stages to go on from; returns its public id."""
    one_at_a_time(work, "pipelines")
    known = list(work.session.exec(select(Pipeline)))
    if form.zh is None or form.en is None:
        raise Invalid("pipelines.name_missing", field="en" if form.zh else "zh")
    made = Pipeline(key="", name_zh="", name_en="", rank=len(known) + 1)
    rules.apply_pipeline(made, form)
    made.key = _key(made.name_en, (one.key for one in known))
    work.add(made)
    for rank, (key, zh, en, kind, probability, age) in enumerate(_FIRST, 1):
        stage = Stage(pipeline_id=made.id or 0, key=key, name_zh=zh, name_en=en, rank=rank)
        stage.kind, stage.probability, stage.age_limit_days = kind, probability, age
        work.add(stage)
    return made.public_id


@command(Permission.SETTINGS)
def change_pipeline(
    work: Work, public_id: str, form: PipelineForm, version: int | None = None
) -> None:
    """Change what `form` carries; refuses a stale `version`."""
    pipeline = find_for_change(work, Pipeline, public_id, version)
    rules.apply_pipeline(pipeline, form)
    pipeline.version += 1


@command(Permission.SETTINGS)
def place_pipeline(work: Work, public_id: str, place: int) -> None:
    """Another place in the order; the first active one is that of new deals."""
    one_at_a_time(work, "pipelines")
    pipeline = find_for_change(work, Pipeline, public_id)
    order = select(Pipeline).order_by(col(Pipeline.rank), col(Pipeline.id))
    rest = [one for one in work.session.exec(order) if one is not pipeline]
    rest.insert(max(0, min(place - 1, len(rest))), pipeline)
    for rank, one in enumerate(rest, 1):
        one.rank = rank


@command(Permission.SETTINGS)
def create_stage(work: Work, pipeline_id: str, form: StageForm, place: int = 99) -> str:
    """A new open stage of a pipeline, the last one unless `place` says otherwise."""
    pipeline = find_for_change(work, Pipeline, pipeline_id)
    stages = _active(work, pipeline.id or 0)
    if form.zh is None or form.en is None:
        raise Invalid("pipelines.name_missing", field="en" if form.zh else "zh")
    if len(stages) >= rules.MOST_STAGES:
        raise Conflict("pipelines.stages_too_many", most=rules.MOST_STAGES)
    stage = Stage(pipeline_id=pipeline.id or 0, key="", name_zh="", name_en="", rank=0)
    rules.apply_stage(stage, form, list(gate_fields(work.session)))
    taken = select(Stage.key).where(col(Stage.pipeline_id) == pipeline.id)
    stage.key = _key(stage.name_en, work.session.exec(taken))
    work.add(stage)
    _put_tasks(work, stage, form.tasks)
    _order(rules.placed([*stages, stage], stage, place))
    pipeline.version += 1
    return stage.public_id


@command(Permission.SETTINGS)
def change_stage(work: Work, public_id: str, form: StageForm, version: int | None = None) -> None:
    """Change what `form` carries. Deals that stand in the stage already are not moved by it."""
    stage = find_for_change(work, Stage, public_id, version)
    rules.apply_stage(stage, form, list(gate_fields(work.session)))
    _put_tasks(work, stage, form.tasks)
    stage.version += 1


@command(Permission.SETTINGS)
def place_stage(work: Work, public_id: str, place: int) -> None:
    """Another place (from 1) among the stages of its kind."""
    stage = find_for_change(work, Stage, public_id)
    _order(rules.placed(_active(work, stage.pipeline_id), stage, place))


def find_for_change(
    work: Work, model: type[Row], public_id: str, version: int | None = None
) -> Row:
    """The row, locked; refuses a stale `version`."""
    found = select(model).where(col(model.public_id) == public_id).with_for_update()
    row = work.session.exec(found).one_or_none()
    if row is None:
        kind = "not_found" if model is Pipeline else "stage_not_found"
        raise NotFound(f"pipelines.{kind}")
    if version is not None and row.version != version:
        raise Stale("record.stale")
    return row


def _active(work: Work, pipeline_id: int) -> list[Stage]:
    found = select(Stage).where(col(Stage.pipeline_id) == pipeline_id, col(Stage.is_active))
    return list(work.session.exec(found.order_by(col(Stage.rank), col(Stage.id))))


def _order(stages: list[Stage]) -> None:
    for rank, stage in enumerate(stages, 1):
        stage.rank = rank


def _put_tasks(work: Work, stage: Stage, tasks: list[tuple[str, str, int]] | None) -> None:
    """The whole set of entry tasks; what was created by earlier ones stays as it is."""
    if tasks is None:
        return
    if len(tasks) > rules.MOST_TASKS:
        raise Invalid("pipelines.tasks_too_many", field="tasks", most=rules.MOST_TASKS)
    for old in tasks_of_stages(work.session).get(stage.id or 0, []):
        work.session.delete(old)
    work.session.flush()
    for rank, (zh, en, days) in enumerate(tasks, 1):
        work.add(
            StageTask(
                stage_id=stage.id or 0,
                rank=rank,
                title_zh=rules.text(zh, "tasks", 200, needed=True),
                title_en=rules.text(en, "tasks", 200, needed=True),
                days=rules.within(days, "tasks", 0, 365),
            )
        )


def _key(name: str, taken: Iterable[str]) -> str:
    """A key that stays when the name changes."""
    known = set(taken)
    base = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")[:32] or "stage"
    return next(
        key
        for number in range(1, 1000)
        if (key := base if number == 1 else f"{base}_{number}") not in known
    )
