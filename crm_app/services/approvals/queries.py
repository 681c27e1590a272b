"""Every way requests are read, apart from one whole case."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from sqlmodel import Session, and_, col, func, or_, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import Listing, ListQuery, Page, Slice, one_of, page_of, slice_of
from crm_app.core.permissions import DECIDERS, Actor, Permission
from crm_app.core.work import Work, query
from crm_app.models.approvals import Approval, ApprovalStatus, Level
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal
from crm_app.models.quotes import Quote
from crm_app.models.users import User
from crm_app.services.approvals.rows import ApprovalRow
from crm_app.services.approvals.rules import can_decide, is_own
from crm_app.services.references import NOBODY, users_by_id

_MODELS: dict[str, type[Quote] | type[Deal]] = {"quote": Quote, "deal": Deal}


def _in_box(work: Work, box: str) -> Any:
    """waiting: for the actor's decision; mine: asked by him or about what is his."""
    if box == "waiting":
        return _waiting(work.actor)
    if box == "mine":
        return _own(work.actor)
    raise Invalid("list.value_unknown", value=box[:60])


def _about(kind: str) -> object:
    model = _MODELS[kind]

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
            for kind, model in _MODELS.items()
        ]
    )


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
    waiting = work.visible(Approval).where(_waiting(work.actor))
    counted = waiting.with_only_columns(col(Approval.id)).subquery()  # type: ignore[arg-type]
    return work.session.exec(select(func.count()).select_from(counted)).one()


def approval_rows(work: Work, found: Sequence[Approval]) -> list[ApprovalRow]:
    """Rows of requests that the actor may see, read together."""
    session = work.session
    subjects = _subjects(session, found)
    users = users_by_id(
        session,
        [user for row in found for user in (row.owner_id, row.created_by, row.decided_by)],
    )
    wanted = {record.customer_id for record in subjects.values()}
    customers = {
        customer.id: customer
        for customer in session.exec(select(Customer).where(col(Customer.id).in_(wanted)))
    }
    rows = []
    for approval in found:
        subject = subjects.get((approval.subject_kind, approval.subject_id))
        if subject is None:
            continue  # it went with the demo workspace
        asker = users[approval.created_by or approval.owner_id]
        customer = customers[subject.customer_id]
        rows.append(
            ApprovalRow(
                public_id=approval.public_id,
                version=approval.version,
                kind=approval.subject_kind,
                subject_public_id=subject.public_id,
                customer=customer.name,
                customer_public_id=customer.public_id,
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
                can_decide=_may_decide(approval, subject, work.actor),
                **_figures(approval, work.actor),
            )
        )
    return rows


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


def _may_decide(approval: Approval, subject: Quote | Deal, actor: Actor) -> bool:
    may = actor.can(Permission.APPROVAL_DECIDE) and can_decide(approval, actor)
    return may and subject.owner_id != actor.user_id and subject.deleted_at is None


def _subjects(session: Session, found: Iterable[Approval]) -> dict[tuple[str, int], Quote | Deal]:
    ids: dict[str, set[int]] = {}
    for approval in found:
        ids.setdefault(approval.subject_kind, set()).add(approval.subject_id)
    return {
        (kind, record.key): record
        for kind, of_kind in ids.items()
        for record in session.exec(select(_MODELS[kind]).where(col(_MODELS[kind].id).in_(of_kind)))
    }


def _own(actor: Actor) -> Any:
    mine = actor.user_id
    return or_(col(Approval.owner_id) == mine, col(Approval.created_by) == mine)


def _waiting(actor: Actor) -> Any:
    levels = [level for level, roles in DECIDERS.items() if actor.role in roles]
    return and_(
        col(Approval.status) == ApprovalStatus.PENDING,
        col(Approval.level).in_(levels),
        col(Approval.owner_id) != actor.user_id,
        or_(col(Approval.created_by) != actor.user_id, col(Approval.created_by).is_(None)),
    )
