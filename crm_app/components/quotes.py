"""Pieces of the list of quotes."""

from typing import Any

import reflex as rx

from crm_app.components.columns import viewed_table
from crm_app.components.conditions import conditions_button
from crm_app.components.custom_lists import custom_cells, custom_heads, custom_line
from crm_app.components.lists import CELL, WIDE, column_head, filter_choice
from crm_app.components.pickers import customer_picker
from crm_app.components.text import choice, day, money, percent, short_money, t
from crm_app.components.ui.forms import create_button, link, problem_text
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import badge
from crm_app.core.permissions import Permission
from crm_app.services.quotes import QuoteRow
from crm_app.state.base import Shell
from crm_app.state.quotes import QuoteList

MAY_QUOTE = Shell.me.can.contains(Permission.QUOTE_WRITE.value)
SEES_COST = Shell.me.can.contains(Permission.COST_READ.value)
_STATUSES = ("draft", "sent", "accepted", "declined", "replaced")


def status_badge(status: Any) -> rx.Component:
    """Where a quote stands, in its colour."""
    words = choice("quotes.status", status)
    return rx.fragment(
        rx.match(
            status,
            ("sent", badge(words, tone="accent")),
            ("accepted", badge(words, tone="good")),
            ("declined", badge(words, tone="bad")),
            badge(words, tone="neutral"),
        )
    )


def quote_filters() -> rx.Component:
    """By status, and whether the validity has passed."""
    options = [rx.el.option(t(f"quotes.status.{key}"), value=key) for key in _STATUSES]
    validity = [rx.el.option(t(f"quotes.expired_{key}"), value=key) for key in ("yes", "no")]
    return rx.fragment(
        filter_choice(QuoteList, "status", t("quotes.any_status"), options),
        filter_choice(QuoteList, "expired", t("quotes.any_validity"), validity),
        conditions_button(QuoteList),
    )


def new_quote_button() -> rx.Component:
    """Opens the sheet that asks for the customer."""
    return rx.cond(
        MAY_QUOTE,
        create_button(t("quotes.new"), custom_attrs={**opens("new-quote"), "data-create": ""}),
    )


def new_quote_sheet() -> rx.Component:
    """For whom the quote is; everything else is entered in the editor."""
    return sheet(
        "new-quote",
        t("quotes.new"),
        rx.el.form(
            customer_picker(label=t("quotes.customer")),
            problem_text(QuoteList.problem),
            save_actions(t("quotes.new")),
            on_submit=QuoteList.create,
            class_name="space-y-3 min-h-[300px] flex flex-col",
        ),
        done=QuoteList.saved,
    )


def quote_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    return viewed_table(
        "quote",
        QuoteList,
        [
            column_head(QuoteList, t("quotes.number"), "number"),
            column_head(QuoteList, t("quotes.customer")),
            column_head(QuoteList, t("quotes.deal"), wide=True),
            column_head(QuoteList, t("quotes.status")),
            column_head(QuoteList, t("quotes.total"), "total", right=True),
            column_head(QuoteList, t("quotes.discount"), right=True),
            rx.cond(SEES_COST, column_head(QuoteList, t("quotes.margin"), right=True)),
            column_head(QuoteList, t("quotes.valid_until"), "valid", wide=True),
            column_head(QuoteList, t("quotes.owner")),
            custom_heads(QuoteList),
        ],
        _row,
        _card,
        _raw,
        is_open=lambda row: row.status == "draft",
    )


def _raw(row: Any) -> dict[str, Any]:
    """What is typed into the cells of a draft; what was sent is not rewritten."""
    return {"discount": row.discount.to(str), "valid": row.valid_until.to(str)}


def _row(row: rx.vars.ObjectVar[QuoteRow]) -> rx.Component:
    cell = f"{CELL} max-w-[170px] xl:max-w-[240px]"
    return rx.el.tr(
        rx.el.td(
            link(
                row.number,
                revision_mark(row.revision),
                href=f"/quotes/{row.public_id}",
                class_name="font-medium hover:underline tabular-nums",
            ),
            class_name=cell,
        ),
        rx.el.td(
            link(
                row.customer,
                href=f"/customers/{row.customer_public_id}",
                class_name="hover:underline",
            ),
            class_name=cell,
        ),
        rx.el.td(
            rx.cond(
                row.deal != "",
                link(row.deal, href=f"/deals/{row.deal_public_id}", class_name="hover:underline"),
            ),
            class_name=f"{cell} {WIDE}",
        ),
        rx.el.td(
            status_badge(row.status),
            rx.cond(row.is_expired, badge(t("quotes.is_expired"), tone="warn", class_name="ml-1")),
            class_name=cell,
        ),
        rx.el.td(money(row.total, row.currency), class_name=f"{cell} num"),
        rx.el.td(percent(row.discount), class_name=f"{cell} num text-soft"),
        rx.cond(SEES_COST, rx.el.td(percent(row.margin), class_name=f"{cell} num text-soft")),
        rx.el.td(day(row.valid_until), class_name=f"{cell} {WIDE}"),
        rx.el.td(row.owner, class_name=f"{cell} text-soft"),
        custom_cells(row),
        custom_attrs={"data-row": row.public_id},
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _card(row: rx.vars.ObjectVar[QuoteRow]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(
                rx.el.span(row.customer, class_name="block font-medium truncate"),
                rx.el.span(
                    row.number,
                    revision_mark(row.revision),
                    class_name="block text-soft text-[14px] tabular-nums",
                ),
                custom_line(row),
                class_name="min-w-0 flex-1",
            ),
            rx.el.span(
                rx.el.span(
                    short_money(row.total, row.currency),
                    class_name="block font-medium tabular-nums",
                ),
                status_badge(row.status),
                rx.cond(row.is_expired, badge(t("quotes.is_expired"), tone="warn")),
                class_name="text-right shrink-0",
            ),
            href=f"/quotes/{row.public_id}",
            class_name="flex items-center gap-3 px-4 py-3 min-h-[64px]",
        ),
        custom_attrs={"data-row": row.public_id},
    )


def revision_mark(revision: Any) -> rx.Component:
    """R2 behind the number of a second revision; nothing behind the first."""
    return rx.fragment(
        rx.cond(revision == 1, "", rx.Var.create(" R").to(str) + revision.to_string())
    )
