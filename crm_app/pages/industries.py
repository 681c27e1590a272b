"""Industry templates: fields, stages, plans and demo data to begin with."""

import reflex as rx

from crm_app.components.industries import template_list, template_sheet
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.ui.forms import problem_text
from crm_app.core.permissions import Permission
from crm_app.state.industries import IndustryScreen


@screen(
    "/settings/industries",
    "industries.page",
    on_load=IndustryScreen.load,
    only=Permission.SETTINGS,
    settings=MenuEntry(
        *("/settings/industries", "industries.page", "factory", 48, Permission.SETTINGS),
        hint="industries.page_hint",
    ),
)
def industries() -> rx.Component:
    """All industries; what one brings is shown before it is put to work."""
    return rx.el.div(
        settings_head("industries.page", "industries.page_hint"),
        rx.cond(IndustryScreen.asking, rx.fragment(), problem_text(IndustryScreen.problem)),
        template_list(),
        template_sheet(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[860px]",
    )
