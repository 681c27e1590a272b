"""Pure decisions about the way into the ERP: where to, signed how, what an answer means, when again."""

import base64
import hashlib
import hmac
import ipaddress
import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from crm_app.core.errors import Invalid
from crm_app.models.orders import HandoverState
from crm_app.services.erp.rows import Verdict

MOST_ATTEMPTS = 12
LEASE = timedelta(minutes=2)  # an attempt that says nothing for so long is made again
_FIRST_PAUSE = 10
_LONGEST_PAUSE = 6 * 3600
_AGAIN = frozenset({408, 425, 429})


def read_url(typed: str) -> str:
    """The one address that orders are sent to; refuses what is no https address outside.

    Plain http is for a receiver on this machine alone: what is signed is not hidden.
    """
    text = typed.strip()
    if not text:
        return ""
    try:
        url = urlsplit(text)
        host, port = url.hostname or "", url.port
    except ValueError:
        raise Invalid("erp.url_invalid", field="url") from None
    plain = not (url.username or url.password or url.fragment) and len(text) <= 300
    if not plain or not host or port == 0 or url.scheme not in ("http", "https"):
        raise Invalid("erp.url_invalid", field="url")
    if url.scheme == "http" and not _is_here(host):
        raise Invalid("erp.url_open", field="url")
    if _leads_nowhere(host):
        raise Invalid("erp.url_invalid", field="url")
    return text


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_here(host: str) -> bool:
    address = _address(host)
    return host == "localhost" or (address is not None and address.is_loopback)


def _leads_nowhere(host: str) -> bool:
    """Addresses that no receiver has: those of a cloud's own services among them."""
    address = _address(host)
    return address is not None and (
        address.is_link_local or address.is_multicast or address.is_unspecified
    )


def canonical(body: dict[str, Any]) -> bytes:
    """The same bytes each time for the same order."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def headers(secret: str, key: str, body: bytes, moment: int) -> dict[str, str]:
    """Key and signature after Standard Webhooks: HMAC-SHA256 of `key.moment.body`."""
    signed = f"{key}.{moment}.".encode() + body
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).digest()
    return {
        "content-type": "application/json",
        "idempotency-key": key,
        "webhook-id": key,
        "webhook-timestamp": str(moment),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def judge(status: int, content: bytes) -> Verdict:
    """What an answer means: taken with a number, wait and ask again, or refused."""
    answer = _read(content)
    number = str(answer.get("number") or "").strip()[:80]
    if status in (200, 201, 409) and number:
        return Verdict(HandoverState.ACCEPTED.value, number)
    if status == 202:
        return Verdict(HandoverState.SENT.value, reason="in_work")
    if status in _AGAIN or status >= 500:
        return Verdict(HandoverState.WAITING.value, reason="busy", detail=f"HTTP {status}")
    if status in (200, 201):
        return Verdict(HandoverState.FAILED.value, reason="no_number")
    said = " ".join(str(answer.get("message") or "").split())
    detail = f"HTTP {status} {said}".strip()[:200]
    return Verdict(HandoverState.FAILED.value, reason="refused", detail=detail)


def _read(content: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(content)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 10 s, 20 s, 40 s … six hours at most."""
    return timedelta(seconds=min(_FIRST_PAUSE * 2 ** min(attempts - 1, 20), _LONGEST_PAUSE))
