"""The sheet of one validation rule, which can be tried before it is stored."""

from typing import Any

import reflex as rx

from crm_app.components.text import both, t
from crm_app.components.ui.forms import (
    button,
    field,
    link,
    problem_text,
    select,
    text_area,
    text_input,
)
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.locales.validation_rules import OPERATORS_OF
from crm_app.state.validation_rules import Line, RuleScreen

_SHOWN = RuleScreen.shown
_TWO = "grid gap-3 sm:grid-cols-2"
_ALONE = ("filled", "empty", "yes", "no")


def rule_sheet() -> rx.Component:
    """One rule, new or known; it can be tried before it is stored."""
    new = _SHOWN.public_id == ""
    return sheet(
        "validation-rule",
        rx.cond(new, t("validation_rules.new"), t("validation_rules.edit")),
        rx.el.form(
            rx.el.div(
                _text("name_zh", custom_attrs={"data-focus": ""}),
                _text("name_en"),
                class_name=_TWO,
            ),
            _group("only_when", RuleScreen.only_when, RuleScreen.only_when_join),
            _group("asked", RuleScreen.asked, RuleScreen.asked_join),
            rx.el.div(_message("message_zh"), _message("message_en"), class_name=_TWO),
            _trial(),
            problem_text(RuleScreen.problem),
            save_actions(),
            on_submit=RuleScreen.save,
            reset_on_submit=False,
            key=f"rule{RuleScreen.opened}",
            class_name="space-y-3",
        ),
        open=RuleScreen.asking,
        on_close=RuleScreen.stop,
        wide=True,
    )


def _text(name: str, **props: Any) -> rx.Component:
    given = getattr(_SHOWN, name)
    return field(
        t(f"validation_rules.{name}"),
        text_input(name=name, default_value=given, max_length=120, **props),
    )


def _message(name: str) -> rx.Component:
    return field(
        t(f"validation_rules.{name}"),
        text_area(name=name, default_value=getattr(_SHOWN, name), rows="2", max_length=300),
        hint=t("validation_rules.message_hint") if name == "message_zh" else None,
    )


def _group(group: str, lines: Any, join: Any) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(t(f"validation_rules.{group}"), class_name="text-soft text-[13px] mb-1"),
        rx.el.div(rx.foreach(lines, lambda line: _line(group, line)), class_name="space-y-2"),
        rx.el.div(
            button(
                t("validation_rules.add"),
                tone="quiet",
                sign="plus",
                on_click=RuleScreen.add_line(group),
            ),
            rx.cond(
                lines.length() > 1,
                select(
                    *[
                        rx.el.option(t(f"validation_rules.join.{one}"), value=one)
                        for one in ("and", "or")
                    ],
                    value=join,
                    on_change=lambda chosen: RuleScreen.choose_join(group, chosen),
                    aria_label=t("validation_rules.join"),
                    class_name="max-w-[200px]",
                ),
            ),
            class_name="flex flex-wrap items-center gap-2 mt-1",
        ),
    )


def _line(group: str, line: rx.vars.ObjectVar[Line]) -> rx.Component:
    def change(part: str) -> Any:
        return lambda value: RuleScreen.change_line(group, line.number, part, value)

    options = rx.foreach(
        RuleScreen.known, lambda one: rx.el.option(both(one.zh, one.en), value=one.key)
    )
    return rx.el.div(
        select(
            options,
            value=line.key,
            on_change=change("field"),
            aria_label=t("validation_rules.field"),
        ),
        rx.match(
            line.kind,
            *[(kind, _operators(kind, line, change)) for kind in OPERATORS_OF],
            rx.fragment(),
        ),
        _value(line, change),
        button(
            tone="quiet",
            sign="x",
            label=t("validation_rules.drop"),
            on_click=RuleScreen.drop_line(group, line.number),
        ),
        key=line.number.to_string(),
        class_name="grid gap-2 grid-cols-[1fr_auto] sm:grid-cols-[1fr_1fr_1fr_auto] items-center",
    )


def _operators(kind: str, line: Any, change: Any) -> rx.Component:
    return select(
        *[
            rx.el.option(t(f"validation_rules.choice.{kind}.{one}"), value=one)
            for one in OPERATORS_OF[kind]
        ],
        value=line.operator,
        on_change=change("operator"),
        aria_label=t("validation_rules.operator"),
    )


def _value(line: Any, change: Any) -> rx.Component:
    alone = rx.Var.create(False)
    for one in _ALONE:
        alone = alone | (line.operator == one)
    hint = rx.cond(
        line.kind == "date",
        t("validation_rules.value_hint_date"),
        rx.cond(line.kind == "text", t("validation_rules.value_hint_list"), ""),
    )
    choices = rx.foreach(
        line.options, lambda one: rx.el.option(both(one.zh, one.en), value=one.key)
    )
    return rx.cond(  # pyright: ignore[reportReturnType]
        alone,
        rx.el.span(class_name="hidden sm:block"),
        rx.cond(
            line.options.length() > 0,
            select(
                choices,
                value=line.value,
                on_change=change("value"),
                aria_label=t("validation_rules.value"),
            ),
            text_input(
                default_value=line.value,
                on_blur=change("value"),
                placeholder=hint,
                max_length=200,
                aria_label=t("validation_rules.value"),
            ),
        ),
    )


def _trial() -> rx.Component:
    trial = RuleScreen.trial
    return rx.el.div(
        button(t("validation_rules.try"), sign="flask-conical", on_click=RuleScreen.attempt),
        rx.cond(
            RuleScreen.tried,
            rx.el.div(
                rx.cond(
                    trial.failing.to(int) > 0,
                    rx.fragment(
                        rx.el.p(
                            t(
                                "validation_rules.tried",
                                total=trial.total,
                                failing=trial.failing,
                            ),
                            class_name="font-medium",
                        ),
                        rx.el.p(t("validation_rules.stays"), class_name="text-soft text-[13px]"),
                    ),
                    rx.el.p(t("validation_rules.tried_all", total=trial.total)),
                ),
                rx.cond(
                    trial.more,
                    rx.el.p(t("validation_rules.tried_more", total=trial.total)),
                ),
                rx.el.ul(
                    rx.foreach(
                        trial.rows,
                        lambda row: rx.el.li(
                            link(
                                row.name,
                                href=f"/{RuleScreen.record}s/{row.public_id}",
                                class_name="underline",
                            ),
                            key=row.public_id,
                        ),
                    ),
                    class_name="flex flex-wrap gap-x-4 gap-y-1 mt-1 max-h-[140px] overflow-y-auto",
                ),
                role="status",
                class_name="rounded-lg bg-raised px-3 py-2 mt-2",
            ),
        ),
    )
