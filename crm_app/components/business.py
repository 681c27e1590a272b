"""What a quote, a deal or a customer has become, and the way to it."""

import reflex as rx

from crm_app.components.contracts import MAY_WRITE, status_badge
from crm_app.components.orders import order_badge
from crm_app.components.places import may, told_while
from crm_app.components.quotes import status_badge as quote_badge
from crm_app.components.record import section
from crm_app.components.text import day, money, short_money, t
from crm_app.components.ui.forms import button, link, problem_text
from crm_app.components.ui.here import of_address
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import panel
from crm_app.core.permissions import Permission
from crm_app.services.contracts import ContractRow
from crm_app.services.orders import OrderRow
from crm_app.services.quotes import QuoteRow
from crm_app.state.business import Business

_MAY_ORDER = may(Permission.ORDER_WRITE)
_NONE = (
    (Business.contracts.length() == 0)
    & (Business.orders.length() == 0)
    & (Business.quotes.length() == 0)
)


def business_strip(agreed: rx.Var[bool]) -> rx.Component:
    """On a quote: its contract and order; made from here once it is `agreed`."""
    return of_address(
        Business.subject,
        rx.fragment(
            problem_text(Business.problem),
            rx.cond(
                _NONE,
                rx.cond(agreed & Business.loaded, _makers()),
                panel(_rows(), class_name="overflow-hidden mb-3"),
            ),
        ),
    )


def _makers() -> rx.Component:
    return rx.cond(
        MAY_WRITE,
        rx.el.div(
            button(
                t("contracts.make"),
                tone="primary",
                sign="signature",
                on_click=Business.make_contract,
            ),
            rx.cond(
                _MAY_ORDER & (Business.kind == "quote"),
                button(t("orders.make"), sign="shopping-cart", on_click=Business.make_order),
            ),
            class_name="flex flex-wrap gap-2 mb-3 max-lg:[&>*]:flex-1",
        ),
    )


def business_rail(agreed: rx.Var[bool] | bool = False) -> rx.Component:
    """On a deal or a customer: contracts, orders, and what is still to come in."""
    return rx.cond(
        may(Permission.CONTRACT_READ) | may(Permission.ORDER_READ),
        of_address(
            Business.subject,
            rx.cond(
                ~_NONE | agreed,
                section(
                    rx.cond(
                        Business.kind == "customer",
                        t("relations.papers"),
                        told_while("contracts.title", "/contracts"),
                    ),
                    problem_text(Business.problem),
                    rx.cond(_NONE, rx.el.div(_makers(), class_name="px-3"), _rows()),
                    _owed(),
                ),
            ),
        ),
    )


def _rows() -> rx.Component:
    return rx.el.ul(
        rx.foreach(Business.quotes, _quote),
        rx.foreach(Business.contracts, _contract),
        rx.foreach(Business.orders, _order),
        class_name="divide-y divide-line",
    )


_LINE = "flex items-center gap-2 px-3 py-1.5 min-h-[44px] hover:bg-raised/60"


def _quote(row: rx.vars.ObjectVar[QuoteRow]) -> rx.Component:
    return rx.el.li(
        link(
            icon("file-text", 16),
            _numbered(row.number, quote_badge(row.status)),
            rx.el.span(short_money(row.total, row.currency), class_name="tabular-nums shrink-0"),
            href=f"/quotes/{row.public_id}",
            class_name=_LINE,
        ),
        key=row.public_id,
    )


def _contract(row: rx.vars.ObjectVar[ContractRow]) -> rx.Component:
    return rx.el.li(
        link(
            icon("scroll-text", 16),
            rx.el.span(
                rx.el.span(row.number, class_name="block font-medium tabular-nums truncate"),
                rx.el.span(row.title, class_name="block text-faint text-[13px] truncate"),
                class_name="flex-1 min-w-0",
            ),
            status_badge(row.status),
            rx.el.span(short_money(row.amount, row.currency), class_name="tabular-nums"),
            href=f"/contracts/{row.public_id}",
            class_name=_LINE,
        ),
        key=row.public_id,
    )


def _numbered(number: rx.Var[str], state: rx.Component) -> rx.Component:
    """A paper's number with its state below it: both are read whole where it is narrow."""
    return rx.el.span(
        rx.el.span(number, class_name="block font-medium tabular-nums truncate"),
        rx.el.span(state, class_name="flex"),
        class_name="flex-1 min-w-0",
    )


def _order(row: rx.vars.ObjectVar[OrderRow]) -> rx.Component:
    return rx.el.li(
        link(
            icon("shopping-cart", 16),
            _numbered(row.number, order_badge(row.status)),
            rx.el.span(
                rx.el.span(short_money(row.total, row.currency), class_name="block"),
                rx.el.span(day(row.ordered_on), class_name="block text-faint text-[12px]"),
                class_name="tabular-nums text-right shrink-0",
            ),
            href=f"/orders/{row.public_id}",
            class_name=_LINE,
        ),
        key=row.public_id,
    )


def _owed() -> rx.Component:
    """What is still to come from the customer, and what of it is late."""
    return rx.cond(
        Business.owed.left.length() > 0,
        rx.el.dl(
            _amounts(t("payments.open_payments"), Business.owed.left, ""),
            rx.cond(
                Business.owed.overdue.length() > 0,
                _amounts(t("payments.overdue"), Business.owed.overdue, "text-bad"),
            ),
            class_name="px-3 py-2 border-t border-line",
        ),
    )


def _amounts(label: rx.Var[str], amounts: rx.Var, look: str) -> rx.Component:
    return rx.el.div(
        rx.el.dt(label, class_name="text-soft text-[13px]"),
        rx.el.dd(
            rx.foreach(
                amounts,
                lambda one: rx.el.span(
                    money(one.amount, one.currency), key=one.currency, class_name="block"
                ),
            ),
            class_name=f"tabular-nums text-right {look}",
        ),
        class_name="flex justify-between gap-3",
    )
