"""What every route of the API does: refuses unknown parameters, answers a repeated POST once."""

import asyncio
import hashlib
import json
import re
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from crm_app.api.caller import check_origin, find_actor
from crm_app.core import once
from crm_app.core.errors import Invalid, TooLarge
from crm_app.core.permissions import Actor
from crm_app.services import repeats
from crm_app.services.repeats import Answer

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
_MOST_BYTES = 64 * 1024 * 1024
_KEPT_HEADERS = ("content-type", "etag", "location")


class Route(APIRoute):
    """The route class of the API."""

    def get_route_handler(self) -> Handler:
        """FastAPI's handler between the two checks."""
        inner = super().get_route_handler()
        known = _query_names(self.dependant)

        async def handle(request: Request) -> Response:
            for name in request.query_params:
                if name not in known and request.url.path.startswith("/api/"):
                    raise Invalid("api.parameter_unknown", field=name, name=name[:60])
            key = request.headers.get("idempotency-key", "")
            if request.method != "POST" or not key:
                return await inner(request)
            check_origin(request)
            actor = await find_actor(request)
            if actor is None or actor.user_id is None:
                return await inner(request)
            return await _answer_once(request, inner, actor, key)

        return handle


def _query_names(dependant: Any) -> frozenset[str]:
    own = {param.alias for param in dependant.query_params}
    return frozenset(own.union(*(_query_names(below) for below in dependant.dependencies)))


async def _answer_once(request: Request, inner: Handler, actor: Actor, key: str) -> Response:
    if len(key) > 200:
        raise Invalid("api.key_too_long", field="Idempotency-Key")
    known = await asyncio.to_thread(repeats.reserve, actor, key, await _fingerprint(request))
    if known is not None:
        return Response(known.body, known.status, known.headers)
    asked = once.asked.set((actor.user_id or 0, key))
    try:
        answer = await inner(request)
    except BaseException:  # refused or broken off: nothing was done, it may be tried again
        await asyncio.to_thread(repeats.release, actor, key)
        raise
    finally:
        once.asked.reset(asked)
    if _may_be_kept(answer):
        headers = {n: answer.headers[n] for n in _KEPT_HEADERS if n in answer.headers}
        kept = Answer(answer.status_code, bytes(answer.body).decode(), headers)
        await asyncio.to_thread(repeats.keep, actor, key, kept)
    else:
        await asyncio.to_thread(repeats.release, actor, key)
    return answer


def _may_be_kept(answer: Response) -> bool:
    """Sessions and secrets (set-cookie, no-store) are not written down, nor is what streams."""
    secret = "set-cookie" in answer.headers or "no-store" in answer.headers.get("cache-control", "")
    return hasattr(answer, "body") and answer.status_code < 500 and not secret


async def _fingerprint(request: Request) -> str:
    """SHA-256 of address and body; a form's boundary and the order of JSON keys do not count."""
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > _MOST_BYTES:
            raise TooLarge("api.too_large", most=_MOST_BYTES // 1024 // 1024)
        pieces.append(piece)
    body = request._body = b"".join(pieces)  # FastAPI reads it from here again
    kind = request.headers.get("content-type", "")
    if boundary := re.search(r'boundary="?([^";]+)', kind):
        body = body.replace(boundary[1].encode(), b"")
    elif "json" in kind:
        body = _canonical(body)
    return hashlib.sha256(f"{request.url.path}?{request.url.query}\n".encode() + body).hexdigest()


def _canonical(body: bytes) -> bytes:
    try:
        return json.dumps(json.loads(body), sort_keys=True).encode()
    except ValueError:
        return body
