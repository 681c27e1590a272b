"""Business cards: from a photograph to a contact."""

from crm_app.services.cards.capture import (
    accept_card,
    add_back,
    card_work,
    discard_card,
    note_reading,
    note_unreadable,
    read_again,
    restore_card,
    warm_up,
)
from crm_app.services.cards.confirm import CardForm, Filed, confirm_card
from crm_app.services.cards.draft import POINTS, DraftLine, draft_of
from crm_app.services.cards.matching import Matches, card_matches
from crm_app.services.cards.pages import CardPage, CardRow, card_page, cards, next_card
from crm_app.services.cards.reading import CardFields
from crm_app.services.cards.scan import CardScan, card_document, card_from_lines, scan_card

__all__ = [
    "POINTS",
    "CardFields",
    "CardForm",
    "CardPage",
    "CardRow",
    "CardScan",
    "DraftLine",
    "Filed",
    "Matches",
    "accept_card",
    "add_back",
    "card_document",
    "card_from_lines",
    "card_matches",
    "card_page",
    "card_work",
    "cards",
    "confirm_card",
    "discard_card",
    "draft_of",
    "next_card",
    "note_reading",
    "note_unreadable",
    "read_again",
    "restore_card",
    "scan_card",
    "warm_up",
]
