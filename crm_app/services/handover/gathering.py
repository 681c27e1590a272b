"""What a leaver has, what others have, and who has had to do with what."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.errors import Invalid, NotFound
from crm_app.core.permissions import GRANTS, Permission, Scope
from crm_app.core.work import Work
from crm_app.models.activities import Activity, ActivityLink, Task
from crm_app.models.approvals import Approval, ApprovalSeat, ApprovalStatus
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.leads import Lead
from crm_app.models.ownership import Share
from crm_app.models.users import User
from crm_app.services.handover.rows import Heap, Load

MOST = 2_000
_OPEN_SEATS = ("waiting", "pending")
_STEPS = ("customer_id", "contact_id", "deal_id", "lead_id")


def reachable(work: Work, public_id: str) -> User:
    """Somebody whose records the actor may hand over: not himself, within his reach."""
    user = work.session.exec(select(User).where(col(User.public_id) == public_id)).one_or_none()
    if user is None or not within(work, user):
        raise NotFound("user.not_found")
    if user.id == work.actor.user_id:
        raise Invalid("handover.not_yourself", field="leaver")
    return user


def takers_of(work: Work, leaver: User, public_ids: Sequence[str]) -> list[User]:
    """Who takes over; refuses who cannot work on customers, is away for good, or is the leaver."""
    wanted = list(dict.fromkeys(public_ids))
    found = work.session.exec(select(User).where(col(User.public_id).in_(wanted))).all()
    able = [one for one in found if may_take(work, one) and one.id != leaver.id]
    if not able or len(able) != len(wanted):
        raise Invalid("handover.taker_unknown", field="takers")
    return sorted(able, key=lambda one: wanted.index(one.public_id))


def may_take(work: Work, user: User) -> bool:
    """Whether somebody can be given customers and deals by the actor."""
    writes = {Permission.CUSTOMER_WRITE, Permission.DEAL_WRITE, Permission.LEAD_WRITE}
    return user.is_active and within(work, user) and writes <= GRANTS.get(user.role, frozenset())


def within(work: Work, user: User) -> bool:
    """Whether somebody is of the actor's teams, where these limit him."""
    return work.actor.scope is not Scope.TEAM or user.team_id in work.actor.team_ids


def open_deals(owner_id: int) -> Any:
    """Conditions of somebody's deals that are not closed."""
    still = select(Stage.id).where(col(Stage.kind) == StageKind.OPEN)
    return (
        col(Deal.owner_id) == owner_id,
        col(Deal.deleted_at).is_(None),
        col(Deal.stage_id).in_(still),
    )


def heaps_of(work: Work, leaver: User) -> tuple[list[Heap], int]:
    """All that the leaver works on, in heaps, customers first; of more than 2,000 so many, and how many
    are left for a further step: the one transaction that moves them stays short."""
    owner = leaver.id or 0
    customers = _mine(work, Customer, owner)
    beside: dict[int, Counter[str]] = {one.key: Counter() for one in customers}
    alone = [
        *_lone_contacts(work, owner, beside),
        *_lone_deals(work, owner, beside),
        *_lone_tasks(work, owner, beside),
        *(
            Heap("lead", one.public_id, one.name, one.region, Load(leads=1))
            for one in _mine(work, Lead, owner)
        ),
    ]
    heaps = [
        Heap(
            *("customer", one.public_id, one.name, one.region),
            Load(customers=1, **beside[one.key]),
        )
        for one in customers
    ]
    every = [*heaps, *alone]
    return every[:MOST], max(0, len(every) - MOST)


def _lone_contacts(work: Work, owner: int, beside: dict[int, Counter[str]]) -> list[Heap]:
    """Contacts who work at none of his customers; the others go with theirs."""
    found = _mine(work, Contact, owner)
    where = _places(work, owner)
    alone: list[Heap] = []
    for one in found:
        home = next((key for key in where.get(one.key, ()) if key in beside), None)
        if home is None:
            alone.append(Heap("contact", one.public_id, one.name, load=Load(contacts=1)))
        else:
            beside[home]["contacts"] += 1
    return alone


def _lone_deals(work: Work, owner: int, beside: dict[int, Counter[str]]) -> list[Heap]:
    """Open deals with customers of others."""
    alone: list[Heap] = []
    for one in work.session.exec(select(Deal).where(*open_deals(owner))):
        if one.customer_id in beside:
            beside[one.customer_id]["deals"] += 1
        else:
            alone.append(Heap("deal", one.public_id, one.name, load=Load(deals=1)))
    return alone


def _lone_tasks(work: Work, owner: int, beside: dict[int, Counter[str]]) -> list[Heap]:
    """Tasks about nothing, or about what is another's; the others go with what they are about."""
    alone: list[Heap] = []
    for task in _tasks(work, owner):
        if task.customer_id in beside:
            beside[task.customer_id or 0]["tasks"] += 1
        elif task.customer_id or not any(getattr(task, name) for name in _STEPS):
            alone.append(Heap("task", task.public_id, task.title, load=Load(tasks=1)))
    return alone


def _mine(work: Work, model: Any, owner: int) -> list[Any]:
    found = select(model).where(col(model.owner_id) == owner, col(model.deleted_at).is_(None))
    if model is Lead:
        found = found.where(col(Lead.customer_id).is_(None))  # those that were converted are told
    return list(work.session.exec(found.order_by(col(model.id))))


def _tasks(work: Work, owner: int) -> list[Task]:
    found = select(Task).where(
        col(Task.owner_id) == owner, col(Task.done_at).is_(None), col(Task.deleted_at).is_(None)
    )
    return list(work.session.exec(found.order_by(col(Task.id))))


def _places(work: Work, owner: int) -> dict[int, list[int]]:
    """Contact of the leaver → the customers where he works."""
    found = (
        select(Position.contact_id, Position.customer_id)
        .join(Contact, col(Contact.id) == Position.contact_id)
        .where(col(Contact.owner_id) == owner, col(Position.ended).is_(None))
        .order_by(col(Position.id))
    )
    places: dict[int, list[int]] = {}
    for key, home in work.session.exec(found):
        places.setdefault(key, []).append(home)
    return places


def loads_of(work: Work, users: Sequence[User]) -> dict[str, Load]:
    """Person (public id) → what he works on now."""
    ids = {one.id: one.public_id for one in users}
    counts: dict[str, Counter[str]] = {name: Counter() for name in ids.values()}
    for name, model in (("customers", Customer), ("contacts", Contact), ("leads", Lead)):
        found = select(model.owner_id, func.count()).where(
            col(model.owner_id).in_(list(ids)), col(model.deleted_at).is_(None)
        )
        if model is Lead:
            found = found.where(col(Lead.customer_id).is_(None))
        for key, count in work.session.exec(found.group_by(col(model.owner_id))):
            counts[ids[key]][name] = count
    still = select(Stage.id).where(col(Stage.kind) == StageKind.OPEN)
    for name, model, more in (
        ("deals", Deal, col(Deal.stage_id).in_(still)),
        ("tasks", Task, col(Task.done_at).is_(None)),
    ):
        whose: Any = select(model.owner_id, func.count()).where(
            col(model.owner_id).in_(list(ids)), col(model.deleted_at).is_(None), more
        )
        for key, count in work.session.exec(whose.group_by(col(model.owner_id))):
            counts[ids[key]][name] = count
    return {name: Load(**found) for name, found in counts.items()}


def regions_of(work: Work, users: Sequence[User]) -> dict[str, Counter[str]]:
    """Region → person → how many customers he has there."""
    ids = {one.id: one.public_id for one in users}
    found = select(Customer.region, Customer.owner_id, func.count()).where(
        col(Customer.owner_id).in_(list(ids)),
        col(Customer.region) != "",
        col(Customer.deleted_at).is_(None),
    )
    regions: dict[str, Counter[str]] = defaultdict(Counter)
    for region, key, count in work.session.exec(
        found.group_by(col(Customer.region), col(Customer.owner_id))
    ):
        regions[region][ids[key]] = count
    return regions


def nearness(
    work: Work, heaps: Sequence[Heap], users: Sequence[User]
) -> dict[tuple[str, str], Counter[str]]:
    """Heap → person → how much he has had to do with it: what he wrote down, what he shares."""
    ids = {one.id: one.public_id for one in users}
    near: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for kind, model in (
        ("customer", Customer),
        ("contact", Contact),
        ("lead", Lead),
        ("deal", Deal),
    ):
        wanted = [one.public_id for one in heaps if one.kind == kind]
        keys = dict(
            work.session.exec(
                select(model.id, model.public_id).where(col(model.public_id).in_(wanted))
            ).all()
        )
        wrote = (
            select(ActivityLink.record_id, Activity.author_id, func.count())
            .join(Activity, col(Activity.id) == ActivityLink.activity_id)
            .where(
                col(ActivityLink.record_kind) == kind,
                col(ActivityLink.record_id).in_(list(keys)),
                col(Activity.author_id).in_(list(ids)),
                col(Activity.deleted_at).is_(None),
            )
            .group_by(col(ActivityLink.record_id), col(Activity.author_id))
        )
        for key, author, count in work.session.exec(wrote):
            near[kind, keys[key]][ids[author]] += count
        shared = select(Share.record_id, Share.user_id).where(
            col(Share.record_kind) == kind,
            col(Share.record_id).in_(list(keys)),
            col(Share.user_id).in_(list(ids)),
        )
        for key, user in work.session.exec(shared):
            near[kind, keys[key]][ids[user]] += 3  # asked for, or given: more than a line
    return near


def seats_of(work: Work, leaver: User) -> list[ApprovalSeat]:
    """Words that wait for the leaver by name."""
    found = select(ApprovalSeat).where(
        col(ApprovalSeat.user_id) == leaver.id, col(ApprovalSeat.state).in_(_OPEN_SEATS)
    )
    return list(work.session.exec(found))


def asked_by(work: Work, leaver: User) -> list[Approval]:
    """Requests of the leaver that wait for an answer."""
    found = select(Approval).where(
        col(Approval.owner_id) == leaver.id, col(Approval.status) == ApprovalStatus.PENDING
    )
    return list(work.session.exec(found))
