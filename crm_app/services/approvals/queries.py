"""Every way requests are read, apart from one whole case."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.listing import ListQuery, Page, Slice, page_of, slice_of
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, query
from crm_app.models.approvals import Approval, ApprovalSeat, ApprovalStatus, SeatState
from crm_app.services.approvals import machine
from crm_app.services.approvals.kinds import About, abouts
from crm_app.services.approvals.listing import LISTING
from crm_app.services.approvals.people import speakers
from crm_app.services.approvals.rows import ApprovalRow
from crm_app.services.approvals.rules import is_own
from crm_app.services.approvals.seats import seats_by_request, waiting
from crm_app.services.approvals.sentences import Names, waits_for
from crm_app.services.references import NOBODY, users_by_id


@query(Permission.APPROVAL_READ)
def approval_list(work: Work, asked: ListQuery) -> Page[ApprovalRow]:
    """One page of the requests one may see; filters status, level, box (waiting, mine), quote, …"""
    page = page_of(work, LISTING, asked)
    return page.showing(approval_rows(work, page.rows))


@query(Permission.APPROVAL_READ)
def approval_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[ApprovalRow]:
    """The requests that come after one, newest first."""
    found = slice_of(work, LISTING, asked, after)
    return Slice(approval_rows(work, found.rows), found.next)


@query(Permission.SELF)
def pending_count(work: Work) -> int:
    """How many requests wait for the actor's decision; 0 for those who decide nothing."""
    if not work.actor.can(Permission.APPROVAL_DECIDE):
        return 0
    asked = work.visible(Approval).where(waiting(work))
    counted = asked.with_only_columns(col(Approval.id)).subquery()  # type: ignore[arg-type]
    return work.session.exec(select(func.count()).select_from(counted)).one()


def approval_rows(work: Work, found: Sequence[Approval]) -> list[ApprovalRow]:
    """Rows of requests that the actor may see, read together."""
    named, names = abouts(work, found), Names(work)
    users = users_by_id(
        work.session,
        [user for row in found for user in (row.owner_id, row.created_by, row.decided_by)],
    )
    seats = seats_by_request(work, found)
    rows = []
    for approval in found:
        about = named.get((approval.subject_kind, approval.subject_id))
        if about is None:
            continue  # it went with the demo workspace
        asker = users[approval.created_by or approval.owner_id]
        rows.append(
            ApprovalRow(
                public_id=approval.public_id,
                version=approval.version,
                kind=approval.subject_kind,
                subject_public_id=about.public_id,
                customer=about.customer,
                customer_public_id=about.customer_public_id,
                asker=asker.name,
                asker_public_id=asker.public_id,
                level=approval.level.value,
                status=approval.status.value,
                reason=approval.reason,
                discount=approval.discount,
                decided_by=users.get(approval.decided_by or 0, NOBODY).name,
                decided_at=approval.decided_at,
                decision_reason=approval.decision_reason,
                counter_discount=approval.counter_discount,
                created_at=approval.created_at,
                is_own=is_own(approval, work.actor),
                can_decide=_may_decide(work, approval, about, seats.get(approval.key, [])),
                link=about.link,
                **_figures(approval, work.actor),
                **_progress(names, approval, seats.get(approval.key, [])),
            )
        )
    return rows


def _progress(names: Names, approval: Approval, seats: Sequence[ApprovalSeat]) -> dict[str, Any]:
    """Whose word it waits for, until when, and how far it is."""
    pending = [seat for seat in seats if seat.state == SeatState.PENDING]
    ranks = sorted({seat.rank for seat in seats})
    taken = approval.decided_at - approval.created_at if approval.decided_at else None
    return {
        "waits": waits_for(names, seats),
        "due_at": min((seat.due_at for seat in pending if seat.due_at), default=None),
        "step": ranks.index(pending[0].rank) + 1 if pending else 0,
        "steps": len(ranks),
        "seconds": int(taken.total_seconds()) if taken is not None else None,
    }


def _figures(approval: Approval, actor: Actor) -> dict[str, Any]:
    facts = approval.facts
    margins = {
        name: Decimal(facts[name]) if actor.can(Permission.COST_READ) and facts.get(name) else None
        for name in ("margin_before", "margin_after")
    }
    return margins | {
        "title": facts.get("title", ""),
        "given": Decimal(facts.get("given", "0")),
        "net": Decimal(facts.get("net", "0")),
        "currency": facts.get("currency", "CNY"),
    }


def _may_decide(
    work: Work, approval: Approval, about: About, seats: Sequence[ApprovalSeat]
) -> bool:
    """Whether it is the actor's turn, for himself or for somebody he stands in for."""
    if approval.status is not ApprovalStatus.PENDING or is_own(approval, work.actor):
        return False
    if not work.actor.can(Permission.APPROVAL_DECIDE) or about.is_gone:
        return False
    if about.owner_id == work.actor.user_id:
        return False
    return machine.find_word(seats, *speakers(work, approval)) is not None
