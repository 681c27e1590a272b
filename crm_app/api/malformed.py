"""What does not fit a request's shape, as a sentence: the framework's own words are English only."""

from typing import Any

from fastapi.exceptions import RequestValidationError

from crm_app.core.errors import Invalid

# The framework's kind of error → the end of our code, and what its sentence names.
_KINDS = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_too_long": "long",
    "too_long": "many",
    "greater_than_equal": "small",
    "less_than_equal": "large",
    "string_type": "text",
    "bool_type": "switch",
    "bool_parsing": "switch",
    "list_type": "list",
    "literal_error": "choice",
}
_BEGINNINGS = {"int_": "whole", "date": "moment", "timezone": "moment"}
_PLACES = ("body", "query", "path", "header", "cookie")


def refusal_of(error: RequestValidationError) -> Invalid:
    """The first thing that is wrong, with its field where it is of one."""
    first: dict[str, Any] = error.errors()[0] if error.errors() else {}
    kind = str(first.get("type", ""))
    place = first.get("loc", ())
    field = ".".join(str(part) for part in place if part not in _PLACES or len(place) == 1)
    if kind == "json_invalid":
        return Invalid("api.no_json")
    if not field or field in _PLACES:
        return Invalid("api.empty" if kind == "missing" else "api.no_object")
    context = first.get("ctx", {})
    return Invalid(
        f"api.field_{_ending(kind)}",
        field=field,
        name=field,
        most=context.get("max_length") or context.get("le") or "",
        least=context.get("ge", ""),
        choices=str(context.get("expected", "")).replace(" or ", ", "),
    )


def _ending(kind: str) -> str:
    begun = (end for beginning, end in _BEGINNINGS.items() if kind.startswith(beginning))
    return _KINDS.get(kind) or next(begun, "wrong")
