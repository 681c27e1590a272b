"""One price book."""

import reflex as rx

from crm_app.components.price_book import (
    book_head,
    book_prices,
    edit_sheet,
    over_note,
    paste_sheet,
    tiers_sheet,
)
from crm_app.components.record import missing_record
from crm_app.components.shell import screen
from crm_app.components.ui.forms import problem_text
from crm_app.components.ui.here import of_address
from crm_app.components.ui.show import skeleton_rows
from crm_app.state.price_book import BookRecord


@screen("/settings/price-books/[book_id]", "price_books.title", on_load=BookRecord.load)
def price_book() -> rx.Component:
    """One book with its prices."""
    return rx.el.div(
        of_address(
            BookRecord.shown,
            rx.cond(
                BookRecord.missing,
                missing_record("/settings/price-books", "price_books.title"),
                _record(),
            ),
            skeleton_rows(),
        ),
        class_name="px-4 pt-4 pb-6 lg:px-6 lg:pt-5 max-w-[960px]",
    )


def _record() -> rx.Component:
    return rx.fragment(
        book_head(),
        over_note(),
        rx.cond(BookRecord.at == "", problem_text(BookRecord.problem)),
        book_prices(),
        edit_sheet(),
        tiers_sheet(),
        paste_sheet(),
    )
