"""One card: picture, what was read, the contact it becomes."""

import reflex as rx

from crm_app.components.card_form import card_form, card_state
from crm_app.components.card_matches import card_matches
from crm_app.components.card_picture import card_picture, other_side
from crm_app.components.holders import ask_sheet
from crm_app.components.shell import screen
from crm_app.components.text import t
from crm_app.components.ui.forms import button, link_button, problem_text
from crm_app.components.ui.here import of_address
from crm_app.components.ui.show import badge, panel, skeleton_rows
from crm_app.state.cards import CardScreen


@screen("/cards/[card_key]", "cards.one", on_load=CardScreen.load)
def card() -> rx.Component:
    """The picture on top of the phone and at the left of the desk, the form beside it."""
    return of_address(
        CardScreen.shown,
        rx.cond(CardScreen.public_id != "", _card(), _missing()),
        panel(skeleton_rows(6), class_name="m-4"),
    )


def _card() -> rx.Component:
    return rx.el.div(
        _head(),
        rx.el.div(
            rx.el.div(
                card_picture(),
                class_name="sticky z-10 top-[61px] lg:top-4 bg-bg pb-2 -mx-4 px-4 lg:mx-0 lg:px-0",
            ),
            other_side(),
            class_name="contents lg:block",
        ),
        rx.el.div(
            card_state(),
            rx.cond(
                CardScreen.status != "confirmed",
                rx.el.div(
                    card_matches(), card_form(), ask_sheet(CardScreen), class_name="space-y-3 mt-3"
                ),
            ),
            class_name="min-w-0 mt-3 lg:mt-0",
        ),
        class_name=(
            "p-4 lg:px-6 lg:py-5 max-w-[1240px] lg:grid lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] "
            "lg:gap-x-6"
        ),
    )


def _head() -> rx.Component:
    return rx.el.div(
        link_button(tone="quiet", sign="arrow-left", href="/cards", aria_label=t("cards.to_list")),
        rx.el.h1(t("cards.one"), class_name="text-[20px] font-semibold"),
        rx.cond(
            CardScreen.doubtful > 0,
            badge(t("cards.doubtful_count", count=CardScreen.doubtful), tone="warn"),
        ),
        rx.el.div(class_name="flex-1"),
        rx.cond(
            CardScreen.status != "confirmed",
            button(t("cards.discard"), tone="quiet", sign="trash-2", on_click=CardScreen.discard),
        ),
        class_name="flex items-center gap-2 mb-2 min-h-[44px] lg:col-span-2 -ml-2",
    )


def _missing() -> rx.Component:
    return rx.el.div(
        problem_text(CardScreen.problem),
        link_button(t("cards.to_list"), href="/cards", class_name="mt-3"),
        class_name="p-4 max-w-lg",
    )
