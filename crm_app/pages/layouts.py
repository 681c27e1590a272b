"""Layouts: how pages and forms are arranged for each role."""

import reflex as rx

from crm_app.components.custom_fields import record_switch
from crm_app.components.layouts import columns, role_choice, title_sheet
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.components.ui.forms import problem_text
from crm_app.core.permissions import Permission
from crm_app.services.layouts import KINDS
from crm_app.state.layouts import LayoutScreen


@screen(
    "/settings/layouts",
    "layouts.page",
    on_load=LayoutScreen.load,
    only=Permission.SETTINGS,
    settings=MenuEntry(
        *("/settings/layouts", "layouts.page", "layout-list", 51, Permission.SETTINGS),
        hint="layouts.page_hint",
    ),
)
def layouts() -> rx.Component:
    """A kind of record, a role, and the sections and fields of both."""
    return rx.el.div(
        settings_head("layouts.page", "layouts.page_hint"),
        record_switch(LayoutScreen, KINDS),
        rx.el.p(t("layouts.why"), class_name="text-soft text-[13px] mb-3"),
        role_choice(),
        rx.cond(LayoutScreen.asking, rx.fragment(), problem_text(LayoutScreen.problem)),
        rx.cond(LayoutScreen.loaded, columns()),
        title_sheet(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 pb-6 max-w-[860px]",
    )
