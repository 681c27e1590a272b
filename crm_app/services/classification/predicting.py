"""Inside commands: what a lead's empty fields probably are, stored beside it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.lib.mails import is_public
from crm_app.models.customers import ContactPoint, PointKind
from crm_app.models.leads import Lead
from crm_app.models.scores import Prediction
from crm_app.services import learnt
from crm_app.services.arrivals import Facts
from crm_app.services.classification import learning, rules
from crm_app.services.classification.rows import FIELDS, Guess

_LEARNT = ("industry", "size")
# What a colleague set on another lead of the same firm is nearly a fact.
_SAME = 95
_NEAR = 20


def predict(
    work: Work, leads: Sequence[Lead], facts: Sequence[Facts]
) -> dict[int, dict[str, Guess]]:
    """Store a prediction for each field that is empty; what is filled or settled stays alone.

    Returns lead id → field → guess.
    """
    weights = {field: learnt.in_use(work.session, field) for field in _LEARNT}
    stored = predictions_of(work, [lead.key for lead in leads])
    made: dict[int, dict[str, Guess]] = {}
    for lead, known in zip(leads, facts, strict=True):
        same = _same_company(work, lead, known)
        for field in FIELDS:
            row = stored.get((lead.key, field))
            if getattr(lead, field):
                settle(work, lead, field, row)
                continue
            if row is not None and row.settled:
                continue
            model = weights.get(field)
            found = same.get(field) or _better(
                rules.guess(field, known), learning.guess(model.weights, known) if model else None
            )
            _put(work, lead, field, row, found)
            if found is not None:
                made.setdefault(lead.key, {})[field] = found
    work.session.flush()
    return made


def settle(work: Work, lead: Lead, field: str, row: Prediction | None) -> None:
    """Somebody knows now: the prediction was right, or it was put right."""
    if row is not None and not row.settled and getattr(lead, field):
        row.settled = "confirmed" if row.value == getattr(lead, field) else "corrected"
        row.settled_by = work.actor.user_id
        work.session.add(row)


def predictions_of(work: Work, lead_ids: Sequence[int]) -> dict[tuple[int, str], Prediction]:
    """Lead and field → its prediction, settled or not."""
    found = select(Prediction).where(col(Prediction.lead_id).in_(lead_ids))
    return {(row.lead_id, row.field): row for row in work.session.exec(found)}


def _better(by_rules: Guess | None, by_learning: Guess | None) -> Guess | None:
    known = [one for one in (by_learning, by_rules) if one is not None]
    return max(known, key=lambda one: one.confidence) if known else None


def _put(work: Work, lead: Lead, field: str, row: Prediction | None, found: Guess | None) -> None:
    if found is None:
        if row is not None:
            work.session.delete(row)
        return
    row = row or Prediction(lead_id=lead.key, field=field, value="", confidence=0, basis="")
    row.value, row.confidence, row.basis = found.value[:60], found.confidence, found.basis
    row.because, row.at = found.because[:200], work.now
    work.session.add(row)


def _same_company(work: Work, lead: Lead, facts: Facts) -> dict[str, Guess]:
    """What people set on other leads of the firm, by its name or its mail domain."""
    near = [row for row in _neighbours(work, facts) if row.id != lead.id]
    found: dict[str, Guess] = {}
    for field in FIELDS:
        values = Counter(getattr(row, field) for row in near if getattr(row, field))
        if len(values) == 1:
            value = next(iter(values))
            found[field] = Guess(value, _SAME, "same_company", facts.company or facts.mails[0])
    return found


def _neighbours(work: Work, facts: Facts) -> list[Lead]:
    """Of the whole house: a class is no secret, whose lead it is stays one."""
    living: Any = select(Lead).where(col(Lead.deleted_at).is_(None))
    rows: list[Lead] = []
    if facts.company_key:
        same = living.where(col(Lead.company_key) == facts.company_key)
        rows += work.session.exec(same.order_by(col(Lead.id).desc()).limit(_NEAR))
    for domain in {one for one in facts.mails if not is_public(one)}:
        points = select(ContactPoint.lead_id).where(
            col(ContactPoint.kind) == PointKind.EMAIL,
            col(ContactPoint.value).like(f"%@{domain}"),
            col(ContactPoint.lead_id).is_not(None),
        )
        rows += work.session.exec(living.where(col(Lead.id).in_(points)).limit(_NEAR))
    return rows
