"""What happened, as it is taken out of the product, which the audit remembers."""

from crm_app.core.listing import ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import zone
from crm_app.services import approvals
from crm_app.services.activities.queries import LISTING, activity_rows
from crm_app.services.activities.rows import ActivityRow
from crm_app.services.taken import Taken, Taking, batches, word

approvals.register_list("activities", Permission.ACTIVITY_READ, LISTING)

_RECORDS = ("customer", "contact", "deal")
_FIELDS = ("kind", "happened_at", "text", "outcome", *_RECORDS, "author")


@command(Permission.ACTIVITY_READ)
def export_activities(work: Work, asked: ListQuery) -> Taken:
    """All activities that one may see, in their order, with the records they are about that one may
    see too; refuses more than 5,000, and what needs somebody's word first."""
    rows = all_of(work, LISTING, asked)
    approvals.check_export(work, "activities", asked, rows)
    work.record("export:activities", rows=len(rows), words=asked.words, filters=asked.filters)
    taking = Taking("activities", _FIELDS)
    for some in batches(rows):
        for row in activity_rows(work, some):
            taking.add(row.public_id, _cells(work, row))
    return taking.taken()


def _cells(work: Work, row: ActivityRow) -> dict[str, object]:
    about: dict[str, list[str]] = {name: [] for name in _RECORDS}
    for one in row.about:
        about.setdefault(one.kind, []).append(one.name)
    here = row.happened_at.astimezone(zone(work.actor.zone))
    return {
        **{name: about[name] for name in _RECORDS if about[name]},
        "kind": word(f"timeline.is.{row.kind}"),
        "happened_at": here.strftime("%Y-%m-%d %H:%M"),
        "text": row.text,
        "outcome": row.outcome,
        "author": row.author.name,
    }
