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
            if desk and name == "phones":
                lines[i, k] = True
            if extension:
                extensions[i, k] = int(extension)
    words = done.words["phones"] = Words()
    numbers = np.zeros((done.size, PHONES), np.int64)
    numbers[:, 0] = words.codes(first)
    for i, k, digits in more:
        numbers[i, k] = words.code(digits)
    done.columns |= {"phones": numbers, "extensions": extensions, "lines": lines}


def _numbers(texts: Sequence[str]) -> Iterator[tuple[int, str, str, bool, bool]]:
    """Record, digits, extension, and whether it is an office's or a mobile; what is too short is none."""
    read = cache(_read_numbers)
    for i, text in enumerate(texts):
        if text:
            for number in read(text):
                yield i, *number


def _read_numbers(text: str) -> list[tuple[str, str, bool, bool]]:
    found = []
    for one in _many(text):
        digits, extension, line = reading.phone(one)
        if len(digits) > 4:
            own = reading.is_mobile(digits) or reading.is_mobile_abroad(one)
            found.append((digits, extension, line, own))
    return found


def take_mails(done: Prepared, folded: dict[str, list[str]]) -> None:
    """Up to two mails each, with the name before the @ and the firm's domain."""
    texts = folded.get("emails", [""] * done.size)
    read = cache(_read_mails)
    split = [read(text) if text else () for text in texts]
    mails, names, domains = Words(), Words(), Words()
    done.words |= {"mails": mails, "locals": names, "domains": domains}
    owned = cache(reading.own_domain)
    columns: dict[str, list[Any]] = {"mails": [], "locals": [], "domains": [], "roles": []}
    for k in range(MAILS):
        parts = [found[k] if len(found) > k else _NO_MAIL for found in split]
        columns["mails"].append(mails.codes([mail for mail, _, _, _ in parts]))
        columns["locals"].append(names.codes([name for _, name, _, _ in parts]))
        columns["domains"].append(domains.codes([owned(domain) for _, _, domain, _ in parts]))
        columns["roles"].append(np.array([is_role for _, _, _, is_role in parts], bool))
    if any(folded.get("website", ())):
        hosts = [reading.host(text) if text else "" for text in folded["website"]]
        columns["domains"].append(domains.codes([owned(host) for host in hosts]))
    done.columns |= {name: np.stack(found, axis=1) for name, found in columns.items()}


_NO_MAIL = ("", "", "", False)


def _read_mails(text: str) -> list[tuple[str, str, str, bool]]:
    """Address, name, domain, and whether it is an office's, of the first ones of a text."""
    found = []
    for one in [one for one in _MANY.split(text) if "@" in one][:MAILS]:
        name, domain = reading.email(one)
        address = f"{name}@{domain}" if name else ""
        found.append((address, name, domain, bool(name) and reading.is_role(name)))
    return found
