"""A case that is tried: what is entered, and who would have to approve it."""

from typing import Any

import reflex as rx

from crm_app.components.approval import amount_passed
from crm_app.components.places import PLACES_OF, choices_on
from crm_app.components.text import both, choice, percent, short_money, t
from crm_app.components.ui.forms import button, field, problem_text, select, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge, panel
from crm_app.services.approvals import KINDS, BreachRow, FieldRow, TriedFlow, TriedStep, Words
from crm_app.services.choices import Option
from crm_app.services.currencies import CURRENCIES
from crm_app.services.references import Reference
from crm_app.state.approval_flows import CaseScreen, FlowScreen

_ANSWER = CaseScreen.answer


def case_panel() -> rx.Component:
    """The form, and below it the answer."""
    return panel(
        rx.el.h2(t("approvals.simulate"), class_name="font-semibold"),
        rx.el.p(t("approvals.simulate_hint"), class_name="text-soft text-[13px] mb-3"),
        rx.el.form(
            rx.el.div(_subject(), _asker(), class_name="grid sm:grid-cols-2 gap-3"),
            rx.el.div(
                rx.foreach(FlowScreen.fields, _field),
                class_name="grid grid-cols-2 lg:grid-cols-3 gap-3 mt-3",
            ),
            problem_text(CaseScreen.problem),
            button(
                t("approvals.simulate_run"),
                sign="play",
                tone="primary",
                type="submit",
                class_name="mt-3",
            ),
            on_submit=CaseScreen.run,
        ),
        rx.cond(_ANSWER.is_tried, _answer()),
        class_name="p-3 lg:p-4 mt-4",
    )


def _subject() -> rx.Component:
    subjects = choices_on("approvals.subject", KINDS, PLACES_OF)
    return field(
        t("approvals.flow_subject"),
        select(*subjects, value=CaseScreen.subject, on_change=CaseScreen.choose_subject),
    )


def _asker() -> rx.Component:
    def one(person: Any) -> rx.Component:
        return rx.el.option(person.name, value=person.public_id)

    people = CaseScreen.people.to(list[Reference])
    return field(t("approvals.case_asker"), select(rx.foreach(people, one), name="asker"))


def _field(known: rx.vars.ObjectVar[FieldRow]) -> rx.Component:
    label = both(known.name.zh, known.name.en)

    def option(one: Any) -> rx.Component:
        return rx.el.option(both(one.zh, one.en), value=one.key)

    chosen = select(
        rx.el.option("–", value=""),
        rx.foreach(known.options.to(list[Option]), option),
        name=known.key,
        aria_label=label,
    )
    typed = rx.el.div(
        text_input(
            name=known.key,
            type=rx.cond(known.kind == "date", "date", "text"),
            input_mode=rx.cond(known.kind == "text", "text", "decimal").to(str),
            aria_label=label,
        ),
        rx.cond(
            known.kind == "money",
            select(
                *[rx.el.option(code, value=code) for code in CURRENCIES],
                name="currency",
                aria_label=t("approvals.currency"),
                class_name="max-w-[90px]",
            ),
            rx.cond(known.kind == "percent", rx.el.span("%", class_name="self-center text-soft")),
        ),
        class_name="flex gap-1.5",
    )
    return rx.cond(  # pyright: ignore[reportReturnType]
        known.subjects.contains(CaseScreen.subject) & (known.key != "role"),
        rx.el.div(
            rx.el.span(label, class_name="block text-soft text-[13px] mb-1 first-letter:uppercase"),
            rx.cond(known.kind == "choice", chosen, typed),
            class_name="min-w-0",
        ),
    )


def _answer() -> rx.Component:
    return rx.el.div(
        rx.cond(
            _ANSWER.flow.zh != "",
            rx.el.p(
                t("approvals.simulated_flow", name=both(_ANSWER.flow.zh, _ANSWER.flow.en)),
                rx.el.span(
                    both(_ANSWER.sentence.zh, _ANSWER.sentence.en), class_name="block text-soft"
                ),
            ),
            rx.el.div(
                rx.el.p(t("approvals.simulated_limits")),
                rx.el.ul(rx.foreach(_ANSWER.breaches.to(list[BreachRow]), _breach)),
            ),
        ),
        rx.cond(
            _ANSWER.steps.length() > 0,
            rx.el.ol(
                rx.foreach(_ANSWER.steps.to(list[TriedStep]), _step), class_name="space-y-2 mt-2"
            ),
            rx.el.p(
                icon("circle-check", 16),
                t("approvals.simulated_nobody"),
                class_name="flex items-center gap-2 text-good mt-2",
            ),
        ),
        rx.el.ul(
            rx.foreach(_ANSWER.looked_at.to(list[TriedFlow]), _looked),
            class_name="mt-3 space-y-1 text-[13px]",
        ),
        role="status",
        class_name="mt-4 border-t border-line pt-3",
    )


def _step(step: rx.vars.ObjectVar[TriedStep], place: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            place + 1,
            class_name=(
                "grid place-items-center w-6 h-6 rounded-full bg-accent-soft text-accent "
                "text-[12px] shrink-0"
            ),
        ),
        rx.el.div(
            rx.el.p(both(step.who.zh, step.who.en), class_name="font-medium"),
            rx.el.p(
                rx.cond(
                    step.people.length() > 0,
                    t("approvals.reaches", people=step.people.join(", ")),
                    t("approvals.reaches_nobody"),
                ),
                class_name="text-soft text-[13px]",
            ),
        ),
        class_name="flex gap-2",
    )


def _breach(row: rx.vars.ObjectVar[BreachRow]) -> rx.Component:
    is_amount = row.measure == "amount"
    limit = rx.cond(is_amount, short_money(row.limit, row.currency), percent(row.limit))
    value = rx.cond(is_amount, amount_passed(row), percent(row.value))
    return rx.el.li(
        choice("approvals.measure", row.measure),
        " ",
        rx.cond(
            is_amount & (row.limit.to(float) == 0),
            t("approvals.no_limit_of", value=value, currency=row.currency),
            t("approvals.limit_of", value=value, limit=limit),
        ),
        class_name="text-soft text-[13px]",
    )


def _looked(row: rx.vars.ObjectVar[TriedFlow]) -> rx.Component:
    def one(words: Any, place: Any) -> rx.Component:
        said = both(words.zh, words.en)
        return rx.fragment(rx.cond(place > 0, t("approvals.comma"), ""), said)

    return rx.el.li(
        rx.cond(row.fits, badge(t("approvals.fits"), tone="good"), badge("–")),
        rx.el.span(both(row.name.zh, row.name.en)),
        rx.cond(
            row.misses.length() > 0,
            rx.el.span(
                t("approvals.not_fitting", misses=""),
                rx.foreach(row.misses.to(list[Words]), one),
                class_name="text-faint",
            ),
        ),
        class_name="flex flex-wrap items-center gap-2",
    )
