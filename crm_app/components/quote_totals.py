"""The sums at the foot of a quote, its discount, save and send."""

from typing import Any

import reflex as rx

from crm_app.components.quote import IS_DRAFT
from crm_app.components.quotes import MAY_QUOTE, SEES_COST
from crm_app.components.text import money, percent, t
from crm_app.components.ui.forms import button, problem_text
from crm_app.components.ui.overlay import opens
from crm_app.state.quote import QuoteRecord
from crm_app.state.standing import StandingScreen

_PAGE = QuoteRecord.page
_FIGURES = QuoteRecord.figures
_STANDING = StandingScreen.standing
# What is stored cannot be sent before somebody agreed; what is typed is looked at on saving.
_IS_HELD = ~_STANDING.is_cleared & ~QuoteRecord.dirty


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
    """In percent with a slider, or as an amount."""
    return rx.el.div(
        rx.el.select(
            rx.el.option(t("quotes.by_percent"), value="percent"),
            rx.el.option(t("quotes.by_amount"), value="amount"),
            value=rx.cond(QuoteRecord.by_amount, "amount", "percent"),
            on_change=QuoteRecord.discount_by,
            aria_label=t("quotes.discount_by"),
            class_name=(
                "rounded-lg border border-line-strong bg-panel pl-2 pr-7 min-h-[44px] "
                "lg:min-h-[34px] text-soft text-[13px] max-lg:w-[164px] shrink-0"
            ),
        ),
        rx.cond(QuoteRecord.by_amount, _amount_field(), _percent_fields()),
        class_name="flex items-center gap-3 w-full lg:w-auto",
    )


_TYPED = (
    "rounded-lg border border-line-strong bg-panel px-2 min-h-[44px] lg:min-h-[34px] text-right "
    "tabular-nums "
)


def _amount_field() -> rx.Component:
    return rx.el.input(
        type="text",
        input_mode="decimal",
        value=QuoteRecord.draft["discount_amount"],
        on_change=lambda value: QuoteRecord.change("discount_amount", value),
        aria_label=t("quotes.discount_amount"),
        class_name=f"{_TYPED} w-[120px] min-w-0 max-lg:flex-1",
    )


def _percent_fields() -> rx.Component:
    return rx.fragment(
        rx.el.input(
            type="text",
            input_mode="decimal",
            value=QuoteRecord.draft["discount"],
            on_change=lambda value: [
                QuoteRecord.change("discount", value),
                StandingScreen.attempt(value).debounce(200),
            ],
            aria_label=t("quotes.discount_percent"),
            class_name=f"{_TYPED} w-[72px]",
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
            aria_label=t("quotes.discount"),
            class_name="w-[90px] lg:w-[90px] xl:w-[160px] min-h-[44px] lg:min-h-[34px] accent-[var(--accent)] flex-1",
        ),
    )


def _fixed_discount() -> rx.Component:
    amount = money(_PAGE.discount_amount, _PAGE.currency)
    given = rx.cond(QuoteRecord.by_amount, amount, percent(_PAGE.discount))
    return rx.el.dl(_figure(t("quotes.discount"), given), class_name="max-lg:w-full")


def _figures() -> rx.Component:
    code = _FIGURES.currency
    return rx.el.dl(
        _figure(t("quotes.subtotal"), money(_FIGURES.subtotal, code), "max-xl:hidden"),
        _figure(t("quotes.net"), money(_FIGURES.net, code), "max-xl:hidden"),
        _figure(t("quotes.tax"), _tax(code), "max-lg:hidden"),
        _figure(t("quotes.given"), percent(_FIGURES.given), hint=t("quotes.given_hint")),
        rx.cond(SEES_COST, _figure(t("quotes.margin"), percent(_FIGURES.margin))),
        rx.cond(
            _FIGURES.is_rounded,
            _figure(t("quotes.rounding"), money(_FIGURES.rounding, code), "max-lg:hidden"),
        ),
        _figure(t("quotes.total"), rx.fragment(money(_FIGURES.total, code), _worth()), strong=True),
        aria_live="polite",
        class_name=(
            "flex flex-wrap lg:flex-nowrap items-end max-lg:justify-between gap-x-5 gap-y-1 flex-1"
        ),
    )


def _worth() -> rx.Component:
    """A stored total in the house's own currency; what is typed is not exchanged at every key."""
    shown = rx.el.span(
        "≈ ",
        money(_PAGE.worth, _PAGE.base),
        title=t("quotes.worth_hint"),
        class_name="block text-faint text-[12px] font-normal leading-4",
    )
    return rx.cond(_PAGE.worth & ~QuoteRecord.dirty, shown)  # pyright: ignore[reportReturnType]


def _tax(code: Any) -> rx.Component:
    """The tax, with what each rate makes of it where there are several."""
    several = _FIGURES.rates.length() > 1
    each = rx.foreach(
        _FIGURES.rates,
        lambda one: rx.el.span(
            percent(one.rate), " ", money(one.tax, code), class_name="block text-faint text-[11px]"
        ),
    )
    return rx.fragment(money(_FIGURES.tax, code), rx.cond(several, each))


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


def problem_note() -> rx.Component:
    """What was refused, and in which line."""
    return rx.cond(
        QuoteRecord.problem.code != "",
        rx.el.div(
            rx.cond(
                QuoteRecord.bad_line > 0,
                rx.el.span(
                    t("quotes.in_line", line=QuoteRecord.bad_line),
                    class_name="text-bad font-medium whitespace-nowrap",
                ),
            ),
            rx.el.div(problem_text(QuoteRecord.problem), class_name="flex-1"),
            class_name="flex items-center gap-3",
        ),
    )
