"""What rules can look at on each kind of record: its own fields, the ways of reaching it, custom ones."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from crm_app.core.work import Work
from crm_app.lib.birthdays import stored_birthday
from crm_app.lib.exact import SCALE
from crm_app.locales.catalog import say
from crm_app.models.custom_fields import CustomField, FieldKind
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.deals import Deal, Stage
from crm_app.models.leads import Lead
from crm_app.models.quotes import Quote
from crm_app.services.choices import Option, options_of
from crm_app.services.custom_fields.definitions import definitions
from crm_app.services.points import points_of_many
from crm_app.services.validation_rules.rows import RuleField

MODELS: dict[str, type[Any]] = {
    "customer": Customer,
    "contact": Contact,
    "lead": Lead,
    "deal": Deal,
    "quote": Quote,
}
_POINTS = ("mobile", "phone", "email", "wechat", "website", "address")
# Field → kind, with the texts of its name; `list:` are editable lists, `enum:` texts by value.
_OWN: dict[str, dict[str, str]] = {
    "customer": {
        "name": "text",
        "kind": "enum:customers.kind",
        "tier": "tier",
        "region": "text",
        "stage": "enum:customers.stage",
        "industry": "list:industry",
        "size": "list:size",
        "source": "list:source",
        "tax_id": "text",
        "legal_name_zh": "text",
        "legal_name_en": "text",
    },
    "contact": {
        "name": "text",
        "honorific": "text",
        "other_name": "text",
        "birthday": "text",
        "source": "list:source",
        "customer": "flag",
    },
    "lead": {
        "name": "text",
        "company": "text",
        "title": "text",
        "region": "text",
        "address": "text",
        "industry": "list:industry",
        "size": "list:size",
        "source": "list:source",
        "note": "text",
    },
    "deal": {
        "name": "text",
        "amount": "number",
        "currency": "text",
        "expected_close": "date",
        "stage": "stage",
        "contact": "flag",
    },
    "quote": {
        "discount": "number",
        "total": "number",
        "currency": "text",
        "valid_until": "date",
        "payment_days": "number",
        "payment_terms": "text",
        "note": "text",
        "contact": "flag",
    },
}
_REACHED = ("customer", "contact", "lead")
_CUSTOM = {
    FieldKind.NUMBER: "number",
    FieldKind.MONEY: "number",
    FieldKind.DATE: "date",
    FieldKind.TEXT: "text",
    FieldKind.LINK: "text",
    FieldKind.CHECKBOX: "flag",
    FieldKind.FILE: "flag",
}
# A field of a rule → the column whose change counts; points change as a whole.
COLUMNS = {"customer": "customer_id", "contact": "contact_id", "stage": "stage_id"}
POINTS = "points"


def fields_of(session: Session, record: str) -> dict[str, RuleField]:
    """Key → field of a kind of record, in the order in which they are offered."""
    found = {key: _own(session, record, key, kind) for key, kind in _OWN[record].items()}
    if record in _REACHED:
        for kind in _POINTS:
            if kind not in found:
                found[kind] = RuleField(kind, "text", *_both(f"points.kind.{kind}"))
    for field in definitions(session, record):
        key = f"custom.{field.key}"
        options = [Option(one["key"], one["zh"], one["en"]) for one in field.options]
        kind = _CUSTOM.get(field.holds, "choice")
        found[key] = RuleField(key, kind, field.label_zh, field.label_en, options)
    return found


def _own(session: Session, record: str, key: str, kind: str) -> RuleField:
    names = _both(f"validation_rules.field.{record}.{key}")
    if kind == "tier":
        return RuleField(key, "choice", *names, [Option(one, one, one) for one in "ABC"])
    if kind == "stage":
        stages = session.exec(select(Stage).order_by(col(Stage.rank))).all()
        options = {one.key: Option(one.key, one.name_zh, one.name_en) for one in stages}
        return RuleField(key, "choice", *names, list(options.values()))
    if kind.startswith("list:"):
        options = options_of(session, kind.removeprefix("list:"))
        return RuleField(key, "choice", *names, list(options.values()))
    if kind.startswith("enum:"):
        return RuleField(key, "choice", *names, _of_texts(kind.removeprefix("enum:")))
    return RuleField(key, kind, *names)


def _of_texts(prefix: str) -> list[Option]:
    from crm_app.locales.catalog import TEXT  # noqa: PLC0415 - the whole catalogue, for its keys

    keys = [key for key in TEXT if key.startswith(f"{prefix}.")]
    return [Option(key.removeprefix(f"{prefix}."), *TEXT[key]) for key in keys]


def _both(code: str) -> tuple[str, str]:
    return say("zh", code), say("en", code)


def facts_of(work: Work, record: str, rows: Iterable[Any]) -> dict[int, dict[str, Any]]:
    """Record id → what its fields say, of many in a few reads."""
    found = list(rows)
    ids = [row.id for row in found]
    customs = definitions(work.session, record)
    facts = {row.id: _plain(row, _OWN[record]) | _custom(row, customs) for row in found}
    if record in _REACHED:
        points = points_of_many(work.session, MODELS[record], ids)
        for row_id, own in points.items():
            for point in own:
                facts[row_id].setdefault(point.kind, []).append(point.shown)
    _MORE.get(record, _nothing)(work, found, facts)
    return facts


def read_facts(session: Session, record: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields of a record that is not stored would say: numbers and days come as text, own
    fields as they are stored, ways of reaching somebody as lists of what is shown."""
    facts: dict[str, Any] = {}
    for key, kind in _OWN[record].items():
        value = values.get(key)
        if kind == "number":
            facts[key] = Decimal(value) if value else None
        elif kind == "date":
            facts[key] = date.fromisoformat(value) if value else None
        else:
            facts[key] = bool(value) if kind == "flag" else value or ""
    if record in _REACHED:
        facts |= {kind: values[kind] for kind in _POINTS if values.get(kind)}
    for one in definitions(session, record):
        facts[f"custom.{one.key}"] = _stored(one, values.get(f"custom.{one.key}"))
    return facts


def _plain(row: Any, own: dict[str, str]) -> dict[str, Any]:
    found = {key: _value(getattr(row, key)) for key in own if hasattr(row, key)}
    if found.get("birthday") and stored_birthday(found["birthday"]) is None:
        found["birthday"] = ""
    return found


def _value(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return getattr(value, "value", value)


def _custom(row: Any, fields: Iterable[CustomField]) -> dict[str, Any]:
    return {f"custom.{one.key}": _stored(one, row.custom.get(one.key)) for one in fields}


def _stored(field: CustomField, value: Any) -> Any:
    if value is None:
        return None
    if field.holds is FieldKind.FILE:
        return True
    if field.holds in (FieldKind.NUMBER, FieldKind.MONEY):
        return Decimal(int(value)) / SCALE
    return date.fromisoformat(value) if field.holds is FieldKind.DATE else value


def _of_contacts(work: Work, rows: list[Any], facts: dict[int, dict[str, Any]]) -> None:
    there = select(Position.contact_id).where(
        col(Position.contact_id).in_([row.id for row in rows]), col(Position.ended).is_(None)
    )
    placed = set(work.session.exec(there))
    for row in rows:
        facts[row.id]["customer"] = row.id in placed


def _of_deals(work: Work, rows: list[Any], facts: dict[int, dict[str, Any]]) -> None:
    wanted = {row.stage_id for row in rows}
    stages = {
        one.id: one.key for one in work.session.exec(select(Stage).where(col(Stage.id).in_(wanted)))
    }
    for row in rows:
        facts[row.id] |= {"stage": stages.get(row.stage_id), "contact": row.contact_id is not None}


def _of_quotes(_: Work, rows: list[Any], facts: dict[int, dict[str, Any]]) -> None:
    for row in rows:
        facts[row.id]["contact"] = row.contact_id is not None


def _nothing(_: Work, rows: list[Any], facts: dict[int, dict[str, Any]]) -> None:
    """Other kinds have all their facts in themselves."""


_MORE: dict[str, Callable[[Work, list[Any], dict[int, dict[str, Any]]], None]] = {
    "contact": _of_contacts,
    "deal": _of_deals,
    "quote": _of_quotes,
}
