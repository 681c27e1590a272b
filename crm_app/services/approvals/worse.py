"""Pure: what became worse between two offers, so that only this is asked again."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

_MORE_IS_WORSE = frozenset({"discount", "size", "rows", "payment_days"})
_LESS_IS_WORSE = frozenset({"margin"})
# A change of these is another matter: nothing said about the old one holds.
_SAME = ("customer", "currency", "role")


def is_other(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether it is about somebody or something else now."""
    if any(before.get(name) != after.get(name) for name in _SAME):
        return True
    return not set(after.get("items", ())) <= set(before.get("items", ()))


def worse_of(
    triggers: Iterable[str], before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[str]:
    """Those of some figures that became worse; what was judged by none is worse when it changed.

    An amount counts by the size of the order at list prices; a discount is worse too where less is
    bought for it; other words about payment are for somebody to read again.
    """
    found = [name for name in triggers if _is_worse(name, before, after)]
    return list(dict.fromkeys(found))


def _is_worse(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    if name == "amount":
        return _is_worse("size", before, after)
    if _is_for_less(name, before, after):
        return True
    if name in _MORE_IS_WORSE:
        return _number(after, name) > _number(before, name)
    if name in _LESS_IS_WORSE:
        return _number(after, name) < _number(before, name)
    old, new = before.get(name), after.get(name)
    if isinstance(old, list) and isinstance(new, list):
        return not set(new) <= set(old)
    return old != new


def _is_for_less(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    if name == "discount":
        return _number(after, "size") < _number(before, "size")
    return name == "payment_days" and _words(after) != _words(before)


def _words(facts: Mapping[str, Any]) -> str:
    return str(facts.get("payment_terms") or "")


def _number(facts: Mapping[str, Any], name: str) -> Decimal:
    value = facts.get(name)
    return Decimal(0) if value is None else Decimal(str(value))
