"""Targets, as those who lead set them."""

import reflex as rx

from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.target_sheets import target_sheets
from crm_app.components.targets import target_actions, target_grid, year_choice
from crm_app.components.ui.show import panel, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.targets import TargetScreen


@screen(
    "/settings/targets",
    "targets.title",
    on_load=TargetScreen.load,
    settings=MenuEntry(
        *("/settings/targets", "targets.title", "target", 44, Permission.TARGET_WRITE),
        hint="targets.hint",
    ),
)
def target_settings() -> rx.Component:
    """A year's targets."""
    return rx.el.div(
        settings_head("targets.title", "targets.hint", target_actions()),
        year_choice(),
        rx.cond(TargetScreen.loaded, target_grid(), panel(skeleton_rows())),
        target_sheets(),
        class_name="px-4 pt-4 pb-6 lg:px-6 lg:pt-5 max-w-[1400px]",
    )
