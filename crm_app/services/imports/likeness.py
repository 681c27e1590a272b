"""Pure: whether two names may be one person's, and what a row is known by and compared as."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import JaroWinkler

from crm_app.lib import names
from crm_app.lib.names import PersonName, called, has_han, person_key, read_person, syllables
from crm_app.lib.simplified import simplified
from crm_app.services.likeness import reach_fields

_ALIKE = 0.9
_BETWEEN = re.compile(r"[\s.·•,'’-]")


class _CompanyKeys(dict[str, str]):
    """Name → key: the rows of a table name few companies many times."""

    def __missing__(self, name: str) -> str:
        if len(self) > _KEPT:
            self.clear()
        key = self[name] = names.company_key(name)[:200]
        return key


_KEPT = 50_000
COMPANY_KEYS = _CompanyKeys()


def company_key(name: str) -> str:
    """As `lib.names` says, kept."""
    return COMPANY_KEYS[name]


@lru_cache(maxsize=50_000)
def person_of(name: str) -> tuple[PersonName, str]:
    """A name read once, and its key."""
    person = read_person(name)
    folded = simplified(unicodedata.normalize("NFKC", person.name).lower())
    return person, _BETWEEN.sub("", folded)


_REACH = ("mobile", "phone", "fax", "email", "wechat", "website", "address")


def as_record(kind: str, read: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the matcher reads records (`services.likeness` says the same of stored ones)."""
    ways = [(kind, value) for name in _REACH for kind, value, *_ in _several(read.get(name))]
    record: dict[str, Any] = reach_fields(ways)
    name = called(read.get("name", ""), read.get("honorific", ""))
    if kind == "customer":
        names = [read.get(one, "") for one in ("name", "legal_name_zh", "legal_name_en")]
        said = {"name": list(dict.fromkeys(filter(None, names))), "tax_id": read.get("tax_id", "")}
        return record | said | {"city": read.get("region", "")}
    record |= {"company": read.get("company", "")}
    if kind == "lead":
        place = {"city": read.get("region", ""), "address": read.get("address", "")}
        return record | {"name": name} | place
    other, born = read.get("other_name"), read.get("birthday") or ""
    said = {"name": [name, other] if other else name}
    return record | said | {"birthday": "" if born.startswith("lunar:") else born}


def _several(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def same_person(one: str, other: str) -> bool:
    """Names that do not speak against it: 张总 may be 张伟, Wei Zhang is 张伟, J. Smith John Smith."""
    first, second = person_key(one), person_key(other)
    if not first or not second or first == second:
        return True
    if has_han(first) != has_han(second):
        return _spoken(one) == _spoken(other)
    if has_han(first):
        return _surname_fits(one, other) or syllables(first) == syllables(second)
    words = [name.lower().split() for name in (one, other)]
    swapped = sorted(words[0]) == sorted(words[1])
    return swapped or JaroWinkler.similarity(first, second) >= _ALIKE or _initial_fits(*words)


def _surname_fits(one: str, other: str) -> bool:
    """Only a surname is known of one of them."""
    people = sorted((read_person(one), read_person(other)), key=lambda person: len(person.name))
    short, long = people
    return short.name == short.family and long.name.startswith(short.family)


def _spoken(name: str) -> str:
    """The sounds of a name in any order."""
    if has_han(name):
        return "".join(sorted("".join(syllables(person_key(name)))))
    return "".join(sorted(person_key(name)))


def _initial_fits(one: list[str], other: list[str]) -> bool:
    if len(one) < 2 or len(other) < 2 or one[-1] != other[-1]:
        return False
    short, long = sorted((one[0].rstrip("."), other[0].rstrip(".")), key=len)
    return len(short) == 1 and long.startswith(short)
