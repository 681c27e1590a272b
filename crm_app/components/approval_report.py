"""How approvals go: a few figures, and tables whose rows open their list."""

from typing import Any

import reflex as rx

from crm_app.components.places import is_on
from crm_app.components.text import both, money, number, percent, t
from crm_app.components.ui.forms import button, field, link, problem_text, text_input
from crm_app.components.ui.show import panel
from crm_app.services.approvals import DeciderRow, LeakRow
from crm_app.state.approval_report import ReportScreen

_SEEN = ReportScreen.report
_HEAD = "px-3 py-2 text-left text-soft text-[13px] font-normal whitespace-nowrap"
_CELL = "px-3 py-2 whitespace-nowrap"
_FIGURE = f"{_CELL} text-right tabular-nums"


def period_form() -> rx.Component:
    """From when to when."""
    return rx.el.form(
        field(
            t("approvals.starts"),
            text_input(type="date", name="from", default_value=_SEEN.starts.to(str)),
        ),
        field(
            t("approvals.ends"),
            text_input(type="date", name="to", default_value=_SEEN.ends.to(str)),
        ),
        button(t("approvals.period_show"), type="submit"),
        on_submit=ReportScreen.show,
        key=_SEEN.starts.to(str) + _SEEN.ends.to(str),
        class_name="flex flex-wrap items-end gap-2 mb-3",
    )


def report() -> rx.Component:
    """All of it."""
    return rx.fragment(
        problem_text(ReportScreen.problem),
        rx.el.dl(
            _linked(t("approvals.report_asked"), number(_SEEN.asked), _list("asked")),
            _linked(
                t("approvals.report_waiting"), number(_SEEN.waiting), "/approvals?status=pending"
            ),
            _linked(t("approvals.report_decided"), number(_SEEN.decided), _list("decided")),
            _linked(
                t("approvals.report_share"),
                _decided(percent(_SEEN.share)),
                _list("decided") + "&status=approved",
            ),
            _linked(
                t("approvals.report_median"),
                _decided(both(_SEEN.median.zh, _SEEN.median.en)),
                _list("decided"),
            ),
            _linked(
                t("approvals.report_p90"),
                _decided(both(_SEEN.p90.zh, _SEEN.p90.en)),
                _list("decided"),
            ),
            class_name="grid grid-cols-2 sm:grid-cols-3 lg:grid-cols-6 gap-2 mb-4",
        ),
        _table(
            "approvals.report_deciders",
            ("report_person", "report_decided", "report_share", "report_median", "report_p90"),
            rx.foreach(_SEEN.deciders.to(list[DeciderRow]), _decider),
            _SEEN.deciders.length(),
        ),
        rx.cond(
            is_on("/quotes"),
            rx.fragment(
                _leaks(
                    "approvals.report_sellers", "report_seller", _SEEN.sellers, "/quotes?owner="
                ),
                _leaks(
                    *("approvals.report_products", "report_product", _SEEN.products),
                    "/quotes?product=",
                ),
            ),
        ),
    )


def _decided(value: Any) -> Any:
    # Of nothing decided there is no share and no time: neither is 0.
    return rx.cond(_SEEN.decided == 0, "–", value)


def _list(what: str) -> Any:
    first = f"/approvals?{what}_from=" + _SEEN.starts.to(str)
    return first + f"&{what}_to=" + _SEEN.ends.to(str)


def _fact(label: Any, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(label, class_name="text-soft text-[13px]"),
        rx.el.dd(value, class_name="text-[18px] font-semibold tabular-nums"),
        class_name="bg-panel border border-line rounded-lg px-3 py-2",
    )


def _linked(label: Any, value: Any, href: Any) -> rx.Component:
    return _fact(label, link(value, href=href, class_name="text-accent hover:underline tap"))


def _table(title: str, heads: tuple[str, ...], rows: Any, count: Any) -> rx.Component:
    first, *others = heads
    cells = [rx.el.th(t(f"approvals.{first}"), scope="col", class_name=_HEAD)]
    cells += [
        rx.el.th(t(f"approvals.{name}"), scope="col", class_name=_HEAD + " text-right")
        for name in others
    ]
    return rx.el.section(
        rx.el.h2(t(title), class_name="font-semibold mb-1.5"),
        panel(
            rx.cond(
                count > 0,
                rx.el.table(
                    rx.el.thead(rx.el.tr(*cells, class_name="border-b border-line")),
                    rx.el.tbody(rows, class_name="divide-y divide-line"),
                    class_name="w-full",
                ),
                rx.el.p(t("approvals.report_none"), class_name="text-faint p-3"),
            ),
            class_name="overflow-x-auto",
            tab_index=0,
            aria_label=t(title),
        ),
        class_name="mb-5",
    )


def _decider(row: rx.vars.ObjectVar[DeciderRow]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(
            link(
                row.person.name,
                href=(
                    "/approvals?spoke="
                    + row.person.public_id.to(str)
                    + ","
                    + _SEEN.starts.to(str)
                    + ","
                    + _SEEN.ends.to(str)
                ),
                class_name="text-accent hover:underline tap",
            ),
            class_name=_CELL,
        ),
        rx.el.td(number(row.decided), class_name=_FIGURE),
        rx.el.td(percent(row.share), class_name=_FIGURE),
        rx.el.td(both(row.median.zh, row.median.en), class_name=_FIGURE),
        rx.el.td(both(row.p90.zh, row.p90.en), class_name=_FIGURE),
        key=row.person.public_id,
    )


def _leaks(title: str, head: str, rows: Any, path: str) -> rx.Component:
    def one(row: rx.vars.ObjectVar[LeakRow]) -> rx.Component:
        days = "&sent_from=" + _SEEN.starts.to(str) + "&sent_to=" + _SEEN.ends.to(str)
        return rx.el.tr(
            rx.el.td(
                link(
                    both(row.name.zh, row.name.en),
                    href=path + row.key.to(str) + days + "&currency=" + row.currency.to(str),
                    class_name="text-accent hover:underline tap",
                ),
                class_name=_CELL,
            ),
            rx.el.td(number(row.quotes), class_name=_FIGURE),
            rx.el.td(money(row.listed, row.currency), class_name=_FIGURE),
            rx.el.td(money(row.given, row.currency), class_name=_FIGURE),
            rx.el.td(percent(row.percent), class_name=_FIGURE),
            key=row.key.to(str) + row.currency.to(str),
        )

    heads = (head, "report_quotes", "report_listed", "report_given", "report_percent")
    return _table(title, heads, rx.foreach(rows.to(list[LeakRow]), one), rows.length())
