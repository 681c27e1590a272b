"""Which parts there are, what they keep, and how far the roll-out is."""

from typing import Any

from sqlmodel import SQLModel, func, select

from crm_app.core import modules as known
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.activities import Activity, Task
from crm_app.models.captures import Card, VoiceNote
from crm_app.models.contracts import Contract
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal
from crm_app.models.imports import ImportBatch
from crm_app.models.leads import Lead
from crm_app.models.orders import Order
from crm_app.models.payments import InvoiceRequest, Payment
from crm_app.models.quotes import Product, Quote
from crm_app.models.segments import Segment
from crm_app.models.targets import Target
from crm_app.services.modules.rows import ModuleRow, StepRow

_KEPT: dict[str, type[SQLModel]] = {
    "cards": Card,
    "voice": VoiceNote,
    "imports": ImportBatch,
    "leads": Lead,
    "deals": Deal,
    "forecast": Target,
    "products": Product,
    "quotes": Quote,
    "contracts": Contract,
    "orders": Order,
    "payments": Payment,
    "invoices": InvoiceRequest,
    "lifecycle": Segment,
}
# Records first, then what reminds of them, then what is to be learnt from them: what each step
# brings, and of what there has to be how many before the next one is worth it.
STEPS: tuple[tuple[str, tuple[str, ...], type[SQLModel], int], ...] = (
    ("records", ("cards", "imports"), Customer, 20),
    ("reminders", ("voice", "dates", "leads", "deals"), Task, 10),
    ("analysis", ("forecast", "lifecycle"), Activity, 50),
)


@query(Permission.SETTINGS)
def modules(work: Work) -> list[ModuleRow]:
    """All parts, in order."""
    off = known.off(work.session)
    return [
        ModuleRow(
            one.key,
            one.key not in off,
            [key for key in one.needs if key in off],
            sorted(known.with_needing([one.key]) - {one.key}),
            _count(work, _KEPT.get(one.key)),
        )
        for one in known.MODULES
    ]


@query(Permission.SETTINGS)
def steps(work: Work) -> list[StepRow]:
    """The roll-out: what is on, and whether it is used."""
    off = known.off(work.session)
    return [
        StepRow(key, list(keys), not off & set(keys), min(count, wanted), wanted, count >= wanted)
        for key, keys, model, wanted in STEPS
        for count in (_count(work, model),)
    ]


@query(Permission.SETTINGS)
def features_off(work: Work) -> frozenset[str]:
    """The features of all parts that are off."""
    off = known.off(work.session)
    return frozenset(name for key in off for name in known.BY_KEY[key].features)


def _count(work: Work, model: Any) -> int:
    if model is None:
        return 0
    found = select(func.count()).select_from(model)
    if hasattr(model, "deleted_at"):
        found = found.where(model.deleted_at.is_(None))
    return work.session.exec(found).one()
