"""Many records at once: edited, assigned, finished, deleted, restored, and all of it taken back."""

from crm_app.services.bulk.commands import (
    MOST,
    assign,
    delete,
    edit,
    edit_one,
    finish,
    restore,
    tag,
    undo,
)
from crm_app.services.bulk.doors import doors, is_binned
from crm_app.services.bulk.queries import cell_fields, edit_fields, one_by_one, possible_owners
from crm_app.services.bulk.rows import Chosen, Done, EditField, EditOption, Undone
from crm_app.services.bulk.undoing import put_back, row_named, rows_named

__all__ = [
    "MOST",
    "Chosen",
    "Done",
    "EditField",
    "EditOption",
    "Undone",
    "assign",
    "cell_fields",
    "delete",
    "doors",
    "edit",
    "edit_fields",
    "edit_one",
    "finish",
    "is_binned",
    "one_by_one",
    "possible_owners",
    "put_back",
    "restore",
    "row_named",
    "rows_named",
    "tag",
    "undo",
]
