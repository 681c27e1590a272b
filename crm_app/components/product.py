"""A product's page: picture, facts, what it is made of, what goes with it, its prices."""

from typing import Any

import reflex as rx

from crm_app.components.custom_values import shown_fields
from crm_app.components.price_books import tier_line
from crm_app.components.product_form import MAY_WRITE, SEES_COST
from crm_app.components.record import section
from crm_app.components.text import both, money, number, percent, t, unit
from crm_app.components.ui.forms import back_link, button, link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge, panel
from crm_app.services.price_books import ProductBook
from crm_app.services.products import PartRow, ProductRow
from crm_app.state.product import ProductRecord
from crm_app.state.product_form import ProductSheet

_PAGE = ProductRecord.page
_ROW = _PAGE.row
_LINE = "flex items-center gap-3 px-3 py-1.5 min-h-[44px] lg:min-h-[36px]"


def product_head() -> rx.Component:
    """Code, names, group; edit."""
    return rx.el.header(
        rx.el.div(
            back_link(t("products.title"), "/products"),
            rx.el.h1(both(_ROW.zh, _ROW.en), class_name="text-[20px] font-semibold leading-tight"),
            rx.el.p(
                rx.el.span(_ROW.code, class_name="tabular-nums"),
                rx.cond(_ROW.zh != _ROW.en, rx.el.span(both(_ROW.en, _ROW.zh))),
                rx.cond(_ROW.is_bundle, badge(t("products.bundle"), tone="accent")),
                rx.cond(_ROW.is_active, rx.fragment(), badge(t("products.inactive"), tone="warn")),
                class_name="flex flex-wrap items-center gap-x-3 gap-y-1 mt-1 text-soft",
            ),
            class_name="min-w-0 flex-1",
        ),
        rx.cond(
            MAY_WRITE,
            button(t("shell.edit"), sign="pencil", on_click=ProductSheet.start(_ROW.public_id)),
        ),
        class_name="flex flex-wrap items-end gap-3 mb-4",
    )


def product_facts() -> rx.Component:
    """Picture and facts."""
    facts = rx.el.dl(
        _fact(t("products.price"), money(_ROW.price, _ROW.currency)),
        rx.cond(SEES_COST, _fact(t("products.cost"), money(_ROW.cost, _ROW.currency))),
        _fact(t("products.tax_rate"), percent(_ROW.tax_rate)),
        _fact(t("products.unit"), unit(_ROW.unit)),
        _fact(
            t("products.category"),
            rx.cond(
                _ROW.category != "",
                both(_ROW.category_zh, _ROW.category_en),
                t("products.no_category"),
            ),
        ),
        class_name="grid grid-cols-2 gap-x-4 gap-y-3 px-3 py-3",
    )
    own = rx.el.div(
        shown_fields(_ROW.custom, _fact),
        class_name="grid grid-cols-2 gap-x-4 gap-y-3 px-3 pb-3 empty:hidden",
    )
    return panel(_picture(), facts, own)


def _fact(label: Any, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(label, class_name="text-soft text-[12px]"),
        rx.el.dd(value, class_name="tabular-nums break-words"),
    )


def _picture() -> rx.Component:
    address = f"/api/v1/products/{_ROW.public_id}/image"
    return rx.el.form(
        rx.cond(
            _ROW.image != "",
            rx.el.img(
                src=f"{address}?v={_ROW.image}",
                alt=both(_ROW.zh, _ROW.en),
                class_name="w-full max-h-[280px] object-contain rounded-md bg-raised",
            ),
            rx.el.div(
                icon("image", 32),
                aria_hidden="true",
                class_name="grid place-items-center h-[140px] rounded-md bg-raised text-faint",
            ),
        ),
        rx.cond(MAY_WRITE, _picture_actions(address)),
        rx.el.p(custom_attrs={"data-problem": ""}, role="alert", class_name="text-bad"),
        class_name="p-3 space-y-2",
    )


def _picture_actions(address: Any) -> rx.Component:
    look = (
        "inline-flex items-center px-3 min-h-[44px] lg:min-h-[34px] rounded-lg border "
        "border-line-strong bg-panel hover:bg-raised font-medium cursor-pointer "
        "focus-within:outline-2 focus-within:outline-[var(--focus)]"
    )
    return rx.el.div(
        rx.el.label(
            rx.el.input(
                type="file",
                accept="image/*",
                custom_attrs={"data-puts": address, "data-offline": "offline"},
                class_name="sr-only",
            ),
            t("products.image_choose"),
            class_name=look,
        ),
        rx.cond(
            _ROW.image != "",
            button(t("products.image_remove"), on_click=ProductRecord.remove_image),
        ),
        rx.el.p(t("products.image_hint"), class_name="text-faint text-[12px] w-full"),
        class_name="flex flex-wrap items-center gap-2",
    )


def product_relations() -> rx.Component:
    """What it is made of, what it is part of, what goes with it."""
    return rx.el.div(
        rx.cond(
            _PAGE.parts.length() > 0,
            section(t("products.parts"), rx.el.ul(rx.foreach(_PAGE.parts, _part))),
        ),
        rx.cond(
            _PAGE.accessories.length() > 0,
            section(t("products.accessories"), rx.el.ul(rx.foreach(_PAGE.accessories, _other))),
        ),
        rx.cond(
            _PAGE.part_of.length() > 0,
            section(t("products.part_of"), rx.el.ul(rx.foreach(_PAGE.part_of, _other))),
        ),
        class_name="space-y-4 empty:hidden",
    )


def _part(part: rx.vars.ObjectVar[PartRow]) -> rx.Component:
    return rx.el.li(
        link(
            both(part.zh, part.en),
            href=f"/products/{part.public_id}",
            class_name="flex-1 min-w-0 truncate hover:underline",
        ),
        rx.el.span(
            number(part.quantity), " ", unit(part.unit), class_name="tabular-nums text-soft"
        ),
        key=part.public_id,
        class_name=f"{_LINE} border-t border-line",
    )


def _other(row: rx.vars.ObjectVar[ProductRow]) -> rx.Component:
    return rx.el.li(
        link(
            both(row.zh, row.en),
            href=f"/products/{row.public_id}",
            class_name="flex-1 min-w-0 truncate hover:underline",
        ),
        rx.el.span(money(row.price, row.currency), class_name="tabular-nums text-soft"),
        key=row.public_id,
        class_name=f"{_LINE} border-t border-line",
    )


def product_prices() -> rx.Component:
    """What it costs in the price books, the one that counts first at the top."""
    return section(
        t("products.prices"),
        rx.cond(
            ProductRecord.books.length() > 0,
            rx.el.ul(rx.foreach(ProductRecord.books, _book)),
            rx.el.p(t("products.prices_none"), class_name="text-soft px-3 pb-3"),
        ),
    )


def _book(one: rx.vars.ObjectVar[ProductBook]) -> rx.Component:
    return rx.el.li(
        link(
            both(one.book.zh, one.book.en),
            href=f"/settings/price-books/{one.book.public_id}",
            class_name="font-medium hover:underline tap",
        ),
        rx.el.p(both(one.book.said_zh, one.book.said_en), class_name="text-soft text-[13px]"),
        rx.el.ul(
            rx.foreach(one.tiers, lambda tier: tier_line(tier, one.book.currency, _ROW.unit)),
            class_name="mt-1",
        ),
        key=one.book.public_id,
        class_name="px-3 py-2 border-t border-line",
    )
