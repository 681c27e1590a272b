"""Business cards: from a photograph to a contact."""

from crm_app.services.cards.capture import (
    CardPage,
    CardRow,
    accept_card,
    add_back,
    card_page,
    card_work,
    cards,
    discard_card,
    note_reading,
    note_unreadable,
    restore_card,
    warm_up,
)
from crm_app.services.cards.confirm import CardForm, Filed, confirm_card
from crm_app.services.cards.reading import CardFields
from crm_app.services.cards.scan import CardScan, card_document, card_from_lines, scan_card

__all__ = [
    "CardFields",
    "CardForm",
    "CardPage",
    "CardRow",
    "CardScan",
    "Filed",
    "accept_card",
    "add_back",
    "card_document",
    "card_from_lines",
    "card_page",
    "card_work",
    "cards",
    "confirm_card",
    "discard_card",
    "note_reading",
    "note_unreadable",
    "restore_card",
    "scan_card",
    "warm_up",
]
