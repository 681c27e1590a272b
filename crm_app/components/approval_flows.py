"""The list of flows and the sheet in which one is put together."""

from typing import Any

import reflex as rx

from crm_app.components.approval_steps import step_editor
from crm_app.components.places import PLACES_OF, choices_on
from crm_app.components.text import both, choice, t
from crm_app.components.ui.forms import button, field, problem_text, select, text_input
from crm_app.components.ui.overlay import closes, sheet, sheet_actions
from crm_app.components.ui.show import badge, empty, panel
from crm_app.services.approvals import KINDS, ConditionForm, FieldRow, FlowRow, StepForm
from crm_app.services.choices import Option
from crm_app.services.currencies import CURRENCIES
from crm_app.state.approval_flows import FlowScreen

_DRAFT = FlowScreen.draft
_SMALL = "text-soft text-[13px] mb-1"


def new_flow_button() -> rx.Component:
    """An empty flow."""
    return button(
        t("approvals.flow_new"), sign="plus", tone="primary", on_click=FlowScreen.start("")
    )


def flow_list() -> rx.Component:
    """A flow a line, as a sentence, in the order in which they are tried."""
    return panel(
        rx.cond(
            FlowScreen.rows.length() > 0,
            rx.el.ol(rx.foreach(FlowScreen.rows, _row), class_name="divide-y divide-line"),
            rx.cond(FlowScreen.loaded, empty("git-branch", t("approvals.flows_none"))),
        )
    )


def _row(row: rx.vars.ObjectVar[FlowRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(row.rank, class_name="w-6 text-faint tabular-nums shrink-0"),
        rx.el.div(
            rx.el.p(
                rx.el.span(both(row.name.zh, row.name.en), class_name="font-medium"),
                rx.cond(row.is_active, rx.fragment(), badge(t("approvals.rule_off"))),
                rx.cond(row.used.to(int) > 0, badge(t("approvals.used", count=row.used))),
                class_name="flex flex-wrap items-center gap-2",
            ),
            rx.el.p(both(row.sentence.zh, row.sentence.en), class_name="text-soft break-words"),
            class_name="flex-1 min-w-0",
        ),
        rx.el.div(
            _tool("arrow-up", "approvals.up", FlowScreen.shift(row.public_id, -1)),
            _tool("arrow-down", "approvals.down", FlowScreen.shift(row.public_id, 1)),
            _tool("pencil", "shell.edit", FlowScreen.start(row.public_id)),
            _tool("trash-2", "shell.delete", FlowScreen.delete(row.public_id)),
            class_name="flex shrink-0 max-lg:w-full max-lg:justify-end",
        ),
        key=row.public_id,
        custom_attrs={"data-flow": row.public_id},
        class_name="flex flex-wrap lg:flex-nowrap items-start gap-2 px-3 py-2.5",
    )


def _tool(sign: str, key: str, handler: Any) -> rx.Component:
    return button(sign=sign, label=t(key), tone="quiet", on_click=handler)


def flow_sheet() -> rx.Component:
    """Names, conditions, steps, who is told; its sentence grows along."""
    return sheet(
        "flow",
        t("approvals.flow"),
        rx.el.div(
            rx.el.p(
                rx.el.span(t("approvals.reads"), "  ", class_name="text-faint"),
                both(FlowScreen.reads.zh, FlowScreen.reads.en),
                role="status",
                class_name="rounded-lg bg-raised px-3 py-2 min-h-[40px]",
            ),
            _names(),
            _conditions(),
            _steps(),
            _copies(),
            problem_text(FlowScreen.problem),
            sheet_actions(
                button(t("shell.cancel"), custom_attrs=closes()),
                button(t("shell.save"), tone="primary", on_click=FlowScreen.save),
            ),
            key=FlowScreen.drawn,
            class_name="space-y-4 pb-4",
        ),
        open=FlowScreen.asking,
        on_close=FlowScreen.stop,
        wide=True,
    )


def _names() -> rx.Component:
    texts = [
        field(
            t(f"approvals.flow_{name}"),
            text_input(
                name=name,
                default_value=getattr(_DRAFT, name),
                max_length=60,
                on_blur=lambda value, name=name: FlowScreen.enter_text(name, value),
            ),
        )
        for name in ("name_zh", "name_en")
    ]
    subjects = choices_on("approvals.subject", KINDS, PLACES_OF)
    return rx.el.div(
        *texts,
        field(
            t("approvals.flow_subject"),
            select(
                *subjects,
                value=_DRAFT.subject,
                on_change=lambda value: FlowScreen.enter_text("subject", value),
                name="subject",
            ),
        ),
        rx.el.label(
            rx.el.input(
                type="checkbox",
                checked=_DRAFT.is_active,
                on_change=lambda _: FlowScreen.enter_text("is_active", ""),
                class_name="w-5 h-5",
            ),
            t("approvals.rule_active"),
            class_name="flex items-center gap-2 min-h-[44px] self-end",
        ),
        class_name="grid sm:grid-cols-2 gap-3",
    )


def _conditions() -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(t("approvals.conditions"), class_name=_SMALL),
        rx.cond(
            _DRAFT.conditions.length() > 0,
            rx.el.ul(
                rx.foreach(_DRAFT.conditions.to(list[ConditionForm]), _condition),
                class_name="space-y-2",
            ),
            rx.el.p(t("approvals.no_conditions"), class_name="text-faint"),
        ),
        button(
            t("approvals.condition_add"),
            sign="plus",
            tone="quiet",
            on_click=FlowScreen.add_condition,
        ),
    )


def _condition(condition: Any, place: Any) -> rx.Component:
    return rx.el.li(
        condition_fields(
            condition, lambda name, value: FlowScreen.enter_condition(place, name, value)
        ),
        button(
            sign="x",
            label=t("approvals.condition_drop"),
            tone="quiet",
            on_click=FlowScreen.drop_condition(place),
        ),
        class_name="flex items-start gap-2",
    )


def condition_fields(condition: Any, change: Any, prefix: str = "") -> rx.Component:
    """Field, comparison and value of a condition; `change(name, value)` takes what is entered."""

    def of_field(known: rx.vars.ObjectVar[FieldRow]) -> rx.Component:
        return rx.cond(  # pyright: ignore[reportReturnType]
            known.key == condition.field, _comparison(condition, known, change, prefix)
        )

    def option(known: rx.vars.ObjectVar[FieldRow]) -> rx.Component:
        return rx.cond(  # pyright: ignore[reportReturnType]
            known.subjects.contains(_DRAFT.subject),
            rx.el.option(both(known.name.zh, known.name.en), value=known.key),
        )

    return rx.el.div(
        select(
            rx.foreach(FlowScreen.fields, option),
            value=condition.field,
            on_change=lambda value: change(f"{prefix}field" if not prefix else "when", value),
            aria_label=t("approvals.field_label"),
            class_name="sm:max-w-[260px]",
        ),
        rx.foreach(FlowScreen.fields, of_field),
        class_name="flex flex-wrap gap-2 flex-1 min-w-0",
    )


def _comparison(condition: Any, known: Any, change: Any, prefix: str) -> rx.Component:
    figure = rx.fragment(
        select(
            rx.foreach(known.ops, lambda op: rx.el.option(choice("approvals.op", op), value=op)),
            value=condition.op,
            on_change=lambda value: change(f"{prefix}op", value),
            aria_label=t("approvals.op_label"),
            class_name="max-w-[120px]",
        ),
        text_input(
            default_value=condition.value,
            on_blur=lambda value: change(f"{prefix}value", value),
            aria_label=t("approvals.value"),
            type=rx.cond(known.kind == "date", "date", "text"),
            input_mode=rx.cond(known.kind == "text", "text", "decimal").to(str),
            class_name="max-w-[140px]",
        ),
        rx.cond(
            known.kind == "money",
            select(
                *[rx.el.option(code, value=code) for code in CURRENCIES],
                value=condition.currency,
                on_change=lambda value: change(f"{prefix}currency", value),
                aria_label=t("approvals.currency"),
                class_name="max-w-[100px]",
            ),
        ),
    )
    chosen = condition.value.to(str).split(",")

    def choice_of(one: rx.vars.ObjectVar[Option]) -> rx.Component:
        return rx.el.label(
            rx.el.input(
                type="checkbox",
                checked=chosen.contains(one.key),
                on_change=lambda _: change(f"{prefix}option", one.key),
                class_name="w-5 h-5",
            ),
            both(one.zh, one.en),
            class_name="inline-flex items-center gap-1.5 min-h-[44px] lg:min-h-[34px]",
        )

    options = rx.el.div(
        rx.foreach(known.options.to(list[Option]), choice_of),
        class_name="flex flex-wrap gap-x-4 basis-full",
    )
    return rx.fragment(rx.cond(known.kind == "choice", options, figure))


def _steps() -> rx.Component:
    def one(step: Any, place: Any) -> rx.Component:
        return step_editor(step, place, condition_fields)

    return rx.el.fieldset(
        rx.el.legend(t("approvals.steps"), class_name=_SMALL),
        rx.el.ol(
            rx.foreach(_DRAFT.steps.to(list[StepForm]), one),
            class_name="space-y-3",
        ),
        button(t("approvals.step_add"), sign="plus", tone="quiet", on_click=FlowScreen.add_step),
    )


def _copies() -> rx.Component:
    def chosen(one: rx.vars.ObjectVar[Option]) -> rx.Component:
        return rx.cond(  # pyright: ignore[reportReturnType]
            _DRAFT.copies.contains(one.key),
            button(
                both(one.zh, one.en),
                sign="x",
                on_click=FlowScreen.toggle_copy(one.key),
                class_name="rounded-full",
            ),
        )

    def other(one: rx.vars.ObjectVar[Option]) -> rx.Component:
        return rx.cond(  # pyright: ignore[reportReturnType]
            _DRAFT.copies.contains(one.key),
            rx.fragment(),
            rx.el.option(both(one.zh, one.en), value=one.key),
        )

    return rx.el.fieldset(
        rx.el.legend(t("approvals.copies"), class_name=_SMALL),
        rx.el.div(
            rx.foreach(FlowScreen.approvers, chosen),
            select(
                rx.el.option(t("approvals.approver_add"), value=""),
                rx.foreach(FlowScreen.approvers, other),
                value="",
                on_change=FlowScreen.toggle_copy,
                aria_label=t("approvals.copies"),
                class_name="max-w-[180px]",
            ),
            class_name="flex flex-wrap gap-2",
        ),
    )
