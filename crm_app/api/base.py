"""The REST application: who is calling, how refusals look, how lists page."""

import asyncio
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from crm_app import __version__
from crm_app.core.errors import AppError, Forbidden, Invalid, Unauthenticated
from crm_app.core.permissions import Actor, system_actor
from crm_app.locales.catalog import TEXT, say
from crm_app.services import accounts

COOKIE = "crm_session"
DOOR = system_actor("api")
PROBLEM = "application/problem+json"

api = FastAPI(
    title="Puer CRM",
    version=__version__,
    openapi_url="/api/v1/openapi.json",
    docs_url=None,
    redoc_url=None,
    redirect_slashes=False,
)


def language_of(request: Request) -> str:
    """zh or en: the page's choice, else what the browser accepts."""
    chosen = request.cookies.get("crm_lang") or request.headers.get("accept-language", "")
    return "en" if chosen.lower().startswith("en") else "zh"


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
    return JSONResponse(body, refusal.status, media_type=PROBLEM)


@api.exception_handler(AppError)
async def _refused(request: Request, refusal: AppError) -> JSONResponse:
    return problem(request, refusal)


@api.exception_handler(RequestValidationError)
async def _malformed(request: Request, error: RequestValidationError) -> JSONResponse:
    first = error.errors()[0] if error.errors() else {}
    field = ".".join(str(part) for part in first.get("loc", ())[1:])
    refusal = Invalid("api.malformed", field=field, name=field, reason=str(first.get("msg", "")))
    return problem(request, refusal)


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


def same_origin(request: Request) -> bool:
    """Whether a browser's request comes from our own page; requests without Origin are no browser's."""
    origin = request.headers.get("origin")
    if origin is None:
        return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    return urlsplit(origin).netloc == request.headers.get("host")


def check_origin(request: Request) -> None:
    """Refuse a foreign page's request (`api.foreign_origin`)."""
    if request.method not in ("GET", "HEAD", "OPTIONS") and not same_origin(request):
        raise Forbidden("api.foreign_origin")


async def current_actor(request: Request) -> Actor:
    """Who is calling: a bearer key, or the session's cookie. 401 when neither is valid."""
    check_origin(request)
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        actor = await asyncio.to_thread(accounts.actor_of_key, DOOR, key.strip())
    else:
        token = request.cookies.get(COOKIE, "")
        actor = await asyncio.to_thread(accounts.actor_of_session, DOOR, token) if token else None
    if actor is None:
        raise Unauthenticated("login.required")
    return actor


CurrentActor = Annotated[Actor, Depends(current_actor)]
