"""Pieces of the list of orders."""

from typing import Any

import reflex as rx

from crm_app.components.columns import viewed_table
from crm_app.components.conditions import conditions_button
from crm_app.components.lists import WIDE, column_head, filter_choice, owner_filter
from crm_app.components.papers import (
    PAPER_CELL,
    ROW_LOOK,
    linked_cell,
    number_cell,
    paper_card,
    state_badge,
)
from crm_app.components.places import may
from crm_app.components.sums import bar
from crm_app.components.text import day, money, t
from crm_app.components.ui.forms import create_button
from crm_app.components.ui.show import Tone, badge
from crm_app.core.permissions import Permission
from crm_app.services.orders import OrderRow
from crm_app.state.order_lines import OrderLines
from crm_app.state.orders import OrderList

MAY_ORDER = may(Permission.ORDER_WRITE)
_TONES: dict[str, Tone] = {"partly": "accent", "delivered": "good", "cancelled": "bad"}
_STATUSES = ("open", "partly", "delivered", "cancelled")


def order_badge(status: Any) -> rx.Component:
    """Where an order stands, in its colour."""
    return state_badge("orders.status", status, _TONES)


def order_filters() -> rx.Component:
    """State, whether it is late, whose."""
    states = [rx.el.option(t(f"orders.status.{key}"), value=key) for key in _STATUSES]
    late = [rx.el.option(t("orders.late_only"), value="yes")]
    return rx.fragment(
        filter_choice(OrderList, "status", t("orders.any_status"), states),
        filter_choice(OrderList, "late", t("orders.late"), late),
        owner_filter(OrderList),
        conditions_button(OrderList),
    )


def new_order_button() -> rx.Component:
    """Opens the sheet for an order by hand."""
    return rx.cond(
        MAY_ORDER,
        create_button(t("orders.new"), on_click=OrderLines.begin, custom_attrs={"data-create": ""}),
    )


def order_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    return viewed_table(
        "order",
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
        lambda row: {"deliver": row.deliver_by.to(str)},
        is_open=lambda row: (row.status == "open") | (row.status == "partly"),
    )


def _row(row: rx.vars.ObjectVar[OrderRow]) -> rx.Component:
    return rx.el.tr(
        number_cell(row, "/orders"),
        linked_cell(row.customer, "/customers"),
        linked_cell(
            row.contract, "/contracts", "hover:underline tabular-nums", f"{PAPER_CELL} {WIDE}"
        ),
        rx.el.td(
            order_badge(row.status),
            rx.cond(row.is_late, badge(t("orders.is_late"), tone="warn", class_name="ml-1")),
            class_name=PAPER_CELL,
        ),
        rx.el.td(_progress(row), class_name=f"{PAPER_CELL} min-w-[90px]"),
        rx.el.td(money(row.total, row.currency), class_name=f"{PAPER_CELL} num"),
        rx.el.td(day(row.ordered_on), class_name=f"{PAPER_CELL} {WIDE}"),
        rx.el.td(day(row.deliver_by), class_name=PAPER_CELL),
        rx.el.td(row.owner.name, class_name=f"{PAPER_CELL} text-soft"),
        custom_attrs={"data-row": row.public_id},
        class_name=ROW_LOOK,
    )


def _progress(row: rx.vars.ObjectVar[OrderRow]) -> rx.Component:
    """Nothing where nothing went out: an empty bar says less than its state does."""
    share = bar(row.delivered, t("orders.delivered_share", percent=row.delivered))
    return rx.cond(row.delivered.to(int) > 0, share)


def _card(row: rx.vars.ObjectVar[OrderRow]) -> rx.Component:
    late = rx.el.span(t("orders.is_late"), class_name="block text-warn text-[13px]")
    left = [
        rx.el.span(row.number, class_name="block text-soft text-[14px] tabular-nums"),
        rx.el.span(_progress(row), class_name="block mt-1.5 max-w-[140px]"),
    ]
    right = [order_badge(row.status), rx.cond(row.is_late, late)]
    return paper_card(row, "/orders", row.total, left, right)
