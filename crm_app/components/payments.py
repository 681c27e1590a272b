"""The money of a contract or order: sums, what is wrong with them, plan, payments, invoices."""

from typing import Any

import reflex as rx

from crm_app.components.invoices import request_line, request_sheet
from crm_app.components.payment_sheets import pay_sheet, plan_sheet, void_sheet
from crm_app.components.places import may
from crm_app.components.record import section
from crm_app.components.sums import bar, tile
from crm_app.components.text import choice, day, money, t
from crm_app.components.ui.forms import button
from crm_app.components.ui.here import of_address
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import opens
from crm_app.components.ui.show import badge, panel, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.services.payments import InstalmentRow, PaymentRow, Warned
from crm_app.state.payments import MoneyScreen

_MONEY = MoneyScreen.money
_MAY_PLAN = may(Permission.CONTRACT_WRITE) & _MONEY.is_live
_MAY_PAY = may(Permission.PAYMENT_WRITE) & _MONEY.is_live
_MAY_ASK = may(Permission.INVOICE_WRITE) & _MONEY.is_live
WARNINGS = (
    *("payments.warn_no_plan", "payments.warn_over_amount"),
    *("payments.warn_not_invoiced", "payments.warn_advance"),
)


def money_panel() -> rx.Component:
    """Loaded by the page with `MoneyScreen.load_<kind>`; only for who may see payments."""
    return rx.cond(
        may(Permission.PAYMENT_READ),
        of_address(
            MoneyScreen.subject,
            rx.el.div(
                _sums(),
                _plan(),
                _payments(),
                _invoices(),
                plan_sheet(),
                pay_sheet(),
                void_sheet(),
                rx.cond(may(Permission.INVOICE_WRITE), request_sheet()),
                class_name="space-y-3",
            ),
            skeleton_rows(4),
        ),
    )


def _sums() -> rx.Component:
    late = rx.cond(_MONEY.overdue.to(float) > 0, "text-bad", "")
    return panel(
        rx.el.div(
            *[
                tile(t(f"payments.{name}"), getattr(_MONEY, name), _MONEY.currency, look)
                for name, look in (
                    ("received", ""),
                    ("left", ""),
                    ("overdue", late),
                    ("invoiced", ""),
                )
            ],
            class_name="grid grid-cols-[repeat(auto-fit,minmax(124px,1fr))] gap-3",
        ),
        bar(
            _MONEY.received.to(float) * 100 / _MONEY.amount.to(float),
            t("contracts.progress"),
        ),
        rx.foreach(_MONEY.warnings, _warning),
        class_name="p-3 space-y-2",
    )


def _warning(one: rx.vars.ObjectVar[Warned]) -> rx.Component:
    amount = money(one.amount, _MONEY.currency)
    return rx.el.p(
        icon("triangle-alert", 16),
        rx.match(
            one.code,
            *[(code, rx.el.span(t(code, amount=amount))) for code in WARNINGS],
            rx.fragment(),
        ),
        role="status",
        key=one.code,
        class_name="flex items-start gap-2 text-warn text-[14px]",
    )


def _plan() -> rx.Component:
    return section(
        t("payments.plan"),
        rx.cond(
            _MONEY.instalments.length() > 0,
            rx.el.ol(rx.foreach(_MONEY.instalments, _part), class_name="divide-y divide-line"),
            rx.el.p(t("payments.no_plan"), class_name="text-faint px-3 pb-3"),
        ),
        action=rx.cond(
            _MAY_PLAN,
            button(
                rx.cond(
                    _MONEY.instalments.length() > 0, t("payments.plan_edit"), t("payments.plan_new")
                ),
                tone="quiet",
                sign="calendar-clock",
                on_click=MoneyScreen.start_plan,
                custom_attrs=opens("plan"),
            ),
        ),
    )


def state_badge(state: Any) -> rx.Component:
    """Where an instalment stands, in its colour."""
    words = choice("payments.state", state)
    return rx.fragment(
        rx.match(
            state,
            ("paid", badge(words, tone="good")),
            ("overdue", badge(words, tone="bad")),
            ("partly", badge(words, tone="accent")),
            badge(words, tone="neutral"),
        )
    )


def _part(part: rx.vars.ObjectVar[InstalmentRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.cond(part.label != "", part.label, t("payments.part", rank=part.rank)),
                class_name="font-medium break-words",
            ),
            rx.el.p(
                day(part.due_on),
                rx.cond(
                    part.days_late.to(int) > 0,
                    rx.el.span(
                        " · ", t("payments.days_late", days=part.days_late), class_name="text-bad"
                    ),
                ),
                class_name="text-soft text-[13px] tabular-nums",
            ),
            class_name="flex-1 min-w-0",
        ),
        rx.el.div(
            rx.el.p(money(part.amount, part.currency), class_name="tabular-nums"),
            rx.cond(
                part.state == "partly",
                rx.el.p(
                    t("payments.received"),
                    " ",
                    money(part.received, part.currency),
                    class_name="text-faint text-[13px] tabular-nums",
                ),
            ),
            class_name="text-right",
        ),
        rx.el.div(state_badge(part.state), class_name="w-[76px] text-right shrink-0"),
        key=part.public_id,
        custom_attrs={"data-part": part.state},
        class_name="flex items-center gap-2 px-3 py-2",
    )


def _payments() -> rx.Component:
    return section(
        t("payments.payments"),
        rx.cond(
            _MONEY.payments.length() > 0,
            rx.el.ul(rx.foreach(_MONEY.payments, _payment), class_name="divide-y divide-line"),
            rx.el.p(t("payments.no_payments"), class_name="text-faint px-3 pb-3"),
        ),
        action=rx.cond(
            _MAY_PAY,
            button(
                t("payments.record"),
                tone="primary",
                sign="banknote",
                custom_attrs=opens("pay"),
            ),
        ),
    )


def _payment(row: rx.vars.ObjectVar[PaymentRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(
                    money(row.amount, row.currency),
                    class_name=rx.cond(
                        row.is_void,
                        "line-through text-faint tabular-nums",
                        "font-medium tabular-nums",
                    ),
                ),
                rx.el.span(" · ", choice("payments.method", row.method), class_name="text-soft"),
            ),
            rx.el.p(
                day(row.received_on),
                rx.cond(row.reference != "", rx.el.span(" · ", row.reference)),
                rx.cond(row.by != "", rx.el.span(" · ", row.by)),
                class_name="text-faint text-[13px] tabular-nums break-words",
            ),
            rx.cond(
                row.advance.to(float) > 0,
                rx.el.p(
                    t("payments.advance_note", amount=money(row.advance, row.currency)),
                    class_name="text-warn text-[13px]",
                ),
            ),
            rx.cond(
                row.is_void,
                rx.el.p(
                    t("payments.voided", reason=row.void_reason),
                    class_name="text-warn text-[13px] break-words",
                ),
            ),
            rx.cond(row.note != "", rx.el.p(row.note, class_name="text-[13px] break-words")),
            class_name="flex-1 min-w-0",
        ),
        rx.cond(
            _MAY_PAY & ~row.is_void,
            button(t("payments.void"), tone="quiet", on_click=MoneyScreen.ask_void(row.public_id)),
        ),
        key=row.public_id,
        class_name="flex items-start gap-2 px-3 py-2",
    )


def _invoices() -> rx.Component:
    return rx.cond(
        may(Permission.INVOICE_READ),
        section(
            t("invoices.title"),
            rx.cond(
                MoneyScreen.requests.length() > 0,
                rx.el.ul(
                    rx.foreach(MoneyScreen.requests, request_line),
                    class_name="divide-y divide-line",
                ),
                rx.el.p(t("invoices.none_here"), class_name="text-faint px-3 pb-3"),
            ),
            action=rx.cond(
                _MAY_ASK,
                button(
                    t("invoices.request"),
                    tone="quiet",
                    sign="receipt-text",
                    on_click=MoneyScreen.start_request,
                    custom_attrs=opens("ask-invoice"),
                ),
            ),
        ),
    )
