"""What somebody may do with each field of a kind of record, for who handles values as they are."""

from dataclasses import dataclass
from typing import Any

from crm_app.core.work import Work
from crm_app.models.custom_fields import CustomField
from crm_app.services.custom_fields.definitions import all_definitions
from crm_app.services.custom_fields.rules import may_edit, may_see
from crm_app.services.custom_fields.values import shown_in


@dataclass(frozen=True, slots=True)
class FieldRight:
    """A field's words, and whether the actor may see and change it."""

    field: CustomField
    sees: bool
    edits: bool

    def shown(self, stored: Any, language: str) -> str:
        """A stored value in words."""
        return shown_in(self.field, stored, language) if stored is not None else ""


def field_rights(work: Work, record: str) -> dict[str, FieldRight]:
    """Key → rights, of fields in use and of those that are not any more."""
    return {
        field.key: FieldRight(field, may_see(field, work.actor), may_edit(field, work.actor))
        for field in all_definitions(work.session, record)
    }
