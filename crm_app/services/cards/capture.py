"""A photographed card on its way to a contact: accepted, read, shown, confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid, TooLarge, Unsupported
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.pictures import PictureError, clean_jpeg
from crm_app.models.captures import CaptureStatus, Card, File
from crm_app.models.customers import Contact
from crm_app.models.ledger import Job
from crm_app.services import files
from crm_app.services.files import Kept


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card in a list of captures; `status` is waiting, ready, failed or confirmed."""

    public_id: str
    status: str
    name: str
    company: str
    picture_id: str
    contact_public_id: str
    created_at: datetime
    error: str


@dataclass(frozen=True, slots=True)
class CardPage:
    """A card whole: its pictures (file ids) and what was read (see `card_document`)."""

    public_id: str
    status: str
    version: int
    front_id: str
    back_id: str
    reading: dict[str, Any]
    contact_public_id: str
    error: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CardWork:
    """What the worker needs to read a card."""

    paths: list[str]
    is_waiting: bool


def accept_card(actor: Actor, pictures: Sequence[tuple[str, bytes]]) -> str:
    """Take one or two pictures (name, bytes; front first) of a card, to be read in the background.

    Returns the id of the card, which is also its job's. Pictures are kept upright and without
    their place; refuses at once what is no usable picture.
    """
    actor.require(Permission.CAPTURE)
    if not 1 <= len(pictures) <= 2:
        raise Invalid("cards.sides", field="image")
    kept = [files.keep(_clean(data), f"{name}.jpg", "image/jpeg") for name, data in pictures]
    return _add_card(actor, kept)


@command(Permission.CAPTURE)
def _add_card(work: Work, kept: list[Kept]) -> str:
    rows = [files.file_row(work, side) for side in kept]
    job = work.enqueue("cards.read")
    card = Card(front_id=rows[0].key, back_id=rows[1].key if rows[1:] else None, job_id=job.id)
    card.public_id = job.public_id  # one id for the capture: the job's address answers for it
    work.add(card)
    return card.public_id


def add_back(actor: Actor, public_id: str, name: str, data: bytes) -> str:
    """The other side of a card that is not confirmed yet; both are read again. Returns the job's id."""
    actor.require(Permission.CAPTURE)
    return _add_back(actor, public_id, files.keep(_clean(data), f"{name}.jpg", "image/jpeg"))


@command(Permission.CAPTURE)
def _add_back(work: Work, public_id: str, kept: Kept) -> str:
    card = work.find(Card, public_id)
    if card.status is CaptureStatus.CONFIRMED:
        raise Conflict("cards.confirmed_already")
    job = work.enqueue("cards.read", card_id=public_id)
    card.back_id, card.job_id = files.file_row(work, kept, owner=card).id, job.id
    card.status = CaptureStatus.WAITING
    return job.public_id


def _clean(data: bytes) -> bytes:
    try:
        return clean_jpeg(data)
    except PictureError as error:
        kind = {
            "pictures.too_large": TooLarge,
            "pictures.too_many_pixels": TooLarge,
            "pictures.not_an_image": Unsupported,
        }.get(error.code)
        if kind is None:
            raise Invalid(error.code, field="image", **error.params) from error
        raise kind(error.code, **error.params) from error


@command(Permission.CAPTURE)
def warm_up(work: Work) -> None:
    """Somebody is about to photograph a card: have its reader ready."""
    recent = select(Job.id).where(
        col(Job.name) == "engines.warm", col(Job.status).in_(("queued", "running"))
    )
    if work.session.exec(recent.limit(1)).first() is None:
        work.enqueue("engines.warm")


@query(Permission.CAPTURE)
def card_work(work: Work, public_id: str) -> CardWork:
    """Where the pictures of a card lie."""
    card = work.find(Card, public_id)
    waiting = card.status is CaptureStatus.WAITING
    return CardWork(files.paths(work, [card.front_id, card.back_id]), waiting)


@command(Permission.CAPTURE)
def note_reading(work: Work, public_id: str, reading: dict[str, Any]) -> None:
    """What was read; a second time changes nothing."""
    card = work.find(Card, public_id)
    if card.status is CaptureStatus.WAITING:
        card.status, card.reading = CaptureStatus.READY, reading


@command(Permission.CAPTURE)
def note_unreadable(work: Work, public_id: str) -> None:
    """The card could not be read; its picture is kept, and the form can be filled by hand."""
    card = work.find(Card, public_id)
    if card.status is CaptureStatus.WAITING:
        card.status = CaptureStatus.FAILED


@query(Permission.CAPTURE)
def cards(work: Work, limit: int = 30) -> list[CardRow]:
    """One's own cards that wait for confirmation, newest first."""
    found = work.visible(Card).where(
        col(Card.owner_id) == work.actor.user_id, col(Card.status) != CaptureStatus.CONFIRMED
    )
    rows = work.session.exec(found.order_by(col(Card.id).desc()).limit(limit)).all()
    return [_row(work, card) for card in rows]


@query(Permission.CAPTURE)
def card_page(work: Work, public_id: str) -> CardPage:
    """A card with what was read of it."""
    card = work.find(Card, public_id)
    row = _row(work, card)
    back = work.session.get(File, card.back_id) if card.back_id else None
    job = work.session.get(Job, card.job_id) if card.job_id else None
    return CardPage(
        card.public_id,
        card.status.value,
        card.version,
        row.picture_id,
        back.public_id if back else "",
        card.reading,
        row.contact_public_id,
        (job.error or {}) if job else {},
    )


@command(Permission.CAPTURE)
def discard_card(work: Work, public_id: str) -> None:
    """Throw a capture away; it can be restored."""
    card = work.find(Card, public_id)
    if card.status is CaptureStatus.CONFIRMED:
        raise Conflict("cards.confirmed_already")
    work.remove(card)


@command(Permission.CAPTURE)
def restore_card(work: Work, public_id: str) -> None:
    """Undo `discard_card`."""
    work.restore(work.find(Card, public_id, deleted=True))


def _row(work: Work, card: Card) -> CardRow:
    front = work.session.get(File, card.front_id)
    contact = work.session.get(Contact, card.contact_id) if card.contact_id else None
    job = work.session.get(Job, card.job_id) if card.job_id else None
    return CardRow(
        card.public_id,
        card.status.value,
        str(card.reading.get("name") or ""),
        str(card.reading.get("company") or ""),
        front.public_id if front else "",
        contact.public_id if contact else "",
        card.created_at,
        str((job.error or {}).get("code", "")) if job else "",
    )
