"""From likenesses to a certainty, with what people share told from what is theirs alone."""

from typing import Any

import numpy as np

from crm_app.lib.matching.levels import (
    ALIKE,
    FOREIGN,
    INITIAL,
    MISSING,
    NEAR,
    OTHER,
    SAME,
    SHARED,
    SOUND,
    company_levels,
    mail_levels,
    phone_levels,
    simple_levels,
)
from crm_app.lib.matching.name_levels import name_levels
from crm_app.lib.matching.telling import told
from crm_app.lib.matching.vocabulary import Prepared
from crm_app.lib.matching.weights import FIELDS, field_bits, learn

# Where somebody works or lives: colleagues and families have all of it in common.
PLACES = ("company", "domain", "address", "street_number", "street", "place", "suburb", "city")
PLACES += ("postcode", "state", "line")
INBORN = ("birthday", "id_number", "tax_id", "wechat")
_MOST_PLACE = 16.0
_VALUES = {"company": "core"}


def compare_likely(p: Prepared, i: Any, j: Any) -> tuple[Any, Any, dict[str, Any]]:
    """Of many pairs those that may be one person, and the levels of their fields: two names with nothing
    of their own in common are two people, whatever else they share."""
    names = name_levels(p, i, j)
    likely = (names["family"] != OTHER) & (names["given"] != OTHER)
    rest = np.flatnonzero(~likely)
    likely[rest] = _hold_one(p, i[rest], j[rest])
    some = np.flatnonzero(likely)
    i, j = i[some], j[some]
    named = {field: column[some] for field, column in names.items()}
    return i, j, compare(p, i, j, named)


def _hold_one(p: Prepared, i: Any, j: Any) -> Any:
    """Whether both have a number, a mail, a birthday but for a slip, or another thing one is born with."""
    found = np.zeros(len(i), bool)
    for name in ("phones", "mails"):
        column = p.columns[name]
        for x in range(column.shape[1]):
            for y in range(column.shape[1]):
                found |= (column[i, x] > 0) & (column[i, x] == column[j, y])
    for name in INBORN:
        if name in p.columns:
            a, b = p.columns[name][i], p.columns[name][j]
            both = (a > 0) & (b > 0)
            found |= both & _near_days(p, a, b) if name == "birthday" else both
    return found


def _near_days(p: Prepared, a: Any, b: Any) -> Any:
    """Whether two of eight digits differ; or a year is unknown, or day and month are turned."""
    digits = p.words["birthday"].told("digits", _digits)
    turned = digits[:, (0, 1, 2, 3, 6, 7, 4, 5)]
    yearless = (digits[:, :4] == ord("0")).all(axis=1)
    apart = (digits[a] != digits[b]).sum(axis=1, dtype=np.int8)
    return (apart <= 2) | yearless[a] | yearless[b] | (digits[a] == turned[b]).all(axis=1)


def _digits(texts: list[str]) -> Any:
    whole = "".join([f"{text:8}" for text in texts]).encode("ascii", "replace")
    return np.frombuffer(whole, np.uint8).reshape(-1, 8)


def compare(p: Prepared, i: Any, j: Any, names: dict[str, Any] | None = None) -> dict[str, Any]:
    """Levels of every field, names first, unless they are known."""
    return (
        (names or name_levels(p, i, j))
        | phone_levels(p, i, j)
        | mail_levels(p, i, j)
        | company_levels(p, i, j)
        | simple_levels(p, i, j)
    )


def scores(p: Prepared, i: Any, found: dict[str, Any], people: int = 0) -> Any:
    """Certainty of each pair that it is one person; `people`: among how many, if more than here."""
    names = [name for name in FIELDS if name in found]
    bits = {name: field_bits(p, name, found[name], _values(p, name, i, found)) for name in names}
    prior = np.log2(max(p.size, people, 4000)) + 1.0
    plain = _total(found, bits)
    learnt = learn({name: found[name] for name in names}, prior, p.size, plain)
    if learnt:
        bits = {name: bits[name] + learnt[name][found[name]] for name in names}
        plain = _total(found, bits)
    return 1.0 / (1.0 + np.exp2(-np.clip(plain - prior, -60, 60)))


def _values(p: Prepared, name: str, i: Any, found: dict[str, Any]) -> Any:
    if f"{name}_value" in found:
        return found[f"{name}_value"]
    return p.columns[_VALUES.get(name, name)][i]


def _total(found: dict[str, Any], bits: dict[str, Any]) -> Any:
    """Bits of a pair. What can be shared counts little where the names are two people's."""
    family, given, shape = found["family"], found["given"], found["shape"]
    name = np.maximum(bits["family"], -6.0) + bits["given"]
    size = len(family)
    inborn = _sum(bits, INBORN, size)
    shared_mail, phone = found["mail"] == SHARED, bits["phone"]
    mail = np.where(shared_mail, 0.0, bits["mail"])
    own = np.maximum(phone, mail) + np.where((phone > 0) & (mail > 0), np.minimum(phone, mail), 0)
    own += np.where((phone < 0) & (mail < 0), np.minimum(phone, mail), 0)
    own += np.where((phone > 0) != (mail > 0), np.minimum(np.minimum(phone, mail), 0), 0)
    place = _places(bits, size, shared_mail)
    reached = np.isin(found["phone"], (SAME, NEAR)) & np.isin(found["mail"], (SAME, NEAR))
    reached &= (found["phone"] == SAME) | (found["mail"] == SAME)
    two = (given == OTHER) | ((family == OTHER) & ~((given == SAME) & reached))
    unproved = two & (_best(bits, INBORN, size) < 9)
    own = np.where(unproved & (own > 0), own * 0.25, own)
    place = np.where(unproved & (place > 0), place * 0.2, place)
    thin = (shape > 0) | np.isin(given, (INITIAL, FOREIGN, SOUND)) | (family == SOUND)
    place = np.where(thin & (place > 5), 5.0, place)
    # Who moves to another firm changes town, street and mail with it.
    place = np.where(own > 10, np.maximum(place, -4.0), place)
    total = name + inborn + own + place
    total = np.where(_namesakes(found), np.minimum(total, 9.0), total)
    return _corroborated(found, total, inborn, own, place)


def _best(bits: dict[str, Any], names: tuple[str, ...], size: int) -> Any:
    best = np.zeros(size)
    for name in names:
        best = np.maximum(best, bits[name]) if name in bits else best
    return best


def _sum(bits: dict[str, Any], names: tuple[str, ...], size: int) -> Any:
    return sum((bits[name] for name in names if name in bits), np.zeros(size))


def _places(bits: dict[str, Any], size: int, shared_mail: Any) -> Any:
    parts = [bits[name] for name in PLACES if name in bits]
    parts.append(np.where(shared_mail, np.minimum(bits["mail"], 7), 0))
    plus = sum((np.maximum(part, 0) for part in parts), np.zeros(size))
    minus = sum((np.minimum(part, 0) for part in parts), np.zeros(size))
    return np.minimum(plus, _MOST_PLACE) + minus


def _namesakes(found: dict[str, Any]) -> Any:
    """One name, another number, and no mail in common: two people of a name, more often than not."""
    phone, mail = found["phone"], found["mail"]
    apart = (phone == OTHER) & np.isin(mail, (OTHER, MISSING, SHARED, ALIKE))
    apart |= (mail == OTHER) & np.isin(phone, (MISSING, SHARED))
    none = np.zeros(len(phone), np.int8)
    for name in INBORN:
        apart &= ~np.isin(found.get(name, none), (SAME, NEAR, ALIKE))
    return apart & ~np.isin(found.get("address", none), (SAME,))


def _corroborated(found: dict[str, Any], total: Any, inborn: Any, own: Any, place: Any) -> Any:
    """A name alone, however rare, makes nobody the same; nor does a number without any name."""
    alone = (inborn <= 1) & (own <= 1) & (place <= 6)
    total = np.where(alone, np.minimum(total, 8.0), total)
    nameless = (found["shape"] == 2) & (inborn < 8) & (own < 12)
    return np.where(nameless, np.minimum(total, 10.0), total)


def reasons(found: dict[str, Any]) -> Any:
    """Why, as codes, of each pair; the strongest first."""
    return told(found, (*dict(_REASONS), "family", "given", "turned"), _why)


def _why(level: dict[str, int]) -> tuple[str, ...]:
    steps = ((known, level.get(field, MISSING)) for field, known in _REASONS)
    codes = [known[step] for known, step in steps if step in known]
    named = _name_reason(level, bool(level["turned"]))
    return tuple([*codes[:1], *named, *codes[1:]] if codes else named)


def _name_reason(level: dict[str, int], turned: bool) -> list[str]:
    family, given = level["family"], level["given"]
    if family in {SAME, SOUND} and given in {SAME, SOUND}:
        heard = SOUND in {family, given}
        return ["same_sound" if heard else "turned_name" if turned else "same_name"]
    if family in {SAME, SOUND, NEAR} and given in _BY_GIVEN:
        return [_BY_GIVEN[given]]
    return ["similar_name"] if OTHER not in {family, given} and family != MISSING else []


_BY_GIVEN = {MISSING: "surname", INITIAL: "initial", FOREIGN: "surname"}
_REASONS = (
    ("phone", {SAME: "phone", NEAR: "similar_phone"}),
    ("mail", {SAME: "email", NEAR: "similar_email", SHARED: "shared_email"}),
    ("wechat", {SAME: "wechat"}),
    ("id_number", {SAME: "id_number", NEAR: "similar_id_number"}),
    ("tax_id", {SAME: "tax_id", NEAR: "similar_tax_id"}),
    ("birthday", {SAME: "birthday", NEAR: "similar_birthday", ALIKE: "similar_birthday"}),
    ("line", {SHARED: "shared_phone"}),
    ("company", {SAME: "company", NEAR: "similar_company"}),
    ("address", {SAME: "address", NEAR: "address"}),
    ("street", {SAME: "street", NEAR: "street"}),
    ("postcode", {SAME: "postcode"}),
    ("domain", {SAME: "domain"}),
)
