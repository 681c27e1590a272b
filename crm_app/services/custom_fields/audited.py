"""Changes of custom fields as the audit shows them: under their names, in words."""

from dataclasses import dataclass
from typing import Any

from crm_app.core.work import Work
from crm_app.locales.catalog import say
from crm_app.models.custom_fields import CustomField, FieldKind
from crm_app.services.custom_fields import rules, values
from crm_app.services.custom_fields.definitions import all_definitions


@dataclass(frozen=True, slots=True)
class Audited:
    """What a change was about: the field's names, and what stood there before and after."""

    label_zh: str
    label_en: str
    before: str
    after: str


def audited(work: Work, record: str, name: str, before: str, after: str) -> Audited | None:
    """A change of the field called `custom.<key>`; None for one that is none. What the reader may
    not see is not told, nor is its name.
    """
    if record not in rules.RECORDS or not name.startswith(values.PREFIX):
        return None
    known = all_definitions(work.session, record)
    field = next((one for one in known if values.name_of(one) == name), None)
    if field is None:
        return None
    if not rules.may_see(field, work.actor):
        hidden = say(work.actor.language, "custom_fields.hidden")
        zh, en = (say(language, "custom_fields.page") for language in ("zh", "en"))
        return Audited(zh, en, before and hidden, after and hidden)
    old, new = (_readable(field, side, work.actor.language) for side in (before, after))
    return Audited(field.label_zh, field.label_en, old, new)


def _readable(field: CustomField, noted: str, language: str) -> str:
    return values.shown_in(field, _stored(field, noted), language) if noted else ""


def _stored(field: CustomField, noted: str) -> Any:
    """The audit's text of a value, as it was stored."""
    if field.holds in values.NUMBERS:
        return int(noted)
    if field.holds in (FieldKind.MULTI, FieldKind.FILE):
        return noted.split(", ")
    return True if field.holds is FieldKind.CHECKBOX else noted
