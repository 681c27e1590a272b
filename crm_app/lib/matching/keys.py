"""What a record is filed under, so that one new one finds those it may be among a million."""

import hashlib
from collections.abc import Mapping, Sequence

from crm_app.lib.matching import reading
from crm_app.lib.matching.folding import fold_many
from crm_app.lib.matching.people import from_columns, looks_like_company, names_in

Record = Mapping[str, str | Sequence[str]]
# Which kinds of key say most, for where there are too many finds.
_RANKS = {letter: rank for rank, letter in enumerate("ipewtnmhfdc")}
_hashed, _from_bytes = hashlib.blake2b, int.from_bytes


def keys_of(kind: str, record: Record) -> tuple[int, ...]:
    """Whole numbers below 2 to the 62nd, the strongest kind of key in the lowest digit's order."""
    return keys_of_many(kind, [record])[0]


def keys_of_many(kind: str, records: Sequence[Record]) -> list[tuple[int, ...]]:
    """As `keys_of`, of many at once: most of the time would go into the folding of each."""
    values = [
        one if isinstance(one, str) else "\n".join(one) for r in records for one in r.values()
    ]
    folded = iter(fold_many(values))
    find = _firm_keys if kind == "customers" else _person_keys
    found = [find(dict(zip(record, folded, strict=False))) for record in records]
    return [tuple({_number(letter, text): None for letter, text in some if text}) for some in found]


def strength(key: int) -> int:
    """0 for what is nobody else's, more for what many have in common."""
    return key % 16


def _number(letter: str, text: str) -> int:
    digest = _hashed(f"{letter}{text}".encode(), digest_size=8).digest()
    return (_from_bytes(digest, "big") >> 6) * 16 + _RANKS[letter]


def _reach(folded: dict[str, str]) -> tuple[list[str], list[tuple[str, str]]]:
    numbers = [
        reading.phone(one)[0]
        for field in ("mobiles", "phones")
        for one in folded.get(field, "").split("\n")
        if one
    ]
    mails = [reading.email(one) for one in folded.get("emails", "").split("\n") if "@" in one]
    return [number for number in numbers if len(number) > 4], mails


def _person_keys(folded: dict[str, str]) -> list[tuple[str, str]]:
    numbers, mails = _reach(folded)
    found = [("p", number) for number in numbers]
    found += [("e", f"{local}@{domain}") for local, domain in mails]
    found += [("w", folded.get("wechat", "")), ("i", folded.get("id_number", ""))]
    texts = [one for one in folded.get("name", "").split("\n") if one]
    names = [name for text in texts if not looks_like_company(text) for name in names_in(text)]
    names += from_columns(folded.get("family", ""), folded.get("given", "")) if not names else ()
    firms = [reading.core(reading.company(f)) for f in folded.get("company", "").split("\n") if f]
    for name in names[:2]:
        whole = "".join(sorted((name.family, name.given)))
        if name.given and name.family:
            found.append(("n", whole))
            found.append(("m", name.family[:3] + "+" + name.given[:3]))
        elif name.given:
            found.append(("n", "".join(sorted(name.given))))
        for part in {name.family, name.given} - {""}:
            found += [("f", f"{part}@{firm}") for firm in firms if firm]
            found += [("t", f"{part}+{number[-6:]}") for number in numbers]
            found += [("h", f"{part}+{number[:-3]}") for number in numbers]
            found += [("d", f"{part}+{local}") for local, _ in mails if len(local) > 3]
    return found


def _firm_keys(folded: dict[str, str]) -> list[tuple[str, str]]:
    numbers, mails = _reach(folded)
    found = [("p", number) for number in numbers]
    found += [("e", f"{local}@{domain}") for local, domain in mails]
    sites = [reading.host(one) for one in folded.get("website", "").split("\n")]
    domains = {reading.own_domain(domain) for domain in (*sites, *(d for _, d in mails))}
    found += [("w", domain) for domain in domains]
    found.append(("i", folded.get("tax_id", "")))
    for field in ("name", "company", "legal_name"):
        for one in folded.get(field, "").split("\n"):
            core = reading.core(reading.company(one)) if one else ""
            found += [("n", core), ("c", core[:2] if not core.isascii() else core[:5])]
    return found
