"""The list of users."""

import reflex as rx

from crm_app.components.lists import list_page
from crm_app.components.settings import settings_back
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.user_sheets import user_sheets
from crm_app.components.users import invite_button, user_filters, user_table
from crm_app.core.permissions import Permission
from crm_app.state.users import UserList


@screen(
    "/settings/users",
    "users.title",
    on_load=UserList.load,
    settings=MenuEntry(
        *("/settings/users", "users.title", "users-round", 20, Permission.USER_ADMIN),
        hint="users.hint",
    ),
)
def users() -> rx.Component:
    """Who signs in, with which role, in which team."""
    return rx.fragment(
        list_page(
            "users.title",
            UserList,
            table=user_table(),
            filters=user_filters(),
            actions=invite_button(),
            above=settings_back(),
            empty_sign="users-round",
            empty_text="users.none",
            none_found="users.none_found",
        ),
        user_sheets(),
    )
