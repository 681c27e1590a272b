"""A step of a flow in its sheet: who, any or all, how long, and when only."""

from typing import Any

import reflex as rx

from crm_app.components.text import both, t
from crm_app.components.ui.forms import button, field, select, text_input
from crm_app.services.approvals import FieldRow
from crm_app.services.choices import Option
from crm_app.state.approval_flows import FlowScreen


def step_editor(step: Any, place: Any, condition_fields: Any) -> rx.Component:
    """The fields of one step; `condition_fields` draws its condition."""

    def change(name: str, value: Any) -> Any:
        return FlowScreen.enter_step(place, name, value)

    return rx.el.li(
        rx.el.div(
            rx.el.span(t("approvals.step_number", number=place + 1), class_name="font-medium"),
            rx.cond(
                FlowScreen.draft.steps.length() > 1,
                button(
                    sign="x",
                    label=t("approvals.step_drop"),
                    tone="quiet",
                    on_click=FlowScreen.drop_step(place),
                ),
            ),
            class_name="flex items-center justify-between min-h-[44px] lg:min-h-[34px]",
        ),
        _approvers(step, change),
        rx.el.div(
            rx.cond(
                step.approvers.length() > 1,
                field(
                    t("approvals.mode"),
                    select(
                        rx.el.option(t("approvals.mode.any"), value="any"),
                        rx.el.option(t("approvals.mode.all"), value="all"),
                        value=step.mode,
                        on_change=lambda value: change("mode", value),
                    ),
                ),
            ),
            field(
                t("approvals.hours"),
                text_input(
                    default_value=step.hours.to(str),
                    on_blur=lambda value: change("hours", value),
                    input_mode="numeric",
                ),
            ),
            field(t("approvals.only_when"), _when(step, change)),
            class_name="grid sm:grid-cols-3 gap-3",
        ),
        rx.cond(step.when, condition_fields(step.when, change, "when_")),
        class_name="rounded-lg border border-line p-3 pt-1 space-y-2",
    )


def _approvers(step: Any, change: Any) -> rx.Component:
    def chosen(one: rx.vars.ObjectVar[Option]) -> rx.Component:
        return rx.cond(  # pyright: ignore[reportReturnType]
            step.approvers.contains(one.key),
            button(
                both(one.zh, one.en),
                sign="x",
                title=t("approvals.approver_drop", name=both(one.zh, one.en)),
                on_click=change("approver", one.key),
                class_name="rounded-full",
            ),
        )

    def other(one: rx.vars.ObjectVar[Option]) -> rx.Component:
        return rx.cond(  # pyright: ignore[reportReturnType]
            step.approvers.contains(one.key),
            rx.fragment(),
            rx.el.option(both(one.zh, one.en), value=one.key),
        )

    return rx.el.div(
        rx.foreach(FlowScreen.approvers, chosen),
        select(
            rx.el.option(t("approvals.approver_add"), value=""),
            rx.foreach(FlowScreen.approvers, other),
            value="",
            on_change=lambda value: change("approver", value),
            aria_label=t("approvals.approver"),
            class_name="max-w-[180px]",
        ),
        class_name="flex flex-wrap gap-2",
    )


def _when(step: Any, change: Any) -> rx.Component:
    def option(known: rx.vars.ObjectVar[FieldRow]) -> rx.Component:
        return rx.cond(  # pyright: ignore[reportReturnType]
            known.subjects.contains(FlowScreen.draft.subject),
            rx.el.option(both(known.name.zh, known.name.en), value=known.key),
        )

    return select(
        rx.el.option(t("approvals.always"), value=""),
        rx.foreach(FlowScreen.fields, option),
        value=rx.cond(step.when, step.when.to(dict)["field"].to(str), ""),
        on_change=lambda value: change("when", value),
    )
