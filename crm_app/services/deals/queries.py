"""Every way deals are read."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, or_, select

from crm_app.core.database import is_sqlite
from crm_app.core.errors import Invalid
from crm_app.core.listing import (
    Listing,
    ListQuery,
    Page,
    Slice,
    page_of,
    slice_of,
    without_index,
)
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.customers import Customer, Tier
from crm_app.models.deals import Competitor, Deal, Pipeline, Stage, StageKind
from crm_app.models.quotes import Product, Quote, QuoteLine
from crm_app.models.users import Team, User
from crm_app.services import tasks, teams_below, views
from crm_app.services.currencies import read_number
from crm_app.services.custom_fields import CustomColumns, cells_of
from crm_app.services.days import read_day
from crm_app.services.deals import rules
from crm_app.services.deals.closed import (
    beyond_filter,
    closed_filter,
    passed_filter,
    sold_filter,
    stage_ids,
    text_filter,
)
from crm_app.services.deals.counted import counted_filter, in_forecast
from crm_app.services.deals.fields import FIELDS
from crm_app.services.deals.rows import DealRow, PersonName
from crm_app.services.pipelines import all_stages, find_pipeline, name_of
from crm_app.services.references import NOBODY, Reference, by_public_id, owners_of, users_by_id
from crm_app.services.tasks import NextStep
from crm_app.services.views import NearHint


def _in_stage(work: Work, key: str) -> object:
    ids = [i for i, s in all_stages(work.session).items() if key in (s.key, s.public_id)]
    return col(Deal.stage_id).in_(ids)


def _in_state(work: Work, state: str) -> object:
    """open, won, lost, closed (either), or stuck: open for longer in its stage than it should be."""
    stages = all_stages(work.session)
    if state == "closed":
        return col(Deal.stage_id).in_(stage_ids(work, StageKind.WON, StageKind.LOST))
    if state not in ("stuck", *StageKind):
        raise Invalid("list.value_unknown", value=state[:60])
    if state == "stuck":
        limits = [
            (col(Deal.stage_id) == stage_id)
            & (col(Deal.stage_entered_at) < work.now - timedelta(days=stage.age_limit_days))
            for stage_id, stage in stages.items()
            if stage.kind is StageKind.OPEN and stage.age_limit_days
        ]
        return or_(*limits) if limits else col(Deal.id).is_(None)
    found = [i for i, s in stages.items() if s.kind == state]
    # Most deals are open: a sum keeps SQLite along the list's order, off the index of stages.
    column = col(Deal.stage_id) + 0 if state == StageKind.OPEN else col(Deal.stage_id)
    return column.in_(found)


def _in_pipeline(work: Work, named: str) -> object:
    pipeline = find_pipeline(work.session, named)
    ids = [i for i, s in all_stages(work.session).items() if s.pipeline_id == pipeline.id]
    return col(Deal.stage_id).in_(ids)


def _of_tier(_: Work, tier: str) -> object:
    if tier not in set(Tier):
        raise Invalid("list.value_unknown", value=tier[:60])
    return _kept(Deal.buyer_tier) == tier


def _of_buyer(column: object) -> object:
    """Of a customer with that value, kept with the deal; "-" stands for none."""
    return lambda _, value: _kept(column) == ("" if value == "-" else value)


def _kept(column: object) -> Any:
    """What orders and lanes have in their own indexes, which SQLite is not to leave for it."""
    return without_index(col(column)) if is_sqlite() else col(column)  # type: ignore[arg-type]


def _amount(name: str) -> object:
    def condition(_: Work, typed: str) -> object:
        number: Decimal = read_number(typed, name)
        return col(Deal.amount) >= number if name.endswith("from") else col(Deal.amount) <= number

    return condition


def _close(name: str) -> object:
    def condition(_: Work, typed: str) -> object:
        day = read_day(typed, name)
        column = col(Deal.expected_close)
        return column >= day if name.endswith("from") else column <= day  # type: ignore[operator]

    return condition


def _against(_: Work, name: str) -> object:
    if name == "-":
        return col(Deal.competitor_id).is_(None)
    key = " ".join(name.split()).casefold()
    found = select(Competitor.id).where(col(Competitor.name_key) == key)
    return col(Deal.competitor_id) == found.scalar_subquery()


def _with_product(_: Work, public_id: str) -> object:
    """With the product on a quote, optional or not, answered or not."""
    named = select(Product.id).where(col(Product.public_id) == public_id).scalar_subquery()
    lines = select(QuoteLine.quote_id).where(col(QuoteLine.product_id) == named)
    quotes = select(Quote.deal_id).where(col(Quote.id).in_(lines), col(Quote.deleted_at).is_(None))
    return col(Deal.id).in_(quotes)


def _under(work: Work, team: str) -> object:
    """Of the team with that public id, and of those below it."""
    found = work.session.exec(select(Team.id).where(col(Team.public_id) == team)).first()
    tree = teams_below.parents(work.session)
    return col(Deal.team_id).in_(teams_below.below(tree, found) if found else [])


LISTING = Listing(
    model=Deal,
    kind="deal",
    filters={
        "stage": _in_stage,
        "state": _in_state,
        "owner": by_public_id(User, Deal.owner_id),
        "customer": by_public_id(Customer, Deal.customer_id),
        "currency": col(Deal.currency),
        "pipeline": _in_pipeline,
        "team": by_public_id(Team, Deal.team_id),
        "tier": _of_tier,
        "amount_from": _amount("amount_from"),
        "amount_to": _amount("amount_to"),
        "close_from": _close("close_from"),
        "close_to": _close("close_to"),
        "competitor": _against,
        "lost_reason": text_filter(Deal.lost_reason),
        "won_reason": text_filter(Deal.won_reason),
        "beyond": beyond_filter,
        "region": _of_buyer(Deal.buyer_region),
        "industry": _of_buyer(Deal.buyer_industry),
        "source": _of_buyer(Deal.buyer_source),
        "size": _of_buyer(Deal.buyer_size),
        "product": _with_product,
        "closed_from": closed_filter("closed_from"),
        "closed_to": closed_filter("closed_to"),
        "passed": passed_filter,
        "sold": sold_filter,
        "under": _under,
        "forecast": in_forecast,
        "counted": counted_filter,
    },
    orders={
        "updated": col(Deal.updated_at).desc(),
        "name": col(Deal.name),
        "amount": col(Deal.amount),
        "close": col(Deal.expected_close),
        "entered": col(Deal.stage_entered_at),
        "created": col(Deal.created_at),
    },
    further=CustomColumns(Deal),
    fields=FIELDS,
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
    """Rows for deals: names, stages, next steps and hints in a few reads, whatever their number."""
    stages = all_stages(work.session)
    customers = _customers(work.session, found)
    owners = users_by_id(work.session, (deal.owner_id for deal in found))
    steps = tasks.next_steps(work, "deal", (deal.key for deal in found))
    hints = views.near_hints(work, found, stages)
    homes = {one.id: one.key for one in work.session.exec(select(Pipeline))}
    return [
        _row(
            work,
            deal,
            stages[deal.stage_id],
            customers[deal.customer_id],
            owners.get(deal.owner_id, NOBODY),
            steps.get(deal.key),
            hints.get(deal.key),
            homes[stages[deal.stage_id].pipeline_id],
        )
        for deal in found
    ]


def _row(  # noqa: PLR0913, PLR0917 - what a row is made of
    work: Work,
    deal: Deal,
    stage: Stage,
    customer: tuple[str, str],
    owner: Reference,
    step: NextStep | None,
    hint: NearHint | None,
    pipeline: str,
) -> DealRow:
    today = tasks.calendar(work).today
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
        pipeline=pipeline,
        reasons=list(rules.why_stuck(deal, stage, work.now, today, has_step=step is not None)),
        near_views=hint.views if hint else 0,
        near_window_days=hint.window_days if hint else 0,
        forecast=deal.forecast,
        custom=cells_of(work, deal),
    )


def _customers(session: Session, found: list[Deal]) -> dict[int, tuple[str, str]]:
    columns = select(Customer.id, Customer.public_id, Customer.name)
    wanted = {deal.customer_id for deal in found}
    rows = session.exec(columns.where(col(Customer.id).in_(wanted)))
    return {customer_id: (public_id, name) for customer_id, public_id, name in rows if customer_id}
