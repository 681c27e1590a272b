"""Invoice requests: the lines on a contract's page, the sheet that asks, the list and its decisions."""

from typing import Any

import reflex as rx

from crm_app.components.lists import CELL, WIDE, column_head, filter_choice, table_or_cards
from crm_app.components.places import may, told_while
from crm_app.components.record import enum_options
from crm_app.components.sums import fact_list
from crm_app.components.text import choice, day, money, short_money, t
from crm_app.components.ui.forms import button, field, link, problem_text, select, text_input
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.components.ui.show import badge
from crm_app.components.ui.tidy import tidy_input
from crm_app.core.permissions import Permission
from crm_app.services.invoices import InvoiceRow
from crm_app.state.invoices import InvoiceList
from crm_app.state.payments import MoneyScreen

_STATUSES = ("requested", "issued", "refused", "void")
_DECIDES = may(Permission.INVOICE_DECIDE)
_SUGGESTED = MoneyScreen.suggested
_ONE = InvoiceList.one


def invoice_badge(status: Any) -> rx.Component:
    """Where a request stands, in its colour."""
    words = choice("invoices.status", status)
    return rx.fragment(
        rx.match(
            status,
            ("requested", badge(words, tone="warn")),
            ("issued", badge(words, tone="good")),
            ("refused", badge(words, tone="bad")),
            badge(words, tone="neutral"),
        )
    )


def request_line(row: rx.vars.ObjectVar[InvoiceRow]) -> rx.Component:
    """A request on the page of its contract or order."""
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(money(row.amount, row.currency), class_name="font-medium tabular-nums"),
                rx.el.span(" · ", choice("invoices.kind", row.kind), class_name="text-soft"),
            ),
            rx.el.p(row.title, class_name="text-soft text-[13px] break-words"),
            rx.cond(
                row.number != "",
                rx.el.p(
                    row.number,
                    " · ",
                    day(row.issued_on),
                    class_name="text-faint text-[13px] tabular-nums break-all",
                ),
            ),
            rx.cond(
                row.reason != "", rx.el.p(row.reason, class_name="text-bad text-[13px] break-words")
            ),
            class_name="flex-1 min-w-0",
        ),
        invoice_badge(row.status),
        rx.cond(
            may(Permission.INVOICE_WRITE) & (row.status == "requested"),
            button(
                tone="quiet",
                sign="x",
                label=t("invoices.withdraw"),
                on_click=MoneyScreen.withdraw(row.public_id),
            ),
        ),
        key=row.public_id,
        class_name="flex items-start gap-2 px-3 py-2",
    )


def request_sheet() -> rx.Component:
    """All that has to stand on the invoice, filled from the customer's last one."""
    return sheet(
        "ask-invoice",
        t("invoices.request"),
        rx.el.form(
            rx.el.div(
                field(
                    t("invoices.kind"),
                    select(
                        *enum_options("invoices.kind"),
                        name="kind",
                        default_value=_SUGGESTED.kind,
                    ),
                ),
                _text("amount", input_mode="decimal"),
                class_name="grid grid-cols-2 gap-3",
            ),
            _text("title", "title_field", required=True, max_length=200),
            _text("tax_id", hint=t("invoices.tax_id_hint"), tidy="tax_number", max_length=24),
            rx.el.div(
                *[_text(name) for name in ("bank", "account", "address")],
                _text("phone", tidy="phone"),
                class_name="grid sm:grid-cols-2 gap-3",
            ),
            rx.el.div(
                _text("email", tidy="mail", input_mode="email"),
                _text("content", max_length=300),
                class_name="grid sm:grid-cols-2 gap-3",
            ),
            field(t("invoices.note"), text_input(name="note", max_length=500)),
            problem_text(MoneyScreen.problem),
            save_actions(t("invoices.request")),
            on_submit=MoneyScreen.request,
            key=f"{_SUGGESTED.title}{_SUGGESTED.amount}",
            class_name="space-y-3",
        ),
        done=MoneyScreen.saved,
        key=MoneyScreen.subject,
    )


def _text(
    name: str, words: str = "", *, hint: Any = None, tidy: str = "", **props: Any
) -> rx.Component:
    """A field of the request; of a kind of `lib/standards.py` (`tidy`) it is put in order at once."""
    props |= {"name": name, "default_value": getattr(_SUGGESTED, name)}
    control = tidy_input(tidy, **props) if tidy else text_input(**props)
    return field(t(f"invoices.{words or name}"), control, hint=hint)


def invoice_filters() -> rx.Component:
    """By state."""
    states = [rx.el.option(t(f"invoices.status.{key}"), value=key) for key in _STATUSES]
    return filter_choice(InvoiceList, "status", t("invoices.any_status"), states)


def invoice_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    return table_or_cards(
        InvoiceList,
        [
            column_head(InvoiceList, t("invoices.title_field")),
            column_head(
                InvoiceList, told_while("payments.bearer", "/contracts", "/orders"), wide=True
            ),
            column_head(InvoiceList, t("invoices.kind"), wide=True),
            column_head(InvoiceList, t("invoices.amount"), "amount", right=True),
            column_head(InvoiceList, t("invoices.status")),
            column_head(InvoiceList, t("invoices.number")),
            column_head(InvoiceList, t("invoices.issued_on"), "issued"),
            column_head(InvoiceList, t("invoices.owner")),
        ],
        _row,
        _card,
    )


def _open(row: rx.vars.ObjectVar[InvoiceRow]) -> rx.Component:
    return rx.el.button(
        row.title,
        type="button",
        on_click=InvoiceList.show(row.public_id),
        class_name="font-medium text-left hover:underline min-h-[24px]",
    )


def _row(row: rx.vars.ObjectVar[InvoiceRow]) -> rx.Component:
    cell = f"{CELL} max-w-[170px] xl:max-w-[260px]"
    return rx.el.tr(
        rx.el.td(_open(row), class_name=cell),
        rx.el.td(
            link(row.bearer.name, href=_page(row), class_name="hover:underline tabular-nums"),
            class_name=f"{cell} {WIDE}",
        ),
        rx.el.td(choice("invoices.kind", row.kind), class_name=f"{cell} {WIDE} text-soft"),
        rx.el.td(money(row.amount, row.currency), class_name=f"{cell} num"),
        rx.el.td(invoice_badge(row.status), class_name=cell),
        rx.el.td(row.number, class_name=f"{cell} tabular-nums"),
        rx.el.td(day(row.issued_on), class_name=cell),
        rx.el.td(row.owner.name, class_name=f"{cell} text-soft"),
        custom_attrs={"data-row": row.public_id},
        key=row.public_id,
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _page(row: Any) -> Any:
    return f"/{row.bearer.kind}s/{row.bearer.public_id}"


def _card(row: rx.vars.ObjectVar[InvoiceRow]) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                rx.el.span(row.title, class_name="block font-medium truncate"),
                rx.el.span(
                    row.bearer.name,
                    " · ",
                    row.owner.name,
                    class_name="block text-soft text-[14px] truncate",
                ),
                class_name="min-w-0 flex-1 text-left",
            ),
            rx.el.span(
                rx.el.span(
                    short_money(row.amount, row.currency),
                    class_name="block font-medium tabular-nums",
                ),
                invoice_badge(row.status),
                class_name="text-right shrink-0",
            ),
            type="button",
            on_click=InvoiceList.show(row.public_id),
            class_name="flex w-full items-center gap-3 px-4 py-3 min-h-[64px]",
        ),
        custom_attrs={"data-row": row.public_id},
        key=row.public_id,
    )


def invoice_sheet() -> rx.Component:
    """A request whole; finance issues, refuses or voids it there."""
    own = ("tax_id", "bank", "account", "address", "phone", "email", "content", "note")
    return sheet(
        "invoice",
        _ONE.title,
        rx.el.div(
            invoice_badge(_ONE.status),
            rx.el.span(
                money(_ONE.amount, _ONE.currency),
                class_name="text-[17px] font-semibold tabular-nums",
            ),
            rx.el.span(choice("invoices.kind", _ONE.kind), class_name="text-soft"),
            class_name="flex flex-wrap items-center gap-2 mb-2",
        ),
        fact_list(
            (
                told_while("payments.bearer", "/contracts", "/orders"),
                link(
                    _ONE.bearer.name,
                    href=_page(_ONE),
                    class_name="text-accent hover:underline tabular-nums tap",
                ),
            ),
            (t("invoices.customer"), _ONE.customer.name),
            *[
                (
                    t(f"invoices.{name}"),
                    rx.cond(getattr(_ONE, name) != "", getattr(_ONE, name), "–"),
                )
                for name in own
            ],
            (t("invoices.owner"), _ONE.owner.name),
            (t("invoices.number"), rx.cond(_ONE.number != "", _ONE.number, "–")),
        ),
        rx.cond(
            _ONE.reason != "", rx.el.p(_ONE.reason, class_name="px-3 pb-2 text-bad break-words")
        ),
        rx.cond(
            _ONE.decided_by != "",
            rx.el.p(
                t("invoices.decided_by", name=_ONE.decided_by),
                class_name="px-3 pb-2 text-faint text-[13px]",
            ),
        ),
        problem_text(InvoiceList.problem),
        rx.cond(_DECIDES & (_ONE.status == "requested"), _issue_form()),
        rx.cond(_DECIDES & (_ONE.status == "requested"), _reason_form("refuse")),
        rx.cond(_DECIDES & (_ONE.status == "issued"), _reason_form("void")),
        open=InvoiceList.asking,
        on_close=InvoiceList.stop,
    )


def _issue_form() -> rx.Component:
    return rx.el.form(
        rx.el.div(
            field(
                t("invoices.number"),
                text_input(name="number", max_length=40, required=True, class_name="tabular-nums"),
            ),
            field(t("invoices.issued_on"), text_input(name="issued_on", type="date")),
            class_name="grid grid-cols-2 gap-3",
        ),
        button(t("invoices.issue"), tone="primary", sign="check", type="submit"),
        on_submit=InvoiceList.issue,
        class_name="space-y-3 border-t border-line pt-3 mt-2",
    )


def _reason_form(name: str) -> rx.Component:
    handler = InvoiceList.refuse if name == "refuse" else InvoiceList.void
    return rx.el.form(
        rx.el.div(
            field(t("invoices.reason"), text_input(name="reason", max_length=300, required=True)),
            class_name="flex-1",
        ),
        button(t(f"invoices.{name}"), tone="danger", type="submit"),
        on_submit=handler,
        class_name="flex items-end gap-2 border-t border-line pt-3 mt-3",
    )
