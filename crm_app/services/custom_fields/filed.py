"""Files in fields: whose they become, and who sees them. The bytes are those of `files`."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from crm_app.core.derived import follows
from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.models.base import Customized
from crm_app.models.captures import File
from crm_app.models.custom_fields import CustomField, FieldKind
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead
from crm_app.models.quotes import Quote
from crm_app.services import files
from crm_app.services.custom_fields import rules, values
from crm_app.services.custom_fields.definitions import all_definitions, definitions


def with_names(work: Work, field: CustomField, read: list[str] | None, row: Any) -> Any:
    """The files of a value under their names; refuses those that are not the actor's to put here:
    others' drafts, and what is filed elsewhere.
    """
    if read is None:
        return None
    wanted = [values.file_id(one) for one in read if not values.file_name(one)]
    known: dict[str, str] = {}
    if wanted:
        rows = work.session.exec(select(File).where(col(File.public_id).in_(wanted)))
        known = {one.public_id: one.name for one in rows if _is_free(work, one, field, row)}
    if missing := set(wanted) - set(known):
        name = values.name_of(field)
        raise Invalid("custom_fields.file_unknown", field=name, typed=min(missing)[:40])
    return [one if values.file_name(one) else f"{one}{known[values.file_id(one)]}" for one in read]


def _is_free(work: Work, file: File, field: CustomField, row: Any) -> bool:
    if file.deleted_at is not None:
        return False
    if file.record_kind == files.DRAFT:
        return file.created_by == work.actor.user_id
    here = (file.record_kind, file.record_id, file.field)
    return row.id is not None and here == (field.record, row.id, field.key)


@follows(Customer, Contact, Lead, Deal, Quote)
def file_drafts(work: Work, rows: Sequence[Any]) -> None:
    """What a record was stored with is filed under it, as whoever owns the record."""
    for row in rows:
        for field in _of_files(work.session, str(row.__tablename__)):
            ids = [values.file_id(one) for one in row.custom.get(field.key) or ()]
            if ids:
                _file(work, row, field, ids)


def _file(work: Work, row: Any, field: CustomField, ids: Sequence[str]) -> None:
    place: dict[str, Any] = {"record_kind": field.record, "record_id": row.id, "field": field.key}
    if row.owner_id is not None:
        place |= {"owner_id": row.owner_id, "team_id": row.team_id}
    waiting = update(File).where(col(File.public_id).in_(ids), col(File.record_kind) == files.DRAFT)
    work.session.execute(waiting.values(**place))


def _of_files(session: Session, record: str) -> list[CustomField]:
    return [one for one in definitions(session, record) if one.kind is FieldKind.FILE]


class _Fields:
    """What `files` asks of fields."""

    def takes(self, work: Work, record_kind: str, field: str) -> bool:
        """Whether the actor may fill it."""
        known = (one for one in _of_files(work.session, record_kind) if one.key == field)
        return any(rules.may_edit(one, work.actor) for one in known)

    def shows(self, work: Work, row: Customized, field: str, file_id: str) -> bool:
        """Whether it stands there, and the actor may see the field."""
        known = all_definitions(work.session, str(row.__tablename__))
        one = next((one for one in known if one.key == field), None)
        if one is None or not one.is_active or not rules.may_see(one, work.actor):
            return False
        stored = row.custom.get(field)
        return isinstance(stored, list) and file_id in map(values.file_id, stored)


files.FIELDS.append(_Fields())
