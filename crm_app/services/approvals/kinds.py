"""What can be asked about: quotes and deals here, further kinds by those they belong to.

A new kind is a `Kind` that its feature registers: what it is called and where it stands, what of it
is judged, and what happens once it is agreed to or not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import NotFound
from crm_app.core.work import Work
from crm_app.models.approvals import Approval
from crm_app.models.base import Owned
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal
from crm_app.models.quotes import Quote
from crm_app.services import terms
from crm_app.services.approvals.gathering import quote_lines
from crm_app.services.approvals.rows import Words
from crm_app.services.approvals.sentences import pair
from crm_app.services.approvals.subjects import (
    Subject,
    deal_subject,
    quote_subject,
)


@dataclass(frozen=True, slots=True)
class About:
    """A subject to name and link to; `customer` is named where there is one."""

    public_id: str
    link: str
    owner_id: int | None
    is_gone: bool
    customer: str = ""
    customer_public_id: str = ""


def _nothing(_work: Work, _approval: Approval, _record: Any) -> None:
    """Most subjects only wait for the word; what follows is done by whoever asked."""


def _no_details(_work: Work, _record: Any) -> list[Words]:
    """An offer's figures say it all."""
    return []


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of subject: `judge` reads it, `about` names several at once.

    `agreed` and `refused` are what happens then, in the same transaction. `can_change`: it may be
    given back to be changed, and asked again. `details` are lines that say what is asked for.
    """

    key: str
    model: type[Owned]
    judge: Callable[[Work, Any], Subject]
    about: Callable[[Work, Sequence[Any]], dict[int, About]]
    agreed: Callable[[Work, Approval, Any], None] = _nothing
    refused: Callable[[Work, Approval, Any], None] = _nothing
    can_change: bool = False
    details: Callable[[Work, Any], list[Words]] = _no_details


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Let requests be about such records."""
    KINDS[kind.key] = kind


def subject_of(
    work: Work, kind: str, record_id: int, *, lock: bool = False, deleted: bool = False
) -> Subject:
    """The record with that inner id, as it stands; refuses what is deleted by default."""
    model: Any = KINDS[kind].model
    statement = select(model).where(col(model.id) == record_id)
    if not deleted:
        statement = statement.where(col(model.deleted_at).is_(None))
    if lock:
        statement = statement.with_for_update()
    record = work.session.exec(statement).one_or_none()
    if record is None:
        raise NotFound(f"{model.__tablename__}.not_found")
    return KINDS[kind].judge(work, record)


def abouts(work: Work, found: Sequence[Approval]) -> dict[tuple[str, int], About]:
    """What requests are about, one read a kind."""
    ids: dict[str, set[int]] = {}
    for approval in found:
        ids.setdefault(approval.subject_kind, set()).add(approval.subject_id)
    named: dict[tuple[str, int], About] = {}
    for kind, of_kind in ids.items():
        if kind not in KINDS:
            continue
        model: Any = KINDS[kind].model
        records = work.session.exec(select(model).where(col(model.id).in_(of_kind))).all()
        for key, about in KINDS[kind].about(work, records).items():
            named[kind, key] = about
    return named


def with_customer(link: str) -> Callable[[Work, Sequence[Any]], dict[int, About]]:
    """How offers and contracts are named: below that address, with whom they are."""

    def about(work: Work, records: Sequence[Any]) -> dict[int, About]:
        wanted = {record.customer_id for record in records}
        found = work.session.exec(select(Customer).where(col(Customer.id).in_(wanted)))
        customers = {customer.key: customer for customer in found}
        return {
            record.key: About(
                record.public_id,
                f"{link}/{record.public_id}",
                record.owner_id,
                record.deleted_at is not None,
                customers[record.customer_id].name,
                customers[record.customer_id].public_id,
            )
            for record in records
        }

    return about


def _judge_quote(work: Work, quote: Quote) -> Subject:
    return quote_subject(work, quote, quote_lines(work, quote))


def _payment(_: Work, quote: Quote) -> list[Words]:
    """What no figure of an offer says."""
    said = pair(lambda language: terms.said(quote, language))
    return [said] if said.zh else []


_ON_QUOTES = with_customer("/quotes")
register(Kind("quote", Quote, _judge_quote, _ON_QUOTES, can_change=True, details=_payment))
register(Kind("deal", Deal, deal_subject, with_customer("/deals"), can_change=True))
