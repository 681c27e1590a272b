"""What holds for the public pool."""

import reflex as rx

from crm_app.components.pool_settings import pool_settings_body
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.pool_settings import PoolSettingScreen


@screen(
    "/settings/pool",
    "pools.settings",
    on_load=PoolSettingScreen.load,
    settings=MenuEntry(
        *("/settings/pool", "pools.settings", "waves", 53, Permission.SETTINGS),
        hint="pools.settings_hint",
    ),
    only=Permission.SETTINGS,
)
def pool_settings() -> rx.Component:
    """Limits, taking back, hours."""
    return rx.el.div(
        settings_head("pools.settings", "pools.settings_hint"),
        pool_settings_body(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[860px]",
    )
