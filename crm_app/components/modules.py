"""The settings screen of the product's parts."""

from typing import Any

import reflex as rx

from crm_app.components.text import choice, t
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge, panel
from crm_app.services.modules import ModuleRow, StepRow
from crm_app.state.modules import ModuleScreen

_TRACK = (
    "relative inline-flex items-center w-[42px] h-[24px] rounded-full border border-line-strong "
    "bg-raised group-aria-checked:bg-accent group-aria-checked:border-accent shrink-0"
)
_KNOB = (
    "absolute left-[3px] w-[16px] h-[16px] rounded-full bg-soft group-aria-checked:bg-accent-ink "
    "group-aria-checked:left-[21px]"
)


def rollout() -> rx.Component:
    """Three steps, and of each whether it is in use: the next one is worth it then."""
    return panel(
        rx.el.h2(t("modules.rollout"), class_name="font-semibold"),
        rx.el.p(t("modules.rollout_hint"), class_name="text-soft text-[13px] mb-2"),
        rx.el.ol(
            rx.foreach(ModuleScreen.steps, _step), class_name="grid gap-2 md:grid-cols-3 md:gap-3"
        ),
        class_name="p-3 mb-4",
    )


def _step(step: rx.vars.ObjectVar[StepRow], place: rx.Var[int]) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.cond(
                step.is_used,
                rx.el.span(icon("circle-check", 18), class_name="text-good"),
                rx.el.span(icon("circle", 18), class_name="text-faint"),
            ),
            rx.el.span(
                f"{place + 1} · ",  # pyright: ignore[reportOperatorIssue]
                choice("modules.step", step.key),
                class_name="font-medium min-w-0",
            ),
            class_name="flex items-center gap-2",
        ),
        rx.el.p(
            choice("modules.step_check", step.key),
            rx.el.span(f" {step.done}/{step.wanted}", class_name="tabular-nums"),
            class_name="text-soft text-[13px] mt-1",
        ),
        rx.el.p(
            rx.cond(
                step.is_on,
                badge(t("modules.all_on"), tone="good"),
                badge(t("modules.some_off")),
            ),
            class_name="mt-1",
        ),
        custom_attrs={"data-step": step.key},
        class_name="rounded-lg border border-line p-3",
    )


def module_list() -> rx.Component:
    """A part a line, each with its switch."""
    return panel(
        rx.el.ul(rx.foreach(ModuleScreen.rows, _row), class_name="divide-y divide-line"),
        class_name="overflow-hidden",
    )


def _row(row: rx.vars.ObjectVar[ModuleRow]) -> rx.Component:
    on = rx.cond(row.is_on, "true", "false")
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                rx.el.span(choice("modules.name", row.key), class_name="block font-medium"),
                rx.el.span(
                    choice("modules.about", row.key), class_name="block text-soft text-[13px]"
                ),
                _with(row),
                class_name="flex-1 min-w-0 text-left",
            ),
            rx.cond(
                row.records != 0,
                rx.el.span(
                    row.records,
                    t("modules.records"),
                    class_name="text-faint text-[12px] tabular-nums whitespace-nowrap",
                ),
            ),
            rx.el.span(rx.el.span(class_name=_KNOB), class_name=_TRACK),
            type="button",
            role="switch",
            on_click=ModuleScreen.switch(row.key, rx.cond(row.is_on, "", "on").to(str)),
            custom_attrs={"aria-checked": on, "data-module": row.key},
            class_name=(
                "group flex items-center gap-3 w-full px-3 py-2.5 min-h-[60px] hover:bg-raised/60"
            ),
        ),
        key=row.key,
    )


def _with(row: Any) -> rx.Component:
    """What goes with it, off as on."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        row.needed_by.length() > 0,
        rx.el.span(
            t("modules.with"),
            rx.foreach(
                row.needed_by.to(list[str]),
                lambda key: rx.el.span(choice("modules.name", key), class_name="ml-1"),
            ),
            class_name="block text-faint text-[12px]",
        ),
    )
