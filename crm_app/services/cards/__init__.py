"""Business cards: from a photograph to a contact."""

from crm_app.services.cards.reading import CardFields
from crm_app.services.cards.scan import CardScan, card_document, scan_card

__all__ = ["CardFields", "CardScan", "card_document", "scan_card"]
