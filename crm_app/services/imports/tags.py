"""Tags that a file names and nobody has given yet: made by one press, before anything is written."""

from crm_app.core.errors import Conflict
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.imports import ImportState, Verdict
from crm_app.services.custom_fields import TAGS, grow, names_in
from crm_app.services.imports.batches import find_batch
from crm_app.services.imports.fixing import done, judge_again, rows_of
from crm_app.services.imports.shapes import KINDS

UNKNOWN = "custom_fields.option_unknown"


@command(Permission.IMPORT)
def make_tags(work: Work, public_id: str) -> int:
    """What the rows with unknown tags name becomes tags, as if it had been typed; they are judged again.
    Returns how many rows that were.
    """
    batch = find_batch(work, public_id, ImportState.READY)
    column = batch.mapping.get(f"custom.{TAGS}", "")
    if column not in batch.columns:
        raise Conflict("imports.tags_unmapped")
    rows = rows_of(work, batch, Verdict.INVALID.value, UNKNOWN)
    place = batch.columns.index(column)
    cells = [row.cells[place] for row in rows if place < len(row.cells)]
    grow(work, KINDS[batch.kind].record, names_in("\n".join(cells)))
    judge_again(work, batch, rows)
    done(work, batch)
    return len(rows)
