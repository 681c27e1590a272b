"""Pipelines: the stages that deals go through, as data."""

from crm_app.services.pipelines.commands import (
    change_pipeline,
    change_stage,
    create_pipeline,
    create_stage,
    place_pipeline,
    place_stage,
)
from crm_app.services.pipelines.queries import pipeline, pipeline_settings, pipelines, stage_of
from crm_app.services.pipelines.retiring import (
    leave,
    retire_pipeline,
    retire_stage,
    revive_pipeline,
    revive_stage,
)
from crm_app.services.pipelines.rows import (
    PipelineForm,
    PipelineRow,
    StageForm,
    StageRow,
    StageTaskRow,
)
from crm_app.services.pipelines.rules import REQUIRABLE, read_tasks
from crm_app.services.pipelines.stages import (
    active_pipelines,
    active_stages,
    all_stages,
    find_pipeline,
    find_stage,
    hold,
    name_of,
    siblings,
    stage_rows,
    tasks_of_stages,
)

__all__ = [
    "REQUIRABLE",
    "PipelineForm",
    "PipelineRow",
    "StageForm",
    "StageRow",
    "StageTaskRow",
    "active_pipelines",
    "active_stages",
    "all_stages",
    "change_pipeline",
    "change_stage",
    "create_pipeline",
    "create_stage",
    "find_pipeline",
    "find_stage",
    "hold",
    "leave",
    "name_of",
    "pipeline",
    "pipeline_settings",
    "pipelines",
    "place_pipeline",
    "place_stage",
    "read_tasks",
    "retire_pipeline",
    "retire_stage",
    "revive_pipeline",
    "revive_stage",
    "siblings",
    "stage_of",
    "stage_rows",
    "tasks_of_stages",
]
