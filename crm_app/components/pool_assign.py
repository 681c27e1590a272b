"""Giving several leads of the pool out at once."""

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import button, field, problem_text, select
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.core.permissions import Permission
from crm_app.state.base import Shell
from crm_app.state.pools import PoolList

MAY_ASSIGN = Shell.me.can.contains(Permission.LEAD_ASSIGN.value)
_ASSIGN = "assign-leads"


def chosen_bar() -> rx.Component:
    """How many are chosen, and what one can do with them."""
    return rx.el.div(
        rx.el.span(t("pools.chosen", count=PoolList.chosen.length()), class_name="flex-1"),
        button(
            t("pools.assign"),
            sign="user-check",
            tone="primary",
            on_click=PoolList.start_assigning,
            custom_attrs=opens(_ASSIGN),
        ),
        role="status",
        class_name=(
            "sticky top-[60px] lg:top-2 z-10 flex items-center gap-3 rounded-lg bg-accent-soft "
            "text-accent px-3 py-2 mb-3"
        ),
    )


def assign_sheet() -> rx.Component:
    """To whom the chosen ones go: by the rules, or to somebody."""
    return sheet(
        _ASSIGN,
        t("pools.chosen", count=PoolList.chosen.length()),
        rx.el.form(
            field(
                t("pools.assign_to"),
                select(
                    rx.el.option(t("pools.assign_by_rules"), value=""),
                    rx.foreach(
                        PoolList.people, lambda one: rx.el.option(one.name, value=one.public_id)
                    ),
                    name="to",
                ),
            ),
            problem_text(PoolList.assign_problem),
            save_actions(t("pools.assign")),
            reset_on_submit=False,
            on_submit=PoolList.assign,
            class_name="space-y-3",
        ),
        done=PoolList.saved,
    )
