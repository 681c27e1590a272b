"""Above the payments: until which day the books are closed, and closing them."""

import reflex as rx

from crm_app.components.places import may
from crm_app.components.text import day, t
from crm_app.components.ui.forms import button, field, problem_text, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.core.permissions import Permission
from crm_app.state.books import BooksScreen

_BOOKS = BooksScreen.books
_SHEET = "close-books"


def books_line() -> rx.Component:
    """One line; finance closes them there."""
    return rx.fragment(_line(), rx.cond(may(Permission.PAYMENT_WRITE), _sheet()))


def _line() -> rx.Component:
    words = rx.cond(BooksScreen.is_closed, t("books.change"), t("books.title"))
    return rx.cond(  # pyright: ignore[reportReturnType]
        BooksScreen.loaded & (BooksScreen.is_closed | may(Permission.PAYMENT_WRITE)),
        rx.el.div(
            icon("calendar-clock", 16),
            rx.cond(
                BooksScreen.is_closed,
                rx.el.p(
                    t("books.until", day=day(_BOOKS.until)),
                    rx.cond(
                        _BOOKS.by != "",
                        rx.el.span(" · ", _BOOKS.by, class_name="text-faint"),
                    ),
                ),
                rx.el.p(t("books.open")),
            ),
            rx.cond(
                may(Permission.PAYMENT_WRITE),
                button(words, custom_attrs=opens(_SHEET)),
            ),
            class_name="flex flex-wrap items-center gap-2 text-soft text-[14px] mb-3 min-w-0",
            custom_attrs={"data-books": ""},
        ),
    )


def _sheet() -> rx.Component:
    return sheet(
        _SHEET,
        t("books.title"),
        rx.el.form(
            field(
                t("books.day"),
                text_input(
                    name="until",
                    type="date",
                    default_value=BooksScreen.typed,
                    key=BooksScreen.typed,
                ),
                hint=t("books.hint"),
            ),
            problem_text(BooksScreen.problem),
            save_actions(t("shell.save")),
            on_submit=BooksScreen.close,
            reset_on_submit=False,
            class_name="space-y-3",
        ),
        done=BooksScreen.saved,
    )
