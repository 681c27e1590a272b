"""Tables of people and records, whatever file they come in."""

from crm_app.lib.tables.face import Note, Row, Table, Unreadable
from crm_app.lib.tables.opening import open_table

__all__ = ["Note", "Row", "Table", "Unreadable", "open_table"]
