"""Values of formulas: brought up to date with each record that is written, with each formula that
changes, and of those that read the day, each day.

They are stored with the other values, so that lists, filters, orders, exports and search have them
as they have any other value (docs/decisions/0038).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, SQLModel, col, select

from crm_app.core.computed import computes, follows_load
from crm_app.core.permissions import Permission
from crm_app.core.search import indexed_models, reindex
from crm_app.core.work import Work, command
from crm_app.lib.clock import DEFAULT_ZONE, today
from crm_app.models.base import Customized
from crm_app.models.custom_fields import CustomField, FieldKind
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead
from crm_app.models.ledger import Setting
from crm_app.models.quotes import Product, Quote
from crm_app.services.custom_fields.definitions import all_definitions
from crm_app.services.custom_fields.formulas import Reckoner

MODELS: dict[str, type[SQLModel]] = {
    "customer": Customer,
    "contact": Contact,
    "lead": Lead,
    "deal": Deal,
    "quote": Quote,
    "product": Product,
}
JOB = "custom_fields.reckon"
_KEY, _CACHE = "formulas", "reckoners"
# Of so many records a formula is reckoned where it is saved; of more in the background.
AT_ONCE = 2_000


def reckoner(session: Session, record: str) -> Reckoner | None:
    """The formulas of a kind of record; None where there are none."""
    fields = all_definitions(session, record)
    if not any(one.kind is FieldKind.FORMULA and one.is_active for one in fields):
        return None
    kept: dict[str, Any] = session.info.setdefault(_CACHE, {})
    if kept.get(record, (None,))[0] is not fields:
        kept[record] = (fields, Reckoner(record, fields))
    return kept[record][1]


@computes(Customer, Contact, Lead, Deal, Quote, Product)
def bring(session: Session, row: Customized) -> None:
    """The values of a record that is about to be written."""
    formulas = reckoner(session, str(row.__tablename__))
    if formulas is None:
        return
    found = formulas.values(row, row.custom, _today())
    if found != row.custom:
        row.custom = found


@follows_load(*MODELS)
def reckon_all(work: Work, record: str, after: int = 0) -> None:
    """Inside a command: all records behind an inner id anew, the first of them at once."""
    after = reckon_some(work, record, after)
    if after:
        work.enqueue(JOB, record=record, after=after)


@command(Permission.SETTINGS)
def go_on_reckoning(work: Work, record: str, after: int) -> int:
    """The next records behind an inner id; returns the last one's, 0 at the end."""
    return reckon_some(work, record, after) if record in MODELS else 0


def reckon_some(work: Work, record: str, after: int) -> int:
    """Past the session: what follows from a record is no change of anybody's."""
    formulas = reckoner(work.session, record)
    if formulas is None:
        return 0
    model: Any = MODELS[record]
    found = select(model).where(col(model.id) > after).order_by(col(model.id)).limit(AT_ONCE)
    rows: Sequence[Any] = work.session.exec(found.with_for_update()).all()
    day, changed = _today(), []
    for row in rows:
        values = formulas.values(row, row.custom, day)
        if values != row.custom:
            changed.append({"row": row.id, "values": values})
            set_committed_value(row, "custom", values)
    if changed:
        table: Any = model.__table__
        statement = update(table).where(table.c.id == bindparam("row"))
        work.session.connection().execute(statement.values(custom=bindparam("values")), changed)
        work.touch(record)
        _index(work, formulas, rows, {one["row"] for one in changed})
    return rows[-1].id if len(rows) == AT_ONCE else 0


def _index(work: Work, formulas: Reckoner, rows: Sequence[Any], changed: set[int]) -> None:
    """Texts are found by their words."""
    if not any(one.holds is FieldKind.TEXT for one in formulas.formulas):
        return
    for row in rows:
        if row.id in changed and type(row) in indexed_models():
            reindex(work.session, row)


@command(Permission.SETTINGS)
def reckon_by_day(work: Work) -> None:
    """Once a day: the formulas that read which day it is."""
    day = _today().isoformat()
    setting = work.session.get(Setting, _KEY) or Setting(key=_KEY)
    if setting.value.get("day") == day:
        return
    setting.value = {**setting.value, "day": day}
    work.session.add(setting)
    reads_day = select(CustomField.record).where(
        col(CustomField.by_day), col(CustomField.is_active)
    )
    for record in sorted(set(work.session.exec(reads_day))):
        work.enqueue(JOB, record=record, after=0)


def _today() -> date:
    return today(DEFAULT_ZONE)
