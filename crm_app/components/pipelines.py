"""Pieces of the page of pipelines."""

from typing import Any

import reflex as rx

from crm_app.components.text import both, choice, named, t
from crm_app.components.ui.forms import (
    button,
    field,
    problem_text,
    select,
    text_area,
    text_input,
)
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_item, save_actions, sheet
from crm_app.components.ui.show import badge, panel
from crm_app.services.pipelines import REQUIRABLE, PipelineRow, StageRow
from crm_app.state.pipelines import PipelineScreen

_VALUES = PipelineScreen.values


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
                t("pipelines.open_deals", count=row.deals),
                class_name="text-soft text-[13px] tabular-nums",
            ),
            rx.cond(row.is_active, _pipeline_menu(row), _revive(row.public_id)),
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


def pipeline_sheets() -> rx.Component:
    """The forms, each when it is asked for."""
    return rx.fragment(_pipeline_sheet(), _stage_sheet(), _retire_sheet())


def _pipeline_sheet() -> rx.Component:
    return sheet(
        "pipeline",
        rx.cond(PipelineScreen.pipeline_id != "", t("pipelines.edit"), t("pipelines.new")),
        rx.el.form(
            _names(),
            _tick(
                "asks_viewings",
                t("pipelines.asks_viewings"),
                _VALUES.get("asks_viewings", "") != "",
            ),
            problem_text(PipelineScreen.problem),
            save_actions(),
            on_submit=PipelineScreen.save_pipeline,
            class_name="space-y-3",
        ),
        open=PipelineScreen.asking == "pipeline",
        on_close=PipelineScreen.stop,
    )


def _stage_sheet() -> rx.Component:
    return sheet(
        "stage",
        rx.cond(PipelineScreen.stage_id != "", t("pipelines.stage_edit"), t("pipelines.stage_new")),
        rx.el.form(
            _names(),
            rx.cond(
                PipelineScreen.kind == "open",
                rx.el.div(
                    _number("probability", t("pipelines.probability")),
                    _number("age_limit_days", t("pipelines.age_limit")),
                    class_name="grid grid-cols-2 gap-3",
                ),
            ),
            _required(),
            _words("guidance_zh", t("pipelines.guidance_zh")),
            _words("guidance_en", t("pipelines.guidance_en")),
            _words("tasks", t("pipelines.tasks"), hint=t("pipelines.tasks_hint")),
            rx.cond(PipelineScreen.kind == "open", _near()),
            problem_text(PipelineScreen.problem),
            save_actions(),
            on_submit=PipelineScreen.save_stage,
            class_name="space-y-3",
        ),
        open=PipelineScreen.asking == "stage",
        on_close=PipelineScreen.stop,
    )


def _retire_sheet() -> rx.Component:
    return sheet(
        "retire",
        t("pipelines.retire_title", name=both(_VALUES["zh"], _VALUES["en"])),
        rx.el.form(
            rx.el.p(t("pipelines.retire_hint"), class_name="text-soft"),
            field(
                t("pipelines.move_deals_to"),
                select(
                    rx.el.option(t("pipelines.nowhere"), value=""),
                    rx.foreach(
                        PipelineScreen.targets,
                        lambda stage: rx.el.option(named(stage), value=stage.public_id),
                    ),
                    name="to",
                ),
            ),
            problem_text(PipelineScreen.problem),
            save_actions(t("pipelines.retire")),
            on_submit=PipelineScreen.retire,
            class_name="space-y-3",
        ),
        open=PipelineScreen.asking == "retire",
        on_close=PipelineScreen.stop,
    )


def _names() -> rx.Component:
    return rx.el.div(
        *[
            field(
                t(f"pipelines.name_{name}"),
                text_input(
                    name=name, required=True, max_length=60, default_value=_VALUES.get(name, "")
                ),
            )
            for name in ("zh", "en")
        ],
        class_name="grid grid-cols-2 gap-3",
    )


def _required() -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(t("pipelines.required"), class_name="text-soft text-[13px] mb-1"),
        rx.el.div(
            *[
                _tick(
                    f"required:{name}",
                    t(f"deals.{name}"),
                    PipelineScreen.required.contains(name),
                )
                for name in REQUIRABLE
            ],
            rx.foreach(
                PipelineScreen.custom,
                lambda one: _tick(
                    f"required:{one.key}",
                    named(one),
                    PipelineScreen.required.contains(one.key),
                ),
            ),
            class_name="flex flex-wrap gap-x-4",
        ),
    )


def _near() -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(t("pipelines.near"), class_name="text-soft text-[13px] mb-1"),
        rx.el.div(
            _number("near_after_days", t("pipelines.near_after")),
            _number("near_views", t("pipelines.near_views")),
            _number("near_window_days", t("pipelines.near_window")),
            class_name="grid grid-cols-3 gap-3 items-end",
        ),
    )


def _number(name: str, label: Any) -> rx.Component:
    return field(
        label,
        text_input(name=name, input_mode="numeric", default_value=_VALUES.get(name, "0")),
    )


def _words(name: str, label: Any, *, hint: Any = None) -> rx.Component:
    control = text_area(name=name, rows="2", default_value=_VALUES.get(name, ""))
    return field(label, control, hint=hint)


def _tick(name: str, label: Any, on: Any) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="checkbox", name=name, default_checked=on, class_name="w-5 h-5"),
        label,
        class_name="inline-flex items-center gap-2 min-h-[44px] lg:min-h-[34px]",
    )
