"""The frame of the quote editor: head, facts, totals, revisions. The grid is in quote_lines."""

from typing import Any

import reflex as rx

from crm_app.components.quotes import MAY_QUOTE, SEES_COST, revision_mark, status_badge
from crm_app.components.text import moment, money, percent, short_money, t
from crm_app.components.ui.forms import (
    back_link,
    button,
    field,
    link,
    select,
    text_area,
    text_input,
)
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_item, opens
from crm_app.components.ui.show import badge, panel
from crm_app.services.currencies import CURRENCIES
from crm_app.services.quotes import Revision
from crm_app.state.quote import QuoteRecord
from crm_app.state.standing import StandingScreen

_PAGE = QuoteRecord.page
_FIGURES = QuoteRecord.figures
_STANDING = StandingScreen.standing
IS_DRAFT = _PAGE.status == "draft"
# What is stored cannot be sent before somebody agreed; what is typed is looked at on saving.
_IS_HELD = ~_STANDING.is_cleared & ~QuoteRecord.dirty


def quote_head() -> rx.Component:
    """Number, customer, deal, status; what can be done."""
    return rx.el.header(
        rx.el.div(
            back_link(t("quotes.title"), "/quotes"),
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
                rx.cond(
                    _PAGE.sent_at,
                    rx.el.span(
                        t("quotes.sent_on", at=moment(_PAGE.sent_at)), class_name="text-faint"
                    ),
                ),
                rx.cond(QuoteRecord.dirty, badge(t("quotes.unsaved"), tone="warn")),
                class_name="flex flex-wrap items-center gap-x-3 gap-y-1 mt-1",
            ),
            class_name="min-w-0 flex-1",
        ),
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
            rx.cond(
                IS_DRAFT,
                menu_item(
                    t("quotes.delete"), sign="trash-2", bad=True, on_click=QuoteRecord.delete
                ),
            ),
        ),
        class_name="flex flex-wrap gap-2",
    )


def conflict_note() -> rx.Component:
    """Somebody else saved: says what is kept, and offers the way to what is stored."""
    return rx.cond(
        QuoteRecord.conflict,
        rx.el.div(
            icon("git-compare-arrows"),
            rx.el.p(t("quotes.changed_elsewhere"), class_name="flex-1 min-w-[200px]"),
            button(t("quotes.reload"), on_click=QuoteRecord.drop_mine),
            role="alert",
            class_name=(
                "flex flex-wrap items-center gap-3 rounded-lg bg-warn-soft text-warn px-3 py-2 mb-3"
            ),
        ),
    )


def quote_facts() -> rx.Component:
    """Validity, currency, remarks."""
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
            class_name="grid grid-cols-2 gap-3",
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


def totals_bar(needs: rx.Component, problem: rx.Component) -> rx.Component:
    """The sums, the discount with its slider, save and send: always in sight below the lines."""
    return rx.el.section(
        problem,
        needs,  # above the slider: what comes and goes below it would move it under the thumb
        rx.el.div(
            rx.cond(IS_DRAFT & MAY_QUOTE, _discount(), _fixed_discount()),
            _figures(),
            rx.cond(IS_DRAFT & MAY_QUOTE, _save_and_send()),
            class_name="flex flex-wrap items-center gap-x-6 gap-y-2",
        ),
        aria_label=t("quotes.total"),
        class_name=(
            "sticky z-10 bottom-[calc(60px+env(safe-area-inset-bottom))] lg:bottom-0 -mx-4 lg:-mx-6 "
            "px-4 lg:px-6 py-2 lg:py-3 mt-4 max-lg:-mb-4 bg-panel border-t border-line space-y-2"
        ),
        custom_attrs={"data-bar": rx.cond(IS_DRAFT & MAY_QUOTE, "3", "1")},
    )


def _discount() -> rx.Component:
    return rx.el.div(
        rx.el.label(
            rx.el.span(t("quotes.discount_percent"), class_name="text-soft text-[13px]"),
            rx.el.input(
                type="text",
                input_mode="decimal",
                value=QuoteRecord.draft["discount"],
                on_change=lambda value: [
                    QuoteRecord.change("discount", value),
                    StandingScreen.attempt(value).debounce(200),
                ],
                class_name=(
                    "w-[72px] rounded-lg border border-line-strong bg-panel px-2 min-h-[44px] "
                    "lg:min-h-[34px] text-right tabular-nums"
                ),
            ),
            class_name="flex items-center gap-2",
        ),
        rx.el.input(
            type="range",
            min="0",
            max="50",
            step="0.5",
            default_value=QuoteRecord.draft["discount"],
            key=f"slide{QuoteRecord.edition}-{QuoteRecord.typed}",
            # A range hands over a number; the handlers want what stands in the field beside it.
            on_change=lambda value: [
                QuoteRecord.slide(value.to_string()).throttle(60),
                QuoteRecord.slide(value.to_string()).debounce(90),  # where it stops counts
                StandingScreen.attempt(value.to_string()).debounce(120),
            ],
            aria_label=t("quotes.discount_percent"),
            class_name="w-[140px] lg:w-[110px] xl:w-[180px] min-h-[44px] lg:min-h-[34px] accent-[var(--accent)] flex-1",
        ),
        class_name="flex items-center gap-3 w-full lg:w-auto",
    )


def _fixed_discount() -> rx.Component:
    return _figure(t("quotes.discount"), percent(_PAGE.discount))


def _figures() -> rx.Component:
    code = _FIGURES.currency
    return rx.el.dl(
        _figure(t("quotes.subtotal"), money(_FIGURES.subtotal, code), "max-xl:hidden"),
        _figure(t("quotes.net"), money(_FIGURES.net, code), "max-xl:hidden"),
        _figure(t("quotes.tax"), money(_FIGURES.tax, code), "max-lg:hidden"),
        _figure(t("quotes.given"), percent(_FIGURES.given), hint=t("quotes.given_hint")),
        rx.cond(SEES_COST, _figure(t("quotes.margin"), percent(_FIGURES.margin))),
        _figure(t("quotes.total"), money(_FIGURES.total, code), strong=True),
        aria_live="polite",
        class_name=(
            "flex flex-wrap lg:flex-nowrap items-end max-lg:justify-between gap-x-5 gap-y-1 flex-1"
        ),
    )


def _figure(
    label: Any, value: Any, look: str = "", *, strong: bool = False, hint: Any = None
) -> rx.Component:
    size = "text-[17px] font-semibold" if strong else "font-medium"
    extra: dict[str, Any] = {"title": hint} if hint is not None else {}
    return rx.el.div(
        rx.el.dt(label, class_name="text-soft text-[12px]"),
        rx.el.dd(value, class_name=f"tabular-nums whitespace-nowrap leading-6 {size}"),
        class_name=look,
        **extra,
    )


def _save_and_send() -> rx.Component:
    return rx.el.div(
        button(
            t("shell.save"),
            on_click=QuoteRecord.save,
            disabled=~QuoteRecord.dirty,
            custom_attrs={"data-save": ""},
        ),
        rx.cond(
            _IS_HELD & _STANDING.can_ask,
            button(
                t("approvals.ask"),
                tone="primary",
                sign="stamp",
                custom_attrs=opens("ask-approval"),
            ),
            button(
                t("quotes.send"),
                tone="primary",
                sign="send",
                on_click=QuoteRecord.send,
                disabled=_IS_HELD,
                title=t("quotes.send_hint"),
            ),
        ),
        class_name="flex items-center gap-2 lg:ml-auto max-lg:w-full max-lg:[&>button]:flex-1",
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
            rx.el.span(short_money(one.total, _PAGE.currency), class_name="tabular-nums"),
            href=f"/quotes/{one.public_id}",
            class_name="flex items-center gap-3 px-3 py-2 min-h-[44px] hover:bg-raised/60",
        ),
        key=one.public_id,
    )
