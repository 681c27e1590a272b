"""The quote editor."""

import reflex as rx

from crm_app.components.business import business_strip
from crm_app.components.custom_places import custom_section
from crm_app.components.quote import IS_DRAFT, copy_sheet, quote_facts, quote_head, revisions
from crm_app.components.quote_lines import line_grid
from crm_app.components.quote_merge import merge_sheet
from crm_app.components.quote_notes import (
    answer_note,
    conflict_note,
    expiry_note,
    promotion_note,
)
from crm_app.components.quote_totals import problem_note, totals_bar
from crm_app.components.quote_versions import versions_sheet
from crm_app.components.quotes import MAY_QUOTE
from crm_app.components.record import missing_record
from crm_app.components.share_links import share_panel
from crm_app.components.shell import screen
from crm_app.components.standing import standing_strip, would_need
from crm_app.components.ui.here import of_address
from crm_app.components.ui.show import panel, skeleton_rows
from crm_app.components.unmet import unmet_strip
from crm_app.state.business import Business
from crm_app.state.neighbours import ListPlace
from crm_app.state.quote import QuoteRecord
from crm_app.state.share_links import ShareScreen
from crm_app.state.standing import StandingScreen


@screen(
    "/quotes/[quote_id]",
    "quotes.quote",
    on_load=[
        ListPlace.look,
        QuoteRecord.load,
        StandingScreen.load_quote,
        ShareScreen.load,
        Business.load_quote,
    ],
)
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
        expiry_note(),
        answer_note(),
        unmet_strip("quote", QuoteRecord.page.public_id),
        business_strip(QuoteRecord.page.status == "accepted"),
        standing_strip(),
        promotion_note(),
        line_grid(),
        rx.el.div(
            rx.el.div(
                panel(quote_facts(), class_name="p-3"),
                custom_section(QuoteRecord, IS_DRAFT & MAY_QUOTE, "quote"),
                class_name="space-y-4",
            ),
            rx.el.div(share_panel(), revisions(), class_name="space-y-4"),
            class_name="grid lg:grid-cols-2 gap-4 mt-4 items-start",
        ),
        totals_bar(would_need(), problem_note()),
        copy_sheet(),
        merge_sheet(),
        versions_sheet(),
    )
