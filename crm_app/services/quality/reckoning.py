"""All scores anew: read in one go, written some at a time."""

from typing import Any

from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.services.days import today_of
from crm_app.services.locks import one_at_a_time
from crm_app.services.quality import keeping, rules

_AT_ONCE = 4_000


def reckon(actor: Actor) -> dict[str, int]:
    """All records anew, with the averages of the day; how many there are of each kind.

    They are read before anything is written, and written some at a time: nobody who saves waits long.
    """
    made = {}
    for kind in rules.KINDS:
        found = _looked_at(actor, kind)
        after = 0
        for start in range(0, max(1, len(found.rows)), _AT_ONCE):
            some = found.rows[start : start + _AT_ONCE]
            last = some[-1]["record_id"] if start + _AT_ONCE < len(found.rows) else None
            _keep(actor, kind, some, after, last)
            after = last or after
        _note_reckoned(actor, kind, found)
        made[kind] = len(found.rows)
    return made


@query(Permission.SETTINGS)
def _looked_at(work: Work, kind: str) -> keeping.Counted:
    return keeping.counted(work, kind)


@command(Permission.SETTINGS)
def _keep(work: Work, kind: str, rows: list[dict[str, Any]], after: int, last: int | None) -> None:
    one_at_a_time(work, "quality.reckon")
    keeping.replace_some(work, kind, rows, after, last)


@command(Permission.SETTINGS)
def _note_reckoned(work: Work, kind: str, found: keeping.Counted) -> None:
    keeping.note_all(work, kind, found)
    keeping.keep(work, day=today_of(work).isoformat())
    work.touch("quality")
