"""Custom fields as conditions of approval flows look at them: `custom.<record>.<key>`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.lib.exact import SCALE
from crm_app.locales.catalog import say
from crm_app.models.base import Customized
from crm_app.models.custom_fields import CustomField, FieldKind
from crm_app.services.choices import Option
from crm_app.services.custom_fields import rules, values
from crm_app.services.custom_fields.definitions import all_definitions, definitions
from crm_app.services.custom_fields.records import options_of

JUDGED = ("quote", "deal", "customer", "contact", "lead", "product")
# Records that a field is looked for on: one, or several of which any may have the value.
Rows = Customized | None | Sequence[Customized]
KINDS = {
    FieldKind.NUMBER: "number",
    FieldKind.MONEY: "number",
    FieldKind.DATE: "date",
    FieldKind.TEXT: "text",
    FieldKind.LINK: "text",
}


@dataclass(frozen=True, slots=True)
class ConditionField:
    """A field that a condition can look at. `kind` is number, date, text or choice (a tick too);
    `is_hidden` from the actor.
    """

    key: str
    record: str
    kind: str
    zh: str
    en: str
    options: list[Option] = field(default_factory=list)
    is_hidden: bool = False
    worse: str = "any"


def condition_fields(work: Work) -> list[ConditionField]:
    """All that conditions can look at now."""
    return [
        _of(work, field)
        for record in JUDGED
        for field in definitions(work.session, record)
        if field.holds is not FieldKind.FILE
    ]


def condition_field(work: Work, key: str) -> ConditionField | None:
    """The field of a condition; a retired one too, which holds no more."""
    field = _find(work, key)
    return None if field is None else _of(work, field)


def condition_facts(
    work: Work, keys: Iterable[str], rows: Mapping[str, Callable[[], Rows]]
) -> dict[str, Any]:
    """What the records say of fields: exact numbers, days, texts, keys; nothing is left out.

    `rows` are read for fields that are asked for. Of several records it is a list: the values that
    there are, of numbers and days the least and the last.
    """
    found: dict[str, Any] = {}
    read: dict[str, Rows] = {}
    for key in dict.fromkeys(keys):
        field = _find(work, key)
        if field is None or not field.is_active or field.record not in rows:
            continue
        if field.record not in read:
            read[field.record] = rows[field.record]()
        fact = _of_rows(field, read[field.record])
        found |= {} if fact is None else {key: fact}
    return found


def _of_rows(field: CustomField, rows: Rows) -> Any:
    if rows is None:
        return None
    if isinstance(rows, Customized):
        return fact_of(field, rows.custom.get(field.key))
    stored = (fact_of(field, row.custom.get(field.key)) for row in rows)
    facts = [fact for fact in stored if fact is not None]
    if facts and (field.holds in values.NUMBERS or field.holds is FieldKind.DATE):
        return sorted({min(facts), max(facts)})
    flat = {one for fact in facts for one in (fact if isinstance(fact, list) else [fact])}
    return sorted(flat) or None


def read_fact(work: Work, key: str, typed: str) -> Any:
    """What somebody enters as a field's value in a case that is tried; None for nothing."""
    field = _find(work, key)
    if field is None or not typed.strip():
        return None
    if field.holds is FieldKind.CHECKBOX:
        return typed if typed in ("yes", "no") else None
    return fact_of(field, values.read(field, typed))


def read_limit(work: Work, key: str, typed: str) -> str:
    """The figure, day or words that a condition compares with, checked and in one form."""
    field = _find(work, key)
    if field is None:
        raise Invalid("custom_fields.not_found")
    if field.holds in (FieldKind.TEXT, FieldKind.LINK):
        return " ".join(typed.split())[:200]
    return values.typed_of(field, values.read(field, typed))


def fact_of(field: CustomField, stored: Any) -> Any:
    """What a stored value says: an exact number, a day, a text, keys, yes or no; None for nothing."""
    if field.holds is FieldKind.CHECKBOX:
        return "yes" if stored else "no"
    if stored is None:
        return None
    return Decimal(stored) / SCALE if field.holds in values.NUMBERS else stored


def _find(work: Work, key: str) -> CustomField | None:
    prefix, _, rest = key.partition(".")
    record, _, name = rest.partition(".")
    if prefix != "custom" or record not in JUDGED:
        return None
    known = all_definitions(work.session, record)
    found = (one for one in known if one.key == name and one.holds is not FieldKind.FILE)
    return next(found, None)


def _of(work: Work, field: CustomField) -> ConditionField:
    own = {one: say(one, f"custom_fields.of.{field.record}") for one in ("zh", "en")}
    unit = f" ({field.currency})" if field.holds is FieldKind.MONEY else ""
    return ConditionField(
        f"custom.{field.record}.{field.key}",
        field.record,
        KINDS.get(field.holds, "choice"),
        f"{own['zh']} · {field.label_zh}{unit}",
        f"{own['en']} · {field.label_en}{unit}",
        ticks() if field.holds is FieldKind.CHECKBOX else options_of(field),
        not rules.may_see(field, work.actor),
        field.worse,
    )


def ticks() -> list[Option]:
    """What a tick can be, by name."""
    return [
        Option(key, *(say(one, f"custom_fields.{key}") for one in ("zh", "en")))
        for key in ("yes", "no")
    ]
