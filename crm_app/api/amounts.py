"""Numbers in requests and answers: exact, as decimal strings."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, PlainSerializer, WithJsonSchema

from crm_app.lib.exact import plain

_SCHEMA = WithJsonSchema({"type": "string", "examples": ["128000.00"]})


def _typed(value: object) -> object:
    """A JSON number is taken as it is written; a string is read by the service."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


# What is sent: a decimal string; the service says what is no number, naming the field.
Number = Annotated[str, BeforeValidator(_typed)]
# What goes out.
Exact = Annotated[Decimal, PlainSerializer(plain, return_type=str), _SCHEMA]


def fields_of(row: Any, model: type[BaseModel]) -> dict[str, Any]:
    """Those fields of a model that the row has under the same name, and its public id as `id`."""
    same = {name: getattr(row, name) for name in model.model_fields if hasattr(row, name)}
    return same | {"id": row.public_id}
