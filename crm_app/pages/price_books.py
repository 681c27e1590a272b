"""All price books."""

import reflex as rx

from crm_app.components.places import allowed
from crm_app.components.price_books import book_list, new_book
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.components.ui.forms import problem_text
from crm_app.core.permissions import Permission
from crm_app.state.price_books import PriceBookList


@screen(
    "/settings/price-books",
    "price_books.title",
    on_load=PriceBookList.load,
    settings=MenuEntry(
        *("/settings/price-books", "price_books.title", "tags", 55, Permission.PRICE_WRITE),
        hint="price_books.hint",
    ),
)
def price_books() -> rx.Component:
    """Who pays what."""
    return rx.el.div(
        settings_head(
            "price_books.title",
            "price_books.hint",
            allowed(Permission.PRICE_WRITE, new_book(problem_text(PriceBookList.problem))),
        ),
        rx.el.p(t("price_books.rule"), class_name="rounded-lg bg-raised text-soft px-3 py-2 mb-3"),
        book_list(),
        class_name="px-4 pt-4 pb-6 lg:px-6 lg:pt-5 max-w-[960px]",
    )
