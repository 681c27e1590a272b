"""Every way requests are read, apart from one whole case."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlmodel import and_, col, func, or_, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import Listing, ListQuery, Page, Slice, one_of, page_of, slice_of
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, query
from crm_app.models.approvals import Approval, ApprovalSeat, ApprovalStatus, Level, SeatState
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal
from crm_app.models.quotes import Quote
from crm_app.models.users import User
from crm_app.services.approvals import machine
from crm_app.services.approvals.kinds import KINDS, About, abouts
from crm_app.services.approvals.people import speakers
from crm_app.services.approvals.rows import ApprovalRow
from crm_app.services.approvals.rules import is_own
from crm_app.services.approvals.seats import seats_by_request, waiting
from crm_app.services.approvals.sentences import Names, waits_for
from crm_app.services.periods import start_of
from crm_app.services.references import NOBODY, users_by_id

# Answered for good, by a word of that time; and the words that seats hold.
ENDED = (ApprovalStatus.APPROVED, ApprovalStatus.REFUSED, ApprovalStatus.RETURNED)
SAID = tuple(
    state.value
    for state in (SeatState.APPROVED, SeatState.REFUSED, SeatState.COUNTERED, SeatState.RETURNED)
)
_OFFERS: dict[str, Any] = {"quote": Quote, "deal": Deal}


def _in_box(work: Work, box: str) -> Any:
    """waiting: for the actor's decision; mine: asked by him or about what is his; done: he spoke."""
    if box == "waiting":
        return waiting(work)
    if box == "mine":
        return _own(work.actor)
    if box == "done":
        return _decided_by(work.actor.user_id)
    raise Invalid("list.value_unknown", value=box[:60])


def _about(kind: str) -> object:
    model = _OFFERS[kind]

    def condition(_: Work, public_id: str) -> object:
        found = select(model.id).where(col(model.public_id) == public_id)
        same = col(Approval.subject_id) == found.scalar_subquery()  # type: ignore[arg-type]
        return and_(col(Approval.subject_kind) == kind, same)

    return condition


def _asked_by(_: Work, public_id: str) -> object:
    found = select(User.id).where(col(User.public_id) == public_id)
    return col(Approval.created_by) == found.scalar_subquery()  # type: ignore[arg-type]


def _for_customer(_: Work, public_id: str) -> object:
    customer = select(Customer.id).where(col(Customer.public_id) == public_id).scalar_subquery()
    return or_(
        *[
            and_(
                col(Approval.subject_kind) == kind,
                col(Approval.subject_id).in_(
                    select(model.id).where(col(model.customer_id) == customer)
                ),
            )
            for kind, model in _OFFERS.items()
        ]
    )


def _of_kind(_: Work, kind: str) -> object:
    if kind not in KINDS:
        raise Invalid("list.value_unknown", value=kind[:60])
    return col(Approval.subject_kind) == kind


def _decided_by(user_id: int | None) -> Any:
    seats = select(ApprovalSeat.approval_id).where(col(ApprovalSeat.decided_by) == user_id)
    return col(Approval.id).in_(seats)


def _decider(_: Work, public_id: str) -> object:
    found = select(User.id).where(col(User.public_id) == public_id).scalar_subquery()
    seats = select(ApprovalSeat.approval_id).where(
        col(ApprovalSeat.decided_by) == found,  # type: ignore[arg-type]
        col(ApprovalSeat.state) != SeatState.KEPT.value,
    )
    return col(Approval.id).in_(seats)


def _decided_from(work: Work, day: str) -> object:
    """Answered for good on that day or later."""
    ended = col(Approval.status).in_(ENDED)
    return ended & (col(Approval.decided_at) >= start_of(day, work.actor.zone))


def _decided_to(work: Work, day: str) -> object:
    """Answered for good until that day, the day included."""
    ended = col(Approval.status).in_(ENDED)
    return ended & (col(Approval.decided_at) < start_of(day, work.actor.zone, days=1))


def _asked_from(work: Work, day: str) -> object:
    return col(Approval.created_at) >= start_of(day, work.actor.zone)


def _asked_to(work: Work, day: str) -> object:
    return col(Approval.created_at) < start_of(day, work.actor.zone, days=1)


def _spoke(work: Work, typed: str) -> object:
    """At which somebody spoke in a period: his id, the first and the last day, with commas."""
    person, _, days = typed.partition(",")
    first, _, last = days.partition(",")
    found = select(User.id).where(col(User.public_id) == person).scalar_subquery()
    zone = work.actor.zone
    seats = select(ApprovalSeat.approval_id).where(
        col(ApprovalSeat.decided_by) == found,  # type: ignore[arg-type]
        col(ApprovalSeat.state).in_(SAID),
        col(ApprovalSeat.decided_at) >= start_of(first, zone),
        col(ApprovalSeat.decided_at) < start_of(last, zone, days=1),
    )
    return col(Approval.id).in_(seats)


LISTING = Listing(
    model=Approval,
    kind="approval",
    filters={
        "status": one_of(col(Approval.status), ApprovalStatus),
        "level": one_of(col(Approval.level), Level),
        "box": _in_box,
        "quote": _about("quote"),
        "deal": _about("deal"),
        "asker": _asked_by,
        "customer": _for_customer,
        "kind": _of_kind,
        "decider": _decider,
        "decided_from": _decided_from,
        "decided_to": _decided_to,
        "asked_from": _asked_from,
        "asked_to": _asked_to,
        "spoke": _spoke,
    },
    orders={
        "created": col(Approval.created_at).desc(),
        "decided": col(Approval.decided_at),
        "discount": col(Approval.discount),
    },
)


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


def _own(actor: Actor) -> Any:
    mine = actor.user_id
    return or_(col(Approval.owner_id) == mine, col(Approval.created_by) == mine)
