"""Every way deals are read."""

from datetime import timedelta

from sqlmodel import Session, col, or_, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import Listing, ListQuery, Page, Slice, page_of, slice_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.users import User
from crm_app.services import tasks
from crm_app.services.deals import rules
from crm_app.services.deals.rows import DealRow, PersonName
from crm_app.services.deals.stages import all_stages, name_of
from crm_app.services.references import NOBODY, Reference, owners_of, users_by_id
from crm_app.services.tasks import NextStep


def _by(model: type[Customer] | type[User], column: object) -> object:
    def condition(_: Work, public_id: str) -> object:
        found = select(model.id).where(col(model.public_id) == public_id)
        return col(column) == found.scalar_subquery()  # type: ignore[arg-type]

    return condition


def _in_stage(work: Work, key: str) -> object:
    ids = [i for i, s in all_stages(work.session).items() if key in (s.key, s.public_id)]
    return col(Deal.stage_id).in_(ids)


def _in_state(work: Work, state: str) -> object:
    """open, won, lost, or stuck: open for longer in its stage than it should be."""
    stages = all_stages(work.session)
    if state not in ("stuck", *StageKind):
        raise Invalid("list.value_unknown", value=state[:60])
    if state == "stuck":
        limits = [
            (col(Deal.stage_id) == stage_id)
            & (col(Deal.stage_entered_at) < work.now - timedelta(days=stage.age_limit_days))
            for stage_id, stage in stages.items()
            if stage.kind is StageKind.OPEN
        ]
        return or_(*limits) if limits else col(Deal.id).is_(None)
    return col(Deal.stage_id).in_([i for i, s in stages.items() if s.kind == state])


LISTING = Listing(
    model=Deal,
    kind="deal",
    filters={
        "stage": _in_stage,
        "state": _in_state,
        "owner": _by(User, Deal.owner_id),
        "customer": _by(Customer, Deal.customer_id),
        "currency": col(Deal.currency),
    },
    orders={
        "updated": col(Deal.updated_at).desc(),
        "name": col(Deal.name),
        "amount": col(Deal.amount),
        "close": col(Deal.expected_close),
        "entered": col(Deal.stage_entered_at),
        "created": col(Deal.created_at),
    },
)


@query(Permission.DEAL_READ)
def deals(work: Work, asked: ListQuery) -> Page[DealRow]:
    """One page of the deals one may see."""
    page = page_of(work, LISTING, asked)
    return page.showing(deal_rows(work, page.rows))


@query(Permission.DEAL_READ)
def deal_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[DealRow]:
    """The deals that come after one, newest first."""
    found = slice_of(work, LISTING, asked, after)
    return Slice(deal_rows(work, found.rows), found.next)


@query(Permission.DEAL_READ)
def deals_of_customer(work: Work, customer: str) -> list[DealRow]:
    """The deals of a customer that one may see: open ones first, then the newest; 50 at most."""
    asked = ListQuery(filters={"customer": customer}, size=50)
    rows = deal_rows(work, page_of(work, LISTING, asked).rows)
    return sorted(rows, key=lambda row: row.stage_kind != "open")


@query(Permission.DEAL_READ)
def deal_owners(work: Work) -> list[PersonName]:
    """Who owns the deals that one may see, by name."""
    return [PersonName(one.public_id, one.name) for one in owners_of(work, Deal)]


@query(Permission.DEAL_WRITE)
def possible_owners(work: Work) -> list[PersonName]:
    """Who a deal may be handed to by the actor."""
    people = select(User).where(col(User.is_active)).order_by(col(User.name))
    return [
        PersonName(user.public_id, user.name)
        for user in work.session.exec(people)
        if rules.may_own(user, work.actor) is None
    ]


def deal_rows(work: Work, found: list[Deal]) -> list[DealRow]:
    """Rows for deals: names, stages and next steps in four reads, whatever their number."""
    stages = all_stages(work.session)
    customers = _customers(work.session, found)
    owners = users_by_id(work.session, (deal.owner_id for deal in found))
    steps = tasks.next_steps(work, "deal", (deal.key for deal in found))
    return [
        _row(work, deal, stages[deal.stage_id], customers[deal.customer_id], owners, steps)
        for deal in found
    ]


def _row(
    work: Work,
    deal: Deal,
    stage: Stage,
    customer: tuple[str, str],
    owners: dict[int, Reference],
    steps: dict[int, NextStep],
) -> DealRow:
    step = steps.get(deal.key)
    owner = owners.get(deal.owner_id, NOBODY)
    return DealRow(
        public_id=deal.public_id,
        version=deal.version,
        name=deal.name,
        customer=customer[1],
        customer_public_id=customer[0],
        stage=name_of(stage),
        stage_kind=stage.kind.value,
        probability=stage.probability,
        amount=deal.amount,
        weighted=rules.weighted(deal.amount, stage),
        currency=deal.currency,
        expected_close=deal.expected_close,
        days=rules.days_in_stage(deal, work.now),
        is_stuck=rules.is_stuck(deal, stage, work.now),
        owner=owner.name,
        owner_public_id=owner.public_id,
        next_step=step.title if step else "",
        next_due=step.due if step else "",
        updated_at=deal.updated_at,
    )


def _customers(session: Session, found: list[Deal]) -> dict[int, tuple[str, str]]:
    columns = select(Customer.id, Customer.public_id, Customer.name)
    wanted = {deal.customer_id for deal in found}
    rows = session.exec(columns.where(col(Customer.id).in_(wanted)))
    return {customer_id: (public_id, name) for customer_id, public_id, name in rows if customer_id}
