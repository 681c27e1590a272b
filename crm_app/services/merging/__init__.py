"""Two records that are one: merged with all that belongs to them, and parted again exactly.

Used by the features whose records can be merged; it knows tables, not use cases.
"""

from crm_app.services.merging.engine import (
    Merge,
    Preview,
    found_or_survivor,
    merge,
    parted,
    preview,
    survivor_of,
    unmerge,
)
from crm_app.services.merging.steps import FIELDS
from crm_app.services.merging.survivors import RULES, Value, choose

__all__ = [
    "FIELDS",
    "RULES",
    "Merge",
    "Preview",
    "Value",
    "choose",
    "found_or_survivor",
    "merge",
    "parted",
    "preview",
    "survivor_of",
    "unmerge",
]
