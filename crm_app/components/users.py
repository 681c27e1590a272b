"""The list of users: a table on the desk, cards on the phone."""

import reflex as rx

from crm_app.components.lists import column_head, filter_choice, table_or_cards
from crm_app.components.text import choice, t
from crm_app.components.ui.forms import create_button
from crm_app.components.ui.overlay import menu, menu_item
from crm_app.components.ui.show import badge, initial
from crm_app.core.permissions import Permission
from crm_app.services.accounts import ROLES, TeamRow, UserRow
from crm_app.state.base import Shell
from crm_app.state.users import UserList

MAY_ADMINISTER = Shell.me.can.contains(Permission.USER_ADMIN.value)
_STATES = ("active", "invited", "disabled")


def invite_button() -> rx.Component:
    """Opens the invitation; only for administrators."""
    return rx.cond(
        MAY_ADMINISTER,
        create_button(
            t("users.invite"),
            "user-plus",
            on_click=UserList.start_invitation,
            custom_attrs={"data-create": ""},
        ),
    )


def user_filters() -> rx.Component:
    """By role, team and state."""
    return rx.fragment(
        filter_choice(
            UserList,
            "role",
            t("users.any_role"),
            [rx.el.option(t(f"role.{role}"), value=role) for role in ROLES],
        ),
        filter_choice(
            UserList,
            "team",
            t("users.any_team"),
            [rx.foreach(UserList.teams, team_option)],  # pyright: ignore[reportArgumentType]
            among=UserList.teams,
        ),
        filter_choice(
            UserList,
            "state",
            t("users.any_state"),
            [rx.el.option(t(f"users.state.{state}"), value=state) for state in _STATES],
        ),
    )


def team_option(team: rx.vars.ObjectVar[TeamRow]) -> rx.Component:
    """A team in a choice."""
    return rx.el.option(team.name, value=team.public_id, key=team.public_id)


def user_table() -> rx.Component:
    """All of them by name."""
    heads = ("name", "email", "role", "team", "state")
    return table_or_cards(
        UserList,
        [
            *[column_head(UserList, t(f"users.{name}")) for name in heads],
            column_head(UserList, rx.el.span(t("shell.more"), class_name="sr-only")),
        ],
        _row,
        _card,
    )


def _row(row: rx.vars.ObjectVar[UserRow]) -> rx.Component:
    cell = "px-2 xl:px-3 py-1.5 truncate max-w-[200px] xl:max-w-[280px]"
    return rx.el.tr(
        rx.el.td(
            row.name,
            rx.cond(row.is_senior, badge(t("users.senior"), class_name="ml-2")),
            class_name=f"{cell} font-medium",
        ),
        rx.el.td(row.email, class_name=f"{cell} text-soft"),
        rx.el.td(choice("role", row.role), class_name=cell),
        rx.el.td(row.team, class_name=cell),
        rx.el.td(_state(row), class_name=cell),
        rx.el.td(rx.cond(MAY_ADMINISTER, _menu(row)), class_name="pr-2 text-right h-[42px]"),
        custom_attrs={"data-row": row.public_id},
        key=row.public_id,
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _card(row: rx.vars.ObjectVar[UserRow]) -> rx.Component:
    return rx.el.li(
        initial(row.name),
        rx.el.div(
            rx.el.p(
                row.name,
                rx.cond(row.is_senior, badge(t("users.senior"), class_name="ml-2")),
                class_name="font-medium truncate",
            ),
            rx.el.p(
                choice("role", row.role),
                " · ",
                row.team,
                class_name="text-soft text-[14px] truncate",
            ),
            rx.el.p(row.email, class_name="text-faint text-[13px] truncate"),
            rx.cond(row.state == "active", rx.fragment(), _state(row)),
            class_name="min-w-0 flex-1",
        ),
        rx.cond(MAY_ADMINISTER, _menu(row)),
        custom_attrs={"data-row": row.public_id},
        key=row.public_id,
        class_name="flex items-center gap-3 px-4 py-3 min-h-[64px]",
    )


def _state(row: rx.vars.ObjectVar[UserRow]) -> rx.Component:
    words = choice("users.state", row.state)
    return rx.match(  # pyright: ignore[reportReturnType]
        row.state,
        ("active", badge(words, tone="good")),
        ("invited", badge(words, tone="warn")),
        badge(words, tone="neutral"),
    )


def _menu(row: rx.vars.ObjectVar[UserRow]) -> rx.Component:
    is_off = row.state == "disabled"
    return menu(
        t("users.menu", name=row.name),
        menu_item(t("shell.edit"), sign="pencil", on_click=UserList.start(row.public_id, "edit")),
        rx.cond(
            is_off,
            rx.fragment(),
            menu_item(
                t("users.reset"),
                sign="key-round",
                on_click=UserList.start(row.public_id, "reset"),
            ),
        ),
        rx.cond(
            row.has_factor,
            menu_item(
                t("second_factor.remove"),
                sign="shield-off",
                bad=True,
                on_click=UserList.remove_factor(row.public_id, row.name),
            ),
        ),
        rx.cond(
            is_off,
            menu_item(
                t("users.enable"),
                sign="user-check",
                on_click=UserList.enable(row.public_id, row.name, "yes"),
            ),
            menu_item(
                t("users.disable"),
                sign="user-x",
                bad=True,
                on_click=UserList.enable(row.public_id, row.name, "no"),
            ),
        ),
    )
