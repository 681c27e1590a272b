"""Leads with what is known and what is only thought of a field."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import col, exists, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import Listing, ListQuery, Page, page_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.leads import OPEN, Lead
from crm_app.models.scores import Prediction
from crm_app.services.arrivals import facts_of_many
from crm_app.services.choices import Option, option, options_of
from crm_app.services.classification.learning import Labelled, learn
from crm_app.services.classification.predicting import predictions_of
from crm_app.services.classification.rows import FIELDS, ClassRow, Guess, Predicted
from crm_app.services.learnt import Training
from crm_app.services.references import NOBODY, users_by_id

_MOST_LABELLED = 10_000


@query(Permission.LEAD_READ)
def classes(work: Work, field: str, asked: ListQuery) -> Page[ClassRow]:
    """One page of the open leads one may see, with what is thought of `field`.

    Filters: `state` (waiting: nobody has said it yet; known), `guess` (the predicted value).
    """
    if field not in FIELDS:
        raise Invalid("classification.field_unknown", field="field")
    page = page_of(work, _listing(field), asked, col(Lead.status).in_(OPEN))
    return page.showing(_rows(work, field, page.rows))


def predicted_of(
    work: Work, leads: Sequence[Lead], lists: Mapping[str, Mapping[str, Option]]
) -> dict[int, list[Predicted]]:
    """Inside a query: lead id → what is thought of its empty fields."""
    stored = predictions_of(work, [lead.key for lead in leads])
    return {
        lead.key: [
            Predicted(
                field,
                option(dict(lists.get(field, {})), row.value),
                row.confidence,
                row.basis,
                row.because,
            )
            for field in FIELDS
            if not getattr(lead, field)
            and (row := stored.get((lead.key, field))) is not None
            and not row.settled
        ]
        for lead in leads
    }


@query(Permission.SETTINGS)
def learn_field(work: Work, field: str) -> Training:
    """What the leads teach whose field somebody has set, the oldest first."""
    chosen: Any = (
        select(Lead)
        .where(col(Lead.deleted_at).is_(None), col(getattr(Lead, field)) != "")
        .order_by(col(Lead.id).desc())
        .limit(_MOST_LABELLED)
    )
    rows: list[Lead] = list(work.session.exec(chosen))[::-1]
    facts = facts_of_many(work, rows)
    examples = [Labelled(f, getattr(lead, field)) for f, lead in zip(facts, rows, strict=True)]
    training = learn(field, examples)
    is_demo = any(lead.is_demo for lead in rows)
    return Training(field, training.outcome, training.quality, training.weights, is_demo)


def _listing(field: str) -> Listing:
    column = col(getattr(Lead, field))
    of_lead = (
        col(Prediction.lead_id) == Lead.id,
        col(Prediction.field) == field,
        col(Prediction.settled) == "",
    )
    sure = select(Prediction.confidence).where(*of_lead).correlate(Lead).scalar_subquery()

    def state(_: Work, value: str) -> Any:
        if value not in ("waiting", "known"):
            raise Invalid("list.value_unknown", value=value[:60])
        return column == "" if value == "waiting" else column != ""

    def guess(_: Work, value: str) -> Any:
        here = exists().where(*of_lead, col(Prediction.value) == value).correlate(Lead)
        return (column == "") & here

    return Listing(
        model=Lead,
        kind="lead",
        filters={"state": state, "guess": guess, "source": col(Lead.source)},
        orders={"created": col(Lead.created_at).desc(), "sure": sure, "name": col(Lead.pinyin)},
    )


def _rows(work: Work, field: str, found: Sequence[Lead]) -> list[ClassRow]:
    owners = users_by_id(work.session, (lead.owner_id for lead in found))
    names = options_of(work.session, field)
    sources = options_of(work.session, "source")
    stored = predictions_of(work, [lead.key for lead in found])
    rows: list[ClassRow] = []
    for lead in found:
        row = stored.get((lead.key, field))
        waits = row is not None and not row.settled and not getattr(lead, field)
        told = Guess(row.value, row.confidence, row.basis, row.because) if row and waits else _NONE
        rows.append(
            ClassRow(
                public_id=lead.public_id,
                version=lead.version,
                name=lead.name,
                company=lead.company,
                owner=owners.get(lead.owner_id or 0, NOBODY).name,
                source=option(sources, lead.source),
                created_at=lead.created_at,
                fact=option(names, getattr(lead, field)),
                guess=option(names, told.value),
                confidence=told.confidence,
                basis=told.basis,
                because=told.because,
            )
        )
    return rows


_NONE = Guess("", 0, "")
