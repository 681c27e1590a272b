"""What formulas can read of a record beside its custom fields. Nothing that only some may see."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from crm_app.lib import formulas
from crm_app.lib.clock import DEFAULT_ZONE, zone
from crm_app.locales.catalog import say

Read = Callable[[Any], Any]


def _attribute(name: str) -> Read:
    def read(row: Any) -> Any:
        value = getattr(row, name, None)
        return getattr(value, "value", value)

    return read


def _day(name: str) -> Read:
    def read(row: Any) -> date | None:
        value = getattr(row, name, None)
        if isinstance(value, datetime):
            return value.astimezone(zone(DEFAULT_ZONE)).date()
        return value

    return read


def _fields(texts: str = "", numbers: str = "", days: str = "") -> dict[str, tuple[str, Read]]:
    return (
        {name: (formulas.TEXT, _attribute(name)) for name in texts.split()}
        | {name: (formulas.NUMBER, _attribute(name)) for name in numbers.split()}
        | {name: (formulas.DATE, _day(name)) for name in days.split()}
    )


OWN: dict[str, dict[str, tuple[str, Read]]] = {
    "customer": _fields("name tier stage region industry source", "", "created_at"),
    "contact": _fields("name honorific source", "", "created_at"),
    "lead": _fields("name company region industry source", "", "created_at"),
    "deal": _fields("name currency", "amount", "expected_close created_at"),
    "quote": _fields("number currency", "total net tax discount", "valid_until created_at"),
    "product": _fields("code name_zh name_en unit currency", "price tax_rate"),
}


def named(name: str) -> tuple[str, str]:
    """What a field is called, in both languages."""
    zh, en = (say(language, f"custom_fields.own.{name}") for language in ("zh", "en"))
    return zh, en


def offered(record: str) -> list[tuple[str, str, str]]:
    """Name, Chinese and English, of all that formulas of a record can read of its own."""
    return [(name, *named(name)) for name in OWN[record]]
