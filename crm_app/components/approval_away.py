"""Who decides while one is away: a sheet on the list of requests."""

from typing import Any

import reflex as rx

from crm_app.components.text import day, t
from crm_app.components.ui.forms import button, field, problem_text, select, text_input
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import badge
from crm_app.core.permissions import Permission
from crm_app.services.approvals import DelegationRow
from crm_app.services.references import Reference
from crm_app.state.approval_away import AwayScreen
from crm_app.state.base import Shell


def away_button() -> rx.Component:
    """Opens the sheet, for those whose word can be asked for."""
    words = rx.el.span(t("approvals.away"), class_name="max-lg:sr-only")
    return rx.cond(  # pyright: ignore[reportReturnType]
        Shell.me.can.contains(Permission.APPROVAL_DECIDE.value),
        rx.fragment(
            button(
                words,
                sign="plane",
                custom_attrs=opens("away"),
                class_name="min-w-[44px] lg:min-w-0",
            ),
            _sheet(),
        ),
    )


def _sheet() -> rx.Component:
    return sheet(
        "away",
        t("approvals.away"),
        rx.el.p(t("approvals.away_hint"), class_name="text-soft mb-3"),
        rx.cond(
            AwayScreen.rows.length() > 0,
            rx.el.ul(
                rx.foreach(AwayScreen.rows, _row),
                class_name="divide-y divide-line border border-line rounded-lg mb-4",
            ),
            rx.el.p(t("approvals.away_none"), class_name="text-faint mb-4"),
        ),
        rx.el.form(
            field(t("approvals.deputy"), _people()),
            rx.el.div(
                field(t("approvals.starts"), text_input(type="date", name="starts", required=True)),
                field(t("approvals.ends"), text_input(type="date", name="ends", required=True)),
                class_name="grid grid-cols-2 gap-3",
            ),
            field(t("approvals.note"), text_input(name="note", max_length=200)),
            problem_text(AwayScreen.problem),
            save_actions(),
            on_submit=AwayScreen.save,
            key=AwayScreen.saved,
            class_name="space-y-3",
        ),
    )


def _people() -> rx.Component:
    def one(person: Any) -> rx.Component:
        return rx.el.option(person.name, value=person.public_id)

    people = AwayScreen.people.to(list[Reference])
    return select(rx.foreach(people, one), name="deputy", required=True)


def _row(row: rx.vars.ObjectVar[DelegationRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                t("approvals.delegation_row", who=row.user.name, deputy=row.deputy.name),
                rx.cond(row.is_running, badge(t("approvals.running"), tone="good")),
                class_name="flex flex-wrap items-center gap-2",
            ),
            rx.el.p(
                day(row.starts),
                " – ",
                day(row.ends),
                " ",
                row.note,
                class_name="text-soft text-[13px] break-words",
            ),
            class_name="flex-1 min-w-0",
        ),
        rx.cond(
            row.is_mine,
            button(t("approvals.end_now"), on_click=AwayScreen.end(row.public_id)),
        ),
        key=row.public_id,
        class_name="flex items-center gap-2 px-3 py-2",
    )
