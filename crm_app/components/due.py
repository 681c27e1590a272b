"""The list of what is to come in, and its lines on the home page."""

from typing import Any

import reflex as rx

from crm_app.components.lists import CELL, WIDE, column_head, filter_choice, owner_filter
from crm_app.components.lists import table_or_cards as table
from crm_app.components.payments import state_badge
from crm_app.components.places import told_while
from crm_app.components.text import day, money, short_money, t
from crm_app.components.ui.forms import link, link_button
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import panel
from crm_app.services.payments import InstalmentRow
from crm_app.state.payments import DueList, HomeMoney

_STATES = ("overdue", "soon", "paid", "all")


def due_filters() -> rx.Component:
    """What of it, and whose."""
    states = [rx.el.option(t(f"payments.filter.{key}"), value=key) for key in _STATES]
    return rx.fragment(
        filter_choice(DueList, "state", t("payments.any_state"), states), owner_filter(DueList)
    )


def due_head() -> rx.Component:
    """What is late and what is still to come, by currency."""
    return rx.cond(
        DueList.owed.left.length() > 0,
        panel(
            _sums(t("payments.overdue"), DueList.owed.overdue, "text-bad"),
            _sums(t("payments.left"), DueList.owed.left, ""),
            class_name="p-3 mb-3 grid grid-cols-2 gap-3",
        ),
    )


def _sums(label: rx.Var[str], amounts: Any, look: str) -> rx.Component:
    return rx.el.div(
        rx.el.p(label, class_name="text-faint text-[13px]"),
        rx.cond(
            amounts.length() > 0,
            rx.foreach(
                amounts,
                lambda one: rx.el.p(
                    money(one.amount, one.currency),
                    key=one.currency,
                    class_name=f"font-semibold tabular-nums {look}",
                ),
            ),
            rx.el.p("–", class_name="text-faint"),
        ),
        class_name="min-w-0",
    )


def invoices_link() -> rx.Component:
    """The way to the requests, which have no place of their own in the menu."""
    return link_button(
        rx.el.span(t("invoices.title"), class_name="max-lg:sr-only"),
        href="/invoices",
        sign="receipt-text",
    )


def due_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    return table(
        DueList,
        [
            column_head(DueList, t("payments.due_on"), "due"),
            column_head(DueList, t("payments.customer")),
            column_head(DueList, told_while("payments.bearer", "/contracts", "/orders")),
            column_head(DueList, t("payments.label"), wide=True),
            column_head(DueList, t("payments.amount"), "amount", right=True),
            column_head(DueList, t("payments.left"), right=True),
            column_head(DueList, t("payments.state")),
            column_head(DueList, t("payments.owner")),
        ],
        _row,
        _card,
    )


def _row(row: rx.vars.ObjectVar[InstalmentRow]) -> rx.Component:
    cell = f"{CELL} max-w-[160px] xl:max-w-[240px]"
    return rx.el.tr(
        rx.el.td(day(row.due_on), class_name=f"{cell} tabular-nums"),
        rx.el.td(
            link(
                row.customer.name,
                href=f"/customers/{row.customer.public_id}",
                class_name="hover:underline",
            ),
            class_name=cell,
        ),
        rx.el.td(
            link(
                row.bearer.name,
                href=_page(row),
                class_name="font-medium hover:underline tabular-nums",
            ),
            class_name=cell,
        ),
        rx.el.td(_name(row), class_name=f"{cell} {WIDE} text-soft"),
        rx.el.td(money(row.amount, row.currency), class_name=f"{cell} num"),
        rx.el.td(money(row.left, row.currency), class_name=f"{cell} num font-medium"),
        rx.el.td(state_badge(row.state), _late(row, "payments.days"), class_name=cell),
        rx.el.td(row.owner.name, class_name=f"{cell} text-soft"),
        custom_attrs={"data-row": row.public_id},
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _page(row: rx.vars.ObjectVar[InstalmentRow]) -> str:
    return f"/{row.bearer.kind}s/{row.bearer.public_id}"


def _name(row: rx.vars.ObjectVar[InstalmentRow]) -> rx.Component:
    return rx.fragment(rx.cond(row.label != "", row.label, t("payments.part", rank=row.rank)))


def _late(row: rx.vars.ObjectVar[InstalmentRow], words: str = "payments.days_late") -> rx.Component:
    return rx.cond(
        row.days_late.to(int) > 0,
        rx.el.span(t(words, days=row.days_late), class_name="text-bad text-[13px] ml-1.5"),
    )


def _card(row: rx.vars.ObjectVar[InstalmentRow]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(
                rx.el.span(row.customer.name, class_name="block font-medium truncate"),
                rx.el.span(
                    row.bearer.name,
                    " · ",
                    _name(row),
                    class_name="block text-soft text-[14px] truncate",
                ),
                rx.el.span(
                    day(row.due_on), _late(row), class_name="block text-[13px] tabular-nums"
                ),
                class_name="min-w-0 flex-1",
            ),
            rx.el.span(
                rx.el.span(
                    short_money(row.left, row.currency),
                    class_name="block font-medium tabular-nums",
                ),
                state_badge(row.state),
                class_name="text-right shrink-0",
            ),
            href=_page(row),
            class_name="flex items-center gap-3 px-4 py-3 min-h-[64px]",
        ),
        custom_attrs={"data-row": row.public_id},
    )


def money_at_home() -> rx.Component:
    """What is late, and for finance what waits for a decision: a line each."""
    return rx.fragment(
        rx.cond(
            HomeMoney.waiting > 0,
            _line(
                "receipt-text",
                t("invoices.home", count=HomeMoney.waiting),
                "/invoices?status=requested",
                "bg-warn-soft text-warn",
            ),
        ),
        rx.cond(
            HomeMoney.overdue > 0,
            _line(
                "calendar-clock",
                t("payments.home", count=HomeMoney.overdue),
                "/payments?state=overdue",
                "bg-panel border border-line",
            ),
        ),
    )


def _line(sign: str, words: rx.Var[str], href: str, look: str) -> rx.Component:
    return link(
        icon(sign),
        rx.el.span(words, class_name="flex-1 font-medium"),
        icon("chevron-right"),
        href=href,
        class_name=f"flex items-center gap-3 rounded-lg px-3 py-1.5 min-h-[52px] {look}",
    )
