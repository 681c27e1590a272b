"""Pieces of an order's page: head, lines, deliveries, the way into the ERP."""

import reflex as rx

from crm_app.components.orders import MAY_ORDER, order_badge
from crm_app.components.papers import ACTIONS, paper_head, remarks
from crm_app.components.record import section
from crm_app.components.sums import bar, fact_list, linked
from crm_app.components.text import day, money, number, t, unit
from crm_app.components.ui.forms import (
    button,
)
from crm_app.components.ui.overlay import menu, menu_item, opens
from crm_app.components.ui.show import badge
from crm_app.services.orders import DeliveredRow, DeliveryRow, OrderLineRow
from crm_app.state.order import OrderRecord
from crm_app.state.order_lines import OrderLines

_PAGE = OrderRecord.page
_LEFT = (_PAGE.status == "open") | (_PAGE.status == "partly")
_LIVE = _PAGE.status != "cancelled"


def order_head() -> rx.Component:
    """Number, customer, state, how much went out; deliver, and the rest in the menu."""
    share = t("orders.delivered_share", percent=_PAGE.delivered)
    return paper_head(
        _PAGE,
        (t("orders.title"), "/orders"),
        _PAGE.total,
        badges=[
            order_badge(_PAGE.status),
            rx.cond(_PAGE.is_late, badge(t("orders.is_late"), tone="warn")),
        ],
        beside=rx.cond(_PAGE.status == "partly", rx.el.span(share, class_name="text-soft")),
        actions=rx.cond(MAY_ORDER, _actions()),
    )


def _actions() -> rx.Component:
    return rx.el.div(
        rx.cond(
            _LEFT,
            button(
                t("orders.deliver"),
                tone="primary",
                sign="truck",
                on_click=OrderRecord.start,
                custom_attrs=opens("deliver"),
            ),
        ),
        rx.cond(
            _PAGE.status == "cancelled",
            button(t("orders.reopen"), sign="undo-2", on_click=OrderRecord.reopen),
        ),
        rx.cond(
            _LIVE,
            menu(
                t("shell.more"),
                menu_item(
                    t("shell.edit"),
                    sign="pencil",
                    on_click=OrderRecord.start,
                    custom_attrs={**opens("edit-order"), "data-edit": ""},
                ),
                rx.cond(
                    _PAGE.status == "open",
                    menu_item(
                        t("orders.cancel"),
                        sign="ban",
                        bad=True,
                        on_click=OrderRecord.start,
                        custom_attrs=opens("cancel-order"),
                    ),
                ),
            ),
        ),
        class_name=ACTIONS,
    )


def order_lines() -> rx.Component:
    """What was ordered, and what of it is left."""
    return section(
        t("orders.lines"),
        rx.el.ul(rx.foreach(_PAGE.lines, _line), class_name="divide-y divide-line"),
        rx.el.dl(
            *[
                rx.el.div(
                    rx.el.dt(label, class_name="text-soft"),
                    rx.el.dd(money(value, _PAGE.currency), class_name="tabular-nums"),
                    class_name="flex justify-between gap-3",
                )
                for label, value in (
                    (t("orders.net"), _PAGE.net),
                    (t("orders.tax"), _PAGE.tax),
                    (t("orders.total"), _PAGE.total),
                )
            ],
            class_name="px-3 py-2 border-t border-line space-y-0.5 [&>div:last-child_dd]:font-semibold",
        ),
        action=rx.cond(
            MAY_ORDER & _PAGE.can_change_lines,
            button(
                tone="quiet",
                sign="pencil",
                label=t("orders.change_lines"),
                on_click=OrderLines.begin_edit(_PAGE.public_id),
            ),
        ),
    )


def _line(line: rx.vars.ObjectVar[OrderLineRow]) -> rx.Component:
    percent = line.delivered.to(float) * 100 / line.quantity.to(float)
    return rx.el.li(
        rx.el.div(
            rx.el.span(line.text, class_name="flex-1 min-w-0 break-words font-medium"),
            rx.el.span(
                money(line.amount, _PAGE.currency), class_name="tabular-nums whitespace-nowrap"
            ),
            class_name="flex gap-3",
        ),
        rx.el.div(
            rx.el.span(
                number(line.quantity),
                " ",
                unit(line.unit),
                " × ",
                money(line.price, _PAGE.currency),
                class_name="text-soft text-[13px] tabular-nums flex-1 min-w-0",
            ),
            rx.el.span(
                t("orders.delivered"),
                " ",
                number(line.delivered),
                " / ",
                number(line.quantity),
                class_name="text-soft text-[13px] tabular-nums whitespace-nowrap",
            ),
            class_name="flex flex-wrap gap-x-3",
        ),
        rx.cond(
            line.delivered.to(float) > 0, rx.el.div(bar(percent, line.text), class_name="mt-1")
        ),
        key=line.public_id,
        class_name="px-3 py-2",
    )


def order_deliveries() -> rx.Component:
    """What went out, the last one first; what was voided stays to be seen, with its reason."""
    return section(
        t("orders.deliveries"),
        rx.cond(
            _PAGE.deliveries.length() > 0,
            rx.el.ol(rx.foreach(_PAGE.deliveries, _delivery), class_name="divide-y divide-line"),
            rx.el.p(t("orders.no_deliveries"), class_name="text-faint px-3 pb-3"),
        ),
    )


def _delivery(row: rx.vars.ObjectVar[DeliveryRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(
                    t("orders.delivery", rank=row.rank),
                    class_name=rx.cond(row.is_void, "line-through text-faint", "font-medium"),
                ),
                rx.el.span(" · ", day(row.delivered_on), class_name="text-soft tabular-nums"),
                rx.cond(
                    row.tracking != "",
                    rx.el.span(" · ", row.tracking, class_name="text-soft break-all"),
                ),
            ),
            rx.el.p(
                rx.foreach(row.lines, _delivered),
                class_name="text-soft text-[13px] flex flex-wrap gap-x-3",
            ),
            rx.cond(
                row.is_void,
                rx.el.p(
                    t("orders.voided", name=row.voided_by, reason=row.void_reason),
                    class_name="text-warn text-[13px] break-words",
                ),
            ),
            rx.cond(row.note != "", rx.el.p(row.note, class_name="text-[13px] break-words")),
            class_name="flex-1 min-w-0",
        ),
        rx.cond(
            MAY_ORDER & ~row.is_void & _LIVE,
            button(
                t("orders.void"),
                tone="quiet",
                on_click=OrderRecord.ask_void(row.public_id),
            ),
        ),
        key=row.public_id,
        class_name="flex items-start gap-2 px-3 py-2",
    )


def _delivered(part: rx.vars.ObjectVar[DeliveredRow]) -> rx.Component:
    return rx.el.span(
        part.text,
        " × ",
        rx.el.span(number(part.quantity), class_name="tabular-nums"),
        " ",
        unit(part.unit),
        key=part.line,
    )


def order_facts() -> rx.Component:
    """Dates, links, remarks, why it was cancelled."""
    return section(
        t("contracts.facts"),
        fact_list(
            (
                t("orders.ordered_on"),
                rx.cond(
                    _PAGE.ordered_on,
                    rx.fragment(day(_PAGE.ordered_on), " ", _PAGE.ordered_time),
                    rx.fragment("–"),
                ),
            ),
            (t("orders.party"), rx.cond(_PAGE.party, _PAGE.party.to_string(), "–")),
            (t("orders.deliver_by"), rx.cond(_PAGE.deliver_by, day(_PAGE.deliver_by), "–")),
            (t("orders.contract"), linked(_PAGE.contract, "/contracts")),
            (t("contracts.quote"), linked(_PAGE.quote, "/quotes")),
            (t("contracts.deal"), linked(_PAGE.deal, "/deals")),
            (t("contracts.contact"), linked(_PAGE.contact, "/contacts")),
            (t("contracts.owner"), _PAGE.owner.name),
        ),
        rx.cond(
            _PAGE.cancel_reason != "",
            rx.el.p(_PAGE.cancel_reason, class_name="px-3 py-2 border-t border-line text-bad"),
        ),
        remarks(_PAGE.note),
    )
