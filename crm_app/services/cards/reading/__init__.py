"""From lines of text with their places to the fields of a business card; no picture, no database."""

from crm_app.services.cards.reading.assemble import read_fields
from crm_app.services.cards.reading.fields import (
    DOUBTFUL,
    FIELDS,
    LISTS,
    SINGLE,
    TRANSLATED,
    Box,
    CardFields,
)

__all__ = [
    "DOUBTFUL",
    "FIELDS",
    "LISTS",
    "SINGLE",
    "TRANSLATED",
    "Box",
    "CardFields",
    "read_fields",
]
