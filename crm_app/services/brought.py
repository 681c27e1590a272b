"""Ids that a client brings for what it creates: the same creation twice makes one record."""

from typing import TypeVar

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.work import Work
from crm_app.lib.ids import is_id
from crm_app.models.base import Owned

Record = TypeVar("Record", bound=Owned)


def brought(work: Work, model: type[Record], public_id: str) -> Record | None:
    """The visible record that has this id already; None while the id is free.

    Refuses what is no id, and with `record.id_taken` one of a record that is deleted or not seen.
    """
    if not is_id(public_id):
        raise Invalid("record.id_invalid", field="id")
    of_id = col(model.public_id) == public_id
    known = work.session.exec(work.visible(model).where(of_id)).one_or_none()
    if known is None and work.session.exec(select(model.id).where(of_id)).first() is not None:
        raise Conflict("record.id_taken")
    return known
