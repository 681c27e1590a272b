"""The life of a record: what happened with it, newest first, from every source."""

from collections.abc import Sequence

from sqlmodel import col, select

from crm_app.core.listing import Slice
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import zone
from crm_app.models.activities import Activity, ActivityKind, ActivityLink
from crm_app.models.captures import CaptureStatus, File, VoiceNote
from crm_app.services.activities import money_traces, traces
from crm_app.services.activities.around import Around, around
from crm_app.services.activities.queries import activity_rows
from crm_app.services.activities.rows import ActivityRow, Timeline, TimelineEntry
from crm_app.services.references import Reference, find_subject

PAGE = 30
_MOST_PAGES = 40


@query(Permission.ACTIVITY_READ)
def timeline(work: Work, kind: str, public_id: str, pages: int = 1) -> Timeline:
    """The newest `pages` x 30 entries in the life of a customer, contact, deal or lead.

    A customer's holds what happened with its people and its deals too. Each source gives as many
    as are shown, so that the newest of all are among them.
    """
    record = find_subject(work, kind, public_id)
    most = PAGE * max(1, min(pages, _MOST_PAGES)) + 1
    near = around(work, kind, record)
    entries = [
        *_activities(work, near, public_id, most),
        *_waiting_notes(work, near, most),
        *traces.stages(work, near, most),
        *traces.quotes(work, near, most),
        *traces.tasks(work, near, most),
        *traces.cards(work, near, most),
        *traces.files(work, near, most),
        *traces.events(work, near, most),
        *[entry for source in money_traces.SOURCES for entry in source(work, near, most)],
    ]
    entries.sort(key=lambda entry: (entry.at, entry.key), reverse=True)
    return Timeline(entries[: most - 1], len(entries) >= most)


@query(Permission.ACTIVITY_READ)
def timeline_slice(
    work: Work, kind: str, public_id: str, size: int, after: str = ""
) -> Slice[TimelineEntry]:
    """The entries that come after a place (`microseconds.key`), newest first, for the API.

    It ends with the 1200th: what is older is found in the lists of its own kind.
    """
    pages = _MOST_PAGES if after else -(-(size + 1) // PAGE)
    found = timeline.within(work, kind, public_id, pages).entries
    if after:
        at, _, key = after.partition(".")
        found = [entry for entry in found if (_micros(entry), entry.key) < (int(at), key)]
    last = found[size - 1] if len(found) > size else None
    return Slice(found[:size], f"{_micros(last)}.{last.key}" if last else "")


def _micros(entry: TimelineEntry) -> int:
    return round(entry.at.timestamp() * 1_000_000)


def _activities(work: Work, near: Around, public_id: str, most: int) -> list[TimelineEntry]:
    linked = select(ActivityLink.activity_id).where(near.links())
    found = work.visible(Activity).where(col(Activity.id).in_(linked))
    ordered = found.order_by(col(Activity.happened_at).desc(), col(Activity.id).desc())
    rows = work.session.exec(ordered.limit(most)).all()
    sounds = _sounds(work, [row.key for row in rows if row.kind is ActivityKind.VOICE])
    return [
        _entry(work, shown, [one for one in shown.about if one.public_id != public_id], sounds)
        for shown in activity_rows(work, rows)
    ]


def _entry(
    work: Work, row: ActivityRow, about: list[Reference], sounds: dict[str, str]
) -> TimelineEntry:
    return TimelineEntry(
        key=row.public_id,
        kind=row.kind,
        at=row.happened_at,
        author=row.author.name,
        text=row.text,
        outcome=row.outcome,
        about=about,
        file_id=sounds.get(row.public_id, ""),
        entered_at=row.entered_at,
        is_late=row.is_late,
        is_mine=row.is_mine,
        activity_id=row.public_id,
        version=row.version,
        local=f"{row.happened_at.astimezone(zone(work.actor.zone)):%Y-%m-%dT%H:%M}",
    )


def _sounds(work: Work, activity_ids: Sequence[int]) -> dict[str, str]:
    """Activity's public id → the file of the recording it was made of."""
    if not activity_ids or not work.actor.can(Permission.FILE_READ):
        return {}
    found = (
        select(Activity.public_id, File.public_id)
        .join(VoiceNote, col(VoiceNote.activity_id) == Activity.id)
        .join(File, col(File.id) == VoiceNote.file_id)
        .where(col(Activity.id).in_(activity_ids), col(File.deleted_at).is_(None))
    )
    return dict(work.session.exec(work.narrowed(found, File)).all())


def _waiting_notes(work: Work, near: Around, most: int) -> list[TimelineEntry]:
    """Spoken for the record and not confirmed yet: from then on the activity stands for them."""
    if not work.actor.can(Permission.CAPTURE):
        return []
    found = work.visible(VoiceNote).where(
        near.of(VoiceNote), col(VoiceNote.status) != CaptureStatus.CONFIRMED
    )
    rows = work.session.exec(found.order_by(col(VoiceNote.spoken_at).desc()).limit(most)).all()
    return [
        TimelineEntry(
            key=note.public_id,
            kind="voice_waiting",
            at=note.spoken_at,
            text=note.text,
            href=f"/voice/{note.public_id}",
        )
        for note in rows
    ]
