"""Deals that do not move: days, owner, why, and one tap to ask."""

from typing import Any

import reflex as rx

from crm_app.components.deals import nudge_button, stage_badge
from crm_app.components.lists import filter_choice
from crm_app.components.places import is_on
from crm_app.components.text import choice, short_money, t
from crm_app.components.ui.forms import link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge, panel
from crm_app.services.deals import DealRow
from crm_app.state.stuck import StuckList, StuckToday


def stuck_today() -> rx.Component:
    """On Today: how many, the first of them, and the way to all. Nothing where all deals move."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        (StuckToday.total > 0) & is_on("/stuck"),
        panel(
            rx.el.div(
                icon("clock-alert"),
                rx.el.h2(t("deals.stuck_title"), class_name="font-semibold flex-1"),
                link(
                    t("deals.stuck_all", count=StuckToday.total),
                    icon("chevron-right", 16),
                    href="/stuck",
                    class_name=(
                        "inline-flex items-center gap-1 text-accent min-h-[44px] lg:min-h-[28px]"
                    ),
                ),
                class_name="flex items-center gap-2 px-3 pt-1",
            ),
            rx.el.ul(
                rx.foreach(StuckToday.rows, lambda row: stuck_row(row, StuckToday)),
                class_name="divide-y divide-line",
            ),
            class_name="max-lg:hidden",  # on the phone one line says how many
        ),
    )


def stuck_list() -> rx.Component:
    """All of them, a line each."""
    return rx.el.ul(
        rx.foreach(StuckList.rows, lambda row: stuck_row(row, StuckList)),
        class_name="divide-y divide-line",
    )


def stuck_filters() -> rx.Component:
    """Whose."""
    people = [rx.foreach(StuckList.owners, lambda one: rx.el.option(one.name, value=one.public_id))]
    return filter_choice(StuckList, "owner", t("deals.any_owner"), people)


def stuck_row(row: rx.vars.ObjectVar[DealRow], state: Any) -> rx.Component:
    """A deal, since when it stands, why, whose it is."""
    return rx.el.li(
        link(
            rx.el.span(
                rx.el.span(row.name, class_name="block font-medium truncate"),
                rx.el.span(
                    row.customer,
                    " · ",
                    short_money(row.amount, row.currency),
                    class_name="block text-soft text-[13px] truncate",
                ),
                class_name="block min-w-0",
            ),
            href=f"/deals/{row.public_id}",
            class_name="flex-1 min-w-[180px] py-1 hover:underline",
        ),
        stage_badge(row.stage, row.stage_kind),
        badge(t("deals.days_count", days=row.days), tone="warn"),
        why_badges(row.reasons),
        rx.el.span(row.owner, class_name="text-soft text-[13px] truncate max-w-[120px]"),
        nudge_button(row.owner, state.nudge(row.public_id, row.owner)),
        custom_attrs={"data-row": row.public_id},
        key=row.public_id,
        class_name="flex flex-wrap items-center gap-2 px-3 py-1.5 min-h-[52px]",
    )


def why_badges(reasons: Any) -> rx.Component:
    """Why it does not move, in words."""
    return rx.foreach(reasons, lambda why: badge(choice("deals.why", why), tone="neutral"))
