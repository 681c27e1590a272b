"""The history of imports, and where a file is brought."""

import reflex as rx

from crm_app.components.imports import history, pick_files, undo_time
from crm_app.components.lists import list_page
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.import_list import ImportList


@screen(
    "/imports",
    "imports.page",
    on_load=ImportList.load,
    settings=MenuEntry(
        *("/imports", "imports.page", "upload", 70, Permission.IMPORT), hint="imports.hint"
    ),
    only=Permission.IMPORT,
)
def import_history() -> rx.Component:
    """Every table that came in, and a place for the next one."""
    return rx.fragment(
        list_page(
            "imports.page",
            ImportList,
            table=history(),
            search=False,
            lead=pick_files(),
            empty_sign="upload",
            empty_text="imports.none",
            none_found="imports.none",
        ),
        rx.el.div(undo_time(), class_name="px-4 lg:px-6 pb-6"),
    )
