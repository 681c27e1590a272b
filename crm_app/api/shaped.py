"""Models of answers made from rows: the same fields, numbers as exact decimal strings."""

import dataclasses
import types
import typing
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, create_model

from crm_app.api.amounts import Exact


@cache
def shape(row: type[Any]) -> type[BaseModel]:
    """The model of a row and of all rows in it; `of(row)` is its answer.

    What rows call `public_id` is `id`, as everywhere in the API.
    """
    hints = typing.get_type_hints(row)
    named = {"public_id": "id"}
    fields: dict[str, Any] = {
        named.get(one.name, one.name): (_typed(hints[one.name]), ...)
        for one in dataclasses.fields(row)
    }
    config = ConfigDict(from_attributes=True)
    return create_model(f"{row.__name__}Out", __config__=config, __doc__=row.__doc__, **fields)


def shaped(row: Any) -> dict[str, Any]:
    """A row as its model wants it."""
    return {
        "id" if one.name == "public_id" else one.name: _plain(getattr(row, one.name))
        for one in dataclasses.fields(row)
    }


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return shaped(value)
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _typed(hint: Any) -> Any:
    if hint is Decimal:
        return Exact
    if dataclasses.is_dataclass(hint):
        return shape(typing.cast("type[Any]", hint))
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is list:
        return list[_typed(inner[0])]
    if origin in (types.UnionType, typing.Union):
        first = next(one for one in inner if one is not type(None))
        return _typed(first) | None
    return hint
