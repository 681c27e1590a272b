"""Forms for the company's website."""

import reflex as rx

from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.web_forms import new_web_form, web_form_list, web_form_sheets
from crm_app.core.permissions import Permission
from crm_app.state.leads import LeadChoices
from crm_app.state.web_forms import WebFormScreen


@screen(
    "/settings/web-forms",
    "web_forms.settings",
    on_load=[WebFormScreen.load, LeadChoices.load],
    settings=MenuEntry(
        *("/settings/web-forms", "web_forms.settings", "clipboard-pen-line", 55),
        *(Permission.SETTINGS,),
        hint="web_forms.settings_hint",
    ),
    only=Permission.SETTINGS,
)
def web_forms() -> rx.Component:
    """Who fills one in becomes a lead."""
    return rx.el.div(
        settings_head("web_forms.settings", "web_forms.settings_hint", new_web_form()),
        web_form_list(),
        web_form_sheets(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[860px]",
    )
