"""Inside commands: a lead or a deal comes, is classed and gets its score in the same moment."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import update
from sqlmodel import col, func, select

from crm_app.core.work import Work
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.leads import Lead, LeadStatus
from crm_app.models.scores import LearntModel, Score
from crm_app.services import learnt
from crm_app.services.arrivals import Facts, facts_of_many
from crm_app.services.classification import predict
from crm_app.services.scoring import rules
from crm_app.services.scoring.features import DealFacts, deal_features, lead_features
from crm_app.services.scoring.rules import Scored

# So long it still arrives: what is put right meanwhile was known from the first.
_ARRIVING = timedelta(hours=24)


def leads_arrived(
    work: Work, leads: Sequence[Lead], known_facts: Sequence[Facts] | None = None
) -> None:
    """Class and score new leads; call it when their numbers and addresses are stored.

    `known_facts`: how each came, where the lead itself no longer says it.
    """
    facts = known_facts or facts_of_many(work, leads)
    predicted = predict(work, leads, facts)
    since = _customers_since(work, facts)
    model = learnt.in_use(work.session, "lead")
    stored = scores_of(work, "lead", [lead.key for lead in leads])
    for lead, fact in zip(leads, facts, strict=True):
        guesses = {
            field: (one.value, one.confidence) for field, one in predicted.get(lead.key, {}).items()
        }
        features = lead_features(
            fact, guesses, is_known=since.get(fact.company_key, lead.created_at) < lead.created_at
        )
        row = stored.get(lead.key) or Score(record_kind="lead", record_id=lead.key)
        row.arrival, row.arrived_at = features, lead.created_at
        put(work, row, model)
    work.session.flush()


def lead_changed(work: Work, lead: Lead) -> None:
    """It was put right while it still arrives; later its score stays what it came with."""
    still = work.now - lead.created_at < _ARRIVING
    if still and lead.status is LeadStatus.NEW and lead.last_touch_at is None:
        work.session.flush()
        leads_arrived(work, [lead])


def deals_arrived(work: Work, deals: Sequence[Deal]) -> None:
    """Score new deals: a hint on their pages."""
    model = learnt.in_use(work.session, "deal")
    for deal in deals:
        row = Score(record_kind="deal", record_id=deal.key, arrived_at=deal.created_at)
        row.arrival = deal_features(_facts(work, deal))
        put(work, row, model)
    work.session.flush()


def _facts(work: Work, deal: Deal) -> DealFacts:
    """A deal as it was made: of the customer's deals only those count that were over by then."""
    customer = work.session.get_one(Customer, deal.customer_id)
    ended = (
        select(Stage.kind, func.count())
        .join(Deal, col(Deal.stage_id) == Stage.id)
        .where(
            col(Deal.customer_id) == deal.customer_id,
            col(Deal.closed_at) < deal.created_at,
            col(Deal.deleted_at).is_(None),
            col(Deal.id) != deal.id,
        )
        .group_by(col(Stage.kind))
    )
    before: dict[Any, int] = dict(work.session.exec(ended).all())
    return DealFacts(
        amount=deal.amount if deal.currency == "CNY" else Decimal(0),
        has_contact=deal.contact_id is not None,
        has_date=deal.expected_close is not None,
        industry=customer.industry,
        size=customer.size,
        source=customer.source,
        won=before.get(StageKind.WON, 0),
        lost=before.get(StageKind.LOST, 0),
    )


def put(work: Work, row: Score, model: LearntModel | None) -> None:
    """Give a row its score; a lead's list shows it too."""
    scored = score(row.record_kind, row.arrival, model)
    row.score, row.band = scored.score, scored.band
    row.learnt_version = model.number if model else 0
    work.session.add(row)
    if row.record_kind == "lead":
        # Past the record's version: nobody changed the lead, and nobody's save is stale for it.
        statement = update(Lead).where(col(Lead.id) == row.record_id)
        work.session.execute(statement.values(score=row.score, band=row.band))
        work.touch("lead")


def score(kind: str, features: Sequence[str], model: LearntModel | None) -> Scored:
    """By the learnt weights, or by the rules while there are none."""
    return rules.by_weights(model.weights, features) if model else rules.by_rules(kind, features)


def scores_of(work: Work, kind: str, ids: Sequence[int]) -> dict[int, Score]:
    """Record id → its score."""
    found = select(Score).where(col(Score.record_kind) == kind, col(Score.record_id).in_(ids))
    return {row.record_id: row for row in work.session.exec(found)}


def _customers_since(work: Work, facts: Sequence[Facts]) -> dict[str, datetime]:
    """Of the firms that are customers, whoever's, since when."""
    keys: set[str] = {one.company_key for one in facts if one.company_key}
    if not keys:
        return {}
    first: Any = (
        select(Customer.name_key, func.min(Customer.created_at))
        .where(col(Customer.name_key).in_(keys), col(Customer.deleted_at).is_(None))
        .group_by(col(Customer.name_key))
    )
    return dict(work.session.exec(first).all())
