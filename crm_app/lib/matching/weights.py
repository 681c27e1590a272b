"""What a likeness weighs, in bits: how often it is seen of one person, against of any two.

Fellegi and Sunter's model. How common a value is comes from the records themselves; how often
steps occur of one person begins with a guess and is learnt (expectation maximisation) where there
are enough pairs.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from crm_app.lib.matching.levels import LEVELS, MISSING, SAME, SHARED
from crm_app.lib.matching.telling import patterns
from crm_app.lib.matching.vocabulary import Prepared

_NAMED = {"same": 1, "near": 2, "alike": 3, "other": 4, "sound": 5, "initial": 6, "foreign": 7}
_NAMED |= {"shared": 8}


@dataclass(frozen=True, slots=True)
class Field:
    """`same`: of one person; `strange`: of two people; `common`: a value's share where few are known;
    `most`: bits that no value exceeds."""

    same: dict[str, float]
    strange: dict[str, float]
    common: float
    most: float


def _text(other: float, common: float, most: float = 9.0) -> Field:
    return Field(
        {"same": 0.86 - other, "near": 0.1, "alike": 0.04, "other": other},
        {"near": 0.002, "alike": 0.02, "other": 0.97},
        common,
        most,
    )


FIELDS = {
    "family": Field(
        {"same": 0.88, "near": 0.05, "alike": 0.01, "other": 0.04, "sound": 0.02},
        {"near": 0.004, "alike": 0.01, "other": 0.97, "sound": 0.003},
        1e-3,
        10.0,
    ),
    "given": Field(
        {"same": 0.77, "near": 0.07, "alike": 0.02, "other": 0.02, "sound": 0.04}
        | {"initial": 0.04, "foreign": 0.04},
        {"near": 0.006, "alike": 0.02, "other": 0.9, "sound": 0.003, "initial": 0.01}
        | {"foreign": 0.04},
        1e-3,
        10.0,
    ),
    "phone": Field(
        {"same": 0.8, "near": 0.07, "other": 0.13},
        {"near": 6e-4, "other": 0.999},
        1e-7,
        17.0,
    ),
    "line": Field({"shared": 0.5}, {}, 1e-3, 7.0),
    "mail": Field(
        {"same": 0.65, "near": 0.05, "alike": 0.1, "other": 0.17, "shared": 0.03},
        {"near": 1e-4, "alike": 0.07, "other": 0.92, "shared": 1e-3},
        1e-7,
        17.0,
    ),
    "domain": Field({"same": 0.5}, {}, 1e-3, 7.0),
    "birthday": Field(
        {"same": 0.85, "near": 0.04, "alike": 0.06, "other": 0.05},
        {"near": 1e-4, "alike": 1e-3, "other": 0.998},
        5e-5,
        14.0,
    ),
    "company": Field(
        {"same": 0.6, "near": 0.15, "alike": 0.02, "other": 0.2},
        {"near": 0.003, "alike": 0.01, "other": 0.98},
        1e-3,
        9.0,
    ),
    "street_number": Field(
        {"same": 0.8, "near": 0.08, "alike": 0.02, "other": 0.1},
        {"near": 0.05, "alike": 0.05, "other": 0.9},
        0.01,
        8.0,
    ),
    "postcode": Field(
        {"same": 0.8, "near": 0.1, "alike": 0.03, "other": 0.07},
        {"near": 0.01, "alike": 0.1, "other": 0.88},
        1e-3,
        9.0,
    ),
    "address": _text(0.35, 1e-4, 10.0),
    "street": _text(0.1, 1e-3),
    "place": _text(0.12, 1e-3),
    "suburb": _text(0.1, 1e-3),
    "city": _text(0.12, 0.02, 6.0),
    "state": _text(0.1, 0.1, 4.0),
}
_ID = Field(
    {"same": 0.85, "near": 0.08, "alike": 0.03, "other": 0.04},
    {"near": 1e-4, "alike": 1e-3, "other": 0.998},
    1e-7,
    17.0,
)
FIELDS |= dict.fromkeys(("tax_id", "id_number", "wechat"), _ID)
# So many records stand behind what is said to be common.
_ASSUMED = 1000.0
_ENOUGH_RECORDS, _ENOUGH_PAIRS, _ROUNDS = 1000, 100, 4
_PARTS = ("family", "given")
# Shares of the commonest surnames, for where a few records are all there is.
_SURNAMES = {"wang": 0.072, "li": 0.074, "zhang": 0.07, "liu": 0.055, "chen": 0.047, "yang": 0.032}
_SURNAMES |= {"zhao": 0.023, "huang": 0.023, "zhou": 0.021, "wu": 0.021, "xu": 0.02, "sun": 0.016}
_SURNAMES |= {"ma": 0.013, "zhu": 0.014, "hu": 0.013, "guo": 0.012, "he": 0.014, "lin": 0.011}
_SURNAMES |= {"gao": 0.01, "luo": 0.01, "zheng": 0.009, "smith": 0.009, "jones": 0.005}
_HELD = {"phone", "mail", "tax_id", "id_number", "wechat"}
_OWN_COPIES = 6
_TRUST = 30.0
_FURTHEST = 4.0


def table(field: Field) -> tuple[Any, Any]:
    """The shares of each step, of one person and of two."""
    same, strange = np.full(LEVELS, 1e-3), np.full(LEVELS, 1e-3)
    for name, share in field.same.items():
        same[_NAMED[name]] = share
    for name, share in field.strange.items():
        strange[_NAMED[name]] = share
    return same, strange


def rarity(p: Prepared, name: str, values: Any, field: Field) -> Any:
    """Bits of an equal value: the fewer hold it, the more it says."""
    assumed: Any = field.common
    if name in _PARTS:
        assumed = p.latin.told(name, lambda texts: _assumed_shares(texts, name, field))[values]
    if p.is_sample:  # what few records hold says nothing of how common it is
        return np.minimum(-np.log2(assumed), field.most) + np.zeros(len(values))
    counts = p.once(f"counts of {name}", lambda: _counts(p, name))
    # The likenesses of one person are some of those who hold a number.
    own = _OWN_COPIES if name in _HELD else 1
    share = (np.maximum(counts[values] - own, 0) + _ASSUMED * assumed) / (p.size + _ASSUMED)
    return np.minimum(-np.log2(share), field.most)


def _assumed_shares(texts: list[str], name: str, field: Field) -> Any:
    if name == "family":
        return np.array([_SURNAMES.get(text, field.common) for text in texts])
    return np.array([0.01 if len(text) < 6 else 3 * field.common for text in texts])


def _counts(p: Prepared, name: str) -> Any:
    source = {"phone": "phones", "line": "phones", "mail": "mails", "domain": "domains"}
    column = p.columns[source.get(name, "core" if name == "company" else name)]
    column = column[:, 0] if name in _PARTS else column
    least = len(p.latin.texts) if name in _PARTS else int(column.max(initial=0)) + 2
    return np.bincount(column.ravel(), minlength=least)


def learn(levels: dict[str, Any], prior: float, size: int, total: Any) -> dict[str, Any]:
    """Better shares of the steps, from the pairs themselves: field → bits to add to each step."""
    weights = _chance(total - prior)
    if size < _ENOUGH_RECORDS or weights.sum() < _ENOUGH_PAIRS:
        return {}
    names, added = list(levels), {name: np.zeros(LEVELS) for name in levels}
    first, which = patterns(levels, names)
    columns = {name: levels[name][first] for name in names}
    for _ in range(_ROUNDS):
        held = np.bincount(which, weights=weights, minlength=len(first))
        for name, found in columns.items():
            guess, _ = table(FIELDS[name])
            seen = np.bincount(found, weights=held, minlength=LEVELS)
            seen[MISSING] = 0.0
            share = (seen + _TRUST * guess) / (seen.sum() + _TRUST)
            added[name] = np.clip(np.log2(share / guess), -_FURTHEST, _FURTHEST)
            added[name][[MISSING, SHARED]] = 0.0
        more: Any = sum(added[name][found] for name, found in columns.items())
        weights = _chance(total + more[which] - prior)
    return added


def _chance(bits: Any) -> Any:
    return 1.0 / (1.0 + np.exp2(-np.clip(bits, -60, 60)))


def field_bits(p: Prepared, name: str, found: Any, values: Any) -> Any:
    """What the steps of a field weigh before anything is learnt."""
    field = FIELDS[name]
    same, strange = table(field)
    worth = np.log2(same / strange)
    worth[MISSING] = 0.0
    bits = np.minimum(worth, field.most - 6)[found]
    equal = (found == SAME) | (found == SHARED)
    if equal.any():
        bits[equal] = rarity(p, name, values[equal], field)
        bits[found == SAME] += np.log2(same[SAME])
    return bits
