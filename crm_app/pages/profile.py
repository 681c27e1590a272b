"""One's own profile."""

import reflex as rx

from crm_app.components.profile import (
    language_choice,
    password_form,
    profile_form,
    session_list,
)
from crm_app.components.second_factor import own_factor
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.ui.show import skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.profile import ProfileScreen
from crm_app.state.second_factor import OwnFactor


@screen(
    "/profile",
    "profile.title",
    on_load=[ProfileScreen.load, OwnFactor.load],
    settings=MenuEntry(
        *("/profile", "profile.title", "circle-user", 10, Permission.SELF), hint="profile.hint"
    ),
)
def profile() -> rx.Component:
    """Name, language, zone, password, second step, sessions."""
    return rx.el.div(
        settings_head("profile.title", "profile.hint"),
        rx.cond(
            ProfileScreen.loaded,
            rx.el.div(
                profile_form(),
                language_choice(),
                own_factor(),
                session_list(),
                password_form(),
                class_name="space-y-4",
            ),
            skeleton_rows(),
        ),
        class_name="px-4 pt-4 pb-6 lg:px-6 lg:pt-5 max-w-[860px]",
    )
