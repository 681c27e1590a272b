"""All files around a customer or contact in one place: attached to it, to its people, deals, quotes,
contracts and orders, the pictures of cards, the recordings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, false, or_, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.captures import Card, File, VoiceNote
from crm_app.models.contracts import Contract
from crm_app.models.orders import Order
from crm_app.models.quotes import Quote
from crm_app.services.activities import Around, around
from crm_app.services.references import Reference, find_subject, named_records, references

GROUPS = ("picture", "document", "sound")
MOST = 200
_PAPERS: tuple[tuple[str, type[Quote] | type[Contract] | type[Order], Permission], ...] = (
    ("quote", Quote, Permission.QUOTE_READ),
    ("contract", Contract, Permission.CONTRACT_READ),
    ("order", Order, Permission.ORDER_READ),
)


@dataclass(frozen=True, slots=True)
class ShelfFile:
    """A file, and what it belongs to where that is not the record itself; `group` is one of `GROUPS`.

    `is_capture`: the picture of a card or a recording, which belongs to what it became.
    """

    public_id: str
    name: str
    media_type: str
    group: str
    size: int
    created_at: datetime
    of: Reference
    is_capture: bool = False


@query(Permission.FILE_READ)
def shelf(work: Work, kind: str, public_id: str) -> list[ShelfFile]:
    """The newest files around a customer or a contact."""
    if kind not in ("customer", "contact"):
        raise Invalid("references.kind_unknown", field="about", kind=kind[:20])
    record = find_subject(work, kind, public_id)
    near = around(work, kind, record)
    captured = _captured(work, near)
    filed = or_(near.filed(File.record_kind, File.record_id), *_papers(work, near))
    found = work.visible(File).where(
        col(File.field) == "",  # what stands in a field is seen there, by who may see it
        or_(filed, col(File.id).in_(list(captured))),
    )
    newest = found.order_by(col(File.created_at).desc(), col(File.id).desc())
    rows = work.session.exec(newest.limit(MOST)).all()
    named = _named(work, rows, near)
    nothing = Reference("", "", "")
    return [
        ShelfFile(
            row.public_id,
            row.name,
            row.media_type,
            _group(row.media_type),
            row.size,
            row.created_at,
            named.get((row.record_kind, row.record_id or 0), captured.get(row.id or 0, nothing)),
            is_capture=row.id in captured,
        )
        for row in rows
    ]


def _group(media_type: str) -> str:
    return {"image": "picture", "audio": "sound"}.get(media_type.partition("/")[0], "document")


def _papers(work: Work, near: Around) -> list[Any]:
    """Conditions: filed under a quote, a contract or an order around that the actor may see."""
    return [
        (col(File.record_kind) == kind)
        & col(File.record_id).in_(
            work.narrowed(
                select(model.id).where(near.of(model), col(model.deleted_at).is_(None)), model
            )
        )
        for kind, model, permission in _PAPERS
        if work.actor.can(permission)
    ]


def _captured(work: Work, near: Around) -> dict[int, Reference]:
    """File id → the person whose card it shows, of cards that were filed; and recordings."""
    if not work.actor.can(Permission.CAPTURE):
        return {}
    people = near.ids.get("contact") or set()
    cards = work.session.exec(
        work.visible(Card).where(col(Card.contact_id).in_(people) if people else false())
    ).all()
    named = references(work, (("contact", card.contact_id) for card in cards))
    nothing = Reference("", "", "")
    found = {
        file_id: named.get(("contact", card.contact_id or 0), nothing)
        for card in cards
        for file_id in (card.front_id, card.back_id)
        if file_id is not None
    }
    notes = work.visible(VoiceNote).where(near.of(VoiceNote))
    return found | {note.file_id: nothing for note in work.session.exec(notes)}


def _named(work: Work, rows: Iterable[File], near: Around) -> dict[tuple[str, int], Reference]:
    """(kind, inner id) → what a file is filed under, but for the record itself."""
    ends = {(row.record_kind, row.record_id or 0) for row in rows}
    ends.discard((near.kind, near.record.key))
    found = references(work, ends)
    for kind, model, _ in _PAPERS:
        ids = [key for one, key in ends if one == kind]
        found |= {(kind, key): one for key, one in named_records(work.session, model, ids).items()}
    return found
