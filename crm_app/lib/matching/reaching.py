"""Numbers and mails of many records as columns."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np

from crm_app.lib.matching import reading
from crm_app.lib.matching.vocabulary import Prepared, Words

PHONES, MAILS = 3, 2
_MANY = re.compile(r"\s*(?::::|;(?!ext=)|,|、|\||\n|/)\s*")


def _many(text: str) -> list[str]:
    return [text] if text.isalnum() or text[1:].isdigit() else _MANY.split(text)


def take_phones(done: Prepared, folded: dict[str, list[str]]) -> None:
    """Up to three numbers each, mobiles first."""
    parted = any(folded.get("mobiles", ()))  # where mobiles stand apart, the others are a desk's
    first: list[str] = [""] * done.size
    held: dict[int, tuple[str, ...]] = {}
    more: list[tuple[int, int, str]] = []
    lines = np.zeros((done.size, PHONES), bool)
    extensions = np.zeros((done.size, PHONES), np.int32)
    for name in ("mobiles", "phones"):
        for i, digits, extension, line, own in _numbers(folded.get(name, ())):
            known = held.get(i, ())
            k = len(known)
            if digits in known or k == PHONES:
                continue
            held[i] = (*known, digits)
            if k:
                more.append((i, k, digits))
            else:
                first[i] = digits
            desk = line or (parted and not own)
            lines[i, k] = name == "phones" and desk
            extensions[i, k] = int(extension or 0)
    words = done.words["phones"] = Words()
    numbers = np.zeros((done.size, PHONES), np.int64)
    numbers[:, 0] = words.codes(first)
    for i, k, digits in more:
        numbers[i, k] = words.code(digits)
    done.columns |= {"phones": numbers, "extensions": extensions, "lines": lines}


def _numbers(texts: Sequence[str]) -> Iterator[tuple[int, str, str, bool, bool]]:
    """Record, digits, extension, and whether it is an office's or a mobile; what is too short is none."""
    for i, text in enumerate(texts):
        for one in _many(text) if text else ():
            digits, extension, line = reading.phone(one)
            if len(digits) > 4:
                own = reading.is_mobile(digits) or reading.is_mobile_abroad(one)
                yield i, digits, extension, line, own


def take_mails(done: Prepared, folded: dict[str, list[str]]) -> None:
    """Up to two mails each, with the name before the @ and the firm's domain."""
    texts = folded.get("emails", [""] * done.size)
    split = [[one for one in _MANY.split(t) if "@" in one] if "@" in t else () for t in texts]
    mails, names, domains = Words(), Words(), Words()
    done.words |= {"mails": mails, "locals": names, "domains": domains}
    owned = cache(reading.own_domain)
    columns: dict[str, list[Any]] = {"mails": [], "locals": [], "domains": [], "roles": []}
    for k in range(MAILS):
        parts = [reading.email(found[k]) if len(found) > k else ("", "") for found in split]
        there = [f"{name}@{domain}" if name else "" for name, domain in parts]
        columns["mails"].append(mails.codes(there))
        columns["locals"].append(names.codes([name for name, _ in parts]))
        columns["domains"].append(domains.codes([owned(domain) for _, domain in parts]))
        roles = [bool(name) and reading.is_role(name) for name, _ in parts]
        columns["roles"].append(np.array(roles, bool))
    if any(folded.get("website", ())):
        hosts = [reading.host(text) if text else "" for text in folded["website"]]
        columns["domains"].append(domains.codes([owned(host) for host in hosts]))
    done.columns |= {name: np.stack(found, axis=1) for name, found in columns.items()}
