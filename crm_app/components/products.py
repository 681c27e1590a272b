"""Pieces of the products' screen."""

from typing import Any

import reflex as rx

from crm_app.components.lists import column_head, filter_choice, table_or_cards
from crm_app.components.text import money, percent, t
from crm_app.components.ui.forms import create_button, field, problem_text, select, text_input
from crm_app.components.ui.overlay import menu, menu_item, save_actions, sheet
from crm_app.components.ui.show import badge
from crm_app.core.permissions import Permission
from crm_app.services.currencies import CURRENCIES
from crm_app.services.products import ProductRow
from crm_app.state.base import Shell
from crm_app.state.products import ProductList

_MAY_WRITE = Shell.me.can.contains(Permission.PRODUCT_WRITE.value)
_SEES_COST = Shell.me.can.contains(Permission.COST_READ.value)


def new_product_button() -> rx.Component:
    """Opens the empty sheet; only for those who keep the products."""
    return rx.cond(
        _MAY_WRITE,
        create_button(
            t("products.new"),
            on_click=ProductList.start(""),
            custom_attrs={"data-create": ""},
        ),
    )


def product_filters() -> rx.Component:
    """On sale or withdrawn."""
    return filter_choice(
        ProductList,
        "state",
        t("products.any_state"),
        [
            rx.el.option(t("products.active"), value="active"),
            rx.el.option(t("products.inactive"), value="inactive"),
        ],
    )


def product_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    return table_or_cards(
        ProductList,
        [
            column_head(ProductList, t("products.code"), "code"),
            column_head(ProductList, t("products.zh"), "zh"),
            column_head(ProductList, t("products.en"), "en"),
            column_head(ProductList, t("products.unit")),
            column_head(ProductList, t("products.price"), "price", right=True),
            rx.cond(_SEES_COST, column_head(ProductList, t("products.cost"), right=True)),
            column_head(ProductList, t("products.tax_rate"), right=True),
            column_head(ProductList, t("products.state")),
            column_head(ProductList, rx.el.span(t("shell.more"), class_name="sr-only")),
        ],
        _row,
        _card,
    )


def _row(row: rx.vars.ObjectVar[ProductRow]) -> rx.Component:
    cell = "px-2 xl:px-3 py-1.5 truncate max-w-[170px] xl:max-w-[280px]"
    return rx.el.tr(
        rx.el.td(row.code, class_name=f"{cell} tabular-nums text-soft"),
        rx.el.td(_name(row), class_name=cell),
        rx.el.td(row.en, class_name=cell),
        rx.el.td(row.unit, class_name=cell),
        rx.el.td(money(row.price, row.currency), class_name=f"{cell} num"),
        rx.cond(
            _SEES_COST,
            rx.el.td(money(row.cost, row.currency), class_name=f"{cell} num text-soft"),
        ),
        rx.el.td(percent(row.tax_rate), class_name=f"{cell} num text-soft"),
        rx.el.td(_state(row), class_name=cell),
        rx.el.td(rx.cond(_MAY_WRITE, _menu(row)), class_name="pr-2 text-right"),
        custom_attrs={"data-row": row.public_id},
        key=row.public_id,
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _name(row: rx.vars.ObjectVar[ProductRow]) -> rx.Component:
    return rx.el.button(
        rx.cond(row.zh != "", row.zh, row.en),
        type="button",
        disabled=~_MAY_WRITE,
        on_click=ProductList.start(row.public_id),
        class_name="font-medium text-left enabled:hover:underline",
    )


def _card(row: rx.vars.ObjectVar[ProductRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            _name(row),
            rx.el.p(row.code, " · ", row.en, class_name="text-soft text-[14px] truncate"),
            rx.cond(row.is_active, rx.fragment(), _state(row)),
            class_name="min-w-0 flex-1",
        ),
        rx.el.div(
            rx.el.p(money(row.price, row.currency), class_name="font-medium tabular-nums"),
            rx.cond(
                _SEES_COST,
                rx.el.p(
                    t("products.cost"),
                    " ",
                    money(row.cost, row.currency),
                    class_name="text-faint text-[13px] tabular-nums",
                ),
            ),
            class_name="text-right",
        ),
        rx.cond(_MAY_WRITE, _menu(row)),
        custom_attrs={"data-row": row.public_id},
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
        menu_item(t("shell.edit"), sign="pencil", on_click=ProductList.start(row.public_id)),
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


def product_sheet() -> rx.Component:
    """One product, new or known."""
    return sheet(
        "product",
        rx.cond(ProductList.editing != "", t("products.edit"), t("products.new")),
        rx.el.form(
            _text("code", required=True, max_length=40, custom_attrs={"data-focus": ""}),
            _text("zh", max_length=120),
            _text("en", max_length=120),
            rx.el.div(
                _text("price", input_mode="decimal"),
                field(
                    t("products.currency"),
                    select(
                        *[rx.el.option(code, value=code) for code in CURRENCIES],
                        name="currency",
                        default_value=ProductList.values["currency"],
                    ),
                ),
                _text("unit", max_length=20),
                _text("tax_rate", input_mode="decimal"),
                class_name="grid grid-cols-2 gap-3",
            ),
            rx.cond(
                _SEES_COST,
                field(
                    t("products.cost"),
                    text_input(
                        name="cost",
                        input_mode="decimal",
                        default_value=ProductList.values["cost"],
                    ),
                    hint=t("products.cost_hint"),
                ),
            ),
            problem_text(ProductList.problem),
            save_actions(),
            on_submit=ProductList.save,
            class_name="space-y-3",
        ),
        open=ProductList.asking,
        on_close=ProductList.stop,
        key=ProductList.editing,
    )


def _text(name: str, **props: Any) -> rx.Component:
    return field(
        t(f"products.{name}"),
        text_input(name=name, default_value=ProductList.values[name], **props),
    )
