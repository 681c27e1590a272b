"""The inbox."""

import reflex as rx

from crm_app.components.inbox import inbox_filters, notice_list, read_all_button
from crm_app.components.lists import list_page
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.inbox import Inbox


@screen(
    "/inbox",
    "inbox.title",
    on_load=Inbox.load,
    menu=MenuEntry("/inbox", "inbox.title", "inbox", 15, Permission.SELF, "i", counter="unread"),
)
def inbox() -> rx.Component:
    """What one should know."""
    return list_page(
        "inbox.title",
        Inbox,
        table=notice_list(),
        filters=inbox_filters(),
        actions=read_all_button(),
        empty_sign="inbox",
        empty_text="inbox.none",
        none_found="inbox.none_found",
        search=False,
    )
