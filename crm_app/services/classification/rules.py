"""Reading industry, size and region from what a lead says of itself: words, no learning."""

import re
from functools import lru_cache

from crm_app.lib.chinese_places import PLACES, PROVINCES
from crm_app.lib.names import pinyin
from crm_app.services.arrivals import Facts
from crm_app.services.classification.rows import Guess
from crm_app.services.classification.words import (
    AREAS,
    CITIES,
    COUNTRIES,
    INDUSTRIES,
    SIZES,
    WEAK,
)

# In percent: how sure a word makes one, by where it stands.
_NAME, _WEAK_NAME, _NOTE, _DOMAIN = 85, 60, 50, 55
_PEOPLE = re.compile(
    r"(\d{1,6})\s*(?:多|余|来)?\s*(?:名|位|个)?\s*(?:员工|人的|人规模|人左右)"
    r"|(?:员工|团队|规模)\D{0,4}(\d{1,6})\s*(?:多|余)?\s*人"
    r"|(\d{1,6})\s*(?:\+\s*)?(?:employees|staff|people in)|(?:staff|team|workforce) of (\d{1,6})",
    re.IGNORECASE,
)
_BRACKETS = ((20, "1-20"), (100, "21-100"), (500, "101-500"), (2000, "501-2000"))
# 中山路 is a road in every city, 普洱茶 a tea.
_NO_PLACE = "路街道巷茶"


def guess(field: str, facts: Facts) -> Guess | None:
    """The rules' word on one field; None where nothing speaks for any value."""
    return {"industry": industry, "size": size, "region": region}[field](facts)


def industry(facts: Facts) -> Guess | None:
    """From the company's name, then the domain, then the text."""
    domains = " ".join(re.split(r"[.\-_]", " ".join(facts.domains)))
    best: tuple[int, int, Guess] | None = None
    for text, sure in ((facts.company, _NAME), (domains, _DOMAIN), (facts.note, _NOTE)):
        for key, word in _industry_words(text):
            weak = word in WEAK
            confidence = _WEAK_NAME if weak and sure == _NAME else sure - 15 * weak
            found = Guess(key, confidence, "rules", word)
            if best is None or (confidence, len(word)) > best[:2]:
                best = (confidence, len(word), found)
        if best is not None and best[0] >= sure:
            break
    return best[2] if best else None


def size(facts: Facts) -> Guess | None:
    """From a number of people in the text, then from what the name says."""
    said = _PEOPLE.search(facts.note)
    if said:
        count = int(next(group for group in said.groups() if group))
        value = next((key for most, key in _BRACKETS if count <= most), "2001+")
        return Guess(value, 90, "rules", said.group().strip())
    spoken = set(_latin(facts.company))
    for value, confidence, chinese, english in SIZES:
        for word in (*chinese.split(), *english.split()):
            if word in facts.company if not word.isascii() else word in spoken:
                return Guess(value, confidence, "rules", word)
    return None


def region(facts: Facts) -> Guess | None:
    """From the address, the company's name, a landline's code, the country of a number or domain."""
    for text, confidence in ((facts.address, 95), (facts.company, 80)):
        place = _place(text)
        if place:
            return Guess(place[0], confidence, "rules", place[1])
    place = _place(facts.note)
    said = Guess(place[0], 50, "rules", place[1]) if place else None
    return _by_area(facts) or _by_country(facts) or said


def _by_area(facts: Facts) -> Guess | None:
    """The city of a Chinese landline."""
    areas = [area for phone in facts.phones if (area := _area(phone))]
    return Guess(areas[0][0], 75, "rules", areas[0][1]) if areas else None


def _by_country(facts: Facts) -> Guess | None:
    """The end of a domain, else the beginning of a number."""
    for code, _, name in COUNTRIES:
        if any(domain.endswith(f".{code}") for domain in facts.domains):
            return Guess(name, 70, "rules", f".{code}")
    for _, prefix, name in COUNTRIES:
        if any(phone.startswith(prefix) for phone in facts.phones):
            return Guess(name, 65, "rules", prefix)
    return None


def _industry_words(text: str) -> list[tuple[str, str]]:
    """Every word of an industry in a text."""
    spoken = set(_latin(text))
    return [
        (key, word)
        for key, (chinese, english) in INDUSTRIES.items()
        for word in (*chinese.split(), *english.split())
        if (word in spoken if word.isascii() else word in text)
    ]


def _latin(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def _place(text: str) -> tuple[str, str] | None:
    """The most exact place named first: of 浙江省杭州市 it is 杭州."""
    found: list[tuple[int, str]] = []
    for place in PLACES:
        at = text.find(place)
        after = text[at + len(place) : at + len(place) + 1]
        if at >= 0 and not (after and after in _NO_PLACE):
            found.append((at, place))
    if found:
        found.sort(key=lambda one: (one[0], -len(one[1])))
        province = found[0]
        city = next((p for at, p in found[1:] if at <= province[0] + len(province[1]) + 4), "")
        place = city if province[1] in PROVINCES and city else province[1]
        return place, place
    spoken = f" {' '.join(_latin(text))} "
    for city in CITIES:
        if f" {city.lower()} " in spoken:
            return city, city
    for word in spoken.split():
        if word in _spelt():
            return _spelt()[word], word
    return None


@lru_cache(maxsize=1)
def _spelt() -> dict[str, str]:
    """Pinyin → city: hangzhou. Short ones are words of other languages."""
    spelt: dict[str, str] = {}
    for place in PLACES:
        word = pinyin(place).replace(" ", "")
        if len(word) > 5:
            spelt.setdefault(word, place)
    return spelt


def _area(phone: str) -> tuple[str, str] | None:
    """The city of a Chinese landline."""
    digits = phone.removeprefix("+86") if phone.startswith("+86") else ""
    if not digits or (digits[0] == "1" and len(digits) == 11):
        return None
    for length in (2, 3):
        if digits[:length] in AREAS:
            return AREAS[digits[:length]], f"0{digits[:length]}"
    return None
