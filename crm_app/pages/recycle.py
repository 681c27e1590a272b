"""The recycle bin."""

import reflex as rx

from crm_app.components.lists import list_page
from crm_app.components.recycle import bin_filters, bin_table
from crm_app.components.settings import settings_back
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.recycle import RecycleBin


@screen(
    "/recycle-bin",
    "recycle.title",
    on_load=RecycleBin.load,
    settings=MenuEntry(
        *("/recycle-bin", "recycle.title", "trash-2", 18, Permission.SELF), hint="recycle.hint"
    ),
)
def recycle_bin() -> rx.Component:
    """What was deleted, to be restored."""
    return list_page(
        "recycle.title",
        RecycleBin,
        table=bin_table(),
        filters=bin_filters(),
        above=settings_back(),
        empty_sign="trash-2",
        empty_text="recycle.none",
        none_found="recycle.none_found",
    )
