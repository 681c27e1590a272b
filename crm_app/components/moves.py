"""Asking for what a stage needs, on the spot."""

from typing import Any

import reflex as rx

from crm_app.components.text import named, t
from crm_app.components.ui.forms import field, problem_text, select, text_input
from crm_app.components.ui.overlay import save_actions, sheet


def move_sheets(state: Any) -> rx.Component:
    """The two sheets of a `MoveScreen`: missing fields, and the reason for losing."""
    return rx.fragment(
        sheet(
            "fill-deal",
            t("deals.fill_title"),
            rx.el.form(
                rx.el.p(state.moving_name, class_name="font-medium"),
                rx.el.p(t("deals.fill_hint"), class_name="text-soft"),
                field(
                    t("deals.amount"),
                    text_input(
                        name="amount",
                        default_value=state.moving_amount,
                        input_mode="decimal",
                        required=True,
                        custom_attrs={"data-focus": ""},
                    ),
                ),
                field(
                    t("deals.expected_close"),
                    text_input(
                        name="expected_close",
                        type="date",
                        default_value=state.moving_close,
                        required=True,
                    ),
                ),
                problem_text(state.problem),
                save_actions(t("deals.fill_and_move")),
                on_submit=state.fill,
                class_name="space-y-3",
            ),
            open=state.asking == "fill",
            on_close=state.stop_asking,
        ),
        sheet(
            "lose-deal",
            t("deals.lost_title"),
            rx.el.form(
                rx.el.p(state.moving_name, class_name="font-medium"),
                rx.el.p(t("deals.lost_hint"), class_name="text-soft"),
                field(
                    t("deals.lost_reason"),
                    select(
                        rx.el.option(t("deals.choose_reason"), value=""),
                        rx.foreach(
                            state.reasons,
                            lambda reason: rx.el.option(named(reason), value=reason.key),
                        ),
                        name="reason",
                        required=True,
                        custom_attrs={"data-focus": ""},
                    ),
                ),
                problem_text(state.problem),
                save_actions(t("deals.mark_lost")),
                on_submit=state.lose,
                class_name="space-y-3",
            ),
            open=state.asking == "lost",
            on_close=state.stop_asking,
        ),
    )
