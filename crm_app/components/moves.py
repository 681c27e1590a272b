"""Asking for what a stage needs, on the spot."""

from typing import Any

import reflex as rx

from crm_app.components.custom_values import field_inputs
from crm_app.components.text import both, named, t
from crm_app.components.ui.forms import field, problem_text, select, text_area, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.services.currencies import CURRENCIES
from crm_app.services.custom_fields import FieldValue


def move_sheets(state: Any) -> rx.Component:
    """The sheet of a `MoveScreen`: just what is missing for the move that was tried."""
    needs = state.needs
    lost, reopened = needs.reason == "lost", needs.reason == "reopen"
    return sheet(
        "move-deal",
        rx.cond(
            lost,
            t("deals.lost_title"),
            rx.cond(reopened, t("deals.reopen_title"), t("deals.fill_title")),
        ),
        rx.el.form(
            rx.el.p(needs.name, class_name="font-medium"),
            rx.el.p(
                rx.cond(
                    lost,
                    t("deals.lost_hint"),
                    rx.cond(
                        reopened,
                        t("deals.reopen_hint"),
                        t("deals.fill_hint", name=named(needs.stage)),
                    ),
                ),
                class_name="text-soft",
            ),
            guidance(needs.guidance_zh, needs.guidance_en),
            rx.cond(lost, _lost_reason(needs)),
            rx.cond(reopened, _why_again()),
            rx.cond(needs.fields.contains("amount"), _amount(needs)),
            rx.cond(
                needs.fields.contains("expected_close"),
                field(
                    t("deals.expected_close"),
                    text_input(
                        name="expected_close",
                        type="date",
                        default_value=needs.expected_close,
                        required=True,
                    ),
                ),
            ),
            rx.cond(needs.fields.contains("contact"), _contact(needs)),
            rx.cond(
                lost | needs.fields.contains("competitor"),
                competitor_field(
                    needs.competitors,
                    needs.competitor,
                    required=needs.fields.contains("competitor"),
                ),
            ),
            field_inputs(needs.custom.to(list[FieldValue]), "deal"),
            problem_text(state.problem),
            save_actions(rx.cond(lost, t("deals.mark_lost"), t("deals.fill_and_move"))),
            on_submit=state.fill,
            class_name="space-y-3",
        ),
        open=state.asking,
        on_close=state.stop_asking,
    )


def guidance(zh: Any, en: Any) -> rx.Component:
    """What the stage advises; nothing where it advises nothing."""
    return rx.cond(
        rx.Var.create(zh).to(str) + rx.Var.create(en).to(str) != "",
        rx.el.p(
            rx.el.span(icon("lightbulb", 16), class_name="shrink-0 mt-0.5"),
            rx.el.span(both(zh, en), class_name="whitespace-pre-line min-w-0"),
            class_name="flex gap-2 rounded-lg bg-accent-soft text-accent px-3 py-2",
        ),
    )


def competitor_field(known: Any, chosen: Any, *, required: Any = False) -> rx.Component:
    """Who else bids: a known name, or a new one."""
    return field(
        t("deals.competitor"),
        rx.el.span(
            text_input(
                name="competitor",
                default_value=chosen,
                max_length=120,
                required=required,
                list="known-competitors",
            ),
            rx.el.datalist(
                rx.foreach(known, lambda name: rx.el.option(value=name)), id="known-competitors"
            ),
        ),
    )


def _lost_reason(needs: Any) -> rx.Component:
    return field(
        t("deals.lost_reason"),
        select(
            rx.el.option(t("deals.choose_reason"), value=""),
            rx.foreach(needs.reasons, lambda reason: rx.el.option(named(reason), value=reason.key)),
            name="reason",
            required=True,
            custom_attrs={"data-focus": ""},
        ),
    )


def _why_again() -> rx.Component:
    return field(
        t("deals.reopen_why"),
        text_area(
            name="reason",
            rows="2",
            required=True,
            max_length=200,
            custom_attrs={"data-focus": ""},
        ),
    )


def _amount(needs: Any) -> rx.Component:
    return rx.el.div(
        field(
            t("deals.amount"),
            text_input(
                name="amount",
                default_value=needs.amount,
                input_mode="decimal",
                required=True,
                custom_attrs={"data-focus": ""},
            ),
        ),
        field(
            t("deals.currency"),
            select(
                *[rx.el.option(code, value=code) for code in CURRENCIES],
                name="currency",
                default_value=needs.currency,
            ),
        ),
        class_name="grid grid-cols-[1fr_110px] gap-3",
    )


def _contact(needs: Any) -> rx.Component:
    return field(
        t("deals.contact"),
        select(
            rx.el.option(t("deals.choose_contact"), value=""),
            rx.foreach(needs.people, lambda one: rx.el.option(one.name, value=one.public_id)),
            name="contact",
            required=True,
        ),
        hint=rx.cond(needs.people.length() == 0, t("deals.no_people"), ""),
    )
