"""The form of a product."""

from typing import Any

import reflex as rx

from crm_app.components.custom_values import field_inputs
from crm_app.components.text import both, t, unit
from crm_app.components.ui.forms import button, field, picker, problem_text, select, text_input
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.core.permissions import Permission
from crm_app.services.currencies import CURRENCIES
from crm_app.services.products import ProductRow
from crm_app.state.base import Shell
from crm_app.state.product_form import PartDraft, ProductSheet

MAY_WRITE = Shell.me.can.contains(Permission.PRODUCT_WRITE.value)
SEES_COST = Shell.me.can.contains(Permission.COST_READ.value)


def product_sheet() -> rx.Component:
    """One product, new or known."""
    return sheet(
        "product",
        rx.cond(ProductSheet.editing != "", t("products.edit"), t("products.new")),
        rx.el.form(
            rx.el.div(
                _text("code", required=True, max_length=40, custom_attrs={"data-focus": ""}),
                _category(),
                _text("zh", max_length=120),
                _text("en", max_length=120),
                class_name="grid lg:grid-cols-2 gap-3",
            ),
            rx.el.div(
                _text("price", input_mode="decimal"),
                _currency(),
                _text("unit", max_length=20),
                _tax(),
                rx.cond(SEES_COST, _cost()),
                class_name="grid grid-cols-2 gap-3",
            ),
            field_inputs(ProductSheet.custom, "product"),
            _parts(),
            _accessories(),
            problem_text(ProductSheet.problem),
            save_actions(),
            on_submit=ProductSheet.save,
            reset_on_submit=False,
            key=f"form{ProductSheet.opened}",
            class_name="space-y-3",
        ),
        open=ProductSheet.asking,
        on_close=ProductSheet.stop,
    )


def _text(name: str, **props: Any) -> rx.Component:
    return field(
        t(f"products.{name}"),
        text_input(name=name, default_value=ProductSheet.values[name], **props),
    )


def _category() -> rx.Component:
    groups = rx.foreach(
        ProductSheet.groups,
        lambda one: rx.el.option(both(one.path_zh, one.path_en), value=one.public_id),
    )
    return field(
        t("products.category"),
        select(
            rx.el.option(t("products.no_category"), value=""),
            groups,
            name="category",
            default_value=ProductSheet.values["category"],
        ),
    )


def _currency() -> rx.Component:
    return field(
        t("products.currency"),
        select(
            *[rx.el.option(code, value=code) for code in CURRENCIES],
            name="currency",
            default_value=ProductSheet.values["currency"],
        ),
    )


def _tax() -> rx.Component:
    rates = rx.foreach(
        ProductSheet.taxes, lambda one: rx.el.option(both(one.zh, one.en), value=one.value)
    )
    return field(
        t("products.tax_rate"),
        select(rates, name="tax_rate", default_value=ProductSheet.values["tax_rate"]),
    )


def _cost() -> rx.Component:
    derived = ProductSheet.parts.length() > 0
    return field(
        t("products.cost"),
        text_input(
            name="cost",
            input_mode="decimal",
            default_value=ProductSheet.values["cost"],
            disabled=derived,
        ),
        hint=rx.cond(derived, t("products.bundle_cost_hint"), t("products.cost_hint")),
    )


def _parts() -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(t("products.parts"), class_name="text-soft text-[13px] mb-1"),
        rx.el.ul(rx.foreach(ProductSheet.parts, _part), class_name="divide-y divide-line"),
        _adder("part", t("products.part_add"), ProductSheet.add_part),
        rx.el.p(t("products.parts_hint"), class_name="text-faint text-[12px] mt-1"),
    )


def _part(part: rx.vars.ObjectVar[PartDraft]) -> rx.Component:
    return rx.el.li(
        rx.el.span(both(part.zh, part.en), class_name="flex-1 min-w-0 truncate"),
        text_input(
            default_value=part.quantity,
            input_mode="decimal",
            aria_label=t("products.part_quantity"),
            on_change=lambda typed: ProductSheet.count_part(part.public_id, typed),
            class_name="max-w-[88px] text-right tabular-nums",
        ),
        rx.el.span(unit(part.unit), class_name="text-soft w-8 truncate"),
        _drop(part.code, ProductSheet.drop_part(part.public_id)),
        key=part.public_id,
        class_name="flex items-center gap-2 py-1 min-h-[44px]",
    )


def _accessories() -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(t("products.accessories"), class_name="text-soft text-[13px] mb-1"),
        rx.el.ul(rx.foreach(ProductSheet.beside, _accessory), class_name="divide-y divide-line"),
        _adder("accessory", t("products.accessory_add"), ProductSheet.add_accessory),
        rx.el.p(t("products.accessories_hint"), class_name="text-faint text-[12px] mt-1"),
    )


def _accessory(row: rx.vars.ObjectVar[ProductRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(both(row.zh, row.en), class_name="flex-1 min-w-0 truncate"),
        _drop(row.code, ProductSheet.drop_accessory(row.public_id)),
        key=row.public_id,
        class_name="flex items-center gap-2 py-1 min-h-[44px]",
    )


def _drop(name: Any, drops: Any) -> rx.Component:
    return button(
        sign="x", tone="quiet", label=t("products.part_remove", name=name), on_click=drops
    )


def _adder(name: str, label: Any, adds: Any) -> rx.Component:
    return picker(
        f"add_{name}",
        label,
        options=ProductSheet.found,
        on_search=ProductSheet.find_products,
        on_choose=adds,
        none=t("quotes.no_product"),
        placeholder=label,
        key=f"{name}{ProductSheet.added}",
    )
