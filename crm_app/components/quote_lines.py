"""The grid of a quote's lines: a spreadsheet on the desk, small cards on the phone."""

import reflex as rx

from crm_app.components.quote import IS_DRAFT
from crm_app.components.quotes import MAY_QUOTE, SEES_COST
from crm_app.components.text import t
from crm_app.components.ui.forms import picker
from crm_app.components.ui.show import panel
from crm_app.locales.catalog import TEXT
from crm_app.state.quote import QuoteRecord
from crm_app.state.quote_lines import Answers, LineDraft

_WORDS = ("lines", "text", "unit", "quantity", "price", "line_discount", "tax_rate", "cost")
_WORDS += ("margin", "amount", "section", "line", "unmatched", "optional", "make_optional", "drag")
_WORDS += ("drag_usage", "line_remove", "no_lines", "add_free", "add_section", "grid_hint")
_WORDS += ("text_en", "promo_taken", "promo_take", "promo_leave", "promo_collides")
_WORDS += ("by_book", "by_tier", "by_hand", "by_hand_from", "take_listed", "holds")


def _pasted(key: rx.Var[str], sent: rx.Var[str]) -> tuple[rx.Var[str], rx.Var[str]]:
    return key, sent


class Lines(rx.Component):
    """The grid itself: what is typed comes back; without words for sections and options it has none."""

    library = "$/public/js/lines.jsx"
    tag = "Lines"
    lib_dependencies: list[str] = ["@hello-pangea/dnd@18.0.1"]
    lines: rx.Var[list[LineDraft]]
    stamp: rx.Var[int]
    edition: rx.Var[int]
    answers: rx.Var[Answers]
    words: rx.Var[dict[str, list[str]]]
    currency: rx.Var[str]
    tax: rx.Var[str]
    is_open: rx.Var[bool]
    sees_cost: rx.Var[bool]
    on_edit: rx.EventHandler[rx.event.passthrough_event_spec(str)]
    on_paste: rx.EventHandler[_pasted]
    on_promote: rx.EventHandler[_pasted]


def grid_words(*left_out: str) -> dict[str, list[str]]:
    """What the grid says, in both languages; nothing for what is left out."""
    return {name: ["", ""] if name in left_out else list(TEXT[f"quotes.{name}"]) for name in _WORDS}


def line_grid() -> rx.Component:
    """All lines, and the field that adds the next product."""
    return panel(
        Lines.create(
            lines=QuoteRecord.lines,
            stamp=QuoteRecord.stamp,
            edition=QuoteRecord.edition,
            answers=QuoteRecord.answers,
            words=grid_words(),
            tax=QuoteRecord.tax,
            currency=QuoteRecord.figures.currency,
            is_open=IS_DRAFT & MAY_QUOTE,
            sees_cost=SEES_COST,
            on_edit=QuoteRecord.type_lines,
            on_paste=QuoteRecord.paste,
            on_promote=QuoteRecord.promote,
        ),
        rx.cond(IS_DRAFT & MAY_QUOTE, _adding()),
    )


def _adding() -> rx.Component:
    return rx.el.div(
        picker(
            "product",
            t("quotes.add_product"),
            options=QuoteRecord.found,
            on_search=QuoteRecord.find_products,
            on_choose=QuoteRecord.add_product,
            none=t("quotes.no_product"),
            placeholder=t("quotes.add_product"),
            key=f"add{QuoteRecord.added}",
        ),
        id="add-product",
        class_name="px-3 py-3 border-t border-line",
    )
