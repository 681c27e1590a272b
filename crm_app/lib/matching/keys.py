"""What a record is filed under, so that one new one finds those it may be among a million."""

import hashlib
from collections.abc import Mapping, Sequence

from crm_app.lib.matching import reading
from crm_app.lib.matching.folding import fold_many
from crm_app.lib.matching.people import from_columns, looks_like_company, names_in

Record = Mapping[str, str | Sequence[str]]
# Which kinds of key say most, for where there are too many finds.
_RANKS = "ipewtnmhfdc"


def keys_of(kind: str, record: Record) -> tuple[int, ...]:
    """Whole numbers below 2 to the 62nd, the strongest kind of key in the lowest digit's order."""
    names = list(record)
    values = [one if isinstance(one := record[name], str) else "\n".join(one) for name in names]
    folded = dict(zip(names, fold_many(values), strict=True))
    found = _firm_keys(folded) if kind == "customers" else _person_keys(folded)
    return tuple(dict.fromkeys(_number(letter, text) for letter, text in found if text))


def strength(key: int) -> int:
    """0 for what is nobody else's, more for what many have in common."""
    return key % 16


def _number(letter: str, text: str) -> int:
    digest = hashlib.blake2b(f"{letter}{text}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 6) * 16 + _RANKS.index(letter)


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
