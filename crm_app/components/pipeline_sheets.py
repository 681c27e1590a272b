"""The forms of pipelines and stages."""

from typing import Any

import reflex as rx

from crm_app.components.places import is_on
from crm_app.components.text import both, named, t
from crm_app.components.ui.forms import (
    field,
    problem_text,
    select,
    text_area,
    text_input,
)
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.services.pipelines import REQUIRABLE
from crm_app.state.pipelines import PipelineScreen

_VALUES = PipelineScreen.values


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
            rx.cond(
                is_on("/products"),
                _number("near_views", t("pipelines.near_views")),
                rx.el.input(type="hidden", name="near_views", value=_VALUES.get("near_views", "0")),
            ),
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
