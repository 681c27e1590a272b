"""The tree of teams."""

import reflex as rx

from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.teams import new_team, team_tree
from crm_app.core.permissions import Permission
from crm_app.state.teams import TeamScreen


@screen(
    "/settings/teams",
    "teams.title",
    on_load=TeamScreen.load,
    settings=MenuEntry(
        *("/settings/teams", "teams.title", "network", 25, Permission.USER_ADMIN), hint="teams.hint"
    ),
)
def teams() -> rx.Component:
    """Who stands above whom."""
    return rx.el.div(
        settings_head("teams.title", "teams.hint", new_team()),
        team_tree(),
        class_name="px-4 pt-4 pb-6 lg:px-6 lg:pt-5 max-w-[860px]",
    )
