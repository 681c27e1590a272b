"""The records whose life is part of another's: a customer's contacts and deals."""

from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col, false, or_, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work
from crm_app.models.activities import ActivityLink
from crm_app.models.base import Owned
from crm_app.models.customers import Contact, Position
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead


@dataclass(frozen=True, slots=True)
class Around:
    """Inner ids by kind of a record and of what belongs to it, as far as the actor sees it."""

    kind: str
    record: Owned
    ids: dict[str, set[int]] = field(default_factory=dict)

    def links(self) -> Any:
        """Condition on `ActivityLink`, and on the same columns of files."""
        return self.filed(ActivityLink.record_kind, ActivityLink.record_id)

    def filed(self, kind_column: Any, id_column: Any) -> Any:
        """Condition: the pair of kind and id is one of these."""
        return or_(
            *[
                (col(kind_column) == kind) & col(id_column).in_(ids)
                for kind, ids in self.ids.items()
                if ids
            ]
        )

    def of(self, model: Any) -> Any:
        """Condition: a row of `model` has one of these in its columns customer_id, contact_id …"""
        columns = {kind: getattr(model, f"{kind}_id", None) for kind in self.ids}
        return or_(
            false(),  # what no row of the model can point to
            *[
                col(column).in_(self.ids[kind])
                for kind, column in columns.items()
                if column is not None and self.ids[kind]
            ],
        )


def around(work: Work, kind: str, record: Owned) -> Around:
    """The record itself; of a customer also its people now and its deals; of a contact his deals;
    of all these the leads that they were."""
    found = Around(kind, record, {kind: {record.key}})
    if kind == "customer" and work.actor.can(Permission.CONTACT_READ):
        there = select(Position.contact_id).where(
            col(Position.customer_id) == record.key, col(Position.ended).is_(None)
        )
        found.ids["contact"] = _ids(work, Contact, col(Contact.id).in_(there))
    if kind in ("customer", "contact") and work.actor.can(Permission.DEAL_READ):
        column = col(Deal.customer_id if kind == "customer" else Deal.contact_id)
        found.ids["deal"] = _ids(work, Deal, column == record.key)
    if kind != "lead" and work.actor.can(Permission.LEAD_READ):
        became = col(getattr(Lead, f"{kind}_id")) == record.key
        found.ids["lead"] = _ids(work, Lead, became)
    return found


def _ids(work: Work, model: Any, condition: Any) -> set[int]:
    living = select(model.id).where(condition, col(model.deleted_at).is_(None))
    return {key for key in work.session.exec(work.narrowed(living, model)) if key}
