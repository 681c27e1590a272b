"""The REST application, and how refusals look."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from crm_app import __version__
from crm_app.api.caller import (
    COOKIE,
    DOOR,
    CurrentActor,
    check_origin,
    current_actor,
    same_origin,
)
from crm_app.api.description import describe
from crm_app.api.language import language_of
from crm_app.api.malformed import refusal_of
from crm_app.api.route import Route
from crm_app.core.errors import AppError, Invalid, Limited
from crm_app.locales.catalog import TEXT, say

__all__ = [
    "COOKIE",
    "DOOR",
    "CurrentActor",
    "api",
    "check_origin",
    "current_actor",
    "language_of",
    "problem",
    "same_origin",
]

PROBLEM = "application/problem+json"

api = FastAPI(
    title="Puer CRM",
    version=__version__,
    openapi_url="/api/v1/openapi.json",
    docs_url=None,
    redoc_url=None,
    redirect_slashes=False,
)
api.router.route_class = Route
api.openapi = lambda: describe(api)


def problem(request: Request, refusal: AppError) -> JSONResponse:
    """A refusal as RFC 9457: `code` for machines, `detail` for people."""
    body: dict[str, Any] = {
        "type": f"urn:puer:error:{refusal.code}",
        "title": refusal.code,
        "status": refusal.status,
        "detail": say(language_of(request), refusal.code, **refusal.params),
        "code": refusal.code,
    }
    if isinstance(refusal, Invalid) and refusal.field:
        body["field"] = refusal.field
    if refusal.params.get("fields"):
        body["fields"] = refusal.params["fields"]
    limited = isinstance(refusal, Limited)
    headers = {"retry-after": str(refusal.again_after)} if limited else None
    return JSONResponse(body, refusal.status, headers=headers, media_type=PROBLEM)


@api.exception_handler(AppError)
async def _refused(request: Request, refusal: AppError) -> JSONResponse:
    return problem(request, refusal)


@api.exception_handler(RequestValidationError)
async def _malformed(request: Request, error: RequestValidationError) -> JSONResponse:
    return problem(request, refusal_of(error))


@api.exception_handler(HTTPException)
async def _http(request: Request, error: HTTPException) -> JSONResponse:
    code = f"http.{error.status_code}"
    refusal = AppError(code if code in TEXT else "http.400")
    body = {
        "type": f"urn:puer:error:{code}",
        "title": code,
        "status": error.status_code,
        "detail": say(language_of(request), refusal.code),
        "code": code,
    }
    return JSONResponse(body, error.status_code, headers=error.headers, media_type=PROBLEM)
