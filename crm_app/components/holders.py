"""Whose it is already: shown while one types, with the way to ask for it."""

from typing import Any

import reflex as rx

from crm_app.components.text import choice, day, t
from crm_app.components.ui.forms import button, field, link, problem_text, text_area
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.components.ui.show import badge
from crm_app.services.ownership import Holder


def holders_strip(state: Any) -> rx.Component:
    """Who holds what is being entered; `state` is an `AskScreen`."""
    return rx.cond(
        state.holders.length() > 0,
        rx.el.section(
            rx.el.p(
                icon("shield-alert"),
                t("ownership.known"),
                class_name="flex items-center gap-2 font-medium",
            ),
            rx.el.ul(rx.foreach(state.holders, lambda one: _holder(state, one))),
            role="status",
            class_name="rounded-lg bg-warn-soft text-ink px-3 py-2",
        ),
    )


def _holder(state: Any, one: rx.vars.ObjectVar[Holder]) -> rx.Component:
    name = rx.cond(
        one.may_see,
        link(
            one.name,
            href=f"/open/{one.kind}/{one.record}",
            class_name="font-medium underline break-words",
        ),
        rx.el.span(
            rx.cond(one.in_pool, t("ownership.pool"), t("ownership.colleague", owner=one.owner)),
            class_name="font-medium",
        ),
    )
    return rx.el.li(
        rx.el.div(
            name,
            rx.el.p(
                # Of what one may not see the line above names the owner already.
                rx.cond(
                    one.may_see | one.is_mine,
                    rx.fragment(rx.cond(one.is_mine, t("ownership.yours"), one.owner), " · "),
                ),
                t("ownership.since", day=day(one.since)),
                rx.cond(
                    one.may_see,
                    rx.fragment(
                        " · ",
                        rx.cond(
                            one.last_touch,
                            t("ownership.last_touch", day=day(one.last_touch)),
                            t("ownership.never_touched"),
                        ),
                    ),
                ),
                class_name="text-[13px]",
            ),
            class_name="flex-1 min-w-[220px]",
        ),
        badge(choice("kind", one.kind)),
        badge(choice("ownership.reason", one.reason), tone="warn"),
        rx.cond(
            one.asked,
            rx.el.span(t("ownership.asked"), class_name="text-[13px]"),
            rx.cond(
                ~one.is_mine & ~one.in_pool,
                button(t("ownership.ask"), on_click=state.ask_for(one.record)),
            ),
        ),
        key=one.record,
        class_name="flex flex-wrap items-center gap-x-2 gap-y-1 py-1",
    )


def ask_sheet(state: Any) -> rx.Component:
    """Share or transfer, and why; beside the form, as forms do not nest."""
    return sheet(
        "ask-for",
        t("ownership.ask_title", owner=state.asking.owner),
        rx.el.form(
            rx.el.fieldset(
                rx.el.legend(t("ownership.wish"), class_name="text-soft text-[13px] mb-1"),
                *[_wish(wish, chosen=wish == "transfer") for wish in ("transfer", "share")],
            ),
            field(
                t("ownership.why"),
                text_area(
                    name="reason",
                    rows="3",
                    required=True,
                    max_length=300,
                    custom_attrs={"data-focus": ""},
                ),
            ),
            problem_text(state.ask_problem),
            save_actions(t("ownership.send")),
            reset_on_submit=False,
            on_submit=state.send_request,
            class_name="space-y-3",
        ),
        open=state.asking.record != "",
        on_close=state.stop_asking,
    )


def _wish(wish: str, *, chosen: bool) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio", name="wish", value=wish, default_checked=chosen, class_name="w-5 h-5"
        ),
        t(f"ownership.wish.{wish}"),
        class_name="flex items-center gap-2 min-h-[44px] lg:min-h-[34px]",
    )
