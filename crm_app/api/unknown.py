"""Addresses below /api that nothing answers: a refusal like all others, not a page."""

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match, Route

from crm_app.api.caller import current_actor

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def close(api: FastAPI) -> None:
    """Answer what no route takes; after all others, for the first that fits is asked."""

    async def nothing(request: Request) -> Response:
        allowed = _methods(api, request)
        if allowed:
            raise HTTPException(405, headers={"allow": ", ".join(sorted(allowed))})
        await current_actor(request)  # to somebody unknown, all is 401
        raise HTTPException(404)

    api.router.add_route("/api/{path:path}", nothing, methods=_METHODS, include_in_schema=False)


def _methods(api: FastAPI, request: Request) -> set[str]:
    """What the routes of this address take."""
    found: set[str] = set()
    for route in api.routes:
        if isinstance(route, Route) and route.matches(request.scope)[0] is Match.PARTIAL:
            found |= route.methods or set()
    return found
