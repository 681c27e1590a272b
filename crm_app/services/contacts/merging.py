"""Two contacts that are one person: everything moves to the one that is kept, and can move back."""

from dataclasses import dataclass, field
from typing import Any

from sqlmodel import SQLModel, col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.activities import ActivityLink, Task
from crm_app.models.captures import Card, File, VoiceNote
from crm_app.models.contracts import Contract
from crm_app.models.customers import Contact, ContactPoint, PersonalDetail, Position
from crm_app.models.deals import Deal
from crm_app.models.orders import Order
from crm_app.models.quotes import Quote
from crm_app.services.contacts.indexing import refresh_employers

_BY_CONTACT: tuple[type[Any], ...] = (
    ContactPoint,
    PersonalDetail,
    Position,
    Task,
    Card,
    VoiceNote,
    Deal,
    Quote,
)
_BY_CONTACT += (Contract, Order)
_BY_RECORD = (ActivityLink, File)
_FILLED = ("honorific", "other_name", "birthday", "birthday_key", "source")


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge did: public ids of both, inner ids that moved by table, what was filled in."""

    keep: str
    other: str
    moved: dict[str, list[int]] = field(default_factory=dict)
    filled: dict[str, Any] = field(default_factory=dict)
    was_main: list[int] = field(default_factory=list)


@command(Permission.CONTACT_WRITE)
def merge_contacts(work: Work, keep: str, other: str) -> Merge:
    """Move all that belongs to `other` to `keep`, and put `other` into the recycle bin.

    What `keep` has already (the same number, the same activity) stays with `other`, so that
    `unmerge_contacts` restores both exactly.
    """
    if keep == other:
        raise Invalid("contacts.merge_same")
    kept, gone = work.find(Contact, keep), work.find(Contact, other)
    refresh_employers(work, gone)
    filled = _fill(kept, gone)
    was_main = _keep_one_main(work, kept, gone)
    moved: dict[str, list[int]] = {}
    for model in (*_BY_CONTACT, *_BY_RECORD):
        has = {_sameness(row) for row in _rows(work, model, kept.key)}
        rows = [row for row in _rows(work, model, gone.key) if _sameness(row) not in has]
        for row in rows:
            _point_to(row, kept.key)
        if rows:
            moved[str(model.__tablename__)] = [_key(row) for row in rows]
    kept.updated_at = work.now
    work.remove(gone)
    refresh_employers(work, gone)
    refresh_employers(work, kept)
    work.touch(f"contact:{keep}")  # even where nothing moved, his page shows one likeness less
    return Merge(keep, other, moved, filled, was_main)


@command(Permission.CONTACT_WRITE)
def unmerge_contacts(work: Work, merge: Merge) -> None:
    """Take a merge back: what moved returns, unless it went somewhere else meanwhile."""
    kept = work.find(Contact, merge.keep)
    gone = work.find(Contact, merge.other, deleted=True)
    if gone.deleted_at is None:
        raise Conflict("contacts.not_merged")
    work.restore(gone)
    for model in (*_BY_CONTACT, *_BY_RECORD):
        wanted = set(merge.moved.get(str(model.__tablename__), []))
        for row in _rows(work, model, kept.key):
            if _key(row) in wanted:
                _point_to(row, gone.key)
                if isinstance(row, Position) and row.id in merge.was_main:
                    row.is_main = True
    _empty(kept, dict(merge.filled))
    kept.updated_at = work.now
    refresh_employers(work, gone)
    refresh_employers(work, kept)
    work.touch(f"contact:{merge.keep}")


def _fill(kept: Contact, gone: Contact) -> dict[str, Any]:
    """What is empty on the one and known on the other."""
    filled = {}
    for name in _FILLED:
        if not getattr(kept, name) and getattr(gone, name):
            filled[name] = getattr(gone, name)
            setattr(kept, name, filled[name])
    own = {key: value for key, value in gone.custom.items() if key not in kept.custom}
    if own:
        filled["custom"], kept.custom = own, own | kept.custom
    return filled


def _empty(kept: Contact, filled: dict[str, Any]) -> None:
    """Take out again what was filled in, where it is still the same."""
    custom = filled.pop("custom", {})
    for name, value in filled.items():
        if getattr(kept, name) == value:
            setattr(kept, name, None if name == "birthday" else "")
    left = {k: v for k, v in kept.custom.items() if k not in custom or v != custom[k]}
    if left != kept.custom:
        kept.custom = left


def _keep_one_main(work: Work, kept: Contact, gone: Contact) -> list[int]:
    if not any(row.is_main and row.ended is None for row in _rows(work, Position, kept.key)):
        return []
    turned = [row for row in _rows(work, Position, gone.key) if row.is_main]
    for row in turned:
        row.is_main = False
    return [_key(row) for row in turned]


def _rows(work: Work, model: type[Any], contact_id: int) -> list[Any]:
    if model in _BY_RECORD:
        found = select(model).where(model.record_kind == "contact", model.record_id == contact_id)
    else:
        found = select(model).where(model.contact_id == contact_id)
    return list(work.session.exec(found.order_by(col(model.id))))


def _point_to(row: Any, contact_id: int) -> None:
    setattr(row, "record_id" if isinstance(row, _BY_RECORD) else "contact_id", contact_id)


def _sameness(row: SQLModel) -> object:
    """Two rows with the same say the same; most rows are only like themselves."""
    if isinstance(row, ContactPoint):
        return row.kind, row.value
    if isinstance(row, PersonalDetail):
        return row.text
    if isinstance(row, ActivityLink):
        return row.activity_id
    return type(row), _key(row)


def _key(row: Any) -> int:
    return row.id
