"""Stub."""

from crm_app.engines.ocr import TextLine
from crm_app.services.cards.reading.fields import CardFields


def read_fields(sides: list[list[TextLine]], region: str = "CN") -> CardFields:
    return CardFields()
