"""The two ends of a stored relation, and which of them the actor sees."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import col, or_, select

from crm_app.core.permissions import READS
from crm_app.core.work import Work
from crm_app.models.base import Owned
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.relations import Relation
from crm_app.services.references import Reference

_MODELS: dict[str, type[Customer] | type[Contact]] = {"customer": Customer, "contact": Contact}


def record_of(work: Work, kind: str, public_id: str, *, refer: bool = False) -> Customer | Contact:
    """The customer or contact, as far as the actor may work on it, or with `refer` name it."""
    return work.find(_MODELS[kind], public_id, refer=refer)


def near_end(row: Relation) -> tuple[str, int]:
    """Whose relation it is."""
    if row.contact_id is not None:
        return "contact", row.contact_id
    return "customer", row.customer_id or 0


def far_end(row: Relation) -> tuple[str, int]:
    """To whom."""
    if row.other_contact_id is not None:
        return "contact", row.other_contact_id
    return "customer", row.other_customer_id or 0


def touching(kind: str, ids: Iterable[int]) -> Any:
    """Condition: one of its ends is one of these."""
    wanted = list(ids)
    if kind == "contact":
        return or_(col(Relation.contact_id).in_(wanted), col(Relation.other_contact_id).in_(wanted))
    return or_(
        col(Relation.customer_id).in_(wanted) & col(Relation.contact_id).is_(None),
        col(Relation.other_customer_id).in_(wanted),
    )


def named_ends(
    work: Work, rows: Iterable[Relation], *more: tuple[str, int]
) -> dict[tuple[str, int], tuple[Reference, str]]:
    """(kind, inner id) → name, and who that is, of the ends that the actor may see."""
    wanted = [*[end for row in rows for end in (near_end(row), far_end(row))], *more]
    found: dict[tuple[str, int], tuple[Reference, str]] = {}
    for kind, model in _MODELS.items():
        ids = {key for one, key in wanted if one == kind}
        if not ids or not work.actor.can(READS[kind]):
            continue
        seen = work.session.exec(work.visible(model).where(col(model.id).in_(ids))).all()
        about = _places(work, seen) if kind == "contact" else {}
        for row in seen:
            note = row.region if isinstance(row, Customer) else about.get(row.key, "")
            found[kind, row.key] = (Reference(kind, row.public_id, row.name), note)
    return found


def _places(work: Work, people: Iterable[Owned]) -> dict[int, str]:
    """Contact id → title and customer of where he works now."""
    columns = (
        select(Position.contact_id, Position.title, Customer.name)
        .join(Customer, col(Customer.id) == Position.customer_id)
        .where(
            col(Position.contact_id).in_([one.key for one in people]),
            col(Position.ended).is_(None),
            col(Customer.deleted_at).is_(None),
        )
        .order_by(col(Position.is_main), col(Position.id).desc())
    )
    rows = work.session.exec(work.narrowed(columns, Customer))
    return {key: " · ".join(filter(None, (firm, title))) for key, title, firm in rows}
