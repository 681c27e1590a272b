"""When somebody leaves: what he has goes to others, in one step."""

import reflex as rx

from crm_app.components.handover import choosing, past, plan
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.ui.show import skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.handover import HandoverScreen


@screen(
    "/settings/handover",
    "handover.title",
    on_load=HandoverScreen.load,
    settings=MenuEntry(
        *("/settings/handover", "handover.title", "arrow-right-left", 26, Permission.HANDOVER),
        hint="handover.hint",
    ),
    only=Permission.HANDOVER,
)
def handover() -> rx.Component:
    """Choose, look, change, move."""
    return rx.el.div(
        settings_head("handover.title", "handover.hint"),
        rx.cond(
            HandoverScreen.loaded,
            rx.el.div(choosing(), plan(), past(), class_name="space-y-4 pb-6"),
            skeleton_rows(),
        ),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[1000px]",
    )
