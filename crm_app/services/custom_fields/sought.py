"""Custom fields as rules about one kind of record look for them: `custom.<key>` and what fits.

What is looked for are words of a text, options of a choice, yes or no of a tick, and of numbers and
days a range: the first and the last value, one of them may be empty.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from crm_app.core.errors import Invalid
from crm_app.core.grams import fold
from crm_app.core.permissions import Actor
from crm_app.models.base import Customized
from crm_app.models.custom_fields import CustomField, FieldKind
from crm_app.services.choices import Option
from crm_app.services.custom_fields import rules, values
from crm_app.services.custom_fields.conditions import KINDS, ConditionField, fact_of, ticks
from crm_app.services.custom_fields.definitions import all_definitions, definitions

_RANGED = ("number", "date")
_MOST_WORDS, _LONGEST = 50, 60


def sought_fields(
    session: Session, record: str, actor: Actor | None = None
) -> dict[str, ConditionField]:
    """Name → field, retired ones too; hidden is what the actor - or, without one, anybody - may
    not see.
    """
    return {
        values.name_of(field): ConditionField(
            values.name_of(field),
            record,
            KINDS.get(field.holds, "choice"),
            f"{field.label_zh}{_unit(field)}",
            f"{field.label_en}{_unit(field)}",
            _options(field),
            is_hidden=not (rules.may_see(field, actor) if actor else rules.is_open(field)),
        )
        for field in all_definitions(session, record)
        if field.holds is not FieldKind.FILE
    }


def read_sought(
    session: Session, record: str, typed: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """What a rule looks for, checked and in one form: name → what fits; what is empty is left out.
    Refuses unknown and retired fields, and values that they cannot have.
    """
    known = {
        one.key: one for one in definitions(session, record) if one.holds is not FieldKind.FILE
    }
    found: dict[str, list[str]] = {}
    for key, given in typed.items():
        field = known.get(key)
        if field is None:
            raise Invalid(
                "custom_fields.unknown", field=f"{values.PREFIX}{key[:40]}", name=key[:40]
            )
        read = _read(field, [one.strip() for one in given])
        if any(read):
            found[values.name_of(field)] = read
    return found


def sought_facts(session: Session, row: Customized) -> dict[str, Any]:
    """Name → what a record says of its fields, as `meets` compares it."""
    record = str(row.__tablename__)
    facts = {
        values.name_of(one): fact_of(one, row.custom.get(one.key))
        for one in definitions(session, record)
        if one.holds is not FieldKind.FILE
    }
    return {name: fact for name, fact in facts.items() if fact is not None}


def sample_facts(session: Session, record: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """The same of a record that does not exist: key → as it is typed."""
    found: dict[str, Any] = {}
    for field in definitions(session, record):
        text = typed.get(field.key, "").strip()
        if field.holds is FieldKind.FILE:
            continue
        if field.holds is FieldKind.CHECKBOX:
            found[values.name_of(field)] = "yes" if text == "true" else "no"
        elif text:
            found[values.name_of(field)] = fact_of(field, values.read(field, text))
    return {name: fact for name, fact in found.items() if fact is not None}


def meets(fact: Any, kind: str, wanted: Sequence[str]) -> bool:
    """Pure: whether what a record says fits what is looked for."""
    if fact is None:
        return False
    if kind in _RANGED:
        first, last = ((Decimal(one) if kind == "number" and one else one) for one in wanted)
        return (first == "" or fact >= first) and (last == "" or fact <= last)
    if kind == "text":
        return any(fold(word) in fold(str(fact)) for word in wanted)
    return bool(set(fact if isinstance(fact, list) else [fact]) & set(wanted))


def _read(field: CustomField, given: Sequence[str]) -> list[str]:
    name, kind = values.name_of(field), KINDS.get(field.holds, "choice")
    if kind in _RANGED:
        return [values.typed_of(field, values.read(field, one)) for one in [*given, "", ""][:2]]
    some = list(dict.fromkeys(one for one in given if one))
    if kind == "text":
        if len(some) > _MOST_WORDS or any(len(word) > _LONGEST for word in some):
            raise Invalid("assignment.words_too_many", field=name, most=_MOST_WORDS)
        return some
    if not set(some) <= {one.key for one in _options(field)}:
        raise Invalid("assignment.value_unknown", field=name)
    return some


def _options(field: CustomField) -> list[Option]:
    if field.holds is FieldKind.CHECKBOX:
        return ticks()
    return [Option(one["key"], one["zh"], one["en"]) for one in field.options]


def _unit(field: CustomField) -> str:
    return f" ({field.currency})" if field.holds is FieldKind.MONEY else ""
