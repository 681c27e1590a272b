"""The sheets of an order: deliver, edit, void a delivery, cancel."""

from typing import Any

import reflex as rx

from crm_app.components.text import number, t, unit
from crm_app.components.ui.forms import field, problem_text, text_area, text_input
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.services.orders import OrderLineRow
from crm_app.state.order import LINE, OrderRecord

_PAGE = OrderRecord.page


def order_sheets() -> rx.Component:
    """Deliver, edit, void a delivery, cancel."""
    return rx.fragment(_deliver_sheet(), _edit_sheet(), _void_sheet(), _cancel_sheet())


def _deliver_sheet() -> rx.Component:
    return sheet(
        "deliver",
        t("orders.deliver"),
        rx.el.form(
            rx.el.ul(rx.foreach(_PAGE.lines, _to_deliver), class_name="divide-y divide-line"),
            rx.el.div(
                field(t("orders.delivered_on"), text_input(name="delivered_on", type="date")),
                field(t("orders.tracking"), text_input(name="tracking", max_length=120)),
                class_name="grid grid-cols-2 gap-3",
            ),
            field(t("orders.note"), text_input(name="note", max_length=500)),
            problem_text(OrderRecord.problem),
            save_actions(t("orders.deliver")),
            on_submit=OrderRecord.deliver,
            class_name="space-y-3",
        ),
        done=OrderRecord.saved,
        key=_PAGE.public_id,
    )


def _to_deliver(line: rx.vars.ObjectVar[OrderLineRow]) -> rx.Component:
    return rx.el.li(
        rx.el.label(
            rx.el.span(
                rx.el.span(line.text, class_name="block break-words"),
                rx.el.span(
                    t("orders.left"),
                    " ",
                    number(line.left),
                    " ",
                    unit(line.unit),
                    class_name="text-faint text-[13px] tabular-nums",
                ),
                class_name="flex-1 min-w-0",
            ),
            text_input(
                name=rx.Var.create(LINE).to(str) + line.public_id.to(str),
                input_mode="decimal",
                default_value=line.left.to(str),
                class_name="!w-[104px] num",
            ),
            class_name="flex items-center gap-3 py-2",
        ),
        key=line.public_id,
    )


def _edit_sheet() -> rx.Component:
    return sheet(
        "edit-order",
        t("shell.edit"),
        rx.el.form(
            rx.el.div(
                *[
                    field(
                        t(f"orders.{name}"),
                        text_input(name=name, type="date", default_value=_iso(name)),
                    )
                    for name in ("ordered_on", "deliver_by")
                ],
                field(
                    t("orders.ordered_time"),
                    text_input(name="ordered_time", type="time", default_value=_PAGE.ordered_time),
                ),
                field(
                    t("orders.party"),
                    text_input(
                        name="party",
                        type="number",
                        min="1",
                        max="999",
                        default_value=rx.cond(_PAGE.party, _PAGE.party.to_string(), ""),
                    ),
                ),
                class_name="grid grid-cols-2 gap-3",
            ),
            field(
                t("orders.note"),
                text_area(name="note", default_value=_PAGE.note, max_length=2000, rows="4"),
            ),
            problem_text(OrderRecord.problem),
            save_actions(),
            on_submit=OrderRecord.save,
            class_name="space-y-3",
        ),
        done=OrderRecord.saved,
        key=_PAGE.public_id,
    )


def _iso(name: str) -> Any:
    value = getattr(_PAGE, name)
    return rx.cond(value, value.to(str), "")


def _void_sheet() -> rx.Component:
    return sheet(
        "void-delivery",
        t("orders.void_delivery"),
        _reason_form(OrderRecord.void, t("orders.void")),
        open=OrderRecord.wrong != "",
        on_close=OrderRecord.keep,
    )


def _cancel_sheet() -> rx.Component:
    return sheet(
        "cancel-order",
        t("orders.cancel"),
        _reason_form(OrderRecord.cancel, t("orders.cancel")),
        done=OrderRecord.saved,
        key=_PAGE.public_id,
    )


def _reason_form(handler: Any, words: Any) -> rx.Component:
    return rx.el.form(
        field(
            t("orders.reason"),
            text_input(
                name="reason", required=True, max_length=300, custom_attrs={"data-focus": ""}
            ),
        ),
        problem_text(OrderRecord.problem),
        save_actions(words),
        on_submit=handler,
        class_name="space-y-3",
    )
