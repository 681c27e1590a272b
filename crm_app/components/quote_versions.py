"""Two versions of a quote side by side, in a sheet."""

from typing import Any

import reflex as rx

from crm_app.components.quotes import SEES_COST
from crm_app.components.text import choice, money, number, percent, t
from crm_app.components.ui.forms import problem_text
from crm_app.components.ui.overlay import sheet
from crm_app.components.ui.show import badge
from crm_app.services.quotes import ComparedFact, ComparedLine
from crm_app.state.quote_versions import QuoteVersions

_IT = QuoteVersions.comparison


def versions_sheet() -> rx.Component:
    """Totals, facts and lines; what is the same stands quietly between what is not."""
    return sheet(
        "versions",
        t("quotes.compare"),
        problem_text(QuoteVersions.problem),
        rx.el.div(
            rx.el.table(
                rx.el.thead(
                    rx.el.tr(
                        rx.el.th(
                            t("quotes.lines"), class_name=f"{_CELL} {_WORDS} text-left", role=_HEAD
                        ),
                        *[
                            rx.el.th(
                                t("quotes.revision", revision=revision),
                                class_name=_NUMBER,
                                role=_HEAD,
                            )
                            for revision in (_IT.before_revision, _IT.after_revision)
                        ],
                        class_name=f"{_ROW} text-soft text-[12px] border-b border-line",
                        role="row",
                    )
                ),
                rx.el.tbody(
                    rx.foreach(_IT.facts, _fact),
                    rx.foreach(_IT.lines, _line),
                    *[_sum(name) for name in ("subtotal", "net", "tax", "total")],
                    _percent(t("quotes.given"), _IT.before.given, _IT.after.given),
                    rx.cond(
                        SEES_COST,
                        _percent(t("quotes.margin"), _IT.before.margin, _IT.after.margin),
                    ),
                ),
                class_name="w-full",
                role="table",
            ),
            class_name="pb-4",
        ),
        open=QuoteVersions.is_open,
        on_close=QuoteVersions.close,
        wide=True,
    )


_CELL = "px-2 py-1.5 align-top"
_NUMBER = f"{_CELL} num whitespace-nowrap"
# On the phone the words stand above the two figures. What is no table row to the browser is told
# to be one.
_ROW = "max-sm:grid max-sm:grid-cols-2"
_WORDS = "max-sm:col-span-2 max-sm:pb-0"
_HEAD = "columnheader"


def _row(words: Any, before: Any, after: Any, look: str = "", of: str = "", **props: Any) -> Any:
    given: dict[str, Any] = {"class_name": _ROW, **props}
    return rx.el.tr(
        rx.el.td(words, class_name=f"{_CELL} {_WORDS} {look or 'text-soft'}", role="cell"),
        rx.el.td(before, class_name=f"{of or _NUMBER} {look}", role="cell"),
        rx.el.td(after, class_name=f"{of or _NUMBER} {look}", role="cell"),
        role="row",
        **given,
    )


def _fact(fact: rx.vars.ObjectVar[ComparedFact]) -> rx.Component:
    return _row(
        choice("quotes.fact", fact.name),
        _value(fact.before),
        rx.el.span(_value(fact.after), class_name="font-medium"),
        of=f"{_CELL} text-right",
        key=fact.name,
        class_name=f"{_ROW} border-b border-line",
    )


def _value(value: Any) -> rx.Component:
    return rx.fragment(
        rx.match(value, ("yes", t("quotes.yes")), ("no", t("quotes.no")), ("", "—"), value)
    )


def _line(line: rx.vars.ObjectVar[ComparedLine]) -> rx.Component:
    tone = rx.match(
        line.change,
        ("added", "bg-good-soft"),
        ("removed", "bg-bad-soft"),
        ("changed", "bg-warn-soft"),
        "text-soft",
    )
    mark = rx.match(
        line.change,
        ("added", badge(t("quotes.line_added"), tone="good")),
        ("removed", badge(t("quotes.line_removed"), tone="bad")),
        ("changed", badge(t("quotes.line_changed"), tone="warn")),
        rx.fragment(),
    )
    words = rx.cond(line.after, line.after.text, line.before.text)
    return _row(
        rx.fragment(rx.el.span(words, class_name="mr-2"), mark),
        _side(line.before, _IT.before.currency),
        _side(line.after, _IT.after.currency),
        "text-inherit",
        class_name=rx.cond(True, f"{_ROW} border-b border-line {tone}", ""),
        custom_attrs={"data-change": line.change},
    )


def _side(line: Any, currency: Any) -> rx.Component:
    """Amount, and how it comes about."""
    item = rx.el.span(
        number(line.quantity),
        " × ",
        number(line.price),
        rx.cond(line.discount.to(float) > 0, " − " + percent(line.discount).to(str), ""),
        class_name="block text-faint text-[12px]",
    )
    return rx.cond(
        line,
        rx.fragment(
            rx.el.span(money(line.amount, currency), class_name="block whitespace-nowrap"),
            rx.cond(line.kind == "item", item),
        ),
        rx.el.span("—", class_name="text-faint"),
    )


def _sum(name: str) -> rx.Component:
    before, after = getattr(_IT.before, name), getattr(_IT.after, name)
    return _row(
        t(f"quotes.{name}"),
        money(before, _IT.before.currency),
        money(after, _IT.after.currency),
        "font-semibold" if name == "total" else "text-inherit",
    )


def _percent(label: Any, before: Any, after: Any) -> rx.Component:
    return _row(label, percent(before), percent(after))
