"""The page that a customer opens with a secret address: plain HTML, no script, no account."""

import asyncio
from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import FileResponse, RedirectResponse
from limits import RateLimitItem, parse
from starlette.exceptions import HTTPException

from crm_app.api.base import api, check_origin
from crm_app.api.caller import find_actor
from crm_app.api.guest_pages import guest_language, html, note, too_many
from crm_app.api.quote_papers import as_file
from crm_app.core.errors import AppError, NotFound
from crm_app.core.permissions import system_actor
from crm_app.lib.crawlers import is_program
from crm_app.locales.catalog import say
from crm_app.services import quotes, share_links
from crm_app.services.share_links import Shared

GUEST = system_actor("share link", is_guest=True)
_PATH = "/q/{token}"
_LOOKS, _ANSWERS, _PAPERS = (
    parse(limit) for limit in ("60/minute", "20/5 minutes", "20/5 minutes")
)
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "cache-control": "private, no-store",
    "x-robots-tag": "noindex, nofollow, noarchive",
}
_Typed = Annotated[str, Form(max_length=2000)]


@api.get(_PATH, include_in_schema=False)
async def show(request: Request, token: str) -> Response:
    """The quote; a look of a customer is counted, one's own and a program's is not."""
    if (refused := _too_many(request, _LOOKS, "look")) is not None:
        return refused
    answer = await _page(request, token)
    if answer.status_code == 200 and await _is_customer(request):
        await asyncio.to_thread(share_links.note_view, GUEST, token)
    return answer


@api.post(f"{_PATH}/accept", include_in_schema=False)
async def accept(
    request: Request, token: str, name: _Typed = "", consents: _Typed = ""
) -> Response:
    """The customer accepts in his name."""
    return await _answer(request, token, accepts=True, name=name, consents=consents == "yes")


@api.post(f"{_PATH}/decline", include_in_schema=False)
async def decline(request: Request, token: str, reason: _Typed = "") -> Response:
    """The customer declines."""
    return await _answer(request, token, accepts=False, reason=reason)


@api.get(f"{_PATH}/pdf", include_in_schema=False)
async def paper(request: Request, token: str, languages: str = "zh-en") -> Response:
    """The quote on paper."""
    if (refused := _too_many(request, _PAPERS, "paper")) is not None:
        return refused
    try:
        shared = await asyncio.to_thread(share_links.shared_quote, GUEST, token, ("zh",))
        made = await asyncio.to_thread(quotes.quote_pdf, GUEST, shared.quote_id, languages)
    except AppError:
        return _gone(request)
    return as_file(made)


@api.get(f"{_PATH}/logo", include_in_schema=False)
async def logo(request: Request, token: str) -> Response:
    """The seller's logo."""
    try:
        path = await asyncio.to_thread(share_links.shared_logo, GUEST, token)
    except NotFound:
        return _gone(request)
    return FileResponse(path, media_type="image/png", headers=_HEADERS)


async def _answer(request: Request, token: str, *, accepts: bool, **said: Any) -> Response:
    check_origin(request)
    if (refused := _too_many(request, _ANSWERS, "answer")) is not None:
        return refused
    language = guest_language(request)
    try:
        await asyncio.to_thread(
            share_links.answer_quote, GUEST, token, accepts, language=language, **said
        )
    except NotFound:
        return _gone(request)
    except AppError as refusal:
        return await _page(request, token, refusal, said)
    return RedirectResponse(f"/q/{token}?lang={language}", 303, headers=_HEADERS)


async def _page(
    request: Request,
    token: str,
    refusal: AppError | None = None,
    said: dict[str, Any] | None = None,
) -> Response:
    language = guest_language(request)
    try:
        shared = await asyncio.to_thread(
            share_links.shared_quote, GUEST, token, quotes.LANGUAGES[language]
        )
    except NotFound:
        return _gone(request)
    problem = say(language, refusal.code, **refusal.params) if refusal else ""
    facts = {
        **_facts(shared, language),
        "problem": problem,
        "said": {"name": "", "reason": ""} | (said or {}),
        "token": token,
    }
    status = refusal.status if refusal else 200
    return html(request, "quote.html", facts, status, _HEADERS)


def _facts(shared: Shared, language: str) -> dict[str, Any]:
    offer = shared.paper
    printed = quotes.printed(offer, quotes.LANGUAGES[language])
    sums = {"number": offer.number, "total": offer.total, "currency": offer.currency}
    clock = shared.answered_at
    at = f"{clock:%Y-%m-%d %H:%M} (UTC{clock.isoformat()[-6:]})" if clock else ""
    told = {"name": shared.answered_by, "at": at, "seller": printed["seller"]}
    code = f"share_links.page.{shared.state}"
    if shared.state == "accepted" and not shared.answered_by:
        code = "share_links.page.accepted_plain"
    return {
        "q": printed,
        "state": shared.state,
        "logo": bool(offer.issued["company"]["logo"]),
        "news": "" if shared.state == "open" else say(language, code, **told),
        "consent": say(language, "share_links.consent", **sums),
    }


def _gone(request: Request) -> Response:
    """The same for secrets that are unknown, expired or revoked."""
    words = ("share_links.page.gone", "share_links.page.gone_hint")
    return note(request, *words, 404, _HEADERS)


def _too_many(request: Request, limit: RateLimitItem, what: str) -> Response | None:
    return too_many(request, limit, _HEADERS, "shared", what)


async def _is_customer(request: Request) -> bool:
    headers = request.headers
    early = headers.get("sec-purpose", headers.get("purpose", ""))
    if is_program(headers.get("user-agent", "")) or "prefetch" in early:
        return False
    try:
        return await find_actor(request) is None
    except (AppError, HTTPException):
        return True
