"""Parts of the product, switched on step by step."""

import reflex as rx

from crm_app.components.modules import module_list, rollout
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.ui.forms import problem_text
from crm_app.core.permissions import Permission
from crm_app.state.modules import ModuleScreen


@screen(
    "/settings/modules",
    "modules.page",
    on_load=ModuleScreen.load,
    only=Permission.SETTINGS,
    settings=MenuEntry(
        *("/settings/modules", "modules.page", "blocks", 49, Permission.SETTINGS),
        hint="modules.page_hint",
    ),
)
def modules() -> rx.Component:
    """How far the roll-out is, and each part with its switch."""
    return rx.el.div(
        settings_head("modules.page", "modules.page_hint"),
        problem_text(ModuleScreen.problem),
        rollout(),
        module_list(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[860px]",
    )
