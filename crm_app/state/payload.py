"""What a browser's event may carry: no page of ours sends anything else than its handler names."""

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, get_type_hints

from reflex_base.utils.form import FORM_DATA_ENTRIES_KEY

MOST_CHARACTERS = 100_000


def fits(fn: Callable[..., Any], payload: Mapping[str, Any]) -> bool:
    """Whether `payload` can be the arguments of the handler `fn`: names, kinds and lengths.

    Handlers take str, int, float, bool and forms (dict). A form holds texts, ticks and lists of texts.
    """
    hints, needed = _arguments(fn)
    if not needed <= payload.keys() <= hints.keys():
        return False
    return all(_is_of(hints[name], value) for name, value in payload.items())


@cache
def _arguments(fn: Callable[..., Any]) -> tuple[dict[str, Any], set[str]]:
    """The kinds of the arguments by name, and the names that must be there."""
    hints = get_type_hints(fn)
    taken = list(inspect.signature(fn).parameters.values())[1:]  # without the state itself
    needed = {one.name for one in taken if one.default is inspect.Parameter.empty}
    return {one.name: hints[one.name] for one in taken}, needed


def _is_of(hint: Any, value: Any) -> bool:
    if hint is str:
        return _is_text(value)
    if hint is bool:
        return isinstance(value, bool)
    if hint in (int, float):
        number = isinstance(value, int) or (hint is float and isinstance(value, float))
        return number and not isinstance(value, bool) and abs(value) < 2**53
    fields = _fields(value)
    return fields is not None and all(_is_field(one) for one in fields)


def _fields(value: Any) -> list[Any] | None:
    """The values of a form: a dict, or the pairs as which the browser sends what was submitted."""
    if not isinstance(value, dict):
        return None
    if FORM_DATA_ENTRIES_KEY not in value:
        return list(value.values())
    pairs = value[FORM_DATA_ENTRIES_KEY]
    if len(value) > 1 or not isinstance(pairs, list):
        return None
    named = [isinstance(p, list) and len(p) == 2 and isinstance(p[0], str) for p in pairs]
    return [pair[1] for pair in pairs] if all(named) else None


def _is_field(value: Any) -> bool:
    if isinstance(value, list):
        return all(_is_text(one) for one in value)
    return value is None or isinstance(value, bool) or _is_text(value)


def _is_text(value: Any) -> bool:
    if not isinstance(value, str) or len(value) > MOST_CHARACTERS or "\0" in value:
        return False
    return not any("\ud800" <= letter <= "\udfff" for letter in value)  # half a character
