"""Setting classes on many leads at once, and taking it back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.leads import OPEN, Lead
from crm_app.models.scores import Prediction
from crm_app.services import learnt
from crm_app.services.arrivals import facts_of_many
from crm_app.services.choices import options_of
from crm_app.services.classification.predicting import predict, predictions_of, settle
from crm_app.services.classification.rows import FIELDS, Settled

MOST = 200
_LONGEST = 60


@command(Permission.LEAD_WRITE)
def set_class(work: Work, field: str, public_ids: Sequence[str], value: str) -> Settled:
    """Set one value on many leads, as a fact; what may not be changed is left and counted.

    What was predicted counts as confirmed or corrected: the next training learns from it.
    """
    value = _value(work, field, value)
    return _settle(work, field, public_ids, lambda _: value, value)


@command(Permission.LEAD_WRITE)
def confirm_class(work: Work, field: str, public_ids: Sequence[str]) -> Settled:
    """What was predicted of these leads is so; those without a prediction are left and counted."""
    _check_field(field)
    return _settle(work, field, public_ids, lambda row: row.value if row else "", "")


@command(Permission.LEAD_WRITE)
def put_class_back(work: Work, field: str, before: Mapping[str, str]) -> None:
    """Undo: each lead has the value that stood there, and its prediction waits again."""
    _check_field(field)
    found = [work.find(Lead, public_id) for public_id in list(before)[:MOST]]
    stored = predictions_of(work, [lead.key for lead in found])
    for lead in found:
        setattr(lead, field, before[lead.public_id][:_LONGEST])
        row = stored.get((lead.key, field))
        if row is not None and not before[lead.public_id]:
            row.settled, row.settled_by = "", None
            work.session.add(row)


@command(Permission.SETTINGS)
def predict_anew(work: Work, most: int = 200) -> int:
    """Predict again what was predicted before the weights in use now; returns how many leads."""
    wanted: list[Any] = []
    for field in ("industry", "size"):
        model = learnt.in_use(work.session, field)
        if model is not None:
            older = select(Prediction.lead_id).where(
                col(Prediction.field) == field,
                col(Prediction.settled) == "",
                col(Prediction.at) < model.trained_at,
            )
            wanted += work.session.exec(older.order_by(col(Prediction.id)).limit(most))
    rows = list(work.session.exec(select(Lead).where(col(Lead.id).in_(wanted[:most]))))
    predict(work, rows, facts_of_many(work, rows))
    return len(rows)


def lead_filled(work: Work, lead: Lead) -> None:
    """Inside a command: somebody filled fields of a lead; what was predicted of them is settled."""
    stored = predictions_of(work, [lead.key])
    for field in FIELDS:
        settle(work, lead, field, stored.get((lead.key, field)))


def _settle(
    work: Work,
    field: str,
    public_ids: Sequence[str],
    value_of: Callable[[Prediction | None], str],
    value: str,
) -> Settled:
    wanted = list(dict.fromkeys(public_ids))
    if not wanted:
        raise Invalid("classification.none_chosen", field="rows")
    if len(wanted) > MOST:
        raise Invalid("classification.too_many", field="rows", most=MOST)
    found = [lead for public_id in wanted if (lead := _mine(work, public_id)) is not None]
    stored = predictions_of(work, [lead.key for lead in found])
    before: dict[str, str] = {}
    for lead in found:
        row = stored.get((lead.key, field))
        new = value_of(row)
        if not new:
            continue
        before[lead.public_id] = getattr(lead, field)
        setattr(lead, field, new)
        settle(work, lead, field, row)
    if not before:
        raise Conflict("classification.nothing_set")
    return Settled(field, value, before, len(wanted) - len(before))


def _mine(work: Work, public_id: str) -> Lead | None:
    """An open lead that the actor may change."""
    try:
        lead = work.find(Lead, public_id)
    except (NotFound, Forbidden):
        return None
    return lead if lead.status in OPEN else None


def _check_field(field: str) -> None:
    if field not in FIELDS:
        raise Invalid("classification.field_unknown", field="field")


def _value(work: Work, field: str, typed: str) -> str:
    _check_field(field)
    value = " ".join(typed.split())
    if field == "region":
        if not value or len(value) > _LONGEST:
            raise Invalid("classification.region_missing", field="value", most=_LONGEST)
    elif value not in options_of(work.session, field):
        raise Invalid("classification.value_unknown", field="value")
    return value
