"""A photographed card on its way to a contact: accepted, read, thrown away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid, TooLarge, Unsupported
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.unusable import Unusable
from crm_app.models.captures import CaptureStatus, Card
from crm_app.models.ledger import Job
from crm_app.services import files
from crm_app.services.files import Kept


@dataclass(frozen=True, slots=True)
class CardWork:
    """What the worker needs to read a card; `is_waiting` for the reading that `job_id` is."""

    paths: list[str]
    is_waiting: bool


def accept_card(actor: Actor, pictures: Sequence[tuple[str, bytes]]) -> str:
    """Take one or two pictures (name, bytes; front first) of a card, to be read in the background.

    Returns the id of the card, which is also its job's. Pictures are kept upright and without
    their place; refuses at once what is no usable picture.
    """
    _check_may_capture(actor)
    if not 1 <= len(pictures) <= 2:
        raise Invalid("cards.sides", field="image")
    cleaned = [(name, _clean(data)) for name, data in pictures]
    return _add_card(actor, [_keep(name, data) for name, data in cleaned])


@query(Permission.CAPTURE)
def _check_may_capture(work: Work) -> None:
    """Refuse, and log it, before any picture is decoded."""


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
    _check_open(actor, public_id)
    return _add_back(actor, public_id, _keep(name, _clean(data)))


@query(Permission.CAPTURE)
def _check_open(work: Work, public_id: str) -> None:
    """Refuse before any byte is stored."""
    _open_card(work, public_id)


@command(Permission.CAPTURE)
def _add_back(work: Work, public_id: str, kept: Kept) -> str:
    card = _open_card(work, public_id)
    job = work.enqueue("cards.read", card_id=public_id)
    card.back_id, card.job_id = files.file_row(work, kept, owner=card).id, job.id
    card.status = CaptureStatus.WAITING
    return job.public_id


@command(Permission.CAPTURE)
def read_again(work: Work, public_id: str) -> str:
    """Read a card anew, after a failure; returns the job's id."""
    card = _open_card(work, public_id)
    job = work.enqueue("cards.read", card_id=public_id)
    card.status, card.job_id = CaptureStatus.WAITING, job.id
    return job.public_id


def _open_card(work: Work, public_id: str) -> Card:
    card = work.find(Card, public_id)
    if card.status is CaptureStatus.CONFIRMED:
        raise Conflict("cards.confirmed_already")
    return card


def _keep(name: str, jpeg: bytes) -> Kept:
    return files.keep(jpeg, f"{name}.jpg", "image/jpeg")


def _clean(data: bytes) -> bytes:
    from crm_app.lib.pictures import clean_jpeg  # noqa: PLC0415 - decoders are heavy

    try:
        return clean_jpeg(data)
    except Unusable as error:
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
def card_work(work: Work, public_id: str, job_id: str) -> CardWork:
    """Where the pictures of a card lie."""
    card = work.find(Card, public_id)
    return CardWork(files.paths(work, [card.front_id, card.back_id]), _awaits(work, card, job_id))


@command(Permission.CAPTURE)
def note_reading(work: Work, public_id: str, job_id: str, reading: dict[str, Any]) -> None:
    """What was read; a second time changes nothing, nor does a reading of one side too late."""
    card = work.find(Card, public_id)
    if _awaits(work, card, job_id):
        card.status, card.reading = CaptureStatus.READY, reading


@command(Permission.CAPTURE)
def note_unreadable(work: Work, public_id: str, job_id: str) -> None:
    """The card could not be read; its picture is kept, and the form can be filled by hand."""
    card = work.find(Card, public_id)
    if _awaits(work, card, job_id):
        card.status = CaptureStatus.FAILED


def _awaits(work: Work, card: Card, job_id: str) -> bool:
    """Whether the card waits for this job: a later one may read both sides."""
    wanted = select(Job.public_id).where(col(Job.id) == card.job_id)
    return card.status is CaptureStatus.WAITING and work.session.exec(wanted).first() == job_id


@command(Permission.CAPTURE)
def discard_card(work: Work, public_id: str) -> None:
    """Throw a capture away; it can be restored."""
    work.remove(_open_card(work, public_id))


@command(Permission.CAPTURE)
def restore_card(work: Work, public_id: str) -> None:
    """Undo `discard_card`."""
    work.restore(work.find(Card, public_id, deleted=True))
