"""The frame of the quote editor: head, facts, revisions. The grid is in quote_lines."""

import reflex as rx

from crm_app.components.neighbours import back_to_list
from crm_app.components.pickers import customer_picker
from crm_app.components.quotes import MAY_QUOTE, revision_mark, status_badge
from crm_app.components.terms import payment_field
from crm_app.components.text import moment, short_money, t
from crm_app.components.ui.forms import (
    button,
    field,
    link,
    problem_text,
    select,
    text_area,
    text_input,
)
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_item, opens, save_actions, sheet
from crm_app.components.ui.show import badge, panel
from crm_app.services.currencies import CURRENCIES
from crm_app.services.quotes import Revision
from crm_app.state.quote import QuoteRecord
from crm_app.state.quote_versions import QuoteVersions

_PAGE = QuoteRecord.page
IS_DRAFT = _PAGE.status == "draft"


def quote_head() -> rx.Component:
    """Number, customer, deal, status; what can be done."""
    return rx.el.header(
        rx.el.div(
            back_to_list(t("quotes.title"), "/quotes"),
            rx.el.h1(
                _PAGE.number,
                revision_mark(_PAGE.revision),
                class_name="text-[20px] font-semibold leading-tight tabular-nums",
            ),
            rx.el.p(
                link(
                    _PAGE.customer,
                    href=f"/customers/{_PAGE.customer_public_id}",
                    class_name="text-accent hover:underline tap",
                ),
                rx.cond(
                    _PAGE.deal != "",
                    link(
                        icon("handshake", 14),
                        _PAGE.deal,
                        href=f"/deals/{_PAGE.deal_public_id}",
                        class_name="inline-flex items-center gap-1 hover:underline min-w-0 tap",
                    ),
                ),
                status_badge(_PAGE.status),
                rx.cond(_PAGE.is_expired, badge(t("quotes.is_expired"), tone="warn")),
                rx.cond(
                    _PAGE.sent_at,
                    rx.el.span(
                        t("quotes.sent_on", at=moment(_PAGE.sent_at)), class_name="text-faint"
                    ),
                ),
                rx.cond(QuoteRecord.dirty, badge(t("quotes.unsaved"), tone="warn")),
                class_name="flex flex-wrap items-center gap-x-3 gap-y-1 mt-1",
            ),
            class_name="min-w-0 grow basis-full lg:basis-0",
        ),
        paper_menu(),
        rx.cond(MAY_QUOTE, _actions()),
        class_name="flex flex-wrap items-end gap-3 mb-4",
    )


def _actions() -> rx.Component:
    return rx.el.div(
        rx.cond(
            _PAGE.status == "sent",
            rx.fragment(
                button(
                    t("quotes.accept"), tone="primary", sign="check", on_click=QuoteRecord.accept
                ),
                button(t("quotes.decline"), sign="x", on_click=QuoteRecord.decline),
            ),
        ),
        rx.cond(
            (_PAGE.status == "sent") | (_PAGE.status == "declined"),
            button(t("quotes.revise"), sign="pencil", on_click=QuoteRecord.revise),
        ),
        menu(
            t("shell.more"),
            menu_item(t("quotes.copy"), sign="copy", on_click=QuoteRecord.copy),
            menu_item(t("quotes.copy_to"), sign="copy-plus", custom_attrs=opens("copy-quote")),
            rx.cond(
                IS_DRAFT,
                menu_item(
                    t("quotes.delete"), sign="trash-2", bad=True, on_click=QuoteRecord.delete
                ),
            ),
        ),
        class_name="flex flex-wrap gap-2",
    )


def paper_menu() -> rx.Component:
    """The quote on paper, in both languages or one; what is not stored yet is not on it."""
    papers = (("zh-en", "quotes.pdf_both"), ("zh", "quotes.pdf_zh"), ("en", "quotes.pdf_en"))
    return rx.el.div(
        *[
            rx.el.a(
                *([icon("file-down")] if languages == "zh-en" else []),
                t(name),
                href=f"/api/v1/quotes/{_PAGE.public_id}/pdf?languages={languages}",
                target="_blank",
                rel="noopener",
                class_name=(
                    "inline-flex items-center gap-2 px-3 min-h-[44px] lg:min-h-[34px] font-medium "
                    "border border-line-strong bg-panel hover:bg-raised first:rounded-l-lg "
                    "last:rounded-r-lg -ml-px first:ml-0"
                ),
            )
            for languages, name in papers
        ],
        role="group",
        aria_label=t("quotes.pdf"),
        class_name="inline-flex",
    )


def copy_sheet() -> rx.Component:
    """For which customer the copy is."""
    return sheet(
        "copy-quote",
        t("quotes.copy_to"),
        rx.el.form(
            customer_picker(label=t("quotes.customer")),
            problem_text(QuoteRecord.problem),
            save_actions(t("quotes.copy")),
            on_submit=QuoteRecord.copy_to,
            class_name="space-y-3 min-h-[300px] flex flex-col",
        ),
    )


def quote_facts() -> rx.Component:
    """Validity, currency, payment, remarks."""
    return rx.el.fieldset(
        rx.el.div(
            field(
                t("quotes.valid_until"),
                text_input(
                    type="date",
                    default_value=QuoteRecord.draft["valid_until"],
                    on_change=lambda value: QuoteRecord.change("valid_until", value),
                ),
            ),
            field(
                t("quotes.currency"),
                select(
                    *[rx.el.option(code, value=code) for code in CURRENCIES],
                    value=QuoteRecord.draft["currency"],
                    on_change=lambda value: QuoteRecord.change("currency", value),
                ),
            ),
            *[
                rx.el.div(
                    payment_field(
                        name,
                        default_value=QuoteRecord.draft[name],
                        on_blur=lambda value, name=name: QuoteRecord.change(name, value),
                    ),
                    class_name="col-span-2",
                )
                for name in ("payment_days", "payment_terms")
            ],
            class_name="grid grid-cols-2 gap-3 items-start",
        ),
        rx.el.label(
            rx.el.input(
                type="checkbox",
                checked=QuoteRecord.draft["tax_included"] == "yes",
                on_change=lambda ticked: QuoteRecord.change(
                    "tax_included", rx.cond(ticked, "yes", "")
                ),
                class_name="w-5 h-5 accent-[var(--accent)]",
            ),
            rx.el.span(
                t("quotes.tax_included"),
                rx.el.span(
                    t("quotes.tax_included_hint"), class_name="block text-faint text-[12px]"
                ),
            ),
            class_name="flex items-center gap-3 min-h-[44px]",
        ),
        field(
            t("quotes.note"),
            text_area(
                default_value=QuoteRecord.draft["note"],
                on_blur=lambda value: QuoteRecord.change("note", value),
                max_length=2000,
            ),
            hint=t("quotes.note_hint"),
        ),
        disabled=~IS_DRAFT | ~MAY_QUOTE,
        key=f"facts{QuoteRecord.edition}",
        class_name="space-y-3",
    )


def revisions() -> rx.Component:
    """The revisions that share the number."""
    return rx.cond(
        _PAGE.revisions.length() > 1,
        panel(
            rx.el.h2(t("quotes.revisions"), class_name="font-semibold px-3 pt-2"),
            rx.el.ul(rx.foreach(_PAGE.revisions, _revision), class_name="divide-y divide-line"),
        ),
    )


def _revision(one: rx.vars.ObjectVar[Revision]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(
                t("quotes.revision", revision=one.revision), class_name="flex-1 tabular-nums"
            ),
            status_badge(one.status),
            rx.el.span(short_money(one.total, one.currency), class_name="tabular-nums"),
            href=f"/quotes/{one.public_id}",
            class_name="flex flex-1 items-center gap-3 px-3 py-2 min-h-[44px] hover:bg-raised/60",
        ),
        rx.cond(
            one.public_id != _PAGE.public_id,
            button(
                tone="quiet",
                sign="git-compare-arrows",
                label=t("quotes.compare_with", revision=one.revision),
                on_click=QuoteVersions.compare(one.public_id),
            ),
            rx.el.span(class_name="w-[44px]"),
        ),
        key=one.public_id,
        class_name="flex items-center",
    )
