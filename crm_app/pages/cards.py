"""The cards that wait for confirmation."""

import reflex as rx

from crm_app.components.cards import card_place, waiting_cards
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import number, t
from crm_app.components.ui.forms import problem_text
from crm_app.core.permissions import Permission
from crm_app.state.cards import CardQueue


@screen(
    "/cards",
    "cards.title",
    on_load=CardQueue.load,
    menu=MenuEntry("/cards", "cards.title", "contact-round", 72, Permission.CAPTURE, "b"),
)
def cards() -> rx.Component:
    """Several in a row: photograph them all, confirm them one by one."""
    return rx.el.div(
        rx.el.div(
            rx.el.h1(t("cards.title"), class_name="text-[20px] font-semibold"),
            rx.el.span(number(CardQueue.rows.length()), class_name="text-faint tabular-nums"),
            class_name="flex items-center gap-3 mb-3 min-h-[44px]",
        ),
        card_place(),
        problem_text(CardQueue.problem),
        waiting_cards(),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[880px]",
    )
