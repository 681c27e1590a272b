"""The grid of a quote's lines: cells on the desk, small cards on the phone."""

from typing import Any

import reflex as rx

from crm_app.components.quote import IS_DRAFT
from crm_app.components.quotes import MAY_QUOTE
from crm_app.components.text import money, t
from crm_app.components.ui.forms import button, picker
from crm_app.components.ui.show import panel
from crm_app.components.ui.size import IS_DESK
from crm_app.state.quote import LineDraft, QuoteRecord

_COLUMNS = (
    "lg:grid-cols-[minmax(130px,1fr)_72px_52px_98px_64px_58px_114px_92px] "
    "xl:grid-cols-[minmax(180px,1fr)_84px_64px_116px_86px_68px_124px_96px]"
)
_CELL = (
    "w-full rounded-md border border-line-strong lg:border-transparent bg-panel px-2 min-h-[44px] "
    "lg:min-h-[32px] hover:border-line-strong focus:border-line-strong "
    "disabled:border-transparent disabled:bg-transparent disabled:opacity-100 "
    "aria-[invalid=true]:border-bad aria-[invalid=true]:bg-bad-soft"
)


class _Grid(rx.Component):
    library = "$/public/js/grid.jsx"
    tag = "Grid"
    added: rx.Var[int]
    look: rx.Var[str]
    label: rx.Var[str]
    next: rx.Var[str]


def line_grid() -> rx.Component:
    """All lines, and the field that adds the next one."""
    is_fixed = ~IS_DRAFT | ~MAY_QUOTE
    return panel(rx.cond(is_fixed & ~IS_DESK, _fixed_lines(), _cells(is_fixed)))


def _fixed_lines() -> rx.Component:
    """On the phone what cannot be changed is read, not filled in."""
    return rx.el.ul(
        rx.foreach(QuoteRecord.lines, _fixed_line),
        aria_label=t("quotes.lines"),
        class_name="divide-y divide-line",
    )


def _fixed_line(line: rx.vars.ObjectVar[LineDraft]) -> rx.Component:
    code = QuoteRecord.figures.currency
    return rx.el.li(
        rx.el.p(line.text, class_name="font-medium break-words"),
        rx.el.p(
            rx.el.span(
                line.quantity, " ", line.unit, " × ", money(line.price, code), class_name="flex-1"
            ),
            rx.el.span(money(line.amount, code), class_name="font-medium text-ink"),
            class_name="flex gap-3 text-soft tabular-nums",
        ),
        rx.el.p(
            rx.cond(
                (line.discount != "") & (line.discount != "0"),
                rx.fragment(t("quotes.line_discount"), " ", line.discount, " · "),
            ),
            t("quotes.tax_rate"),
            " ",
            line.tax_rate,
            class_name="text-faint text-[13px] tabular-nums",
        ),
        key=line.key,
        class_name="px-3 py-2.5",
    )


def _cells(is_fixed: Any) -> rx.Component:
    return rx.fragment(
        rx.el.fieldset(
            _heads(),
            _Grid.create(
                rx.foreach(QuoteRecord.lines, _line),
                added=QuoteRecord.added,
                label=t("quotes.lines"),
                next="#add-product",
                look="divide-y divide-line",
            ),
            rx.cond(
                QuoteRecord.lines.length() == 0,
                rx.el.p(t("quotes.no_lines"), class_name="text-soft px-3 py-4"),
            ),
            disabled=is_fixed,
            key=f"grid{QuoteRecord.edition}",
            class_name="min-w-0",
        ),
        rx.cond(IS_DRAFT & MAY_QUOTE, _adding()),
    )


def _heads() -> rx.Component:
    names = ("text", "quantity", "unit", "price", "line_discount", "tax_rate", "amount")
    right = ("quantity", "price", "line_discount", "tax_rate", "amount")
    return rx.el.div(
        *[
            rx.el.span(
                t(f"quotes.{name}"), class_name="text-right px-2" if name in right else "px-2"
            )
            for name in names
        ],
        aria_hidden="true",
        class_name=(
            f"hidden lg:grid gap-1 px-3 py-2 border-b border-line text-soft text-[12px] font-medium "
            f"{_COLUMNS}"
        ),
    )


def _line(line: rx.vars.ObjectVar[LineDraft]) -> rx.Component:
    return rx.el.div(
        _cell(line, "text", "quotes.text", "col-span-3 lg:col-span-1", number=False),
        _cell(line, "quantity", "quotes.quantity"),
        _cell(line, "unit", "quotes.unit", number=False),
        _cell(line, "price", "quotes.price"),
        _cell(line, "discount", "quotes.line_discount"),
        _cell(line, "tax_rate", "quotes.tax_rate"),
        rx.el.div(
            rx.el.span(t("quotes.amount"), class_name="lg:sr-only block text-soft text-[12px]"),
            rx.el.span(
                money(line.amount, QuoteRecord.figures.currency),
                class_name="block tabular-nums font-medium min-h-[44px] lg:min-h-[32px] content-center",
            ),
            class_name="text-right",
        ),
        _line_buttons(line),
        custom_attrs={"data-line": line.key},
        key=line.key,
        class_name=f"grid grid-cols-3 gap-2 lg:gap-1 px-3 py-3 lg:py-1 {_COLUMNS}",
    )


def _cell(line: Any, name: str, text: str, look: str = "", *, number: bool = True) -> rx.Component:
    kind: dict[str, Any] = {"input_mode": "decimal"} if number else {}
    return rx.el.label(
        rx.el.span(t(text), class_name="lg:sr-only block text-soft text-[12px]"),
        rx.el.input(
            type="text",
            default_value=getattr(line, name),
            on_change=lambda value: QuoteRecord.edit(line.key, name, value),
            auto_complete="off",
            custom_attrs={
                "data-cell": name,
                "aria-invalid": rx.cond(line.bad == name, "true", "false"),
            },
            class_name=f"{_CELL} {'text-right tabular-nums' if number else ''}",
            **kind,
        ),
        class_name=f"block min-w-0 {look}",
    )


def _line_buttons(line: Any) -> rx.Component:
    small = "px-1 lg:px-1.5 text-faint"
    return rx.el.div(
        button(
            tone="quiet",
            sign="arrow-up",
            label=t("quotes.line_up"),
            on_click=QuoteRecord.shift(line.key, -1),
            custom_attrs={"data-up": "", "tabIndex": -1},
            class_name=small,
        ),
        button(
            tone="quiet",
            sign="arrow-down",
            label=t("quotes.line_down"),
            on_click=QuoteRecord.shift(line.key, 1),
            custom_attrs={"data-down": "", "tabIndex": -1},
            class_name=small,
        ),
        button(
            tone="quiet",
            sign="trash-2",
            label=t("quotes.line_remove"),
            on_click=QuoteRecord.remove(line.key),
            class_name=small,
        ),
        class_name="flex justify-end col-span-3 lg:col-span-1 max-lg:gap-2",
    )


def _adding() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            picker(
                "product",
                t("quotes.add_product"),
                options=QuoteRecord.found,
                on_search=QuoteRecord.find_products,
                on_choose=QuoteRecord.add_product,
                none=t("quotes.no_product"),
                placeholder=t("quotes.add_product"),
                key=f"add{QuoteRecord.added}",
            ),
            id="add-product",
            class_name="flex-1 min-w-[220px]",
        ),
        button(t("quotes.add_free"), sign="plus", on_click=QuoteRecord.add_free),
        rx.el.p(t("quotes.grid_hint"), class_name="text-faint text-[12px] w-full max-lg:hidden"),
        class_name="flex flex-wrap items-center gap-2 px-3 py-3 border-t border-line",
    )
