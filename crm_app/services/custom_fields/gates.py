"""Custom fields that a stage of a pipeline can ask for: those of a deal, and of its customer.

A stage names them `custom.<key>` and `customer.custom.<key>`, as their inputs are called.
"""

from collections.abc import Iterable
from dataclasses import replace

from sqlmodel import Session

from crm_app.core.work import Work
from crm_app.locales.catalog import say
from crm_app.models.base import Customized
from crm_app.models.custom_fields import CustomField, FieldKind
from crm_app.services.choices import Option
from crm_app.services.custom_fields import rules, values
from crm_app.services.custom_fields.definitions import definitions
from crm_app.services.custom_fields.records import field_values
from crm_app.services.custom_fields.rows import FieldValue

CUSTOMER = "customer."
_PREFIXES = {"deal": "", "customer": CUSTOMER}


def gate_fields(session: Session) -> dict[str, CustomField]:
    """Name → field, of all that a stage can ask for."""
    return {
        f"{prefix}{values.name_of(field)}": field
        for record, prefix in _PREFIXES.items()
        for field in definitions(session, record)
        if field.kind is not FieldKind.FORMULA  # nobody could fill it
    }


def gate_options(session: Session) -> list[Option]:
    """The same with their names in both languages."""
    return [Option(name, *_labels(field)) for name, field in gate_fields(session).items()]


def lacking(
    session: Session, asked: Iterable[str], deal: Customized, customer: Customized
) -> dict[str, CustomField]:
    """Of the names that a stage asks for, the custom fields that have no value. Retired ones are
    asked for no more.
    """
    known = gate_fields(session)
    rows = {"deal": deal, "customer": customer}
    fields = {name: known[name] for name in asked if name in known}
    return {
        name: field
        for name, field in fields.items()
        if rows[field.record].custom.get(field.key) is None
    }


def lacking_options(work: Work, missing: dict[str, CustomField]) -> list[Option]:
    """What is missing, by name; of a field that the actor may not see only that there is one."""
    return [
        Option(name, *_labels(field))
        if rules.may_see(field, work.actor)
        else Option(name, *(say(one, "custom_fields.hidden") for one in ("zh", "en")))
        for name, field in missing.items()
    ]


def lacking_inputs(work: Work, missing: dict[str, CustomField]) -> list[FieldValue]:
    """Inputs for what is missing and the actor may fill."""
    found = []
    for name, field in missing.items():
        if rules.may_edit(field, work.actor):
            (shown,) = field_values(work, [field], {})
            zh, en = _labels(field)
            words = {"label_zh": zh, "label_en": en, "heads": False}
            found.append(replace(shown, name=name, is_required=True, **words))
    return found


def _labels(field: CustomField) -> tuple[str, str]:
    if field.record == "deal":
        return field.label_zh, field.label_en
    zh, en = (say(language, "custom_fields.of.customer") for language in ("zh", "en"))
    return f"{zh} · {field.label_zh}", f"{en} · {field.label_en}"
