"""The tree of teams and its sheet."""

from typing import Any

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import button, field, link, problem_text, select, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_item, save_actions, sheet
from crm_app.components.ui.show import empty, panel, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.services.accounts import TeamRow
from crm_app.state.base import Shell
from crm_app.state.teams import TeamScreen

_MAY_ADMINISTER = Shell.me.can.contains(Permission.USER_ADMIN.value)


def new_team() -> rx.Component:
    """Opens the empty sheet, below the first team."""
    return rx.cond(
        _MAY_ADMINISTER,
        button(
            t("teams.new"),
            sign="plus",
            tone="primary",
            on_click=TeamScreen.start_below(""),
        ),
    )


def team_tree() -> rx.Component:
    """Each team below its parent, set in by its depth."""
    return rx.fragment(
        rx.cond(~TeamScreen.asking, problem_text(TeamScreen.problem)),
        panel(
            rx.cond(
                TeamScreen.loaded,
                rx.cond(
                    TeamScreen.rows.length() > 0,
                    rx.el.ul(rx.foreach(TeamScreen.rows, _row), class_name="divide-y divide-line"),
                    empty("network", t("teams.none")),
                ),
                skeleton_rows(4),
            ),
            class_name="overflow-hidden mt-2 first:mt-0",
        ),
        _sheet(),
    )


def _row(row: rx.vars.ObjectVar[TeamRow]) -> rx.Component:
    inset: Any = row.depth.to(int) * 24
    return rx.el.li(
        rx.el.span(style={"width": f"min({inset}px, 35vw)"}, class_name="shrink-0"),
        rx.el.span(
            rx.cond(row.depth.to(int) > 0, icon("corner-down-right"), icon("network")),
            class_name="text-faint",
        ),
        rx.el.span(row.name, class_name="font-medium flex-1 min-w-0 truncate"),
        link(
            t("teams.members", count=row.members),
            href=f"/settings/users?team={row.public_id}",
            class_name=(
                "inline-flex items-center min-h-[44px] lg:min-h-[34px] px-2 text-soft "
                "tabular-nums whitespace-nowrap hover:underline"
            ),
        ),
        rx.cond(_MAY_ADMINISTER, _menu(row)),
        key=row.public_id,
        custom_attrs={"data-row": row.public_id},
        class_name="flex items-center gap-2 pl-3 pr-1 min-h-[52px] lg:min-h-[44px]",
    )


def _menu(row: rx.vars.ObjectVar[TeamRow]) -> rx.Component:
    return menu(
        t("teams.menu", name=row.name),
        menu_item(t("teams.below"), sign="plus", on_click=TeamScreen.start_below(row.public_id)),
        menu_item(t("teams.edit"), sign="pencil", on_click=TeamScreen.start(row.public_id)),
        menu_item(
            t("shell.delete"),
            sign="trash-2",
            bad=True,
            on_click=TeamScreen.delete(row.public_id),
        ),
    )


def _sheet() -> rx.Component:
    values = TeamScreen.values
    return sheet(
        "team",
        rx.cond(TeamScreen.editing != "", t("teams.edit"), t("teams.new")),
        rx.el.form(
            field(
                t("teams.name"),
                text_input(
                    name="name",
                    required=True,
                    max_length=120,
                    default_value=values["name"],
                    custom_attrs={"data-focus": ""},
                ),
            ),
            field(
                t("teams.parent"),
                select(
                    rx.el.option(t("teams.top"), value=""),
                    rx.foreach(TeamScreen.rows, _option),
                    name="parent",
                    default_value=values["parent"],
                ),
            ),
            problem_text(TeamScreen.problem),
            save_actions(),
            reset_on_submit=False,
            on_submit=TeamScreen.save,
            class_name="space-y-3",
        ),
        open=TeamScreen.asking,
        on_close=TeamScreen.stop,
        key=f"{TeamScreen.editing}-{values['parent']}",
    )


def _option(row: rx.vars.ObjectVar[TeamRow]) -> rx.Component:
    return rx.el.option(
        row.name,
        value=row.public_id,
        key=row.public_id,
        disabled=row.public_id == TeamScreen.editing,
    )
