"""What an actor reaches beyond what is his: the records that were shared with him.

Most people have no share at all, and their statements stay as they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, or_, select

from crm_app.core.permissions import Actor, Scope
from crm_app.lib.batches import batches
from crm_app.models.activities import Activity, ActivityLink, Task
from crm_app.models.base import Owned
from crm_app.models.captures import File
from crm_app.models.contracts import Contract
from crm_app.models.orders import Order
from crm_app.models.ownership import Rights, Share
from crm_app.models.payments import Instalment, InvoiceRequest, Payment
from crm_app.models.quotes import Quote

# What hangs on a deal, and the money of it.
PAPERS = (Quote, Contract, Order)
_MONEY = (Instalment, Payment, InvoiceRequest)

Shares = dict[str, dict[int, Rights]]


def shares_of(session: Session, actor: Actor) -> Shares:
    """Kind → inner id → rights; nothing for who sees everything anyway."""
    if actor.user_id is None or actor.scope is Scope.ALL:
        return {}
    columns = select(Share.record_kind, Share.record_id, Share.rights)
    found: Shares = {}
    for kind, record_id, rights in session.exec(columns.where(col(Share.user_id) == actor.user_id)):
        found.setdefault(kind, {})[record_id] = Rights(rights)
    return found


def reached(shares: Shares, model: type[Owned]) -> Any | None:
    """The condition of the rows that shares add; None where they add none.

    With a record come what happened with it and the files there; with a deal also its tasks, and for
    who may edit it its quotes, contracts and orders with their money.
    """
    conditions: list[Any] = []
    own = shares.get(str(model.__tablename__))
    if own:
        conditions.append(col(model.id).in_(own))
    deals = shares.get("deal", {})
    if model is Task and deals:
        conditions.append(col(Task.deal_id).in_(deals))
    edited = [key for key, how in deals.items() if how is Rights.EDIT]
    if model in PAPERS and edited:
        conditions.append(_of_deals(model, edited))
    if model in _MONEY and edited:
        conditions.append(_money_of(model, edited))
    if model is Activity and shares:
        about = _places(ActivityLink.record_kind, ActivityLink.record_id, shares)
        conditions.append(col(Activity.id).in_(select(ActivityLink.activity_id).where(about)))
    if model is File and shares:
        conditions.append(_places(File.record_kind, File.record_id, shares))
    return or_(*conditions) if conditions else None


def _of_deals(model: Any, deals: list[int]) -> Any:
    return col(model.deal_id).in_(deals)


def _money_of(model: Any, deals: list[int]) -> Any:
    contracts, orders = (select(one.id).where(_of_deals(one, deals)) for one in (Contract, Order))
    return or_(col(model.contract_id).in_(contracts), col(model.order_id).in_(orders))


def rights_to(shares: Shares, record: Owned) -> Rights | None:
    """What shares allow with a record that is not the actor's own; None: nothing."""
    found = shares.get(str(record.__tablename__), {}).get(record.key)
    if isinstance(record, File):  # as with the record it is filed with
        return found or shares.get(record.record_kind, {}).get(record.record_id or 0)
    if isinstance(record, _MONEY):  # found at all: its contract or order is of a deal to edit
        return Rights.EDIT if Rights.EDIT in shares.get("deal", {}).values() else None
    deal_id = record.deal_id if isinstance(record, (Task, *PAPERS)) else None
    return found or (shares.get("deal", {}).get(deal_id) if deal_id else None)


def collaborators_of_many(session: Session, rows: Sequence[Any]) -> dict[int, list[int]]:
    """The people with whom records of one model are shared, by inner id, for the search index."""
    kind, places = str(rows[0].__tablename__), dict[tuple[str, int], list[int]]()
    for row in rows:
        places.setdefault((kind, row.id), []).append(row.id)
        if isinstance(row, (Task, *PAPERS)) and row.deal_id is not None:
            places.setdefault(("deal", row.deal_id), []).append(row.key)
    if isinstance(rows[0], Activity):
        columns = select(ActivityLink.record_kind, ActivityLink.record_id, ActivityLink.activity_id)
        ids = [row.id for row in rows]
        for of, key, activity in session.exec(
            columns.where(col(ActivityLink.activity_id).in_(ids))
        ):
            places.setdefault((of, key), []).append(activity)
    found: dict[int, set[int]] = {}
    for of, key, user, rights in _shares_at(session, places):
        for row_id in places[of, key]:
            # What hangs on a deal is seen by who may edit the deal; its tasks by everybody it is shared with.
            if of == kind or rights is Rights.EDIT or not isinstance(rows[0], PAPERS):
                found.setdefault(row_id, set()).add(user)
    return {key: sorted(users) for key, users in found.items()}


def _shares_at(session: Session, places: Iterable[tuple[str, int]]) -> list[Any]:
    by_kind: dict[str, list[int]] = {}
    for kind, key in places:
        by_kind.setdefault(kind, []).append(key)
    columns = select(Share.record_kind, Share.record_id, Share.user_id, Share.rights)
    return [
        row
        for kind, keys in by_kind.items()
        for some in batches(keys)
        for row in session.exec(
            columns.where(col(Share.record_kind) == kind, col(Share.record_id).in_(some))
        )
    ]


def _places(kind_column: Any, id_column: Any, places: Mapping[str, Iterable[int]]) -> Any:
    return or_(
        *[(col(kind_column) == kind) & col(id_column).in_(ids) for kind, ids in places.items()]
    )
