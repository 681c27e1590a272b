"""Addresses of sites: host in small letters, path as it is, no scheme."""

import re

from crm_app.lib.normal import Normal, plain

_LABEL = re.compile(r"^(?:网址|网站|官网|主页|web|website|url|http)\s*:\s*(?!/)", re.IGNORECASE)
_SCHEME = re.compile(r"^(?:https?\s*:?\s*/{1,2}|//)\s*", re.IGNORECASE)
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?!\d+(?::|$))[^\W_][\w-]*[^\W_](?::\d{1,5})?")
_USUAL = (":80", ":443")


def normal_web(typed: str) -> Normal | None:
    """A site as it is stored; None for what is none, or no page that a browser opens."""
    text = _LABEL.sub("", plain(typed)).replace("。", ".")
    text = re.sub(r"\s*\([^()]*\)$", "", _SCHEME.sub("", text))
    text = re.sub(r"\s*\.\s*", ".", text).strip(" .,;")
    host, sign, path = _split(text)
    host = host.lower()
    for port in _USUAL:
        host = host.removesuffix(port)
    if (
        "." not in host.removeprefix("www.")
        or not _HOST.fullmatch(host)
        or any(c.isspace() for c in path)
    ):
        return None
    shown = (host + sign + path).rstrip("/")
    return Normal(shown, shown)


def _split(text: str) -> tuple[str, str, str]:
    found = re.search(r"[/?#]", text)
    if found is None:
        return text, "", ""
    return text[: found.start()], found.group(), text[found.end() :]
