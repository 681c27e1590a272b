"""Pipelines and their stages."""

import reflex as rx

from crm_app.components.competitors import competitor_list
from crm_app.components.pipeline_sheets import pipeline_sheets
from crm_app.components.pipelines import new_pipeline_button, pipeline_list
from crm_app.components.places import allowed
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.components.ui.forms import problem_text
from crm_app.components.ui.show import panel, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.competitors import CompetitorScreen
from crm_app.state.pipelines import PipelineScreen


@screen(
    "/settings/pipelines",
    "pipelines.title",
    on_load=[PipelineScreen.load, CompetitorScreen.load],
    settings=MenuEntry(
        *("/settings/pipelines", "pipelines.title", "git-commit-horizontal", 45),
        Permission.SETTINGS,
        hint="pipelines.hint",
    ),
)
def pipelines() -> rx.Component:
    """The stages that deals go through."""
    return rx.el.div(
        settings_head(
            "pipelines.title",
            "pipelines.hint",
            allowed(Permission.SETTINGS, new_pipeline_button()),
        ),
        rx.el.p(t("pipelines.affects"), class_name="text-soft text-[13px] mb-3"),
        rx.cond(PipelineScreen.asking == "", problem_text(PipelineScreen.problem)),
        rx.cond(PipelineScreen.loaded, pipeline_list(), panel(skeleton_rows())),
        pipeline_sheets(),
        competitor_list(),
        class_name="px-4 pt-4 pb-6 lg:px-6 lg:pt-5 max-w-[860px]",
    )
