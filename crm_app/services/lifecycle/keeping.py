"""What is kept of where customers stand: brought up to date with each order, and all of it at night."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, bindparam, update
from sqlmodel import col, delete, func, insert, select

from crm_app.core.derived import follows
from crm_app.core.work import Work
from crm_app.models.customers import Customer, Tier
from crm_app.models.ledger import Setting
from crm_app.models.lifecycle import LifecycleRule, Standing, TierOverride
from crm_app.models.orders import Order
from crm_app.models.relations import Relation, RelationKind
from crm_app.services import deals
from crm_app.services.lifecycle.figures import Known, as_stored, figures, ordinals, raw, whole
from crm_app.services.lifecycle.judging import WORDS, basis_of, judge_all
from crm_app.services.lifecycle.rules import Basis, Limits
from crm_app.services.lifecycle.staging import differing, moved, put_stages

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

KEY = "lifecycle"
_BATCH = 500
COLUMNS: tuple[str, ...] = tuple(Standing.model_fields)
DAYS = ("first_on", "second_on", "last_on", "stage_since")
_SUMS = ("spend", "spend_year", "expected")
_LIMITS = tuple(Limits.__dataclass_fields__)


def rule_of(work: Work) -> LifecycleRule:
    """The rules; what holds by itself until somebody sets them."""
    return work.session.exec(select(LifecycleRule)).first() or LifecycleRule()


def limits_of(work: Work) -> Limits:
    """The rules as they are reckoned with."""
    rule = rule_of(work)
    return Limits(**{name: getattr(rule, name) for name in _LIMITS})


def basis(work: Work) -> Basis | None:
    """What the last recomputation judged by; None before the first."""
    row = work.session.get(Setting, KEY)
    return Basis.read(row.value) if row else None


@follows(Order, Customer)
def refresh_standing(work: Work, rows: Sequence[Order | Customer]) -> None:
    """The standings of these customers, or of those these orders belong to, anew."""
    named = {row.customer_id if isinstance(row, Order) else row.key for row in rows}
    refresh(work, sorted(named))


def refresh(work: Work, ids: Sequence[int]) -> None:
    """Inside a command: these customers anew, by the cuts of the last recomputation."""
    by = basis(work)
    if by is None:
        return
    for some in (ids[at : at + _BATCH] for at in range(0, len(ids), _BATCH)):
        right = right_of(work, figures(work, by.day, some), by, some)
        stored = stored_of(work, some)
        _put(work, stored, right)
        put_stages(work, moved(stored, right))


def recompute(work: Work, day: date) -> dict[str, int]:
    """Inside a command: everybody anew; how many there are and how many changed."""
    found = figures(work, day)
    by = basis_of(day, found.columns, limits_of(work))
    stored, right = stored_of(work), right_of(work, found, by)
    changed = _put(work, stored, right)
    stages = put_stages(work, moved(stored, right))
    row = work.session.get(Setting, KEY) or Setting(key=KEY)
    row.value = by.stored()
    work.session.add(row)
    tiers = apply_tiers(work) if by.limits.applies_tiers else 0
    if changed or tiers:
        work.touch("standing")
    if stages:
        work.touch("customer")
    return {"customers": len(right), "changed": changed, "tiers": tiers, "stages": stages}


def right_of(work: Work, found: Known, by: Basis, ids: Sequence[int] | None = None) -> "Array":
    """A row for each customer, in the order of the columns: all of it whole numbers."""
    import numpy as np  # noqa: PLC0415 - heavy

    referred = np.zeros(len(found.ids), dtype=np.int64)
    for key, since in referrals(work, ids).items():
        at = int(np.searchsorted(found.ids, key))
        if at < len(found.ids) and found.ids[at] == key:
            referred[at] = since.toordinal()
    one = found.columns
    judged = judge_all(one, by, referred)
    return np.column_stack(
        (
            *(found.ids, one.orders, one.spent, one.orders_year, one.spent_year),
            *(one.first, one.second, one.last, *judged.values()),
        )
    )


def stored_of(work: Work, ids: Sequence[int] | None = None) -> "Array":
    """The rows as they are kept, as `right_of` makes them."""
    import numpy as np  # noqa: PLC0415 - heavy

    columns = [as_stored(col(getattr(Standing, name)), is_day=name in DAYS) for name in COLUMNS]
    chosen: Any = select(*columns).order_by(col(Standing.customer_id))
    if ids is not None:
        chosen = chosen.where(col(Standing.customer_id).in_(ids))
    return np.column_stack(raw(work, chosen, [_kind(name) for name in COLUMNS]))


def _kind(name: str) -> Callable[[Sequence[Any]], "Array"]:
    """How a column is read as whole numbers."""
    if name not in WORDS:
        return ordinals if name in DAYS else whole
    places = {word: place for place, word in enumerate(WORDS[name])}
    return lambda values: whole([places.get(one, -1) for one in values])


def row_of(numbers: Sequence[int]) -> dict[str, Any]:
    """A row as the table takes it."""
    found: dict[str, Any] = dict(zip(COLUMNS, numbers, strict=True))
    for name in DAYS:
        found[name] = date.fromordinal(found[name]) if found[name] else None
    for name, words in WORDS.items():
        found[name] = words[found[name]]
    return found


def referrals(work: Work, ids: Sequence[int] | None = None) -> dict[int, date]:
    """Customer → the day on which he first referred somebody."""
    who = col(Relation.other_customer_id)
    found = (
        select(Relation.other_customer_id, func.min(Relation.since))
        .join(Customer, col(Customer.id) == Relation.customer_id)
        .where(
            col(Relation.kind) == RelationKind.REFERRED_BY.value,
            who.is_not(None),
            col(Customer.deleted_at).is_(None),
        )
        .group_by(who)
    )
    if ids is not None:
        found = found.where(who.in_(ids))
    return {key: since for key, since in work.session.exec(found) if key}


# Sums are bound as the whole numbers they are.
_TABLE: Any = Standing.__table__  # type: ignore[attr-defined]
_INSERT = insert(_TABLE).values(
    {
        name: bindparam(name, type_=BigInteger) if name in _SUMS else bindparam(name)
        for name in COLUMNS
    }
)


def _put(work: Work, stored: "Array", right: "Array") -> int:
    """Write the rows that are another; returns how many."""
    other, gone = differing(stored, right)
    out = [int(key) for key in stored[gone, 0]]
    out += [int(key) for key in right[other, 0]]
    for some in (out[at : at + _BATCH] for at in range(0, len(out), _BATCH)):
        work.session.connection().execute(delete(_TABLE).where(_TABLE.c.customer_id.in_(some)))
    if other.any():
        rows = [row_of(one) for one in right[other].tolist()]
        work.session.connection().execute(_INSERT, rows)
    return int(other.sum() + gone.sum())


def apply_tiers(work: Work) -> int:
    """Give each customer the tier of the rules, unless a person set it; returns how many changed."""
    by_hand = select(TierOverride.customer_id)
    changed = 0
    for tier in Tier:
        judged = select(Standing.customer_id).where(col(Standing.tier) == tier.value)
        statement = update(Customer).where(
            col(Customer.id).in_(judged),
            col(Customer.id).not_in(by_hand),
            col(Customer.tier) != tier,
            col(Customer.deleted_at).is_(None),
        )
        # Past the record's version: nobody changed it, and nobody's save is stale for it.
        done: Any = work.session.execute(statement.values(tier=tier))
        changed += done.rowcount
    if changed:
        deals.refill_buyers(work)
        work.record("lifecycle", tiers=changed)
        work.touch("customer")
    return changed
