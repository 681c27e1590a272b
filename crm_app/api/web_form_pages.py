"""A web form as visitors get it: in a frame on a listed site, or as a page of its own. It has no
script; the script that puts the frame into a page holds nothing but the form's address.

Sites that are not listed may not show it (frame-ancestors) nor send to it (Origin).
"""

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request, Response
from limits import parse

from crm_app.api.base import api
from crm_app.api.guest_pages import guest_language, html, note, too_many
from crm_app.core.errors import AppError, Forbidden, Invalid, NotFound
from crm_app.core.limiter import allowed
from crm_app.core.permissions import system_actor
from crm_app.lib.ids import new_id
from crm_app.locales.catalog import say
from crm_app.services import web_forms
from crm_app.services.web_forms import OpenForm, Sent

VISITOR = system_actor("web form", is_guest=True)
_PATH = "/form/{public_id}"
_LOOKS, _TRIES, _ALL = (parse(limit) for limit in ("60/minute", "20/10 minutes", "300/hour"))
_MOST_BYTES = 64 * 1024
_MOST_FIELDS = 60
# What a program fills in and a person does not see.
TRAP = "homepage"
_FRAMES = ("iframe", "frame", "embed", "object")
_CLOSED = {"cache-control": "private, no-store", "x-robots-tag": "noindex, nofollow"}
# Other sites load it; it may change with a release.
_SCRIPT = {"cross-origin-resource-policy": "cross-origin", "cache-control": "public, max-age=3600"}
_KINDS = {"email": "email", "mobile": "tel"}


@api.get("/form/embed.js", include_in_schema=False)
def embedding_script() -> Response:
    """The same few lines for every form and site."""
    script = Path(__file__).with_name("templates") / "embed.js"
    return Response(script.read_text("utf-8"), 200, _SCRIPT, "text/javascript; charset=utf-8")


@api.get(_PATH, include_in_schema=False)
async def show_form(request: Request, public_id: str) -> Response:
    """The form."""
    if (refused := too_many(request, _LOOKS, _headers([]), "form", "look")) is not None:
        return refused
    site = _site(request)
    framed = site if request.headers.get("sec-fetch-dest") in _FRAMES else ""
    try:
        form = await asyncio.to_thread(web_forms.open_form, VISITOR, public_id, framed)
    except NotFound:
        return _gone(request)
    except Forbidden as refusal:
        return note(request, refusal.code, "", 403, _headers([]))
    return _page(request, form, {"site": site if site in form.origins else ""})


@api.post(_PATH, include_in_schema=False)
async def send_form(request: Request, public_id: str) -> Response:
    """What somebody typed; answered by a page, whether it was taken or what is wrong with it."""
    limits = ("form", "send", public_id[:40])
    if (refused := too_many(request, _TRIES, _headers([]), *limits)) is not None:
        return refused
    try:
        form = await asyncio.to_thread(web_forms.open_form, VISITOR, public_id)
    except NotFound:
        return _gone(request)
    if not allowed(_ALL, *limits):
        return note(request, "share_links.page.busy", "", 429, _headers([]))
    typed: dict[str, str] = {}
    try:
        typed = await _typed(request)
        sent, is_own = _sent(request, form, typed)
        await asyncio.to_thread(web_forms.send_form, VISITOR, public_id, sent, is_own=is_own)
    except AppError as refusal:
        return _refused(request, form, typed, refusal)
    language = _language(request, form)
    facts = {"language": language, "thanks": form.thanks[language]}
    return html(request, "form_thanks.html", facts, 200, _headers(form.origins))


def _refused(
    request: Request, form: OpenForm, typed: dict[str, str], refusal: AppError
) -> Response:
    """What is wrong stands at the form with all that was typed; a foreign site gets none."""
    if isinstance(refusal, NotFound):  # switched off a moment ago
        return _gone(request)
    if isinstance(refusal, Invalid):
        return _page(request, form, typed, refusal)
    return note(request, refusal.code, "", refusal.status, _headers([]))


def _sent(request: Request, form: OpenForm, typed: dict[str, str]) -> tuple[Sent, bool]:
    """What came, and whether from our own page; there the page says on which site it stood."""
    origin = request.headers.get("origin", "")
    is_own = bool(origin) and urlsplit(origin).netloc == request.headers.get("host")
    site = typed.get("site", "")
    return (
        Sent(
            public_id=typed.get("entry", "")[:36],
            texts={asked.name: typed.get(asked.name, "") for asked in form.fields},
            consents=typed.get("consents") == "yes",
            language=_language(request, form),
            origin=site if is_own and site in form.origins else origin[:300],
            trap=typed.get(TRAP, "").strip(),
        ),
        is_own,
    )


async def _typed(request: Request) -> dict[str, str]:
    """The fields of a plain form; what is too large or none is refused like something missing."""
    body = await request.body()
    if len(body) > _MOST_BYTES:
        raise Invalid("web_forms.too_large")
    kind = request.headers.get("content-type", "")
    if not kind.startswith("application/x-www-form-urlencoded"):
        return {}
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Invalid("web_forms.too_large") from None
    return dict(pairs)


def _page(
    request: Request, form: OpenForm, typed: dict[str, str], refusal: Invalid | None = None
) -> Response:
    language = _language(request, form)
    facts: dict[str, Any] = {
        "form": form,
        "language": language,
        "typed": {name: text[:5000] for name, text in typed.items()},
        "entry": typed.get("entry", "")[:36] or new_id(),
        "trap": TRAP,
        "kinds": _KINDS,
        "problem": say(language, refusal.code, **refusal.params) if refusal else "",
        "wrong": refusal.field if refusal else "",
    }
    status = refusal.status if refusal else 200
    return html(request, "form.html", facts, status, _headers(form.origins))


def _language(request: Request, form: OpenForm) -> str:
    return guest_language(request) if form.language == "both" else form.language


def _site(request: Request) -> str:
    """The site that shows or links to the form, as far as the browser says."""
    parts = urlsplit(request.headers.get("referer", "")[:2000])
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _gone(request: Request) -> Response:
    return note(request, "web_forms.page.gone", "", 404, _headers([]))


def _headers(origins: list[str]) -> dict[str, str]:
    """Closed to everything; shown in a frame by ourselves and the listed sites."""
    sites = " ".join(("'self'", *origins))
    policy = (
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
        f"frame-ancestors {sites}"
    )
    return {**_CLOSED, "content-security-policy": policy}
