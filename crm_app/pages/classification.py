"""Settling predicted classes of many leads at once."""

import reflex as rx

from crm_app.components.classification import (
    class_filters,
    class_table,
    field_tabs,
    settle_bar,
)
from crm_app.components.lists import list_page
from crm_app.components.shell import screen
from crm_app.components.text import t
from crm_app.components.ui.forms import back_link
from crm_app.core.permissions import Permission
from crm_app.state.classification import ClassList


@screen("/lead-classes", "classification.page", on_load=ClassList.load, only=Permission.LEAD_READ)
def lead_classes() -> rx.Component:
    """What is thought of leads, to be confirmed or put right."""
    return list_page(
        "classification.page",
        ClassList,
        table=rx.fragment(class_table()),
        filters=class_filters(),
        above=back_link(t("leads.page"), "/leads"),
        lead=rx.fragment(
            rx.el.p(t("classification.hint"), class_name="text-soft mb-3 max-w-[760px]"),
            field_tabs(),
            settle_bar(),
        ),
        empty_sign="tags",
        empty_text="classification.none",
        none_found="classification.none_found",
    )
