"""The quote editor."""

import reflex as rx

from crm_app.components.quote import (
    conflict_note,
    quote_facts,
    quote_head,
    revisions,
    totals_bar,
)
from crm_app.components.quote_lines import line_grid
from crm_app.components.record import missing_record
from crm_app.components.shell import screen
from crm_app.components.standing import standing_strip, would_need
from crm_app.components.text import t
from crm_app.components.ui.forms import problem_text
from crm_app.components.ui.here import of_address
from crm_app.components.ui.show import panel, skeleton_rows
from crm_app.state.quote import QuoteRecord
from crm_app.state.standing import StandingScreen


@screen("/quotes/[quote_id]", "quotes.quote", on_load=[QuoteRecord.load, StandingScreen.load_quote])
def quote() -> rx.Component:
    """One quote."""
    return rx.el.div(
        of_address(
            QuoteRecord.shown,
            rx.cond(QuoteRecord.missing, missing_record("/quotes", "quotes.title"), _record()),
            skeleton_rows(),
        ),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[1400px]",
    )


def _record() -> rx.Component:
    return rx.fragment(
        quote_head(),
        conflict_note(),
        standing_strip(),
        line_grid(),
        rx.el.div(
            panel(quote_facts(), class_name="p-3"),
            revisions(),
            class_name="grid lg:grid-cols-2 gap-4 mt-4 items-start",
        ),
        totals_bar(would_need(), _problem()),
    )


def _problem() -> rx.Component:
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
