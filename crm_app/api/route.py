"""What every route of the API does: refuses unknown parameters and too much, answers a repeated
POST once."""

import asyncio
import contextlib
import hashlib
import json
import re
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope

from crm_app.api.caller import check_origin, current_actor, find_actor
from crm_app.core import once
from crm_app.core.errors import Invalid, TooLarge
from crm_app.core.permissions import Actor
from crm_app.services import repeats
from crm_app.services.repeats import Answer

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
_MOST_BYTES = 64 * 1024 * 1024
_PASSING_SECONDS = 2.0
_MOST_WORDS = 2 * 1024 * 1024  # of a body that brings no file
_KEPT_HEADERS = ("content-type", "etag", "location")


class _Limited(Request):
    """A request that is broken off where its body gets too large, whatever length it announces."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        super().__init__(scope, self._count)
        self._came = 0
        self._incoming = receive

    async def check_length(self) -> None:
        """Refuse a form that announces too much. What comes is let pass by for a moment: a client
        that is cut off while it sends may not hear why."""
        announced = self.headers.get("content-length", "")
        if not (announced.isascii() and announced.isdigit() and int(announced) > _MOST_BYTES):
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PASSING_SECONDS):
                while (await self._incoming()).get("more_body"):
                    pass
        raise TooLarge("api.too_large", most=_MOST_BYTES // 1024 // 1024)

    async def _count(self) -> Message:
        message = await self._incoming()
        self._came += len(message.get("body", b""))
        if self._came > (_MOST_BYTES if _is_form(self) else _MOST_WORDS):
            raise HTTPException(413)
        return message


class Route(APIRoute):
    """The route class of the API."""

    def get_route_handler(self) -> Handler:
        """FastAPI's handler between the two checks."""
        answer = super().get_route_handler()
        known = _query_names(self.dependant)
        takes_custom = _takes_custom(self.dependant)
        fields = frozenset(param.alias for param in self.dependant.body_params)

        async def inner(request: Request) -> Response:
            if _is_form(request):
                await _check_form(request, fields)
            return await answer(request)

        async def handle(request: Request) -> Response:
            _check_parameters(request, known, takes_custom=takes_custom)
            request = _Limited(request.scope, request.receive)
            if _is_form(request):
                await current_actor(request)  # before a byte of it is kept
                await request.check_length()
            key = request.headers.get("idempotency-key", "")
            if request.method != "POST" or not key:
                return await inner(request)
            check_origin(request)
            actor = await find_actor(request)
            if actor is None or actor.user_id is None:
                return await inner(request)
            return await _answer_once(request, inner, actor, key)

        return handle


def _check_parameters(request: Request, known: frozenset[str], *, takes_custom: bool) -> None:
    for name in request.query_params:
        if takes_custom and (name.startswith("custom.") or name == "where"):
            continue  # which there are, an administrator says: the list refuses others
        if name not in known and request.url.path.startswith("/api/"):
            raise Invalid("api.parameter_unknown", field=name, name=name[:60])


def _is_form(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith("multipart/form-data")


async def _check_form(request: Request, known: frozenset[str]) -> None:
    """Refuse a form with a field too many; the framework reads it from here again."""
    form = await request.form()
    for name in form:
        if name not in known:
            await form.close()
            raise Invalid("api.field_unknown", field=name[:60], name=name[:60])


def _names_of(param: Any) -> set[str]:
    """One parameter, or those of a model that holds several."""
    kind = param.field_info.annotation
    return set(kind.model_fields) if hasattr(kind, "model_fields") else {param.alias}


def _query_names(dependant: Any) -> frozenset[str]:
    own = {name for param in dependant.query_params for name in _names_of(param)}
    return frozenset(own.union(*(_query_names(below) for below in dependant.dependencies)))


def _takes_custom(dependant: Any) -> bool:
    """Whether it depends on the filters by custom fields (api/paging.py)."""
    below = dependant.dependencies
    return any(getattr(one.call, "takes_custom", False) or _takes_custom(one) for one in below)


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
    body = await request.body()  # FastAPI reads it from here again
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
