"""Fields of two records side by side, as they are shown."""

from datetime import date
from enum import Enum
from typing import Any

from crm_app.core.work import Work
from crm_app.locales.catalog import TEXT, say
from crm_app.services.choices import option, options_of
from crm_app.services.custom_fields import FieldRight, field_rights
from crm_app.services.duplicates.rows import ValueRow
from crm_app.services.merging import Value
from crm_app.services.points import points_of

_LISTS = ("source", "industry", "size")


def values(work: Work, kind: str, found: list[Value], *, turned: bool) -> list[ValueRow]:
    """Rows with the sides in the pair's order; `turned`: the kept one is b. What one may not see
    is left out."""
    rights = field_rights(work, kind)
    kept, gone = ("b", "a") if turned else ("a", "b")
    rows = []
    for value in found:
        a, b = (value.other, value.keep) if turned else (value.keep, value.other)
        key = value.field.removeprefix("custom.")
        right = rights.get(key) if key != value.field else None
        if key != value.field and (right is None or not right.sees):
            continue
        code = f"duplicates.field.{value.field}"
        labels = (right.field.label_zh, right.field.label_en) if right else _both(code)
        said = (_text(work, value.field, a, right), _text(work, value.field, b, right))
        side = kept if value.chosen == "keep" else gone
        rows.append(ValueRow(value.field, *labels, *said, side, value.differs))
    return rows


def _both(code: str) -> tuple[str, str]:
    return say("zh", code), say("en", code)


def reached(work: Work, a: Any, b: Any) -> list[ValueRow]:
    """Numbers, mails, addresses: a merged record has those of both."""
    said = (_reach(work, a), _reach(work, b))
    if not any(said):
        return []
    same = said[0] == said[1]
    return [ValueRow("", *_both("duplicates.field.points"), *said, "both", not same)]


def _reach(work: Work, record: Any) -> str:
    return " · ".join(point.shown for point in points_of(work.session, record))


def _text(work: Work, field: str, value: Any, right: FieldRight | None) -> str:
    if value is None or value == "":
        return ""
    if right is not None:
        return right.shown(value, work.actor.language)
    if field in _LISTS:
        found = option(options_of(work.session, field), str(value))
        return found.zh if work.actor.language == "zh" else found.en
    if isinstance(value, Enum):
        code = f"customers.{field}.{value.value}"
        return say(work.actor.language, code) if code in TEXT else str(value.value)
    return value.isoformat() if isinstance(value, date) else str(value)
