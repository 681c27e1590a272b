"""Patterns in what a customer orders, in words and with what speaks for them."""

import reflex as rx

from crm_app.components.places import allowed, may
from crm_app.components.record import section
from crm_app.components.text import both, day, t
from crm_app.components.ui.forms import button
from crm_app.components.ui.here import of_address
from crm_app.components.ui.icons import icon
from crm_app.core.permissions import Permission
from crm_app.services.patterns import PatternRow
from crm_app.state.patterns import CustomerPatterns

_FOUND = CustomerPatterns.found
_MAY = may(Permission.CUSTOMER_WRITE)
_SIGNS = {"thing": "heart", "party": "users", "weekday": "calendar", "month": "calendar"}


def patterns_section() -> rx.Component:
    """On a customer's page, once he has ordered; `CustomerPatterns.load` loads it."""
    return allowed(
        Permission.ORDER_READ,
        of_address(
            CustomerPatterns.shown,
            rx.cond(_FOUND.visits.to(int) > 0, section(t("patterns.title"), _list(), _hidden())),
        ),
    )


def _list() -> rx.Component:
    said = rx.cond(
        _FOUND.visits.to(int) < _FOUND.least.to(int),
        t("patterns.too_few", least=_FOUND.least, visits=_FOUND.visits),
        t("patterns.none", visits=_FOUND.visits),
    )
    return rx.fragment(
        rx.cond(
            CustomerPatterns.rows.length() > 0,
            rx.el.ul(rx.foreach(CustomerPatterns.rows, _row)),
            rx.el.p(said, class_name="text-faint px-3 pb-3"),
        ),
        rx.cond(
            (_FOUND.timed.to(int) == 0) & (_FOUND.visits.to(int) >= _FOUND.least.to(int)),
            rx.el.p(t("patterns.no_hours"), class_name="text-faint text-[12px] px-3 pb-3"),
        ),
    )


def _row(row: rx.vars.ObjectVar[PatternRow]) -> rx.Component:
    words = both(row.zh, row.en)
    return rx.el.li(
        rx.el.span(
            rx.match(row.kind, *[(k, icon(s, 16)) for k, s in _SIGNS.items()], icon("clock", 16)),
            class_name="text-accent mt-2.5 shrink-0",
        ),
        rx.el.div(
            rx.el.p(words, class_name="font-medium break-words"),
            rx.el.p(
                both(row.why_zh, row.why_en),
                " · ",
                t("patterns.last", day=day(row.last)),
                class_name="text-soft text-[13px] break-words",
            ),
            class_name="flex-1 min-w-0 py-1.5",
        ),
        rx.cond(
            _MAY,
            button(
                tone="quiet",
                sign="x",
                label=t("patterns.dismiss", words=words),
                on_click=CustomerPatterns.dismiss(row.key),
                class_name="text-faint",
            ),
        ),
        key=row.key,
        custom_attrs={"data-pattern": row.key},
        class_name="flex items-start gap-2 pl-3 pr-1 border-t border-line",
    )


def _hidden() -> rx.Component:
    return rx.cond(
        CustomerPatterns.hidden.length() > 0,
        rx.el.details(
            rx.el.summary(
                t("patterns.hidden", count=CustomerPatterns.hidden.length()),
                class_name=(
                    "px-3 min-h-[44px] lg:min-h-[30px] flex items-center text-faint text-[13px] "
                    "cursor-pointer list-none"
                ),
            ),
            rx.foreach(
                CustomerPatterns.hidden,
                lambda row: button(
                    both(row.zh, row.en),
                    tone="quiet",
                    sign="undo-2",
                    label=t("patterns.bring_back", words=both(row.zh, row.en)),
                    on_click=CustomerPatterns.bring_back(row.key),
                    class_name="w-full justify-start text-left",
                ),
            ),
            class_name="border-t border-line",
        ),
    )
