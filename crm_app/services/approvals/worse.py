"""Pure: what became worse between two offers, so that only this is asked again."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from crm_app.services.approvals.fields import COLLIDES

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
    triggers: Iterable[str],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    directions: Mapping[str, str] | None = None,
) -> list[str]:
    """Those of some figures that became worse; what was judged by none is worse when it changed.

    An amount counts by the size of the order at list prices; a discount is worse too where less is
    bought for it; other words about payment are for somebody to read again. `directions` say of
    custom fields whether a higher value is worse, a lower one, or any other.
    """
    ways = directions or {}
    found = [name for name in triggers if _is_worse(name, before, after, ways.get(name, "any"))]
    return list(dict.fromkeys(found))


def _is_worse(
    name: str, before: Mapping[str, Any], after: Mapping[str, Any], way: str = "any"
) -> bool:
    if name == "amount":
        return _is_worse("size", before, after)
    if name in _MORE_IS_WORSE | _LESS_IS_WORSE:
        more, less = _number(after, name), _number(before, name)
        rose = more > less if name in _MORE_IS_WORSE else more < less
        return rose or _is_for_less(name, before, after)
    old, new = before.get(name), after.get(name)
    if name == "promotion":
        return new == COLLIDES != old
    if way != "any":
        return _went(way, old, new)
    if isinstance(old, list) and isinstance(new, list):
        return not set(new) <= set(old)
    return old != new


def _is_for_less(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    if name == "discount":
        return _number(after, "size") < _number(before, "size")
    return name == "payment_days" and _words(after) != _words(before)


def _went(way: str, old: Any, new: Any) -> bool:
    """Whether a value went that way; to or from nothing is for somebody to look at again."""
    if old is None or new is None:
        return old is not new
    pairs = [one if isinstance(one, list) else [one] for one in (old, new)]
    last, now = ([_ordered(each) for each in one] for one in pairs)
    return max(now) > max(last) if way == "higher" else min(now) < min(last)


def _ordered(value: Any) -> tuple[Decimal, str]:
    """Numbers by their size, days by their text."""
    text = str(value)
    try:
        return Decimal(text), ""
    except InvalidOperation:
        return Decimal(0), text


def _words(facts: Mapping[str, Any]) -> str:
    return str(facts.get("payment_terms") or "")


def _number(facts: Mapping[str, Any], name: str) -> Decimal:
    value = facts.get(name)
    return Decimal(0) if value is None else Decimal(str(value))
