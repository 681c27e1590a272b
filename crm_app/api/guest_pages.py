"""Pages for people without an account: plain HTML, no script, limited by address."""

from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from limits import RateLimitItem

from crm_app.api.base import language_of
from crm_app.core.limiter import allowed
from crm_app.locales.catalog import say


@cache
def _templates() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - when asked

    folder = Path(__file__).with_name("templates")
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def guest_language(request: Request) -> str:
    """The language in the address, else what the browser accepts."""
    asked = request.query_params.get("lang", "")
    return asked if asked in ("zh", "en") else language_of(request)


def html(
    request: Request, name: str, facts: dict[str, Any], status: int, headers: dict[str, str]
) -> HTMLResponse:
    """A template filled with facts, in the guest's language unless these name another."""
    language = str(facts.get("language") or guest_language(request))

    def word(key: str, **params: Any) -> str:
        return say(language, key, **params)

    known = {
        "language": language,
        "other": "en" if language == "zh" else "zh",
        "word": word,
        "path": request.url.path,
    }
    body = _templates().get_template(name).render(**known | facts)
    return HTMLResponse(body, status, headers=headers)


def note(
    request: Request, title: str, hint: str, status: int, headers: dict[str, str]
) -> HTMLResponse:
    """A page that says one thing."""
    return html(request, "note.html", {"title": title, "hint": hint}, status, headers)


def too_many(
    request: Request, limit: RateLimitItem, headers: dict[str, str], *names: str
) -> HTMLResponse | None:
    """The page for who asks too often; None while he may."""
    address = request.client.host if request.client else ""
    if allowed(limit, *names, address):
        return None
    return note(request, "share_links.page.busy", "", 429, headers)
