"""How pages and forms of records are arranged, for each role, by an administrator."""

from crm_app.services.layouts.commands import put_back_layout, put_layout, reset_layout
from crm_app.services.layouts.known import KINDS
from crm_app.services.layouts.queries import CHOICES, DEFAULT, FORM, NEW, layout, my_layout
from crm_app.services.layouts.rows import (
    LayoutRow,
    Part,
    PlacedField,
    SectionForm,
    SectionRow,
)

__all__ = [
    "CHOICES",
    "DEFAULT",
    "FORM",
    "KINDS",
    "NEW",
    "LayoutRow",
    "Part",
    "PlacedField",
    "SectionForm",
    "SectionRow",
    "layout",
    "my_layout",
    "put_back_layout",
    "put_layout",
    "reset_layout",
]
