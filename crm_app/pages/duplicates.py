"""Records that may be one: decided one by one, or all that are almost sure."""

import reflex as rx

from crm_app.components.duplicate_pair import pair_card
from crm_app.components.duplicates import (
    bulk_sheet,
    kind_tabs,
    merge_list,
    nothing_waits,
    pair_filters,
    pair_list,
    search_button,
)
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.components.ui.forms import button
from crm_app.components.ui.show import skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.duplicates import DuplicatesScreen


@screen(
    "/duplicates",
    "duplicates.title",
    on_load=DuplicatesScreen.load,
    menu=MenuEntry(
        "/duplicates", "duplicates.title", "copy-check", 37, Permission.CONTACT_WRITE, "u"
    ),
    only=Permission.CONTACT_WRITE,
)
def duplicates() -> rx.Component:
    """The list beside the pair on the desk; the pair alone on the phone."""
    return rx.el.div(
        rx.el.header(
            rx.el.h1(
                t("duplicates.title"),
                class_name="text-[20px] font-semibold w-full lg:w-auto lg:flex-1",
            ),
            button(
                t("duplicates.bulk"),
                sign="layers",
                on_click=DuplicatesScreen.open_bulk,
                disabled=DuplicatesScreen.total == 0,
            ),
            search_button(),
            class_name="flex flex-wrap items-center gap-2 max-lg:[&>button]:flex-1",
        ),
        rx.el.div(
            kind_tabs(), pair_filters(), class_name="flex flex-wrap items-center gap-x-6 gap-y-2"
        ),
        rx.cond(DuplicatesScreen.loaded, _found(), skeleton_rows()),
        bulk_sheet(),
        class_name="p-4 lg:px-6 lg:py-5 space-y-4 max-w-[1400px]",
    )


def _found() -> rx.Component:
    return rx.cond(
        DuplicatesScreen.merges.length() > 0,
        merge_list(),
        rx.cond(
            DuplicatesScreen.rows.length() > 0,
            rx.el.div(
                rx.el.div(
                    pair_list(),
                    class_name="hidden lg:block bg-panel border border-line rounded-lg overflow-hidden",
                ),
                pair_card(),
                class_name="lg:grid lg:grid-cols-[340px_1fr] gap-4 items-start",
            ),
            nothing_waits(),
        ),
    )
