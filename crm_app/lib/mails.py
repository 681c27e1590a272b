"""Mail addresses: one form however they are typed, and what a mistyped domain may have been."""

import re

from crm_app.lib.normal import Normal, plain

_PUBLIC = re.compile(
    r"(qq|163|126|139|189|sina|sohu|foxmail|aliyun|yeah|gmail|googlemail|outlook|hotmail|live|msn"
    r"|yahoo|icloud|me|proton|protonmail|gmx|web|aol|mail)\.[a-z.]{2,6}"
)
# Where nearly everybody has his address who has no company's; the first that is near is proposed.
_COMMON = (
    *("qq.com", "163.com", "126.com", "gmail.com", "outlook.com", "hotmail.com", "foxmail.com"),
    *("sina.com", "sohu.com", "aliyun.com", "139.com", "189.cn", "yeah.net", "yahoo.com"),
    *("icloud.com", "live.com", "sina.cn", "vip.163.com", "vip.qq.com", "yahoo.co.uk"),
)
# Houses of their own, though they look like slips.
_WORDS = (
    "mail.com email.com ymail.com gmx.com gmx.de 136.com 188.com 21.cn me.com live.cn live.co.uk"
    " hotmail.co.uk yahoo.cn yahoo.com.cn yahoo.fr aol.com inbox.com qq.cn 162.com q.com"
)
_RIGHT = frozenset(_WORDS.split())
_LABEL = re.compile(r"^(?:e-?mail|mail|邮箱|电子邮箱|电子邮件|邮件)\s*:\s*", re.IGNORECASE)
_NAMED = re.compile(r"^[^<>]*<\s*([^<>]+?)\s*>$")
_ADDRESS = re.compile(r"[^@\s<>,;:\"]{1,64}@(?:[^@\s.<>,;:/]+\.)+[^@\s.<>,;:/\[\]]{2,}")


def is_public(domain: str) -> bool:
    """Whether everybody can have an address there, so that it says nothing about the company."""
    return _PUBLIC.fullmatch(domain) is not None


def normal_mails(typed: str) -> list[Normal]:
    """All addresses of a text, each once; a cell may hold several."""
    parts = [part for part in re.split(r"[;、/\n]|,(?=[^<\"]*@)", plain(typed)) if "@" in part]
    found = [one for part in parts if (one := normal_mail(part)) is not None]
    return list(dict.fromkeys(found))


def normal_mail(typed: str) -> Normal | None:
    """The address in what was typed, the first of several; None where there is none."""
    text = re.sub(r"\s*\([^()@]*\)$", "", plain(typed)).strip("'\"` ")
    text = re.sub(r"^[\u3400-\u9fff]+\s+(?=\S+@)", "", text)
    if text.count("@") > 1 and "<" not in text and re.search(r"@[^@]+[,;\s/、]", text):
        text = re.split(r"[,;\s/、]", text, maxsplit=1)[0]
    named = _NAMED.match(text)
    text = named.group(1) if named else text
    text = re.sub(r"^mailto:([^?]*).*$", r"\1", text, flags=re.IGNORECASE)
    text = _LABEL.sub("", text).replace("。", ".").strip(" .;,")
    text = re.sub(r"\s*([@.])\s*", r"\1", text).lower()
    return Normal(text, text) if _ADDRESS.fullmatch(text) else None


def proposed_mail(address: str) -> str:
    """What a mistyped domain of a large house may have been meant for; never put in by itself."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - wanted only where one types

    name, _, domain = address.rpartition("@")
    if not name or domain in _COMMON or domain in _RIGHT:
        return ""
    most = 1 if len(domain) < 7 else 2
    near = [(OSA.distance(domain, known, score_cutoff=most), known) for known in _COMMON]
    distance, known = min(near, key=lambda pair: pair[0])
    alike = distance <= most and domain[0] == known[0] and abs(len(domain) - len(known)) < 2
    return f"{name}@{known}" if alike else ""
