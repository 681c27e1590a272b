"""The OpenAPI document, with what holds for every address and no single route says."""

from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from crm_app.api.caller import COOKIE, current_actor

_SCHEMES = {
    "cookie": {"type": "apiKey", "in": "cookie", "name": COOKIE},
    "key": {"type": "http", "scheme": "bearer"},
}
_TEXT = {"type": "string"}
_PROBLEM = {
    "title": "Problem",
    "description": "A refusal by RFC 9457: `code` for machines, `detail` for people.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        **dict.fromkeys(("type", "title", "detail", "code", "field"), _TEXT),
        "status": {"type": "integer"},
        "fields": {"type": "array", "items": _TEXT},
    },
}
_REFUSED = {
    "description": "Refused",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_REPEATABLE = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key with the same body is done once and answered alike for a day.",
    "schema": {"type": "string", "maxLength": 200},
}


def describe(api: FastAPI) -> dict[str, Any]:
    """The document of all routes, made once."""
    if api.openapi_schema is None:
        api.openapi_schema = _document(api)
    return api.openapi_schema


def _document(api: FastAPI) -> dict[str, Any]:
    made = get_openapi(title=api.title, version=api.version, routes=api.routes)
    parts = made.setdefault("components", {})
    parts["securitySchemes"] = _SCHEMES
    schemas = parts.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = _PROBLEM
    for route in api.routes:
        if isinstance(route, APIRoute) and route.include_in_schema:
            for method in route.methods or ():
                operation = made["paths"][route.path_format][method.lower()]
                _complete(operation, method, needs_person=_asks_who(route.dependant))
    return made


def _complete(operation: dict[str, Any], method: str, *, needs_person: bool) -> None:
    operation["responses"].pop("422", None)  # as the framework would say it
    operation["responses"]["default"] = _REFUSED
    operation["security"] = [{name: []} for name in _SCHEMES] if needs_person else []
    if method == "POST":
        operation.setdefault("parameters", []).append(_REPEATABLE)


def _asks_who(dependant: Dependant) -> bool:
    return any(below.call is current_actor or _asks_who(below) for below in dependant.dependencies)
