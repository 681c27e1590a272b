"""Addresses below /api that nothing answers: a refusal like all others, not a page."""

from fastapi import FastAPI, Request
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match, Route

from crm_app.api.caller import current_actor
from crm_app.core.errors import AppError

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def behind(api: FastAPI) -> Starlette:
    """An app to stand behind `api`: it answers what no route of that one takes."""

    async def nothing(request: Request) -> Response:
        allowed = _methods(api, request)
        if allowed:
            raise HTTPException(405, headers={"allow": ", ".join(sorted(allowed))})
        await current_actor(request)  # to somebody unknown, all is 401
        raise HTTPException(404)

    return Starlette(
        routes=[Route("/api/{path:path}", nothing, methods=_METHODS)],
        exception_handlers={
            kind: api.exception_handlers[kind] for kind in (AppError, HTTPException)
        },
    )


def _methods(api: FastAPI, request: Request) -> set[str]:
    """What the routes of this address take."""
    found: set[str] = set()
    for route in api.routes:
        if isinstance(route, Route) and route.matches(request.scope)[0] is Match.PARTIAL:
            found |= route.methods or set()
    return found
