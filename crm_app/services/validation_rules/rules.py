"""Pure decisions about rules: how they are read, whether a record keeps one, what one says."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from crm_app.core.errors import Invalid
from crm_app.lib.exact import parse_decimal
from crm_app.locales.catalog import say
from crm_app.models.validation_rules import ValidationRule
from crm_app.services.lines import one_line
from crm_app.services.validation_rules.rows import RECORDS, Condition, Group, RuleField, RuleForm

MOST_RULES, MOST_PARTS = 50, 8
_FILLED = ("filled", "empty")
OPERATORS: dict[str, tuple[str, ...]] = {
    "text": (*_FILLED, "is", "is_not", "has", "has_not", "begins", "longer", "shorter"),
    "number": (*_FILLED, "is", "is_not", "over", "least", "under", "most"),
    "date": (*_FILLED, "before", "after", "least", "most"),
    "choice": (*_FILLED, "is", "is_not"),
    "flag": ("yes", "no"),
}
ALONE = (*_FILLED, "yes", "no")
_TEXTS = {"name_zh": 120, "name_en": 120, "message_zh": 300, "message_en": 300}
_TODAY = re.compile(r"today\s*(?:([+-])\s*(\d{1,4}))?")
Facts = Mapping[str, Any]


def apply(rule: ValidationRule, form: RuleForm, fields: Mapping[str, RuleField]) -> None:
    """Put what was entered onto the rule; refuses what cannot be, naming it."""
    for name, most in _TEXTS.items():
        if (typed := getattr(form, name)) is not None:
            setattr(rule, name, one_line(typed, name, most))
    for name in ("name", "message"):
        zh, en = getattr(rule, f"{name}_zh"), getattr(rule, f"{name}_en")
        setattr(rule, f"{name}_zh", zh or en)
        setattr(rule, f"{name}_en", en or zh)
        if not (zh or en):
            raise Invalid(f"validation_rules.{name}_missing", field=f"{name}_zh")
    for name in ("asked", "only_when"):
        group = getattr(form, name)
        if group is not None:
            setattr(rule, name, _stored(_checked(group, fields, name)))
    if not group_of(rule.asked).parts:
        raise Invalid("validation_rules.nothing_asked", field="asked")


def check_record(record: str | None) -> str:
    """A kind of record that can have rules."""
    if record not in RECORDS:
        raise Invalid("validation_rules.record_unknown", field="record")
    return record


def group_of(stored: Mapping[str, Any]) -> Group:
    """A stored group."""
    parts = [Condition(one["field"], one["is"], one["value"]) for one in stored.get("parts", ())]
    return Group(parts, stored.get("join", "and"))


def keeps(rule: ValidationRule, facts: Facts, today: date) -> bool:
    """Whether a record keeps a rule, or is none that it is about."""
    when, asked = group_of(rule.only_when), group_of(rule.asked)
    if when.parts and not _holds(when, facts, today):
        return True
    return _holds(asked, facts, today)


def fields_of(rule: ValidationRule) -> list[str]:
    """The fields that a rule looks at, those that it asks for first."""
    parts = [*group_of(rule.asked).parts, *group_of(rule.only_when).parts]
    return list(dict.fromkeys(part.field for part in parts))


def _holds(group: Group, facts: Facts, today: date) -> bool:
    found = (holds(part, facts, today) for part in group.parts)
    return any(found) if group.join == "or" else all(found)


def holds(part: Condition, facts: Facts, today: date) -> bool:
    """Whether one comparison holds; nothing is neither more nor less than anything."""
    fact = facts.get(part.field)
    empty = fact is None or fact in ("", [])
    if part.is_ in ALONE:
        wanted = part.is_ in ("filled", "yes")
        return (bool(fact) if part.is_ in ("yes", "no") else not empty) is wanted
    if empty:
        return part.is_ in ("is_not", "has_not")
    if isinstance(fact, list):
        positive = part.is_.removesuffix("_not")  # of several none may be it
        hit = any(_compares(positive, str(one), part.value) for one in fact)
        return hit is (positive == part.is_)
    if isinstance(fact, date):
        return _sides(part.is_, fact, _day(part.value, today))
    if isinstance(fact, Decimal):
        return _sides(part.is_, fact, Decimal(part.value))
    return _compares(part.is_, str(fact), part.value)


def _compares(operator: str, fact: str, value: str) -> bool:
    own, other = " ".join(fact.split()).casefold(), value.casefold()
    listed = [one.strip() for one in re.split(r"[,，]", other) if one.strip()] or [other]
    return {
        "is": own in listed,
        "is_not": own not in listed,
        "has": any(one in own for one in listed),
        "has_not": all(one not in own for one in listed),
        "begins": any(own.startswith(one) for one in listed),
        "longer": len(own) >= _length(value),
        "shorter": len(own) <= _length(value),
    }.get(operator, False)


def _length(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() else 0


def _sides(operator: str, fact: Any, value: Any) -> bool:
    return {
        "is": fact == value,
        "is_not": fact != value,
        "over": fact > value,
        "after": fact > value,
        "least": fact >= value,
        "under": fact < value,
        "before": fact < value,
        "most": fact <= value,
    }.get(operator, False)


def _day(value: str, today: date) -> date:
    found = _TODAY.fullmatch(value)
    if found is None:
        return date.fromisoformat(value)
    days = int(found[2] or 0)
    return today + timedelta(-days if found[1] == "-" else days)


def _checked(group: Group, fields: Mapping[str, RuleField], name: str) -> Group:
    if group.join not in ("and", "or") or len(group.parts) > MOST_PARTS:
        raise Invalid("validation_rules.too_many", field=name, most=MOST_PARTS)
    return Group([_part(part, fields, name) for part in group.parts], group.join)


def _part(part: Condition, fields: Mapping[str, RuleField], name: str) -> Condition:
    field = fields.get(part.field)
    if field is None:
        raise Invalid("validation_rules.field_unknown", field=name, name=part.field[:40])
    if part.is_ not in OPERATORS[field.kind]:
        raise Invalid("validation_rules.operator_unknown", field=name, zh=field.zh, en=field.en)
    value = " ".join(part.value.split())[:200]
    if part.is_ in ALONE:
        return Condition(part.field, part.is_)
    if not _is_value(field, part.is_, value):
        told = {"zh": field.zh, "en": field.en, "typed": value[:40]}
        raise Invalid("validation_rules.value_unknown", field=name, **told)
    if field.kind == "number":
        value = f"{parse_decimal(value):f}"
    return Condition(part.field, part.is_, value)


def _is_value(field: RuleField, operator: str, value: str) -> bool:
    if not value:
        return False
    if operator in ("longer", "shorter"):
        return _length(value) > 0
    if field.kind == "number":
        return parse_decimal(value) is not None
    if field.kind == "date":
        return _TODAY.fullmatch(value) is not None or _is_day(value)
    if field.kind == "choice" and field.options:
        keys = {option.key for option in field.options}
        return {one.strip() for one in value.split(",")} <= keys
    return True


def _is_day(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def _stored(group: Group) -> dict[str, Any]:
    parts = [{"field": one.field, "is": one.is_, "value": one.value} for one in group.parts]
    return {"join": group.join, "parts": parts}


def sentence(rule: ValidationRule, fields: Mapping[str, RuleField], language: str) -> str:
    """A rule as it is read: 仅当 阶段 是 客户：税号 已填写."""
    asked = _words(group_of(rule.asked), fields, language)
    when = _words(group_of(rule.only_when), fields, language)
    code = "validation_rules.says_when" if when else "validation_rules.says"
    return say(language, code, asked=asked, when=when)


def _words(group: Group, fields: Mapping[str, RuleField], language: str) -> str:
    parts = [_phrase(part, fields.get(part.field), language) for part in group.parts]
    return say(language, f"validation_rules.join_{group.join}").join(parts)


def _phrase(part: Condition, field: RuleField | None, language: str) -> str:
    name = getattr(field, language) if field else part.field
    value = part.value
    if field and field.options:
        known = {option.key: getattr(option, language) for option in field.options}
        value = "/".join(known.get(one.strip(), one) for one in value.split(","))
    kind = field.kind if field else "text"
    code = f"validation_rules.is.{kind}.{part.is_}"
    return say(language, code, name=name, value=value)


def first_faults(
    rules: Iterable[ValidationRule], facts: Facts, today: date
) -> list[ValidationRule]:
    """The rules that a record does not keep, in their order."""
    return [rule for rule in rules if not keeps(rule, facts, today)]
