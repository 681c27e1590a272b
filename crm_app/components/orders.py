"""Pieces of the list of orders."""

from typing import Any

import reflex as rx

from crm_app.components.lists import (
    CELL,
    WIDE,
    column_head,
    filter_choice,
    owner_filter,
    table_or_cards,
)
from crm_app.components.places import may
from crm_app.components.sums import bar
from crm_app.components.text import choice, day, money, short_money, t
from crm_app.components.ui.forms import create_button, link
from crm_app.components.ui.show import badge
from crm_app.core.permissions import Permission
from crm_app.services.orders import OrderRow
from crm_app.state.order_lines import OrderLines
from crm_app.state.orders import OrderList

MAY_ORDER = may(Permission.ORDER_WRITE)
_STATUSES = ("open", "partly", "delivered", "cancelled")


def order_badge(status: Any) -> rx.Component:
    """Where an order stands, in its colour."""
    words = choice("orders.status", status)
    return rx.fragment(
        rx.match(
            status,
            ("partly", badge(words, tone="accent")),
            ("delivered", badge(words, tone="good")),
            ("cancelled", badge(words, tone="bad")),
            badge(words, tone="neutral"),
        )
    )


def order_filters() -> rx.Component:
    """State, whether it is late, whose."""
    states = [rx.el.option(t(f"orders.status.{key}"), value=key) for key in _STATUSES]
    late = [rx.el.option(t("orders.late_only"), value="yes")]
    return rx.fragment(
        filter_choice(OrderList, "status", t("orders.any_status"), states),
        filter_choice(OrderList, "late", t("orders.late"), late),
        owner_filter(OrderList),
    )


def new_order_button() -> rx.Component:
    """Opens the sheet for an order by hand."""
    return rx.cond(
        MAY_ORDER,
        create_button(t("orders.new"), on_click=OrderLines.begin, custom_attrs={"data-create": ""}),
    )


def order_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    return table_or_cards(
        OrderList,
        [
            column_head(OrderList, t("orders.number"), "number"),
            column_head(OrderList, t("contracts.customer")),
            column_head(OrderList, t("orders.contract"), wide=True),
            column_head(OrderList, t("orders.status")),
            column_head(OrderList, t("orders.delivered")),
            column_head(OrderList, t("orders.total"), "total", right=True),
            column_head(OrderList, t("orders.ordered_on"), "ordered", wide=True),
            column_head(OrderList, t("orders.deliver_by"), "deliver"),
            column_head(OrderList, t("contracts.owner")),
        ],
        _row,
        _card,
    )


def _row(row: rx.vars.ObjectVar[OrderRow]) -> rx.Component:
    cell = f"{CELL} max-w-[150px] xl:max-w-[220px]"
    return rx.el.tr(
        rx.el.td(
            link(
                row.number,
                href=f"/orders/{row.public_id}",
                class_name="font-medium hover:underline tabular-nums",
            ),
            class_name=cell,
        ),
        rx.el.td(
            link(
                row.customer.name,
                href=f"/customers/{row.customer.public_id}",
                class_name="hover:underline",
            ),
            class_name=cell,
        ),
        rx.el.td(
            rx.cond(
                row.contract.public_id != "",
                link(
                    row.contract.name,
                    href=f"/contracts/{row.contract.public_id}",
                    class_name="hover:underline tabular-nums",
                ),
            ),
            class_name=f"{cell} {WIDE}",
        ),
        rx.el.td(
            order_badge(row.status),
            rx.cond(row.is_late, badge(t("orders.is_late"), tone="warn", class_name="ml-1")),
            class_name=cell,
        ),
        rx.el.td(_progress(row), class_name=f"{cell} min-w-[90px]"),
        rx.el.td(money(row.total, row.currency), class_name=f"{cell} num"),
        rx.el.td(day(row.ordered_on), class_name=f"{cell} {WIDE}"),
        rx.el.td(day(row.deliver_by), class_name=cell),
        rx.el.td(row.owner.name, class_name=f"{cell} text-soft"),
        custom_attrs={"data-row": row.public_id},
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _progress(row: rx.vars.ObjectVar[OrderRow]) -> rx.Component:
    return bar(row.delivered, t("orders.delivered_share", percent=row.delivered))


def _card(row: rx.vars.ObjectVar[OrderRow]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(
                rx.el.span(row.customer.name, class_name="block font-medium truncate"),
                rx.el.span(row.number, class_name="block text-soft text-[14px] tabular-nums"),
                rx.el.span(_progress(row), class_name="block mt-1.5 max-w-[140px]"),
                class_name="min-w-0 flex-1",
            ),
            rx.el.span(
                rx.el.span(
                    short_money(row.total, row.currency),
                    class_name="block font-medium tabular-nums",
                ),
                order_badge(row.status),
                rx.cond(
                    row.is_late,
                    rx.el.span(t("orders.is_late"), class_name="block text-warn text-[13px]"),
                ),
                class_name="text-right shrink-0",
            ),
            href=f"/orders/{row.public_id}",
            class_name="flex items-center gap-3 px-4 py-3 min-h-[64px]",
        ),
        custom_attrs={"data-row": row.public_id},
    )
