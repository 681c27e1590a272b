"""Pieces that pages of figures share: the period, numbers that open their lists, bars, tables."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from crm_app.components.lists import CHOICE
from crm_app.components.text import both, money, short_money, t
from crm_app.components.ui.forms import button, link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import panel
from crm_app.services.currencies import Amount

CATEGORIES = ("commit", "best", "pipeline", "omitted")
_STEP = (
    "inline-flex items-center justify-center rounded-lg border border-line-strong bg-panel "
    "min-w-[44px] min-h-[44px] lg:min-w-[34px] lg:min-h-[34px] hover:bg-raised"
)
_LENGTH = (
    "inline-flex items-center px-3 min-h-[44px] lg:min-h-[34px] text-soft hover:text-ink "
    "first:rounded-l-lg last:rounded-r-lg aria-[current=true]:bg-accent-soft "
    "aria-[current=true]:text-accent aria-[current=true]:font-medium"
)
NUMBER = "tabular-nums hover:underline text-accent tap"


def period_bar(state: Any, *more: rx.Component) -> rx.Component:
    """The period shown, the ones before and after, month, quarter or year; other choices behind."""
    lengths = (("month", 1), ("quarter", 3), ("year", 12))
    return rx.el.div(
        rx.el.div(
            link(
                icon("chevron-left"),
                aria_label=t("forecast.previous"),
                href=state.shown.before,
                class_name=_STEP,
            ),
            rx.el.span(
                both(state.shown.zh, state.shown.en),
                class_name="font-semibold tabular-nums min-w-[96px] text-center",
                custom_attrs={"data-period": state.shown.key},
            ),
            link(
                icon("chevron-right"),
                aria_label=t("forecast.next"),
                href=state.shown.after,
                class_name=_STEP,
            ),
            class_name="flex items-center gap-1",
        ),
        rx.el.nav(
            *[
                link(
                    t(f"forecast.length.{name}"),
                    href=getattr(state.shown, name),
                    custom_attrs={
                        "aria-current": rx.cond(state.shown.months == n, "true", "false")
                    },
                    class_name=_LENGTH,
                )
                for name, n in lengths
            ],
            aria_label=t("forecast.period"),
            class_name="inline-flex rounded-lg border border-line-strong bg-panel",
        ),
        *more,
        class_name="flex flex-wrap items-center gap-2 mb-4",
    )


def figures_or_refusal(period: Any, *panels: rx.Component) -> rx.Component:
    """The figures of a period; where they were refused, the refusal above says all there is."""
    return rx.cond(period != "", rx.el.div(*panels, class_name="space-y-4"))  # pyright: ignore[reportReturnType]


def opens_list(words: Any, href: Any, **props: Any) -> rx.Component:
    """A number that opens the list behind it."""
    look = props.pop("class_name", "")
    return link(words, href=href, class_name=f"{NUMBER} {look}", **props)


def amounts(sums: Any, href: str = "") -> rx.Component:
    """Sums in their currencies, one below the other; `href` names the field of their lists."""

    def each(one: Any) -> rx.Component:
        said = short_money(one.amount, one.currency)
        if href:
            return opens_list(said, getattr(one, href), class_name="block", key=one.currency)
        return rx.el.span(said, class_name="block", key=one.currency)

    return rx.el.span(rx.foreach(sums, each), class_name="tabular-nums")


def about(worth: Any) -> rx.Component:
    """Below sums in several currencies: what they are worth together in the house's own."""

    def one(sum_: Any) -> rx.Component:
        return rx.el.span(
            "≈ ",
            short_money(sum_.amount, sum_.currency),
            title=t("figures.about"),
            class_name="block text-faint text-[13px] tabular-nums",
        )

    return rx.foreach(worth.to(list[Amount]), one)  # pyright: ignore[reportReturnType]


def bar(share: Any, look: str = "bg-accent") -> rx.Component:
    """How large a number is beside the largest; it is said in words next to it."""
    return rx.el.span(
        rx.el.span(style={"width": f"{share}%"}, class_name=f"block h-full rounded-full {look}"),
        aria_hidden="true",
        class_name="block h-1.5 rounded-full bg-raised overflow-hidden mt-1",
    )


def figure_choice(*options: rx.Component, **props: Any) -> rx.Component:
    """A choice above or beside figures."""
    return rx.el.select(
        *options, class_name=f"{CHOICE} border-line-strong bg-panel text-soft", **props
    )


def figure_table(
    label: Any,
    heads: Sequence[Any],
    rows: Any,
    *,
    hint: Any = None,
    export: tuple[str, Any] | None = None,
    **props: Any,
) -> rx.Component:
    """A titled table that fits the phone: the first column breaks its words, numbers do not.

    `export` is the table's name and what is asked of it as a query, `beside` is what is chosen next to the title, `spoken` what the
    table is called where the title is more than words.
    """
    first, *others = heads
    beside, spoken = props.pop("beside", None), props.pop("spoken", label)
    return panel(
        rx.el.div(
            rx.el.div(
                rx.el.h2(label, class_name="font-semibold"),
                rx.el.p(hint, class_name="text-soft text-[13px]") if hint is not None else None,
                class_name="flex-1 min-w-0",
            ),
            beside,
            figures_file(*export) if export else None,
            class_name="flex items-start gap-2 px-3 pt-3 pb-1",
        ),
        rx.el.div(
            rx.el.table(
                rx.el.thead(
                    rx.el.tr(
                        rx.el.th(first, scope="col", class_name=f"{_HEAD} text-left"),
                        *[
                            rx.el.th(
                                one, scope="col", class_name=f"{_HEAD} text-right whitespace-nowrap"
                            )
                            for one in others
                        ],
                        class_name="border-b border-line",
                    )
                ),
                rx.el.tbody(rows, class_name="divide-y divide-line"),
                class_name="w-full text-[14px]",
            ),
            class_name="relative overflow-x-auto",
            tab_index=0,
            role="region",
            aria_label=spoken,
        ),
        class_name="overflow-hidden min-w-0",
        **props,
    )


def figures_or_nothing(
    title: Any, heads: Sequence[Any], rows: Any, lines: Any, **props: Any
) -> rx.Component:
    """The table, or a sentence where the period has nothing of it."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        rows.length() > 0,
        figure_table(title, heads, lines, **props),
        panel(
            rx.el.h2(title, class_name="font-semibold"),
            rx.el.p(t("reports.none"), class_name="text-soft"),
            class_name="p-3",
        ),
    )


def figures_file(table: str, asked: Any) -> rx.Component:
    """The table as a file for Excel, of the period and choices that are shown."""
    return rx.el.a(
        icon("download"),
        href=f"/api/v1/exports/reports/{table}?{asked}",
        download=f"{table}.csv",
        reload_document=True,  # a file: the browser's own affair, no page of ours
        aria_label=t("list.export_figures"),
        title=t("list.export_figures"),
        class_name=(
            "inline-flex items-center justify-center min-w-[44px] min-h-[44px] -my-1.5 -mr-1.5 "
            "lg:min-w-[34px] lg:min-h-[34px] rounded-lg text-soft hover:bg-raised print:hidden"
        ),
    )


def figures_head(title: Any, *more: rx.Component) -> rx.Component:
    """The title of a page of figures, and the page on paper."""
    return rx.el.div(
        rx.el.h1(title, class_name="text-[20px] font-semibold flex-1"),
        *more,
        button(
            rx.el.span(t("figures.print"), class_name="max-lg:sr-only"),
            sign="printer",
            custom_attrs={"data-print": ""},
            class_name="print:hidden",
        ),
        class_name="flex items-center gap-2 mb-3",
    )


_HEAD = "px-2 lg:px-3 py-1.5 font-medium text-soft text-[12px]"


def row(first: Any, *others: Any, **props: Any) -> rx.Component:
    """A line of a figure table."""
    return rx.el.tr(
        rx.el.th(first, scope="row", class_name="px-2 lg:px-3 py-2 text-left font-normal min-w-0"),
        *[
            rx.el.td(
                one,
                class_name="px-2 lg:px-3 py-2 text-right tabular-nums whitespace-nowrap align-top",
            )
            for one in others
        ],
        **props,
    )


def figure(label: Any, amount: Any, currency: Any, *below: Any, href: Any = None) -> rx.Component:
    """One large number with what it is; whole on hover."""
    shown = rx.el.span(
        short_money(amount, currency),
        title=money(amount, currency),
        class_name="text-[20px] font-semibold tabular-nums",
    )
    return rx.el.div(
        rx.el.div(label, class_name="text-soft text-[13px]"),
        opens_list(shown, href) if href is not None else shown,
        *[rx.el.div(one, class_name="text-soft text-[13px]") for one in below],
        class_name="min-w-0",
    )


def category_choice(value: Any, on_change: Any, label: Any = None) -> rx.Component:
    """How a deal counts in the forecast."""
    return rx.el.select(
        rx.el.option(t("forecast.by_stage"), value=""),
        *[rx.el.option(t(f"forecast.category.{one}"), value=one) for one in CATEGORIES],
        value=value,
        on_change=on_change,
        aria_label=t("forecast.field") if label is None else label,
        class_name=(
            "rounded-lg border border-line-strong bg-panel pl-2 pr-8 min-h-[44px] "
            "lg:min-h-[34px] max-w-full"
        ),
    )
