"""Numbers and mails of many records as columns."""

import re
from collections.abc import Sequence
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
    """Up to three numbers each, mobiles first; what is too short is none."""
    words = done.words["phones"] = Words()
    mobiles, phones = (_Numbers(words, folded.get(name), done.size) for name in _FIELDS)
    parted = any(folded.get("mobiles", ()))  # where mobiles stand apart, the others are a desk's
    numbers = np.zeros((done.size, PHONES), np.int64)
    lines = np.zeros((done.size, PHONES), bool)
    extensions = np.zeros((done.size, PHONES), np.int32)
    desk = phones.lines | (~phones.own if parted else False)
    # Most have one of a kind at most, and these are no loop's work.
    first = mobiles.count == 1
    numbers[first, 0] = mobiles.digits[mobiles.at[first]]
    extensions[first, 0] = mobiles.extensions[mobiles.at[first]]
    several = (mobiles.count > 1) | (phones.count > 1)
    rows = np.flatnonzero((phones.count == 1) & ~several)
    at = phones.at[rows]
    fresh = phones.digits[at] != numbers[rows, 0]
    rows, at = rows[fresh], at[fresh]
    place = first[rows].astype(np.int64)
    numbers[rows, place], lines[rows, place] = phones.digits[at], desk[at]
    extensions[rows, place] = phones.extensions[at]
    for i in np.flatnonzero(several).tolist():
        numbers[i] = lines[i] = extensions[i] = 0
        held: list[int] = []
        for kind, desks in ((mobiles, np.zeros_like(mobiles.lines)), (phones, desk)):
            for one in range(kind.at[i], kind.at[i] + kind.count[i]):
                if kind.digits[one] not in held and len(held) < PHONES:
                    k = len(held)
                    held.append(kind.digits[one])
                    numbers[i, k], lines[i, k] = kind.digits[one], desks[one]
                    extensions[i, k] = kind.extensions[one]
    done.columns |= {"phones": numbers, "extensions": extensions, "lines": lines}


_FIELDS = ("mobiles", "phones")


class _Numbers:
    """The numbers of a column, each text read once: `count` of a record, from `at` on in the others."""

    def __init__(self, words: Words, texts: Sequence[str] | None, size: int) -> None:
        once = Words()
        codes = once.codes(texts if texts is not None else [""] * size)
        read = [_read_numbers(text) if text else [] for text in once.texts]
        count = np.fromiter(map(len, read), np.int64, len(read))
        flat = [number for found in read for number in found]
        self.count, self.at = count[codes], (np.cumsum(count) - count)[codes]
        self.digits = words.codes([digits for digits, _, _, _ in flat])
        self.extensions = np.array([int(ext or 0) for _, ext, _, _ in flat], np.int32)
        self.lines = np.array([line for _, _, line, _ in flat], bool)
        self.own = np.array([own for _, _, _, own in flat], bool)


def _read_numbers(text: str) -> list[tuple[str, str, bool, bool]]:
    if len(text) == 11 and text[0] == "1" and text[1] > "2" and text.isascii() and text.isdigit():
        return [(text, "", False, True)]  # a mobile as most write it
    found = []
    for one in _many(text):
        digits, extension, line = reading.phone(one)
        if len(digits) > 4:
            own = reading.is_mobile(digits) or reading.is_mobile_abroad(one)
            found.append((digits, extension, line, own))
    return found


def take_mails(done: Prepared, folded: dict[str, list[str]]) -> None:
    """Up to two mails each, with the name before the @ and the firm's domain."""
    once, mails, names, domains = Words(), Words(), Words(), Words()
    codes = once.codes(folded.get("emails", [""] * done.size))
    split = [_read_mails(text) if text else [] for text in once.texts]
    done.words |= {"mails": mails, "locals": names, "domains": domains}
    owned = cache(reading.own_domain)
    columns: dict[str, list[Any]] = {"mails": [], "locals": [], "domains": [], "roles": []}
    for k in range(MAILS):
        parts = [found[k] if len(found) > k else _NO_MAIL for found in split]
        columns["mails"].append(mails.codes([mail for mail, _, _, _ in parts])[codes])
        columns["locals"].append(names.codes([name for _, name, _, _ in parts])[codes])
        of_firms = domains.codes([owned(domain) for _, _, domain, _ in parts])
        columns["domains"].append(of_firms[codes])
        columns["roles"].append(np.array([is_role for _, _, _, is_role in parts], bool)[codes])
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
