"""Screening questions: answered on a lead's page, edited in the settings."""

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
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import badge, empty, panel
from crm_app.services.leads import Question, QuestionRow
from crm_app.state.screening import QuestionScreen

_KINDS = ("yes_no", "choice", "text", "amount")


def answer_field(
    one: rx.vars.ObjectVar[Question], *, name: Any = None, answer: Any = None
) -> rx.Component:
    """A question with its answer; `answer(question, value)` saves it where it stands."""
    label = rx.fragment(
        both(one.zh, one.en),
        rx.cond(
            one.is_required, rx.el.span(" *", class_name="text-bad", title=t("leads.required"))
        ),
    )
    return field(
        label,
        rx.match(  # pyright: ignore[reportArgumentType]
            one.kind,
            ("yes_no", _choice(one, _yes_no(), name, answer)),
            (
                "choice",
                _choice(
                    one,
                    [rx.foreach(one.options, lambda o: rx.el.option(named(o), value=o.key))],
                    name,
                    answer,
                ),
            ),
            ("amount", _line(one, name, answer, input_mode="decimal")),
            _line(one, name, answer),
        ),
    )


def _yes_no() -> list[Any]:
    return [rx.el.option(t(f"leads.{key}"), value=key) for key in ("yes", "no")]


def _choice(one: Any, options: list[Any], name: Any, answer: Any) -> rx.Component:
    props: dict[str, Any] = {"name": name} if name is not None else {}
    if answer is not None:
        props |= {"value": one.value, "on_change": lambda value: answer(one.public_id, value)}
    return select(rx.el.option("—", value=""), *options, **props)


def _line(one: Any, name: Any, answer: Any, **props: Any) -> rx.Component:
    if name is not None:
        return text_input(name=name, max_length=1000, **props)
    return text_input(
        default_value=one.value,
        key=one.public_id + one.value,
        max_length=1000,
        on_blur=lambda typed: answer(one.public_id, typed),
        custom_attrs={"data-enter-leaves": ""},
        **props,
    )


def new_question() -> rx.Component:
    """The button of an empty form."""
    return rx.fragment(
        button(
            t("leads.question_new"),
            sign="plus",
            tone="primary",
            custom_attrs=opens("question-new"),
        ),
        _sheet("question-new", t("leads.question_new"), None),
    )


def question_list() -> rx.Component:
    """A question a line, in order."""
    return panel(
        rx.cond(
            QuestionScreen.rows.length() > 0,
            rx.el.ol(rx.foreach(QuestionScreen.rows, _row), class_name="divide-y divide-line"),
            rx.cond(QuestionScreen.loaded, empty("list-checks", t("leads.questions_none"))),
        )
    )


def _row(row: rx.vars.ObjectVar[QuestionRow], place: rx.Var[int]) -> rx.Component:
    text = both(row.text_zh, row.text_en)
    return rx.el.li(
        rx.el.span(
            rx.el.span(text, class_name="font-medium break-words"),
            rx.el.span(
                badge(choice("leads.question_kind", row.kind)),
                rx.cond(row.is_required, badge(t("leads.required"), tone="accent")),
                class_name="flex gap-1 mt-0.5",
            ),
            class_name="flex-1 min-w-[160px]",
        ),
        rx.el.span(
            button(
                sign="arrow-up",
                label=t("leads.question_up"),
                tone="quiet",
                disabled=place == 0,
                on_click=QuestionScreen.move(row.public_id, -1),
            ),
            button(
                sign="arrow-down",
                label=t("leads.question_down"),
                tone="quiet",
                disabled=place == QuestionScreen.rows.length() - 1,
                on_click=QuestionScreen.move(row.public_id, 1),
            ),
            button(
                sign="pencil",
                label=t("shell.edit"),
                tone="quiet",
                custom_attrs=opens(f"question-{row.public_id}"),
            ),
            button(
                sign="trash-2",
                label=t("shell.delete"),
                tone="quiet",
                on_click=QuestionScreen.remove(row.public_id, row.text_zh),
            ),
            class_name="flex ml-auto",
        ),
        _sheet(f"question-{row.public_id}", t("leads.question_edit"), row),
        key=row.public_id,
        class_name="flex flex-wrap items-center gap-2 px-3 py-1.5 min-h-[52px]",
    )


def _sheet(sheet_id: Any, title: Any, row: Any) -> rx.Component:
    def given(name: str) -> dict[str, Any]:
        return {} if row is None else {"default_value": getattr(row, name)}

    public_id, version = ("", 0) if row is None else (row.public_id, row.version)
    kinds = [rx.el.option(t(f"leads.question_kind.{kind}"), value=kind) for kind in _KINDS]
    return sheet(
        sheet_id,
        title,
        rx.el.form(
            field(t("leads.question_zh"), _text("text_zh", given("text_zh"))),
            field(t("leads.question_en"), _text("text_en", given("text_en"))),
            field(t("leads.question_kind"), select(*kinds, name="kind", **given("kind"))),
            field(
                t("leads.question_options"),
                text_area(name="options", rows="4", **given("options")),
                hint=t("leads.question_options_hint"),
            ),
            rx.el.label(
                rx.el.input(
                    type="checkbox",
                    name="is_required",
                    default_checked=True if row is None else row.is_required,
                    class_name="w-5 h-5",
                ),
                t("leads.required"),
                class_name="flex items-center gap-2 min-h-[44px]",
            ),
            rx.cond(
                QuestionScreen.at == ("new" if row is None else public_id),
                problem_text(QuestionScreen.problem),
            ),
            save_actions(),
            reset_on_submit=False,
            on_submit=lambda form: QuestionScreen.save(public_id, version, form),
            class_name="space-y-3",
        ),
        done=QuestionScreen.saved,
    )


def _text(name: str, given: dict[str, Any]) -> rx.Component:
    return text_input(name=name, required=True, max_length=200, **given)
