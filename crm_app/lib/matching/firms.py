"""Two records of firms: one and the same?"""

from typing import Any

import numpy as np
from rapidfuzz.distance import OSA

from crm_app.lib.matching.levels import (
    ALIKE,
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
from crm_app.lib.matching.telling import told
from crm_app.lib.matching.vocabulary import Prepared, Words

# Bits by step: MISSING, SAME, NEAR, ALIKE, OTHER, SOUND, INITIAL, FOREIGN, SHARED.
_WORTH = {
    "tax_id": (0, 18, 6, 0, -9, 0, 0, 0, 0),
    "phone": (0, 14.5, 3, 0, -1, 0, 0, 0, 14.5),
    "line": (0, 0, 0, 0, 0, 0, 0, 0, 14.5),
    "mail": (0, 15, 4, 0, -0.5, 0, 0, 0, 14.5),
    "domain": (0, 14, 0, 0, -3, 0, 0, 0, 0),
    "address": (0, 6, 3, 1, -1, 0, 0, 0, 0),
    "city": (0, 1, 0, 0, -3, 0, 0, 0, 0),
    "suburb": (0, 3, 1, 0, -1, 0, 0, 0, 0),
    "postcode": (0, 3, 1, 0, -1, 0, 0, 0, 0),
    "state": (0, 0.5, 0, 0, -2, 0, 0, 0, 0),
}
_PLACES = ("address", "city", "suburb", "postcode", "state")
# A long Latin name with one letter mistyped.
SLIP, _LONG = SOUND, 12
_NAME = (0, 15, 9.5, 4, -4, 13.3, 0, 0, 0)
_KIND = (0, 0, 0, -4, -4, 0, -2, 0, 0)


def compare(p: Prepared, i: Any, j: Any) -> dict[str, Any]:
    """Levels of every field; the name by the whole name, places and all."""
    found = phone_levels(p, i, j) | mail_levels(p, i, j) | simple_levels(p, i, j)
    named = company_levels(p, i, j, whole=True)
    found["name"] = _by_words(p, i, j, named.get("company", np.zeros(len(i), np.int8)))
    found["domain"] = _domains(p, i, j, found["domain"])
    return found | {"kind": _kinds(p, i, j)}


def compare_likely(p: Prepared, i: Any, j: Any) -> tuple[Any, Any, dict[str, Any]]:
    """All of the pairs, and the levels of their fields."""
    return i, j, compare(p, i, j)


def _by_words(p: Prepared, i: Any, j: Any, found: Any) -> Any:
    """Latin names are of words: two that differ in one each are two firms, unless it is a slip."""
    texts, column = p.words["latin_words"].texts, p.columns["latin_words"]
    for at in np.flatnonzero(np.isin(found, (NEAR, ALIKE)) & (column[i] > 0) & (column[j] > 0)):
        one, other = texts[column[i[at]]], texts[column[j[at]]]
        slips = OSA.distance(one.replace(" ", ""), other.replace(" ", ""), score_cutoff=2)
        if slips <= 1 and min(len(one), len(other)) >= _LONG:
            found[at] = SLIP
        elif slips > 2 and _left(one, other) and _left(other, one):
            found[at] = OTHER
    return found


def _left(one: str, other: str) -> bool:
    """Whether a word of the one is like none of the other."""
    there = other.split()
    return any(
        not any(OSA.distance(word, known, score_cutoff=1) <= 1 for known in there)
        for word in one.split()
    )


def _domains(p: Prepared, i: Any, j: Any, found: Any) -> Any:
    """Each with a domain of its own; huadong.cn and huadong.com are no two."""
    texts, column = p.words["domains"].texts, p.columns["domains"]
    brands = Words().codes([text.partition(".")[0] for text in texts])
    a, b = (column[side].max(axis=1) for side in (i, j))
    apart = (a > 0) & (b > 0) & (found == MISSING) & (brands[a] != brands[b])
    return np.where(apart, OTHER, found)


def _kinds(p: Prepared, i: Any, j: Any) -> Any:
    """OTHER: a house and its branch, or two branches; ALIKE: legal forms of two countries, INITIAL: two
    of one."""
    branch, form = p.columns["branch"], p.columns["form"]
    countries = Words().codes([text.partition(":")[0] for text in p.words["form"].texts])
    a, b = form[i], form[j]
    both = (a > 0) & (b > 0) & (a != b)
    found = np.where(both, np.where(countries[a] != countries[b], ALIKE, INITIAL), MISSING)
    return np.where(branch[i] != branch[j], OTHER, found)


def scores(p: Prepared, i: Any, found: dict[str, Any], people: int = 0) -> Any:
    """Certainty of each pair that it is one firm."""
    prior = np.log2(max(p.size, people, 4000)) + 1.0
    worth = {name: np.array(_WORTH[name])[found[name]] for name in _WORTH if name in found}
    reached = [worth[name] for name in ("phone", "line", "mail", "domain") if name in worth]
    apart = worth["domain"] < 0 if "domain" in worth else np.zeros(len(i), bool)
    contact = np.max(np.stack(reached), axis=0)
    contact = np.where(apart & (contact <= 0), -3.0, contact)
    second = np.sort(np.stack(reached), axis=0)[-2]
    name = np.array(_NAME)[found["name"]]
    rest = sum((worth[field] for field in _PLACES if field in worth), np.zeros(len(i)))
    total = name + worth.get("tax_id", 0) + contact + np.maximum(second, 0) / 2
    total += np.clip(rest, -5, 8)
    # Group firms share a switchboard and a site: without a likeness of the names it is a hint.
    unproved = worth.get("tax_id", np.zeros(len(i))) < 10
    strange = ((found["name"] == OTHER) | (found["kind"] == OTHER)) & unproved
    total += np.array(_KIND)[found["kind"]]
    total = np.where(strange, np.minimum(total, 10.0), total)
    return 1.0 / (1.0 + np.exp2(-np.clip(total - prior, -60, 60)))


def reasons(found: dict[str, Any]) -> Any:
    """Why, as codes, of each pair; the strongest first."""
    return told(found, dict(_REASONS), _why)


def _why(level: dict[str, int]) -> tuple[str, ...]:
    steps = ((known, level.get(field, MISSING)) for field, known in _REASONS)
    return tuple(known[step] for known, step in steps if step in known)


_REASONS = (
    ("tax_id", {SAME: "tax_id", NEAR: "similar_tax_id"}),
    ("phone", {SAME: "phone", NEAR: "similar_phone"}),
    ("line", {SHARED: "phone"}),
    ("mail", {SAME: "email", SHARED: "email", NEAR: "similar_email"}),
    ("name", dict.fromkeys((NEAR, ALIKE, SLIP), "similar_name") | {SAME: "same_name"}),
    ("domain", {SAME: "domain"}),
    ("address", {SAME: "address", NEAR: "address"}),
)
