"""The list of price books, and the form of one."""

from typing import Any

import reflex as rx

from crm_app.components.text import both, choice, money, named, number, percent, t, unit
from crm_app.components.ui.forms import button, field, link, select, text_input, tick
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import badge, empty, panel
from crm_app.core.permissions import Permission
from crm_app.services.currencies import CURRENCIES
from crm_app.services.price_books import BookRow, TierRow
from crm_app.state.base import Shell
from crm_app.state.price_books import PriceBookList

MAY_PRICE = Shell.me.can.contains(Permission.PRICE_WRITE.value)
_TIERS = ("A", "B", "C")


def new_book(problem: rx.Component) -> rx.Component:
    """The button of an empty form."""
    return rx.fragment(
        button(t("price_books.new"), sign="plus", tone="primary", custom_attrs=opens("book-new")),
        book_sheet(
            "book-new",
            t("price_books.new"),
            None,
            PriceBookList.industries,
            on_submit=PriceBookList.create,
            problem=problem,
        ),
    )


def book_list() -> rx.Component:
    """A book a line, in words, the one that counts first at the top."""
    return panel(
        rx.cond(
            PriceBookList.rows.length() > 0,
            rx.el.ol(rx.foreach(PriceBookList.rows, _row), class_name="divide-y divide-line"),
            rx.cond(PriceBookList.loaded, empty("tags", t("price_books.none"))),
        )
    )


def _row(row: rx.vars.ObjectVar[BookRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(row.place, class_name="w-6 text-faint tabular-nums text-right"),
        rx.el.span(
            link(
                both(row.zh, row.en),
                href=f"/settings/price-books/{row.public_id}",
                class_name="font-medium hover:underline tap",
            ),
            rx.el.span(both(row.said_zh, row.said_en), class_name="block text-soft text-[13px]"),
            class_name="flex-1 min-w-0",
        ),
        rx.el.span(
            t("price_books.products", count=row.products),
            class_name="text-faint text-[13px] whitespace-nowrap max-lg:hidden",
        ),
        state_badge(row.state),
        rx.cond(MAY_PRICE, _places(row)),
        custom_attrs={"data-row": row.public_id},
        key=row.public_id,
        class_name="flex items-center gap-3 px-3 py-2 min-h-[60px]",
    )


def _places(row: rx.vars.ObjectVar[BookRow]) -> rx.Component:
    return rx.el.span(
        button(
            sign="arrow-up",
            label=t("price_books.up"),
            tone="quiet",
            disabled=row.place == 1,
            on_click=PriceBookList.move(row.public_id, -1),
        ),
        button(
            sign="arrow-down",
            label=t("price_books.down"),
            tone="quiet",
            disabled=row.place == PriceBookList.rows.length(),
            on_click=PriceBookList.move(row.public_id, 1),
        ),
        class_name="flex shrink-0",
    )


def state_badge(state: Any) -> rx.Component:
    """Whether a book counts now."""
    words = choice("price_books.state", state)
    return rx.match(  # pyright: ignore[reportReturnType]
        state,
        ("current", badge(words, tone="good")),
        ("coming", badge(words, tone="accent")),
        ("over", badge(words, tone="warn")),
        badge(words),
    )


def book_sheet(
    sheet_id: Any,
    title: Any,
    row: Any,
    industries: Any,
    *,
    on_submit: Any,
    problem: rx.Component,
    **props: Any,
) -> rx.Component:
    """Names, for whom, currency, days."""

    def given(name: str) -> dict[str, Any]:
        return {} if row is None else {"default_value": getattr(row, name).to(str)}

    return sheet(
        sheet_id,
        title,
        rx.el.form(
            rx.el.div(
                field(t("price_books.zh"), text_input(name="zh", max_length=60, **given("zh"))),
                field(t("price_books.en"), text_input(name="en", max_length=60, **given("en"))),
                field(
                    t("price_books.currency"),
                    select(
                        *[rx.el.option(code, value=code) for code in CURRENCIES],
                        name="currency",
                        **given("currency"),
                    ),
                ),
                tick(
                    "tax_included",
                    t("price_books.tax_included"),
                    checked=False if row is None else row.tax_included,
                ),
                day_field("valid_from", given),
                day_field("valid_until", given),
                class_name="grid grid-cols-2 gap-3 items-end",
            ),
            for_whom(row, industries),
            tick(
                "is_active",
                t("price_books.is_active"),
                checked=True if row is None else row.is_active,
            ),
            problem,
            save_actions(),
            reset_on_submit=False,
            on_submit=on_submit,
            class_name="space-y-3",
        ),
        **props,
    )


def day_field(name: str, given: Any) -> rx.Component:
    """The first or the last day of a form."""
    return field(t(f"price_books.{name}"), text_input(type="date", name=name, **given(name)))


def for_whom(row: Any, industries: Any) -> rx.Component:
    """Tiers, industries and regions to choose; `row` is what has been, None for nothing."""

    def ticked(name: str, value: Any) -> Any:
        return False if row is None else getattr(row, name).contains(value)

    tiers = [tick(f"tier:{one}", one, checked=ticked("tiers", one)) for one in _TIERS]
    regions = {} if row is None else {"default_value": row.regions.join("，")}
    return rx.fragment(
        boxes(t("price_books.tiers"), *tiers),
        boxes(
            t("price_books.industries"),
            rx.foreach(
                industries,
                lambda one: tick(
                    f"industry:{one.key}", named(one), checked=ticked("industries", one.key)
                ),
            ),
        ),
        field(
            t("price_books.regions"),
            text_input(name="regions", max_length=2000, **regions),
            hint=t("price_books.regions_hint"),
        ),
    )


def boxes(title: Any, *ticks: rx.Component, hint: Any = None) -> rx.Component:
    """Boxes to tick under a title; none ticked stands for all."""
    return rx.el.fieldset(
        rx.el.legend(title, class_name="text-soft text-[13px]"),
        rx.el.div(*ticks, class_name="flex flex-wrap gap-x-5"),
        rx.el.p(
            t("price_books.all_hint") if hint is None else hint, class_name="text-faint text-[12px]"
        ),
    )


def tier_line(
    tier: rx.vars.ObjectVar[TierRow], currency: rx.Var[str], measure: rx.Var[str]
) -> rx.Component:
    """From quantity, price, how far below the product's own."""
    return rx.el.li(
        rx.el.span(
            "≥ ", number(tier.from_quantity), " ", unit(measure), class_name="w-[88px] text-soft"
        ),
        rx.el.span(money(tier.price, currency), class_name="font-medium"),
        rx.cond(
            tier.off,
            rx.el.span("−", percent(tier.off), class_name="text-faint text-[12px]"),
        ),
        class_name="flex items-baseline gap-2 tabular-nums",
    )
