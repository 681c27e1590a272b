"""Pure: the rules that put values right on their way in, each by its name."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from crm_app.lib.chinese_places import PLACES, PROVINCES
from crm_app.lib.tables.joining import full_address, full_name
from crm_app.services.imports.likeness import person_of

Tidy = Callable[[dict[str, Any]], object]
_COUNTRY = re.compile(
    r"[\s,，]*[(（\[]?\s*(中国|中华人民共和国|China|P\.?\s?R\.?\s?C\.?|PRC|CN)\s*[)）\]]?\s*$",
    re.IGNORECASE,
)
_CITY = re.compile("|".join(sorted((*PLACES[len(PROVINCES) :], *PROVINCES), key=len, reverse=True)))


def split_honorific(read: dict[str, Any]) -> None:
    """张伟总 is 张伟 with 总; Dr Avery Smith is Avery Smith with Dr."""
    typed = read.get("name")
    if typed and not read.get("honorific"):
        person, _ = person_of(typed)
        read["name"] = person.name
        if person.honorific:
            read["honorific"], read["typed"] = person.honorific, typed


def join_name(read: dict[str, Any]) -> None:
    """Family and given name in columns of their own make one name, in the order of its script."""
    given, middle, family, suffix = (
        read.pop(one, "") for one in ("given_name", "middle_name", "family_name", "suffix")
    )
    if not read.get("name") and (given or family):
        read["name"] = full_name(given, middle, family, suffix)


def join_place(read: dict[str, Any]) -> str:
    """Street, city and the rest make one address; returns the city."""
    if not any(name in read for name in _PLACE):
        return ""
    parts = {name: read.pop(name, "") for name in _PLACE}
    whole = full_address(parts)
    if whole and not read.get("address"):
        read["address"] = [["address", whole[:300], whole[:300]]]
    return parts["city"] or parts["province"]


def place_of_company(read: dict[str, Any]) -> None:
    """As `join_place`; the city is the region where none is said."""
    city = join_place(read)
    if city and not read.get("region"):
        read["region"] = city[:60]


def place_of_lead(read: dict[str, Any]) -> None:
    """As `place_of_company`; the address of a lead is a plain text."""
    place_of_company(read)
    if isinstance(read.get("address"), list):
        read["address"] = read["address"][0][1]


def city_from_address(read: dict[str, Any]) -> None:
    """Where no region is said, the city that the address names."""
    if read.get("region"):
        return
    for address in _addresses(read):
        cities = [one for one in _CITY.findall(address) if one not in PROVINCES]
        found = cities or _CITY.findall(address)
        if found:
            read["region"] = found[0]
            return


def _addresses(read: dict[str, Any]) -> list[str]:
    value = read.get("address") or []
    return [value] if isinstance(value, str) else [shown for _, _, shown in value]


def trim_country(read: dict[str, Any]) -> None:
    """Acme (China) and Acme, China are Acme."""
    for field in ("company", "customer", "name"):
        value = read.get(field)
        if value and (found := _COUNTRY.search(value)) and found.start() > 1:
            read[field] = value[: found.start()].rstrip(" ,，")


def drop_emoji(read: dict[str, Any]) -> None:
    """Pictures that chat programs put into names."""
    for field in ("name", "company", "customer"):
        value = read.get(field)
        if value and not value.isascii():
            read[field] = _PICTURES.sub("", value).strip() or value


_PLACE = ("street", "city", "province", "postcode", "country")
_PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")
_PEOPLE = ("contacts", "leads")
_PLACED: dict[str, Callable[[dict[str, Any]], object]] = {
    "contacts": join_place,
    "customers": place_of_company,
    "leads": place_of_lead,
}
# Name → what it does, the kinds it is for, and whether it is on unless somebody turns it off.
RULES: dict[str, tuple[Tidy, tuple[str, ...], bool]] = {
    "drop_emoji": (drop_emoji, (*_PEOPLE, "customers"), True),
    "split_honorific": (split_honorific, _PEOPLE, True),
    "city_from_address": (city_from_address, ("customers", "leads"), False),
    "trim_country": (trim_country, (*_PEOPLE, "customers", "deals", "orders"), False),
}


def rules_for(kind: str) -> list[str]:
    """The names of the rules that make sense for a kind."""
    return [name for name, (_, kinds, _) in RULES.items() if kind in kinds]


def usual(kind: str) -> list[str]:
    """Those that are on from the start."""
    return [name for name in rules_for(kind) if RULES[name][2]]


def chosen(kind: str, names: Iterable[str]) -> list[Tidy]:
    """The rules to apply, in their order."""
    wanted = set(names)
    first: list[Tidy] = [join_name] if kind in _PEOPLE else []
    if kind in _PLACED:
        first.append(_PLACED[kind])
    return [*first, *(RULES[name][0] for name in rules_for(kind) if name in wanted)]
