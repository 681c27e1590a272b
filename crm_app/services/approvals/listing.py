"""What requests can be looked for by, and in which orders."""

from typing import Any

from sqlmodel import and_, col, or_, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import Listing, one_of
from crm_app.core.permissions import Actor
from crm_app.core.work import Work
from crm_app.models.approvals import Approval, ApprovalSeat, ApprovalStatus, Level, SeatState
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal
from crm_app.models.quotes import Quote
from crm_app.models.users import User
from crm_app.services.approvals.kinds import KINDS
from crm_app.services.approvals.seats import waiting
from crm_app.services.periods import start_of
from crm_app.services.references import by_public_id

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
    same = by_public_id(_OFFERS[kind], Approval.subject_id)

    def condition(work: Work, public_id: str) -> object:
        return and_(col(Approval.subject_kind) == kind, same(work, public_id))

    return condition


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
        "asker": by_public_id(User, Approval.created_by),
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


def _own(actor: Actor) -> Any:
    mine = actor.user_id
    return or_(col(Approval.owner_id) == mine, col(Approval.created_by) == mine)
