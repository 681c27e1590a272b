"""Orders as visits: whose, when in the zone of the house, what and with how many."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.work import Work
from crm_app.lib.clock import DEFAULT_ZONE, zone
from crm_app.lib.habits import Usual, Visit
from crm_app.models.ledger import Setting
from crm_app.models.orders import Order, OrderLine, OrderStatus

MOST = 400
# Of everybody the newest so many: enough to say what is usual.
_SAMPLE, _CHUNK = 20_000, 500
_MOST_TIMED = 50_000
_SETTING = "usual_visits"
_PARTS = ("slots", "weekdays", "months", "things", "parties")


def visits_of(work: Work, customer_id: int, most: int = MOST) -> list[Visit]:
    """A customer's newest orders that were not cancelled."""
    found = _orders().where(col(Order.customer_id) == customer_id)
    rows = work.session.execute(found.order_by(col(Order.ordered_on).desc()).limit(most)).all()
    return list(_visits(work, rows).values())


def timed_visits(work: Work) -> dict[int, list[Visit]]:
    """Customer → the visits of the last year whose hour is known, of orders that one may see."""
    columns: list[Any] = [Order.customer_id, Order.ordered_at]
    found = select(*columns).where(
        col(Order.deleted_at).is_(None),
        col(Order.status) != OrderStatus.CANCELLED,
        col(Order.ordered_at) >= work.now - timedelta(days=365),
    )
    newest = work.narrowed(found, Order).order_by(col(Order.id).desc()).limit(_MOST_TIMED)
    here = zone(DEFAULT_ZONE)
    visits: dict[int, list[Visit]] = defaultdict(list)
    for customer_id, at in work.session.execute(newest):
        local = at.astimezone(here)
        visits[customer_id].append(Visit(local.date(), local.hour))
    return visits


def usual(work: Work) -> Usual:
    """What is usual in the house: as it was reckoned last night, else from the newest few."""
    setting = work.session.get(Setting, _SETTING)
    return _read(setting.value) if setting else _reckon(work, 2000)


def remember_usual(work: Work) -> int:
    """Inside a command: reckon what is usual anew; returns from how many days it was."""
    found = _reckon(work, _SAMPLE)
    setting = work.session.get(Setting, _SETTING) or Setting(key=_SETTING)
    setting.value = _stored(found)
    work.session.add(setting)
    return found.days


def _reckon(work: Work, most: int) -> Usual:
    rows = work.session.execute(_orders().order_by(col(Order.id).desc()).limit(most)).all()
    found = Usual()
    for visit in _visits(work, rows).values():
        found.add(visit)
    return found


def _orders() -> Any:
    columns: list[Any] = [Order.id, Order.ordered_on, Order.ordered_at, Order.party]
    return select(*columns).where(
        col(Order.deleted_at).is_(None),
        col(Order.status) != OrderStatus.CANCELLED,
        func.coalesce(Order.ordered_on, Order.ordered_at).is_not(None),
    )


def _visits(work: Work, rows: Sequence[Any]) -> dict[int, Visit]:
    things: dict[int, set[int]] = defaultdict(set)
    ids = [row[0] for row in rows]
    for start in range(0, len(ids), _CHUNK):
        lines = select(OrderLine.order_id, OrderLine.product_id).where(
            col(OrderLine.order_id).in_(ids[start : start + _CHUNK]),
            col(OrderLine.product_id).is_not(None),
        )
        for order_id, product_id in work.session.exec(lines):
            things[order_id].add(product_id or 0)
    here = zone(DEFAULT_ZONE)
    found: dict[int, Visit] = {}
    for order_id, day, at, party in rows:
        local: datetime | None = at.astimezone(here) if at else None
        when = local.date() if local else day
        hour = local.hour if local else None
        found[order_id] = Visit(when, hour, frozenset(things[order_id]), party)
    return found


def _stored(found: Usual) -> dict[str, Any]:
    kept: dict[str, Any] = {name: getattr(found, name) for name in ("days", "timed", "with_party")}
    kept["slots"] = [[*slot, count] for slot, count in found.slots.items()]
    for name in _PARTS[1:]:
        kept[name] = [[key, count] for key, count in getattr(found, name).items()]
    return kept


def _read(kept: dict[str, Any]) -> Usual:
    slots = Counter({(weekday, hour): count for weekday, hour, count in kept["slots"]})
    rest = {name: Counter(dict(kept[name])) for name in _PARTS[1:]}
    return Usual(kept["days"], kept["timed"], kept["with_party"], slots, **rest)
