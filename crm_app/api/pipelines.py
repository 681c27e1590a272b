"""Pipelines and their stages over REST: read by all who read deals, written by administrators."""

from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel, ConfigDict, Field

from crm_app.api.amounts import fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body
from crm_app.api.paging import IfMatch, created, tag
from crm_app.services import pipelines
from crm_app.services.pipelines import PipelineForm, PipelineRow, StageForm, StageRow

_PATH = "/api/v1/pipelines"
_STAGE = f"{_PATH}/{{public_id}}/stages"
_Name = Annotated[str, Field(min_length=1, max_length=60)]
_Number = Annotated[int, Field(ge=0, le=3650)]


class EntryTask(Body):
    """A task that the owner gets when a deal enters the stage, due after `days`."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")
    zh: Annotated[str, Field(max_length=200)]
    en: Annotated[str, Field(max_length=200)]
    days: _Number


class PipelineStage(BaseModel):
    """A stage: `required` names the fields of a deal that must be filled to stand in it."""

    id: str
    version: int
    key: str
    zh: str
    en: str
    kind: str
    rank: int
    probability: int
    age_limit_days: int
    is_gated: bool
    required: list[str]
    guidance_zh: str
    guidance_en: str
    near_after_days: int
    near_views: int
    near_window_days: int
    tasks: list[EntryTask]
    is_active: bool
    saying_zh: str
    saying_en: str


class PipelineOut(BaseModel):
    """A pipeline with its stages in order."""

    id: str
    version: int
    key: str
    zh: str
    en: str
    asks_viewings: bool
    is_active: bool
    stages: list[PipelineStage]


class PipelineIn(Body):
    """A new pipeline: it begins with a stage to be open in, one to be won and one to be lost."""

    zh: _Name
    en: _Name
    asks_viewings: bool = False


class PipelineChange(Body):
    """What is to change of a pipeline; `place` is where it stands among all, from 1."""

    zh: _Name | None = None
    en: _Name | None = None
    asks_viewings: bool | None = None
    place: Annotated[int, Field(ge=1, le=1000)] | None = None


class _StageFields(Body):
    probability: Annotated[int, Field(ge=0, le=100)] | None = None
    age_limit_days: _Number | None = None
    required: list[str] | None = None
    guidance_zh: Annotated[str, Field(max_length=1000)] | None = None
    guidance_en: Annotated[str, Field(max_length=1000)] | None = None
    near_after_days: _Number | None = None
    near_views: _Number | None = None
    near_window_days: _Number | None = None
    tasks: list[EntryTask] | None = None
    place: Annotated[int, Field(ge=1, le=1000)] | None = None


class StageIn(_StageFields):
    """A new open stage of a pipeline."""

    zh: _Name
    en: _Name


class StageChange(_StageFields):
    """What is to change of a stage; `place` is where it stands among those of its kind, from 1."""

    zh: _Name | None = None
    en: _Name | None = None


def shown(row: PipelineRow) -> PipelineOut:
    """A pipeline as it goes out."""
    stages = [_stage(stage) for stage in row.stages]
    return PipelineOut.model_validate(fields_of(row, PipelineOut) | {"stages": stages})


def _stage(row: StageRow) -> PipelineStage:
    tasks = [EntryTask(zh=task.zh, en=task.en, days=task.days) for task in row.tasks]
    return PipelineStage.model_validate(fields_of(row, PipelineStage) | {"tasks": tasks})


@api.get(_PATH)
def list_pipelines(actor: CurrentActor) -> list[PipelineOut]:
    """The pipelines in use, the main one first."""
    return [shown(row) for row in pipelines.pipelines(actor)]


@api.post(_PATH, status_code=201)
def create_pipeline(actor: CurrentActor, body: PipelineIn, response: Response) -> PipelineOut:
    """A new pipeline."""
    public_id = pipelines.create_pipeline(actor, PipelineForm(body.zh, body.en, body.asks_viewings))
    row = pipelines.pipeline(actor, public_id)
    created(response, f"{_PATH}/{public_id}", row.version)
    return shown(row)


@api.get(f"{_PATH}/{{public_id}}")
def read_pipeline(actor: CurrentActor, public_id: str, response: Response) -> PipelineOut:
    """One pipeline, by id or key, with its retired stages."""
    row = pipelines.pipeline(actor, public_id)
    tag(response, row.version)
    return shown(row)


@api.patch(f"{_PATH}/{{public_id}}")
def change_pipeline(
    actor: CurrentActor, public_id: str, body: PipelineChange, version: IfMatch, response: Response
) -> PipelineOut:
    """Change what is sent."""
    form = PipelineForm(body.zh, body.en, body.asks_viewings)
    pipelines.change_pipeline(actor, public_id, form, version)
    if body.place is not None:
        pipelines.place_pipeline(actor, public_id, body.place)
    return read_pipeline(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def retire_pipeline(
    actor: CurrentActor, public_id: str, to: Annotated[str, Query(max_length=60)] = ""
) -> None:
    """Take it out of use: 409 while deals are open in it, unless `to` names a stage elsewhere."""
    pipelines.retire_pipeline(actor, public_id, to)


@api.post(f"{_PATH}/{{public_id}}/restore")
def revive_pipeline(actor: CurrentActor, public_id: str, response: Response) -> PipelineOut:
    """Back into use."""
    pipelines.revive_pipeline(actor, public_id)
    return read_pipeline(actor, public_id, response)


@api.post(_STAGE, status_code=201)
def create_stage(
    actor: CurrentActor, public_id: str, body: StageIn, response: Response
) -> PipelineStage:
    """A new stage, the last open one unless `place` says otherwise."""
    made = pipelines.create_stage(actor, public_id, _form(body), body.place or 99)
    row = _read(actor, public_id, made)
    created(response, f"{_PATH}/{public_id}/stages/{made}", row.version)
    return row


@api.patch(f"{_STAGE}/{{stage_id}}")
def change_stage(
    actor: CurrentActor,
    public_id: str,
    stage_id: str,
    body: StageChange,
    version: IfMatch,
    response: Response,
) -> PipelineStage:
    """Change what is sent; `tasks` and `required` are whole sets."""
    pipelines.change_stage(actor, stage_id, _form(body), version)
    if body.place is not None:
        pipelines.place_stage(actor, stage_id, body.place)
    row = _read(actor, public_id, stage_id)
    tag(response, row.version)
    return row


@api.delete(f"{_STAGE}/{{stage_id}}", status_code=204)
def retire_stage(
    actor: CurrentActor,
    public_id: str,
    stage_id: str,
    to: Annotated[str, Query(max_length=60)] = "",
) -> None:
    """Take it out of use: 409 while deals stand in it, unless `to` names where they go."""
    _read(actor, public_id, stage_id)
    pipelines.retire_stage(actor, stage_id, to)


@api.post(f"{_STAGE}/{{stage_id}}/restore")
def revive_stage(actor: CurrentActor, public_id: str, stage_id: str) -> PipelineStage:
    """Back into use."""
    pipelines.revive_stage(actor, stage_id)
    return _read(actor, public_id, stage_id)


def _read(actor: CurrentActor, public_id: str, stage_id: str) -> PipelineStage:
    found = pipelines.stage_of(actor, public_id, stage_id)
    return _stage(found)


def _form(body: StageIn | StageChange) -> StageForm:
    sent: dict[str, Any] = body.model_dump(exclude={"place", "tasks"}, exclude_unset=True)
    if body.tasks is not None:
        sent["tasks"] = [(task.zh, task.en, task.days) for task in body.tasks]
    return StageForm(**sent)
