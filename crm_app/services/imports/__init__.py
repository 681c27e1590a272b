"""Imports: tables come in as a reversible transaction."""

from crm_app.services.imports.checking import check_rows, read_head
from crm_app.services.imports.commands import (
    ask_commit,
    ask_undo,
    choose,
    choose_sheet,
    drop_import,
    forget_template,
    note_failure,
    save_template,
)
from crm_app.services.imports.committing import commit_rows
from crm_app.services.imports.fixing import decide, fix_cell, set_values
from crm_app.services.imports.queries import (
    export_rows,
    import_page,
    import_rows,
    import_slice,
    imports,
    rows_after,
)
from crm_app.services.imports.rows import (
    BatchPage,
    BatchRow,
    FieldShown,
    GroupShown,
    KeptShown,
    NoteShown,
    Reason,
    RowShown,
)
from crm_app.services.imports.settings import change_undo_days, undo_days
from crm_app.services.imports.shapes import KINDS
from crm_app.services.imports.starting import MOST_BYTES, start_import
from crm_app.services.imports.tags import make_tags
from crm_app.services.imports.undoing import undo_rows
from crm_app.services.imports.whole import Imported, RowError, import_file
from crm_app.services.imports.wording import note_sentence, sentence, title_of

__all__ = [
    "KINDS",
    "MOST_BYTES",
    "BatchPage",
    "BatchRow",
    "FieldShown",
    "GroupShown",
    "Imported",
    "KeptShown",
    "NoteShown",
    "Reason",
    "RowError",
    "RowShown",
    "ask_commit",
    "ask_undo",
    "change_undo_days",
    "check_rows",
    "choose",
    "choose_sheet",
    "commit_rows",
    "decide",
    "drop_import",
    "export_rows",
    "fix_cell",
    "forget_template",
    "import_file",
    "import_page",
    "import_rows",
    "import_slice",
    "imports",
    "make_tags",
    "note_failure",
    "note_sentence",
    "read_head",
    "rows_after",
    "save_template",
    "sentence",
    "set_values",
    "start_import",
    "title_of",
    "undo_days",
    "undo_rows",
]
