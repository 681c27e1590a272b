"""The list of promotions, and the form of one."""

from typing import Any

import reflex as rx

from crm_app.components.price_books import boxes, day_field, for_whom, state_badge
from crm_app.components.text import both, t
from crm_app.components.ui.forms import (
    button,
    field,
    picker,
    problem_text,
    select,
    text_input,
    tick,
)
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.components.ui.show import badge, empty, panel
from crm_app.core.permissions import Permission
from crm_app.services.currencies import CURRENCIES
from crm_app.services.promotions import PromotionRow, TargetRow
from crm_app.state.base import Shell
from crm_app.state.promotions import PromotionList

MAY_PROMOTE = Shell.me.can.contains(Permission.PRICE_WRITE.value)
_ROW = PromotionList.row


def new_promotion() -> rx.Component:
    """The button of an empty form."""
    return button(
        t("promotions.new"), sign="plus", tone="primary", on_click=PromotionList.start("")
    )


def promotion_list() -> rx.Component:
    """A promotion a line, in words, what runs at the top."""
    return panel(
        rx.cond(
            PromotionList.rows.length() > 0,
            rx.el.ul(rx.foreach(PromotionList.rows, _row), class_name="divide-y divide-line"),
            rx.cond(PromotionList.loaded, empty("badge-percent", t("promotions.none"))),
        )
    )


def _row(row: rx.vars.ObjectVar[PromotionRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            rx.el.span(
                rx.el.span(both(row.zh, row.en), class_name="font-medium"),
                badge(both(row.effect_zh, row.effect_en), tone="accent"),
                state_badge(row.state),
                class_name="flex flex-wrap items-center gap-x-2 gap-y-1",
            ),
            rx.el.span(both(row.said_zh, row.said_en), class_name="block text-soft text-[13px]"),
            rx.cond(
                row.lines != 0,
                rx.el.span(
                    t("promotions.used", count=row.lines),
                    class_name="block text-faint text-[12px]",
                ),
            ),
            class_name="flex-1 min-w-0",
        ),
        rx.cond(
            MAY_PROMOTE,
            button(
                sign="pencil",
                label=t("promotions.edit"),
                tone="quiet",
                on_click=PromotionList.start(row.public_id),
            ),
        ),
        custom_attrs={"data-row": row.public_id},
        key=row.public_id,
        class_name="flex items-center gap-3 px-3 py-2 min-h-[60px]",
    )


def promotion_sheet() -> rx.Component:
    """Names, what it gives, on what, for whom, from when to when."""
    return sheet(
        "promotion",
        rx.cond(_ROW.public_id == "", t("promotions.new"), t("promotions.edit")),
        rx.el.form(
            _names_and_effect(),
            _targets(),
            for_whom(_ROW, PromotionList.industries),
            tick("is_stackable", t("promotions.is_stackable"), checked=_ROW.is_stackable),
            tick("is_active", t("price_books.is_active"), checked=_ROW.is_active),
            problem_text(PromotionList.problem),
            rx.cond(
                _ROW.public_id != "",
                button(
                    t("promotions.delete"),
                    sign="trash-2",
                    tone="quiet",
                    on_click=PromotionList.delete,
                ),
            ),
            save_actions(),
            reset_on_submit=False,
            on_submit=PromotionList.save,
            key=f"promotion{PromotionList.opened}",
            class_name="space-y-3",
        ),
        open=PromotionList.asking,
        on_close=PromotionList.stop,
    )


def _names_and_effect() -> rx.Component:
    def given(name: str) -> dict[str, Any]:
        return {"default_value": getattr(_ROW, name).to(str)}

    def figure(name: str, value: Any, look: str = "") -> rx.Component:
        control = text_input(name=name, input_mode="decimal", max_length=30, default_value=value)
        return rx.el.div(field(t(f"promotions.{name}"), control), class_name=look)

    return rx.el.div(
        field(t("promotions.zh"), text_input(name="zh", max_length=60, **given("zh"))),
        field(t("promotions.en"), text_input(name="en", max_length=60, **given("en"))),
        figure("discount", PromotionList.discount, "max-lg:col-span-2"),
        rx.el.div(
            figure("price", PromotionList.price),
            field(
                t("promotions.currency"),
                select(
                    *[rx.el.option(code, value=code) for code in CURRENCIES],
                    name="currency",
                    **given("currency"),
                ),
            ),
            class_name="max-lg:col-span-2 grid grid-cols-[1fr_104px] gap-2 items-end",
        ),
        rx.el.p(t("promotions.effect_hint"), class_name="col-span-2 text-faint text-[12px] -mt-2"),
        rx.el.div(
            field(
                t("promotions.least_quantity"),
                text_input(
                    name="least_quantity",
                    input_mode="decimal",
                    max_length=30,
                    default_value=PromotionList.least_quantity,
                ),
                hint=t("promotions.least_hint"),
            ),
            class_name="col-span-2",
        ),
        day_field("valid_from", given),
        day_field("valid_until", given),
        class_name="grid grid-cols-2 gap-3 items-end",
    )


def _targets() -> rx.Component:
    return rx.fragment(
        boxes(
            t("promotions.categories"),
            rx.foreach(
                PromotionList.groups,
                lambda one: tick(
                    f"group:{one.public_id}",
                    both(one.path_zh, one.path_en),
                    checked=PromotionList.ticked_groups.contains(one.public_id),
                ),
            ),
            hint=t("promotions.everything_hint"),
        ),
        rx.el.fieldset(
            rx.el.legend(t("promotions.products"), class_name="text-soft text-[13px] mb-1"),
            rx.el.ul(
                rx.foreach(PromotionList.chosen, _chosen), class_name="flex flex-wrap gap-2 mb-2"
            ),
            picker(
                "product",
                t("promotions.add_product"),
                options=PromotionList.found,
                on_search=PromotionList.find_products,
                on_choose=PromotionList.add_product,
                none=t("promotions.no_product"),
                placeholder=t("promotions.add_product"),
                key=f"add{PromotionList.added}",
            ),
        ),
    )


def _chosen(one: rx.vars.ObjectVar[TargetRow]) -> rx.Component:
    name = both(one.zh, one.en)
    return rx.el.li(
        name,
        rx.el.button(
            icon("x", 14),
            type="button",
            on_click=PromotionList.drop_product(one.public_id),
            aria_label=t("promotions.take_out", name=name),
            class_name="inline-flex items-center justify-center min-w-[44px] min-h-[44px] lg:min-w-[28px] lg:min-h-[28px]",
        ),
        key=one.public_id,
        class_name="inline-flex items-center rounded-lg bg-raised pl-3",
    )
