"""The pipelines in their order, with their stages as sentences."""

from typing import Any

import reflex as rx

from crm_app.components.text import both, choice, t
from crm_app.components.ui.forms import (
    button,
)
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_item
from crm_app.components.ui.show import badge, panel
from crm_app.services.pipelines import PipelineRow, StageRow
from crm_app.state.pipelines import PipelineScreen


def new_pipeline_button() -> rx.Component:
    """Opens an empty form."""
    return button(
        t("pipelines.new"),
        tone="primary",
        sign="plus",
        on_click=PipelineScreen.start_pipeline(""),
    )


def pipeline_list() -> rx.Component:
    """A panel a pipeline, its stages in order, each with its sentence."""
    return rx.el.div(rx.foreach(PipelineScreen.rows, _pipeline), class_name="space-y-4")


def _pipeline(row: rx.vars.ObjectVar[PipelineRow]) -> rx.Component:
    return panel(
        rx.el.header(
            rx.el.h2(
                row.zh,
                rx.el.span(" · ", row.en, class_name="text-soft font-normal"),
                class_name="font-semibold text-[16px] flex-1 min-w-[160px] break-words",
            ),
            rx.cond(row.rank == 1, badge(t("pipelines.main"), tone="accent")),
            rx.cond(row.asks_viewings, badge(t("pipelines.viewings_on"), tone="neutral")),
            rx.cond(row.is_active, rx.fragment(), badge(t("pipelines.retired"), tone="warn")),
            rx.el.span(
                rx.el.span(
                    t("pipelines.open_deals", count=row.deals),
                    class_name="text-soft text-[13px] tabular-nums",
                ),
                rx.cond(row.is_active, _pipeline_menu(row), _revive(row.public_id)),
                class_name="ml-auto flex items-center gap-2",
            ),
            class_name="flex flex-wrap items-center gap-2 px-3 py-1.5 border-b border-line",
        ),
        rx.el.ol(
            rx.foreach(row.stages, lambda stage: _stage(row.public_id, stage)),
            class_name="divide-y divide-line",
        ),
        rx.cond(
            row.is_active,
            rx.el.div(
                button(
                    t("pipelines.stage_new"),
                    sign="plus",
                    tone="quiet",
                    on_click=PipelineScreen.start_stage(row.public_id, ""),
                ),
                class_name="px-2 py-1 border-t border-line",
            ),
        ),
        custom_attrs={"data-pipeline": row.key},
        key=row.public_id,
    )


def _pipeline_menu(row: rx.vars.ObjectVar[PipelineRow]) -> rx.Component:
    return menu(
        t("pipelines.edit"),
        menu_item(
            t("shell.edit"), sign="pencil", on_click=PipelineScreen.start_pipeline(row.public_id)
        ),
        menu_item(
            t("pipelines.up"),
            sign="arrow-up",
            on_click=PipelineScreen.shift_pipeline(row.public_id, -1),
        ),
        menu_item(
            t("pipelines.down"),
            sign="arrow-down",
            on_click=PipelineScreen.shift_pipeline(row.public_id, 1),
        ),
        menu_item(
            t("pipelines.retire"),
            sign="archive",
            on_click=PipelineScreen.start_retiring(row.public_id, ""),
        ),
    )


def _revive(public_id: Any) -> rx.Component:
    return button(
        t("pipelines.revive"), sign="archive-restore", on_click=PipelineScreen.revive(public_id)
    )


def _stage(pipeline_id: Any, stage: rx.vars.ObjectVar[StageRow]) -> rx.Component:
    look = rx.cond(
        stage.is_active,
        "flex items-start gap-2 px-3 py-2",
        "flex items-start gap-2 px-3 py-2 bg-raised/60",
    )
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(stage.zh, class_name="font-medium"),
                rx.el.span(stage.en, class_name="text-soft"),
                rx.cond(
                    stage.kind != "open",
                    badge(choice("deals.state", stage.kind), tone="neutral"),
                ),
                rx.cond(stage.is_active, rx.fragment(), badge(t("pipelines.retired"), tone="warn")),
                class_name="flex flex-wrap items-center gap-2",
            ),
            rx.el.p(both(stage.saying_zh, stage.saying_en), class_name="text-soft text-[13px]"),
            rx.cond(
                stage.guidance_zh != "",
                rx.el.p(
                    icon("lightbulb", 14),
                    rx.el.span(both(stage.guidance_zh, stage.guidance_en)),
                    class_name="flex gap-1.5 text-faint text-[13px]",
                ),
            ),
            class_name="flex-1 min-w-0 space-y-0.5",
        ),
        rx.cond(stage.is_active, _stage_menu(pipeline_id, stage), _revive(stage.public_id)),
        custom_attrs={"data-stage": stage.key},
        key=stage.public_id,
        class_name=look,
    )


def _stage_menu(pipeline_id: Any, stage: rx.vars.ObjectVar[StageRow]) -> rx.Component:
    return rx.el.div(
        button(
            sign="pencil",
            tone="quiet",
            label=t("pipelines.stage_edit"),
            on_click=PipelineScreen.start_stage(pipeline_id, stage.public_id),
        ),
        menu(
            t("shell.more"),
            menu_item(
                t("pipelines.up"),
                sign="arrow-up",
                on_click=PipelineScreen.shift_stage(stage.public_id, -1),
            ),
            menu_item(
                t("pipelines.down"),
                sign="arrow-down",
                on_click=PipelineScreen.shift_stage(stage.public_id, 1),
            ),
            menu_item(
                t("pipelines.retire"),
                sign="archive",
                on_click=PipelineScreen.start_retiring(pipeline_id, stage.public_id),
            ),
        ),
        class_name="flex shrink-0",
    )
