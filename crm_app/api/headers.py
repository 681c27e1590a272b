"""What surrounds every answer: security headers, caching, the proxy's scheme, closed doors."""

import base64
import hashlib
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crm_app.api.language import language_of
from crm_app.config import Settings

# Addresses that bring a policy of their own: what somebody stored, a shared quote, a web form.
_OWN_POLICY = ("/api/", "/q/", "/form/")
# A web form stands in pages of others: its policy names them, which this header cannot.
_FRAMED = "/form/"
_POLICY = (
    "default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; frame-src 'none'; object-src 'none'"
)
_CSP = "content-security-policy"
# A page as it is first painted for who reads English; built by components/paint.py.
_ENGLISH = "index.en.html"
_EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(self), geolocation=(self)",
}


class _InlineScripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._current: str | None = None
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "script" and "src" not in names:
            self._current = ""

    def handle_data(self, data: str) -> None:
        if self._current is not None:
            self._current += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._current is not None:
            self.scripts.append(self._current)
            self._current = None


def script_hashes(html: str) -> str:
    """The CSP sources of a built page's own inline scripts."""
    parser = _InlineScripts()
    parser.feed(html)
    digests = {
        base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in parser.scripts
    }
    return " ".join(f"'sha256-{digest}'" for digest in sorted(digests))


class _Secured:
    """The outermost layer of the served app."""

    def __init__(self, app: ASGIApp, pages: dict[str, str], settings: Settings) -> None:
        self._app = app
        self._pages = pages
        self._trust_proxy = settings.trust_proxy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        scope = self._behind_proxy(scope)
        if scope["type"] == "websocket":
            await self._app(scope, receive, send)
            return
        if scope["path"].startswith("/_upload"):  # files use routes that know their rights
            await JSONResponse({"detail": "not found"}, 404)(scope, receive, send)
            return
        english = f"{scope['path']}{_ENGLISH}"
        is_painted = english.removeprefix("/") in self._pages
        if is_painted and language_of(HTTPConnection(scope), unsaid="en") == "en":
            scope = {**scope, "path": english, "raw_path": english.encode()}

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                self._dress(scope["path"], scope["scheme"], headers)
                if is_painted:
                    headers.add_vary_header("Accept-Language, Cookie")
            await send(message)

        await self._app(scope, receive, send_secured)

    def _behind_proxy(self, scope: Scope) -> Scope:
        """The scope as the proxy saw it: its scheme, and who called it."""
        if not self._trust_proxy:
            return scope
        sent = {name: value.decode("latin-1") for name, value in scope["headers"]}
        scheme = sent.get(b"x-forwarded-proto", "").split(",")[0].strip()
        if scheme in ("http", "https"):
            secure = {"http": "ws", "https": "wss"} if scope["type"] == "websocket" else {}
            scope = {**scope, "scheme": secure.get(scheme, scheme)}
        # The last address is the proxy's own word; what stands before it anybody can send.
        caller = sent.get(b"x-forwarded-for", "").rpartition(",")[2].strip()
        return {**scope, "client": (caller, 0)} if caller else scope

    def _dress(self, path: str, scheme: str, headers: MutableHeaders) -> None:
        for name, value in _EVERYWHERE.items():
            headers.setdefault(name, value)
        if path.startswith(_FRAMED) and "frame-ancestors" in headers.get(_CSP, ""):
            del headers["x-frame-options"]
        if scheme == "https":
            headers["strict-transport-security"] = "max-age=31536000"
        is_ours = not path.startswith(_OWN_POLICY)
        is_page = is_ours and headers.get("content-type", "").startswith("text/html")
        if is_page:
            headers[_CSP] = _POLICY.format(hashes=self._hashes(path))
        if path.startswith("/assets/"):
            headers["cache-control"] = "public, max-age=31536000, immutable"
        elif is_page or path.endswith((".js", ".css", ".webmanifest")):
            headers["cache-control"] = "no-cache"
        elif path.startswith("/api/"):
            headers.setdefault("cache-control", "no-store")

    def _hashes(self, path: str) -> str:
        key = path.strip("/") or "index"
        for name in (f"{key}.html", f"{key}/index.html", key, "404.html"):
            if name in self._pages:
                return self._pages[name]
        return ""


def secured(build: Path, settings: Settings) -> Callable[[Any], Any]:
    """A wrapper for the app whose built pages lie in `build`."""

    def wrap(app: ASGIApp) -> ASGIApp:
        pages = {
            page.relative_to(build).as_posix(): script_hashes(page.read_text("utf-8"))
            for page in build.rglob("*.html")
        }
        return _Secured(app, pages, settings)

    return wrap
