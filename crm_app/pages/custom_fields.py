"""Custom fields: defined by an administrator, there at once."""

import reflex as rx

from crm_app.components.custom_fields import (
    field_list,
    new_field_button,
    record_switch,
)
from crm_app.components.field_sheet import field_sheet
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.ui.forms import problem_text
from crm_app.core.permissions import Permission
from crm_app.state.custom_fields import FieldScreen


@screen(
    "/settings/fields",
    "custom_fields.page",
    on_load=FieldScreen.load,
    settings=MenuEntry(
        *("/settings/fields", "custom_fields.page", "list-plus", 51, Permission.SETTINGS),
        hint="custom_fields.page_hint",
    ),
    only=Permission.SETTINGS,
)
def fields() -> rx.Component:
    """The fields of one kind of record, and the sheet that makes and changes one."""
    return rx.el.div(
        settings_head("custom_fields.page", "custom_fields.page_hint", new_field_button()),
        record_switch(),
        rx.cond(FieldScreen.asking, rx.fragment(), problem_text(FieldScreen.problem)),
        field_list(),
        field_sheet(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[860px]",
    )
