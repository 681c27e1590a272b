"""Pieces of the list of contacts."""

from typing import Any

import reflex as rx

from crm_app.components.columns import viewed_table
from crm_app.components.conditions import conditions_button
from crm_app.components.custom_lists import custom_cells, custom_heads, custom_line
from crm_app.components.found import why_found
from crm_app.components.lists import (
    CELL,
    WIDE,
    column_head,
    listed_filter,
    owner_filter,
)
from crm_app.components.text import ago, called, dialled, t
from crm_app.components.ui.forms import link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import initial
from crm_app.services.contacts import ContactRow
from crm_app.state.contacts import ContactList

_CELL = f"{CELL} max-w-[160px] xl:max-w-[240px]"


def contact_filters() -> rx.Component:
    """Source and owner."""
    return rx.fragment(
        listed_filter(ContactList, "source", t("contacts.source"), ContactList.sources),
        owner_filter(ContactList),
        conditions_button(ContactList),
    )


def contact_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    return viewed_table(
        "contact",
        ContactList,
        [
            column_head(ContactList, t("contacts.name"), "name"),
            column_head(ContactList, t("contacts.company")),
            column_head(ContactList, t("contacts.position")),
            column_head(ContactList, t("contacts.mobile")),
            column_head(ContactList, t("contacts.email"), wide=True),
            column_head(ContactList, t("contacts.owner")),
            column_head(ContactList, t("contacts.updated"), "updated", wide=True),
            custom_heads(ContactList),
        ],
        _row,
        _card,
        _raw,
    )


def _raw(row: Any) -> dict[str, Any]:
    """What is typed into the cells that are edited where they stand."""
    return {"name": row.name, "title": row.title, "phone": row.phone, "email": row.email}


def _row(row: rx.vars.ObjectVar[ContactRow]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(
            link(
                row.name,
                href=f"/contacts/{row.public_id}",
                class_name="font-medium hover:underline",
            ),
            rx.el.span(" ", row.honorific, class_name="text-faint"),
            why_found(ContactList, row.public_id),
            class_name=_CELL,
        ),
        rx.el.td(
            rx.cond(
                row.customer_id != "",
                link(
                    row.customer,
                    href=f"/customers/{row.customer_id}",
                    class_name="hover:underline",
                ),
            ),
            class_name=_CELL,
        ),
        rx.el.td(row.title, class_name=_CELL),
        rx.el.td(row.phone, class_name=f"{_CELL} tabular-nums"),
        rx.el.td(row.email, class_name=f"{_CELL} {WIDE}"),
        rx.el.td(row.owner, class_name=f"{_CELL} text-soft"),
        rx.el.td(ago(row.updated_at), class_name=f"{_CELL} text-soft {WIDE}"),
        custom_cells(row),
        custom_attrs={"data-row": row.public_id},
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _card(row: rx.vars.ObjectVar[ContactRow]) -> rx.Component:
    return rx.el.li(
        link(
            initial(row.name),
            rx.el.span(
                rx.el.span(called(row), class_name="block font-medium truncate"),
                rx.el.span(
                    row.customer,
                    rx.cond((row.customer != "") & (row.title != ""), rx.fragment(" · ")),
                    row.title,
                    class_name="block text-soft text-[14px] truncate",
                ),
                why_found(ContactList, row.public_id),
                custom_line(row),
                class_name="min-w-0 flex-1",
            ),
            href=f"/contacts/{row.public_id}",
            class_name="flex items-center gap-3 pl-4 py-3 min-h-[64px] flex-1 min-w-0",
        ),
        rx.cond(
            row.phone != "",
            rx.el.a(
                icon("phone", 20),
                href=f"tel:{dialled(row.phone)}",
                aria_label=t("contacts.call", name=row.name),
                title=row.phone,
                class_name="grid place-items-center w-11 h-11 mr-1.5 shrink-0 rounded-lg text-soft",
            ),
        ),
        custom_attrs={"data-row": row.public_id},
        class_name="flex items-center gap-1",
    )
