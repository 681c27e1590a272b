"""Pieces of the products' screen."""

from typing import Any

import reflex as rx

from crm_app.components.columns import picked, tick, tick_all, tick_box
from crm_app.components.custom_lists import (
    custom_cells,
    custom_filters,
    custom_heads,
    custom_line,
)
from crm_app.components.lists import WIDE, column_head, filter_choice, table_or_cards
from crm_app.components.product_form import MAY_WRITE, SEES_COST
from crm_app.components.text import both, money, percent, short_money, t, unit
from crm_app.components.ui.forms import button, create_button, link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_item
from crm_app.components.ui.show import badge
from crm_app.services.products import ProductRow
from crm_app.state.product_form import ProductSheet
from crm_app.state.products import ProductList


def new_product_button() -> rx.Component:
    """Opens the empty sheet; only for those who keep the products."""
    return rx.cond(
        MAY_WRITE,
        create_button(
            t("products.new"),
            on_click=ProductSheet.start(""),
            custom_attrs={"data-create": ""},
        ),
    )


def pick_button() -> rx.Component:
    """On the phone the ticks come when they are asked for; the desk always has them."""
    return rx.cond(
        MAY_WRITE & ~ProductList.picking,
        button(
            sign="list-checks",
            label=t("bulk.select"),
            on_click=ProductList.begin_picking,
            class_name="lg:hidden",
        ),
    )


def product_filters() -> rx.Component:
    """By group, and on sale or withdrawn."""
    groups = rx.foreach(
        ProductList.groups,
        lambda one: rx.el.option(both(one.path_zh, one.path_en), value=one.public_id),
    )
    return rx.fragment(
        filter_choice(
            ProductList,
            "category",
            t("products.any_category"),
            [groups, rx.el.option(t("products.no_category"), value="none")],
            among=ProductList.groups,
        ),
        filter_choice(
            ProductList,
            "state",
            t("products.any_state"),
            [
                rx.el.option(t("products.active"), value="active"),
                rx.el.option(t("products.inactive"), value="inactive"),
            ],
        ),
        custom_filters(ProductList),
    )


def product_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    return table_or_cards(
        ProductList,
        [
            rx.cond(MAY_WRITE, tick_all(ProductList)),
            column_head(ProductList, t("products.code"), "code"),
            column_head(ProductList, t("products.zh"), "zh"),
            column_head(ProductList, t("products.en"), "en"),
            column_head(ProductList, t("products.category"), wide=True),
            column_head(ProductList, t("products.unit")),
            column_head(ProductList, t("products.price"), "price", right=True),
            rx.cond(SEES_COST, column_head(ProductList, t("products.cost"), right=True)),
            column_head(ProductList, t("products.tax_rate"), right=True),
            column_head(ProductList, t("products.state")),
            custom_heads(ProductList),
            column_head(ProductList, rx.el.span(t("shell.more"), class_name="sr-only")),
        ],
        _row,
        _card,
    )


def _row(row: rx.vars.ObjectVar[ProductRow]) -> rx.Component:
    cell = "px-2 xl:px-3 py-1.5 truncate max-w-[170px] xl:max-w-[280px]"
    return rx.el.tr(
        rx.cond(MAY_WRITE, tick(ProductList, row)),
        rx.el.td(row.code, class_name=f"{cell} tabular-nums text-soft"),
        rx.el.td(
            rx.el.span(
                _picture(row, "w-7 h-7"),
                _name(row),
                _bundle(row),
                class_name="flex items-center gap-2 min-w-0",
            ),
            class_name=cell,
        ),
        rx.el.td(row.en, class_name=cell),
        rx.el.td(both(row.category_zh, row.category_en), class_name=f"{cell} text-soft {WIDE}"),
        rx.el.td(unit(row.unit), class_name=cell),
        rx.el.td(money(row.price, row.currency), class_name=f"{cell} num"),
        rx.cond(
            SEES_COST,
            rx.el.td(money(row.cost, row.currency), class_name=f"{cell} num text-soft"),
        ),
        rx.el.td(percent(row.tax_rate), class_name=f"{cell} num text-soft"),
        rx.el.td(_state(row), class_name=cell),
        custom_cells(row, row.listed),
        rx.el.td(rx.cond(MAY_WRITE, _menu(row)), class_name="pr-2 text-right"),
        custom_attrs={"data-row": row.public_id, "data-picked": picked(ProductList, row)},
        key=row.public_id,
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _name(
    row: rx.vars.ObjectVar[ProductRow], shown: Any = None, look: str = "truncate"
) -> rx.Component:
    return link(
        rx.cond(row.zh != "", row.zh, row.en) if shown is None else shown,
        href=f"/products/{row.public_id}",
        class_name=f"font-medium hover:underline {look}",
    )


def _bundle(row: rx.vars.ObjectVar[ProductRow]) -> rx.Component:
    return rx.cond(row.is_bundle, badge(t("products.bundle")))  # pyright: ignore[reportReturnType]


def _picture(row: rx.vars.ObjectVar[ProductRow], size: str) -> rx.Component:
    """A product's picture, or a sign in its place."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        row.image != "",
        rx.el.img(
            src=f"/api/v1/products/{row.public_id}/thumbnail?v={row.image}",
            alt="",
            loading="lazy",
            class_name=f"{size} shrink-0 rounded-md object-cover bg-raised",
        ),
        rx.el.span(
            icon("package", 16),
            aria_hidden="true",
            class_name=f"{size} shrink-0 grid place-items-center rounded-md bg-raised text-faint",
        ),
    )


def _card(row: rx.vars.ObjectVar[ProductRow]) -> rx.Component:
    picking = MAY_WRITE & (ProductList.picking | (ProductList.selected.length() > 0))
    return rx.el.li(
        rx.cond(
            picking,
            rx.el.label(
                tick_box(ProductList, row, "size-5 accent-[var(--accent)]"),
                class_name="w-11 h-11 shrink-0 grid place-items-center",
            ),
            _picture(row, "w-11 h-11"),
        ),
        rx.el.div(
            rx.el.span(
                _name(
                    row,
                    rx.el.span(both(row.zh, row.en), class_name="line-clamp-2"),
                    "tap min-w-0",
                ),
                _bundle(row),
                class_name="flex items-center gap-2",
            ),
            rx.el.p(
                row.code, " · ", both(row.en, row.zh), class_name="text-soft text-[14px] truncate"
            ),
            rx.cond(row.is_active, rx.fragment(), _state(row)),
            custom_line(row, row.listed),
            class_name="min-w-0 flex-1",
        ),
        rx.el.div(
            rx.el.p(short_money(row.price, row.currency), class_name="font-medium tabular-nums"),
            rx.cond(
                SEES_COST,
                rx.el.p(
                    t("products.cost"),
                    " ",
                    short_money(row.cost, row.currency),
                    class_name="text-faint text-[13px] tabular-nums",
                ),
            ),
            class_name="text-right",
        ),
        rx.cond(MAY_WRITE, _menu(row)),
        custom_attrs={"data-row": row.public_id, "data-picked": picked(ProductList, row)},
        key=row.public_id,
        class_name="flex items-center gap-3 px-4 py-3 min-h-[64px]",
    )


def _state(row: rx.vars.ObjectVar[ProductRow]) -> rx.Component:
    return rx.cond(  # pyright: ignore[reportReturnType]
        row.is_active,
        badge(t("products.active"), tone="good"),
        badge(t("products.inactive"), tone="neutral"),
    )


def _menu(row: rx.vars.ObjectVar[ProductRow]) -> rx.Component:
    return menu(
        t("shell.more"),
        menu_item(t("shell.edit"), sign="pencil", on_click=ProductSheet.start(row.public_id)),
        rx.cond(
            row.is_active,
            menu_item(
                t("products.withdraw"),
                sign="archive",
                on_click=ProductList.put_on_sale(row.public_id, row.zh, "no"),
            ),
            menu_item(
                t("products.bring_back"),
                sign="archive-restore",
                on_click=ProductList.put_on_sale(row.public_id, row.zh, "yes"),
            ),
        ),
    )
