"""The sheet of an order by hand: for whom, and its lines as in a spreadsheet."""

from typing import Any

import reflex as rx

from crm_app.components.pickers import customer_picker
from crm_app.components.places import is_on
from crm_app.components.quote_lines import Lines, grid_words
from crm_app.components.text import money, t
from crm_app.components.ui.forms import (
    field,
    picker,
    problem_text,
    select,
    text_area,
    text_input,
)
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.services.currencies import CURRENCIES
from crm_app.state.order_lines import OrderLines

_SUMS = OrderLines.sums
_IS_NEW = OrderLines.public_id == ""


def order_lines_sheet() -> rx.Component:
    """A new order, or other lines for one that nothing left yet."""
    return sheet(
        "order-lines",
        rx.cond(_IS_NEW, t("orders.new"), t("orders.change_lines")),
        rx.el.form(
            rx.cond(
                OrderLines.title != "",
                rx.el.p(OrderLines.title, class_name="text-soft tabular-nums"),
            ),
            rx.cond(_IS_NEW, _for_whom()),
            rx.el.div(_grid(), _adding(), class_name="border border-line rounded-lg -mx-1"),
            _sums(),
            rx.cond(
                _IS_NEW,
                field(t("orders.note"), text_area(name="note", max_length=2000, rows="2")),
            ),
            _problem(),
            save_actions(),
            on_submit=OrderLines.save,
            class_name="space-y-3",
        ),
        open=OrderLines.asking,
        on_close=OrderLines.stop,
        wide=True,
    )


def _for_whom() -> rx.Component:
    codes = [rx.el.option(code, value=code) for code in CURRENCIES]
    currency: Any = select(*codes, value=_SUMS.currency, on_change=OrderLines.choose_currency)
    of_contract = OrderLines.contract != ""
    return rx.el.div(
        rx.cond(of_contract, rx.fragment(), customer_picker(label=t("contracts.customer"))),
        rx.el.div(
            field(t("orders.deliver_by"), text_input(name="deliver_by", type="date")),
            rx.cond(of_contract, rx.fragment(), field(t("contracts.currency"), currency)),
            class_name="grid grid-cols-2 gap-3",
        ),
        class_name="space-y-3",
    )


def _grid() -> rx.Component:
    return Lines.create(
        lines=OrderLines.lines,
        stamp=OrderLines.stamp,
        edition=OrderLines.edition,
        answers=OrderLines.answers,
        words=grid_words("add_section", "make_optional"),
        tax=OrderLines.tax,
        currency=_SUMS.currency,
        is_open=True,
        sees_cost=False,
        on_edit=OrderLines.type_lines,
        on_paste=OrderLines.paste,
    )


def _adding() -> rx.Component:
    shown = rx.el.div(
        picker(
            "product",
            t("quotes.add_product"),
            options=OrderLines.found,
            on_search=OrderLines.find_products,
            on_choose=OrderLines.add_product,
            none=t("quotes.no_product"),
            placeholder=t("quotes.add_product"),
            key=f"add{OrderLines.added}",
        ),
        id="add-product",
        class_name="px-3 py-3 border-t border-line",
    )
    return rx.cond(is_on("/products"), shown)  # pyright: ignore[reportReturnType]


def _sums() -> rx.Component:
    pairs = (
        (t("orders.net"), _SUMS.net),
        (t("orders.tax"), _SUMS.tax),
        (t("orders.total"), _SUMS.total),
    )
    return rx.el.dl(
        *[
            rx.el.div(
                rx.el.dt(label, class_name="text-soft text-[13px]"),
                rx.el.dd(money(value, _SUMS.currency), class_name="tabular-nums font-medium"),
            )
            for label, value in pairs
        ],
        aria_live="polite",
        class_name="flex flex-wrap justify-end gap-x-6 gap-y-1 text-right",
    )


def _problem() -> rx.Component:
    return rx.el.div(
        rx.cond(
            OrderLines.bad_line > 0,
            rx.el.span(
                t("quotes.in_line", line=OrderLines.bad_line),
                class_name="text-bad font-medium whitespace-nowrap",
            ),
        ),
        problem_text(OrderLines.problem),
        class_name="flex flex-wrap items-center gap-x-3",
    )
