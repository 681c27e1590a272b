"""What is kept of where customers stand: brought up to date with each order, and all of it at night."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

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
from crm_app.services.lifecycle.figures import Days, as_stored, figures
from crm_app.services.lifecycle.rules import Basis, Figures, Limits, basis_of, judge
from crm_app.services.lifecycle.staging import moved, put_stages

KEY = "lifecycle"
_BATCH = 500
COLUMNS: tuple[str, ...] = tuple(Standing.model_fields)
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
        right = rows_of(figures(work, by.day, some), by, referrals(work, some))
        stored = stored_rows(work, some)
        _put(work, stored, right)
        put_stages(work, moved(stored, right))


def recompute(work: Work, day: date) -> dict[str, int]:
    """Inside a command: everybody anew; how many there are and how many changed."""
    found = figures(work, day)
    by = basis_of(day, list(found.values()), limits_of(work))
    right = rows_of(found, by, referrals(work))
    stored = stored_rows(work)
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


def rows_of(
    found: Mapping[int, Figures], by: Basis, referred: Mapping[int, date]
) -> dict[int, tuple[Any, ...]]:
    """Customer → his row, in the order of the columns."""
    made: dict[int, tuple[Any, ...]] = {}
    for key, one in found.items():
        judged = judge(one, by, referred.get(key))
        made[key] = (
            *(key, one.orders, one.spent, one.orders_year, one.spent_year),
            *(one.first_on, one.second_on, one.last_on, *judged),
        )
    return made


_SUMS, _DAYS = (
    ("spend", "spend_year", "expected"),
    ("first_on", "second_on", "last_on", "stage_since"),
)


def stored_rows(work: Work, ids: Sequence[int] | None = None) -> dict[int, tuple[Any, ...]]:
    """Customer → his row as it is kept, sums in ten-thousandths."""
    columns = [
        as_stored(col(getattr(Standing, name)), is_day=name in _DAYS)
        if name in (*_SUMS, *_DAYS)
        else col(getattr(Standing, name))
        for name in COLUMNS
    ]
    chosen = select(*columns)
    if ids is not None:
        chosen = chosen.where(col(Standing.customer_id).in_(ids))
    days = Days()
    return {
        row[0]: (
            *row[:5],
            *(days[row[5]], days[row[6]], days[row[7]]),
            *row[8:14],
            days[row[14]],
            *row[15:],
        )
        for row in work.session.execute(chosen)
    }


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


def _put(
    work: Work, stored: Mapping[int, tuple[Any, ...]], right: Mapping[int, tuple[Any, ...]]
) -> int:
    """Write the rows that are another; returns how many."""
    other = [key for key, row in right.items() if stored.get(key) != row]
    gone = [key for key in stored if key not in right]
    out = [*(key for key in other if key in stored), *gone]
    for some in (out[at : at + _BATCH] for at in range(0, len(out), _BATCH)):
        work.session.exec(delete(Standing).where(col(Standing.customer_id).in_(some)))
    if other:
        rows = [dict(zip(COLUMNS, right[key], strict=True)) for key in other]
        work.session.connection().execute(_INSERT, rows)
    return len(other) + len(gone)


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
