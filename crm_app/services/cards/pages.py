"""Captured cards as screens and the API see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.captures import CaptureStatus, Card, File
from crm_app.models.customers import Contact
from crm_app.models.ledger import Job
from crm_app.services.jobs import progress_of


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
    job_id: str
    progress: float


@query(Permission.CAPTURE)
def cards(work: Work, limit: int = 50) -> list[CardRow]:
    """One's own cards that wait for confirmation, newest first."""
    found = work.visible(Card).where(
        col(Card.owner_id) == work.actor.user_id, col(Card.status) != CaptureStatus.CONFIRMED
    )
    rows = work.session.exec(found.order_by(col(Card.id).desc()).limit(limit)).all()
    return [_row(work, card) for card in rows]


@query(Permission.CAPTURE)
def next_card(work: Work, but: str = "") -> str:
    """The oldest of one's own cards that waits for confirmation, other than `but`; empty: none."""
    found = work.visible(Card).where(
        col(Card.owner_id) == work.actor.user_id,
        col(Card.status) != CaptureStatus.CONFIRMED,
        col(Card.public_id) != but,
    )
    row = work.session.exec(found.order_by(col(Card.id)).limit(1)).first()
    return row.public_id if row else ""


@query(Permission.CAPTURE)
def card_page(work: Work, public_id: str) -> CardPage:
    """A card with what was read of it."""
    card = work.find(Card, public_id)
    job = _job(work, card)
    return CardPage(
        public_id=card.public_id,
        status=_status(card, job),
        version=card.version,
        front_id=_file_id(work, card.front_id),
        back_id=_file_id(work, card.back_id),
        reading=card.reading,
        contact_public_id=_contact_id(work, card),
        error=_error(job),
        job_id=job.public_id if job else "",
        progress=progress_of(job) if job else 0.0,
    )


def _row(work: Work, card: Card) -> CardRow:
    job = _job(work, card)
    return CardRow(
        card.public_id,
        _status(card, job),
        str(card.reading.get("name") or ""),
        str(card.reading.get("company") or ""),
        _file_id(work, card.front_id),
        _contact_id(work, card),
        card.created_at,
        str(_error(job).get("code", "")),
    )


def _status(card: Card, job: Job | None) -> str:
    """A card whose job ended without a word (cancelled, given up) waits for nobody."""
    if card.status is CaptureStatus.WAITING and job and job.status in ("failed", "cancelled"):
        return CaptureStatus.FAILED.value
    return card.status.value


def _error(job: Job | None) -> dict[str, Any]:
    if job is None:
        return {}
    return {"code": "engine.cancelled"} if job.status == "cancelled" else job.error or {}


def _job(work: Work, card: Card) -> Job | None:
    return work.session.get(Job, card.job_id) if card.job_id else None


def _file_id(work: Work, file_id: int | None) -> str:
    found = select(File.public_id).where(col(File.id) == file_id)
    return work.session.exec(found).first() or ""


def _contact_id(work: Work, card: Card) -> str:
    """The contact a card became, while he is there and to be seen."""
    found = work.visible(Contact).where(col(Contact.id) == card.contact_id)
    contact = work.session.exec(found).first()
    return contact.public_id if contact else ""
