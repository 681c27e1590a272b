"""What pages and lists of contracts and orders have in common: head, cells, card, remarks."""

from collections.abc import Mapping
from typing import Any

import reflex as rx

from crm_app.components.lists import CELL
from crm_app.components.neighbours import back_to_list
from crm_app.components.text import choice, money, short_money
from crm_app.components.ui.forms import link
from crm_app.components.ui.show import Tone, badge

# On the phone buttons have a row of their own; the menu alone stands beside the amount.
ACTIONS = "flex flex-wrap gap-2 max-lg:has-[>button]:w-full max-lg:[&>button]:flex-1"
ROW_LOOK = "border-b border-line last:border-0 hover:bg-raised/60"
PAPER_CELL = f"{CELL} max-w-[150px] xl:max-w-[220px]"
# A list of many columns: two long names leave room for the last one on a screen of 1,440.
TIGHT_CELL = f"{CELL} max-w-[150px] 2xl:max-w-[220px]"


def state_badge(words: str, status: Any, tones: Mapping[str, Tone]) -> rx.Component:
    """Where a paper stands, in its colour; `words` are the texts of its states."""
    said = choice(words, status)
    known = [(key, badge(said, tone=tone)) for key, tone in tones.items()]
    return rx.fragment(rx.match(status, *known, badge(said, tone="neutral")))


def linked_cell(
    one: Any, path: str, look: str = "hover:underline", cell: str = PAPER_CELL
) -> rx.Component:
    """A cell of a list that leads to a record; empty where there is none."""
    return rx.el.td(
        rx.cond(
            one.public_id != "", link(one.name, href=f"{path}/{one.public_id}", class_name=look)
        ),
        class_name=cell,
    )


def number_cell(row: Any, path: str) -> rx.Component:
    """The cell that leads to the paper itself."""
    look = "font-medium hover:underline tabular-nums"
    return rx.el.td(
        link(row.number, href=f"{path}/{row.public_id}", class_name=look), class_name=PAPER_CELL
    )


def paper_card(row: Any, path: str, amount: Any, left: list[Any], right: list[Any]) -> rx.Component:
    """A paper in a list on the phone: customer and what is below, amount and where it stands."""
    return rx.el.li(
        link(
            rx.el.span(
                rx.el.span(row.customer.name, class_name="block font-medium truncate"),
                *left,
                class_name="min-w-0 flex-1",
            ),
            rx.el.span(
                rx.el.span(
                    short_money(amount, row.currency), class_name="block font-medium tabular-nums"
                ),
                *right,
                class_name="text-right shrink-0",
            ),
            href=f"{path}/{row.public_id}",
            class_name="flex items-center gap-3 px-4 py-3 min-h-[64px]",
        ),
        custom_attrs={"data-row": row.public_id},
    )


def paper_head(
    page: Any,
    back: tuple[Any, str],
    amount: Any,
    *,
    badges: list[rx.Component],
    beside: rx.Component,
    actions: rx.Component,
) -> rx.Component:
    """Number, state, customer, what stands beside him, what it is worth; what can be done."""
    return rx.el.header(
        rx.el.div(
            back_to_list(*back),
            rx.el.div(
                rx.el.h1(
                    page.number, class_name="text-[20px] font-semibold leading-tight tabular-nums"
                ),
                *badges,
                class_name="flex flex-wrap items-center gap-x-2 gap-y-1",
            ),
            rx.el.p(
                link(
                    page.customer.name,
                    href=f"/customers/{page.customer.public_id}",
                    class_name="text-accent hover:underline tap",
                ),
                beside,
                class_name="flex flex-wrap items-center gap-x-3 gap-y-1 mt-1 min-w-0",
            ),
            class_name="min-w-0 grow basis-full lg:basis-0",
        ),
        rx.el.p(
            money(amount, page.currency),
            class_name="text-[20px] font-semibold tabular-nums max-lg:grow",
        ),
        actions,
        class_name="flex flex-wrap items-end gap-3",
    )


def remarks(note: Any) -> rx.Component:
    """What somebody wrote about it, below its facts."""
    look = "px-3 py-2 border-t border-line whitespace-pre-line break-words"
    return rx.cond(note != "", rx.el.p(note, class_name=look))
