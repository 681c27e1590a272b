"""Who sold most, what was sold, and what is likely to be sold next."""

from typing import Any

import reflex as rx

from crm_app.components.figures import bar, figure_table, figures_or_nothing, opens_list, row
from crm_app.components.places import may
from crm_app.components.text import both, number, percent, short_money, t, unit
from crm_app.core.permissions import Permission
from crm_app.services.reports import Outlook, ProductSales, TopPerson
from crm_app.state.reports import ReportScreen

_REPORT: Any = ReportScreen.report


def people_report() -> rx.Component:
    """The ten who won most."""
    return figures_or_nothing(
        t("reports.people"),
        [t(f"reports.{name}") for name in ("person", "amount", "count")],
        _REPORT.people,
        rx.foreach(_REPORT.people, _person),
        export=("people", ReportScreen.asked),
    )


def _person(one: rx.vars.ObjectVar[TopPerson]) -> rx.Component:
    return row(
        rx.el.span(
            rx.el.span(number(one.place), class_name="text-faint tabular-nums mr-2"),
            one.name,
            bar(one.share),
        ),
        opens_list(short_money(one.amount, one.currency), one.deals),
        opens_list(number(one.count), one.deals),
        key=one.public_id.to(str) + one.currency.to(str),
    )


def product_report() -> rx.Component:
    """What was sold; the margin for those who may see costs."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        may(Permission.COST_READ),
        _products("product", "quantity", "revenue", "margin", "count"),
        _products("product", "quantity", "revenue", "count"),
    )


def _products(*heads: str) -> rx.Component:
    lines = rx.foreach(_REPORT.products, lambda one: _product(one, margin="margin" in heads))
    return figures_or_nothing(
        t("reports.products"),
        [t(f"reports.{name}") for name in heads],
        _REPORT.products,
        lines,
        hint=t("reports.products_hint"),
        export=("products", ReportScreen.asked),
    )


def _product(one: rx.vars.ObjectVar[ProductSales], *, margin: bool) -> rx.Component:
    known = rx.cond(one.margin, opens_list(percent(one.margin), one.deals), "–")
    return row(
        rx.el.span(both(one.zh, one.en), bar(one.share)),
        opens_list(rx.el.span(number(one.quantity), " ", unit(one.unit)), one.deals),
        opens_list(short_money(one.revenue, one.currency), one.deals),
        *([known] if margin else []),
        opens_list(number(one.count), one.deals),
        key=one.public_id.to(str) + one.currency.to(str),
    )


def outlook_report() -> rx.Component:
    """Products: what this month is likely to bring."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        ReportScreen.outlook.length() > 0,
        figure_table(
            t("reports.outlook"),
            [t("reports.product"), t("reports.expected")],
            rx.foreach(ReportScreen.outlook, _outlook),
            hint=t("reports.outlook_hint"),
            export=("outlook", ReportScreen.asked),
        ),
    )


def _outlook(one: rx.vars.ObjectVar[Outlook]) -> rx.Component:
    off = t("reports.off_by", percent=percent(one.error), months=number(one.months))
    return row(
        rx.el.span(
            both(one.zh, one.en),
            rx.el.span(rx.cond(one.error, off, ""), class_name="block text-faint text-[12px]"),
        ),
        opens_list(rx.el.span(number(one.quantity), " ", unit(one.unit)), one.deals),
        key=one.public_id,
    )
