"""All scores anew: read in one go, written some at a time."""

from datetime import datetime

from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.services.days import today_of
from crm_app.services.locks import one_at_a_time
from crm_app.services.quality import keeping, rules
from crm_app.services.quality.finding import Found, faults_of

_AT_ONCE = 20_000


def reckon(actor: Actor) -> dict[str, int]:
    """All records anew, with the averages of the day; how many there are of each kind.

    They are read before anything is written, and written some at a time: nobody who saves waits long.
    """
    made = {}
    for kind in rules.KINDS:
        found, at = _looked_at(actor, kind)
        after = 0
        for start in range(0, max(1, len(found)), _AT_ONCE):
            some = found[start : start + _AT_ONCE]
            last = some[-1].record_id if start + _AT_ONCE < len(found) else None
            _keep(actor, kind, some, after, last)
            after = last or after
        _note_reckoned(actor, kind, found, at)
        made[kind] = len(found)
    return made


@query(Permission.SETTINGS)
def _looked_at(work: Work, kind: str) -> tuple[list[Found], datetime]:
    return sorted(faults_of(work, kind), key=lambda one: one.record_id), work.now


@command(Permission.SETTINGS)
def _keep(work: Work, kind: str, found: list[Found], after: int, last: int | None) -> None:
    one_at_a_time(work, "quality.reckon")
    keeping.replace_some(work, kind, found, after, last)


@command(Permission.SETTINGS)
def _note_reckoned(work: Work, kind: str, found: list[Found], at: datetime) -> None:
    keeping.note_all(work, kind, found, at)
    keeping.keep(work, day=today_of(work).isoformat())
    work.touch("quality")
