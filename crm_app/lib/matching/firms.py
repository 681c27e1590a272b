"""Two records of firms: one and the same?"""

from typing import Any

import numpy as np

from crm_app.lib.matching.levels import (
    ALIKE,
    MISSING,
    NEAR,
    OTHER,
    SAME,
    SHARED,
    company_levels,
    mail_levels,
    phone_levels,
    simple_levels,
)
from crm_app.lib.matching.vocabulary import Prepared

# Bits by step: MISSING, SAME, NEAR, ALIKE, OTHER, SOUND, INITIAL, FOREIGN, SHARED.
_WORTH = {
    "tax_id": (0, 18, 6, 0, -9, 0, 0, 0, 0),
    "phone": (0, 14.5, 3, 0, -1, 0, 0, 0, 14.5),
    "line": (0, 0, 0, 0, 0, 0, 0, 0, 14.5),
    "mail": (0, 15, 4, 0, -0.5, 0, 0, 0, 14.5),
    "domain": (0, 14, 0, 0, 0, 0, 0, 0, 0),
    "address": (0, 6, 3, 1, -1, 0, 0, 0, 0),
    "city": (0, 1, 0, 0, -3, 0, 0, 0, 0),
    "suburb": (0, 3, 1, 0, -1, 0, 0, 0, 0),
    "postcode": (0, 3, 1, 0, -1, 0, 0, 0, 0),
    "state": (0, 0.5, 0, 0, -2, 0, 0, 0, 0),
}
_PLACES = ("address", "city", "suburb", "postcode", "state")
_NAME = (0, 15, 9.5, 4, -4, 0, 0, 0, 0)


def compare(p: Prepared, i: Any, j: Any) -> dict[str, Any]:
    """Levels of every field; the name by the whole name, places and all."""
    found = phone_levels(p, i, j) | mail_levels(p, i, j) | simple_levels(p, i, j)
    named = company_levels(p, i, j, whole=True)
    return found | {"name": named.get("company", np.zeros(len(i), np.int8))}


def scores(p: Prepared, i: Any, found: dict[str, Any], people: int = 0) -> Any:
    """Certainty of each pair that it is one firm."""
    prior = np.log2(max(p.size, people, 4000)) + 1.0
    worth = {name: np.array(_WORTH[name])[found[name]] for name in _WORTH if name in found}
    reached = [worth[name] for name in ("phone", "line", "mail", "domain") if name in worth]
    contact = np.max(np.stack(reached), axis=0)
    second = np.sort(np.stack(reached), axis=0)[-2]
    name = np.array(_NAME)[found["name"]]
    rest = sum((worth[field] for field in _PLACES if field in worth), np.zeros(len(i)))
    total = name + worth.get("tax_id", 0) + contact + np.maximum(second, 0) / 2
    total += np.clip(rest, -5, 8)
    # Group firms share a switchboard and a site: without a likeness of the names it is a hint.
    strange = (found["name"] == OTHER) & (worth.get("tax_id", np.zeros(len(i))) < 10)
    total = np.where(strange, np.minimum(total, 10.0), total)
    return 1.0 / (1.0 + np.exp2(-np.clip(total - prior, -60, 60)))


def reasons(found: dict[str, Any], at: int) -> tuple[str, ...]:
    """Why, as codes; the strongest first."""
    codes = []
    for field, steps in _REASONS:
        code = steps.get(int(found[field][at]) if field in found else MISSING)
        if code:
            codes.append(code)
    return tuple(codes)


_REASONS = (
    ("tax_id", {SAME: "tax_id", NEAR: "similar_tax_id"}),
    ("phone", {SAME: "phone", NEAR: "similar_phone"}),
    ("line", {SHARED: "phone"}),
    ("mail", {SAME: "email", SHARED: "email", NEAR: "similar_email"}),
    ("name", {SAME: "same_name", NEAR: "similar_name", ALIKE: "similar_name"}),
    ("domain", {SAME: "domain"}),
    ("address", {SAME: "address", NEAR: "address"}),
)
