"""Formulas of custom fields: which fields they can read, whether they can be, and their values."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from crm_app.core.errors import Conflict, Invalid
from crm_app.lib import formulas
from crm_app.lib.exact import SCALE
from crm_app.locales.catalog import say
from crm_app.models.custom_fields import CustomField, FieldKind
from crm_app.services.custom_fields.formula_fields import OWN, named
from crm_app.services.custom_fields.values import LONGEST, NUMBERS

KINDS = {
    FieldKind.NUMBER: formulas.NUMBER,
    FieldKind.MONEY: formulas.NUMBER,
    FieldKind.DATE: formulas.DATE,
    FieldKind.CHECKBOX: formulas.TICK,
    FieldKind.TEXT: formulas.TEXT,
    FieldKind.LINK: formulas.TEXT,
    FieldKind.CHOICE: formulas.TEXT,
}
_RESULTS = {
    formulas.NUMBER: FieldKind.NUMBER,
    formulas.DATE: FieldKind.DATE,
    formulas.TEXT: FieldKind.TEXT,
    formulas.TICK: FieldKind.CHECKBOX,
}
_MOST = int(Decimal(10) ** 13 * SCALE)
CUSTOM = "custom."


def settle(
    field: CustomField, typed: str | None, result: str | None, known: Sequence[CustomField]
) -> None:
    """Check a formula against the fields of its record and keep what it reads; refuses what is wrong
    with it, and where.
    """
    if field.kind is not FieldKind.FORMULA:
        return
    text = (typed if typed is not None else field.formula).strip()
    others = [one for one in known if one.key != field.key and one.is_active]
    try:
        formula = _compiled(text, field.record, [*others, *([field] if field.result else [])])
    except formulas.Mistake as mistake:
        raise _refusal(mistake) from None
    kind = _RESULTS[formula.gives]
    asks_money = result == "money" or (result is None and field.result == "money")
    if kind is FieldKind.NUMBER and asks_money:
        kind = FieldKind.MONEY
    if field.result and field.result != kind.value and {field.result, kind.value} - set(NUMBERS):
        raise Conflict("custom_fields.result_fixed")
    field.formula, field.result, field.by_day = text, kind.value, formula.by_day
    field.uses = [one.removeprefix(CUSTOM) for one in formula.reads if one.startswith(CUSTOM)]
    _check_circle(field, others)
    field.by_day = formula.by_day or any(one.by_day for one in others if one.key in field.uses)


def _compiled(text: str, record: str, others: Sequence[CustomField]) -> formulas.Formula:
    fields = {name: kind for name, (kind, _) in OWN[record].items()}
    also: dict[str, str] = {word.lower(): name for name in OWN[record] for word in named(name)}
    for one in others:
        if (kind := KINDS.get(one.holds)) is not None:
            fields[f"{CUSTOM}{one.key}"] = kind
            for word in (one.key, one.label_zh, one.label_en):
                also.setdefault(word.lower(), f"{CUSTOM}{one.key}")
    return formulas.compiled(text, fields, also)


def _check_circle(field: CustomField, others: Sequence[CustomField]) -> None:
    by_key = {one.key: one for one in others}
    path: list[str] = []

    def follow(uses: Iterable[str]) -> bool:
        for key in uses:
            path.append(key)
            if key == field.key or (key in by_key and follow(by_key[key].uses)):
                return True
            path.pop()
        return False

    # The others cannot read a field that is new; of one that is changed they may.
    if follow(field.uses):
        labels = {one.key: one for one in [*others, field]}
        way = {
            language: " → ".join(
                getattr(labels[key], f"label_{language}") for key in [field.key, *path]
            )
            for language in ("zh", "en")
        }
        raise Invalid("custom_fields.formula_circle", field="formula", **way)


def _refusal(mistake: formulas.Mistake) -> Invalid:
    told, code = dict(mistake.params), f"custom_fields.formula_{mistake.code}"
    if "wanted" in told:
        told = {language: _kinds_in(language, code, told) for language in ("zh", "en")}
    return Invalid(code, field="formula", at=mistake.at, **told)


def _kinds_in(language: str, code: str, kinds: Mapping[str, str]) -> str:
    words = {name: say(language, f"custom_fields.gives.{kind}") for name, kind in kinds.items()}
    return say(language, f"{code}_is", **words)


def guard(fields: Sequence[CustomField]) -> list[CustomField]:
    """Keep beside each formula who may see what it reads; returns those whose guards changed."""
    by_key = {one.key: one for one in fields}
    changed = []
    for one in fields:
        if one.kind is not FieldKind.FORMULA:
            continue
        guards: list[list[str]] = []
        for key in _all_used(one, by_key):
            sees = by_key[key].sees
            roles = sorted({*sees, *by_key[key].edits}) if sees else []
            if roles and roles not in guards:
                guards.append(roles)
        if guards != one.guards:
            one.guards = guards
            changed.append(one)
    return changed


def _all_used(field: CustomField, by_key: Mapping[str, CustomField]) -> list[str]:
    found: dict[str, None] = {}
    waiting = list(field.uses)
    while waiting:
        key = waiting.pop()
        if key in by_key and key not in found:
            found[key] = None
            waiting += by_key[key].uses
    return list(found)


def used_by(field: CustomField, fields: Sequence[CustomField]) -> list[CustomField]:
    """The formulas in use that read a field."""
    return [one for one in fields if one.is_active and field.key in one.uses]


class Reckoner:
    """The formulas of a kind of record, in the order in which they follow from each other."""

    def __init__(self, record: str, fields: Sequence[CustomField]) -> None:
        self._record = record
        active = [one for one in fields if one.is_active]
        self.formulas = _ordered([one for one in active if one.kind is FieldKind.FORMULA])
        self._inputs = [one for one in active if one.kind is not FieldKind.FORMULA]
        self._ready = [(one, _ready(one, record, active)) for one in self.formulas]

    def values(self, own: Any, custom: Mapping[str, Any], today: date) -> dict[str, Any]:
        """All custom values of a record, with what its formulas come to; `own` has its own fields
        as attributes.
        """
        found = dict(custom)
        known = {name: read(own) for name, (_, read) in OWN[self._record].items()}
        for one in self._inputs:
            known[f"{CUSTOM}{one.key}"] = _fact(one, custom.get(one.key))
        for one, formula in self._ready:
            value = None if formula is None else formula.value(known, today)
            known[f"{CUSTOM}{one.key}"] = value
            if (stored := _stored(value)) is None:
                found.pop(one.key, None)
            else:
                found[one.key] = stored
        return found


def _ready(field: CustomField, record: str, active: Sequence[CustomField]) -> Any:
    others = [one for one in active if one.key != field.key]
    try:
        return _compiled(field.formula, record, others)
    except formulas.Mistake:  # a field that it read is gone
        return None


def _ordered(fields: Sequence[CustomField]) -> list[CustomField]:
    """Each after those that it reads."""
    left, found = list(fields), []
    while left:
        waiting = {one.key for one in left}
        ready = [one for one in left if not waiting & set(one.uses)] or left
        found += ready
        left = [one for one in left if one not in ready]
    return found


def _fact(field: CustomField, stored: Any) -> Any:
    if field.holds is FieldKind.CHECKBOX:
        return bool(stored)
    if stored is None:
        return None
    if field.holds in NUMBERS:
        return Decimal(int(stored)) / SCALE
    return date.fromisoformat(stored) if field.holds is FieldKind.DATE else stored


def _stored(value: Any) -> Any:
    """As values of custom fields are stored; what is no figure of anybody's is nothing."""
    if isinstance(value, bool):
        return True if value else None
    if isinstance(value, Decimal):
        whole = int((value * SCALE).to_integral_value(ROUND_HALF_UP))
        return whole if abs(whole) <= _MOST else None
    if isinstance(value, date):
        return value.isoformat()
    return str(value)[:LONGEST] if value not in (None, "") else None
