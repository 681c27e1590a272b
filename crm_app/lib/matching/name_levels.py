"""Family and given name of two records: alike by character, by sound, by letter, by initial."""

from functools import cache
from typing import Any

import numpy as np
from rapidfuzz.distance import OSA, JaroWinkler

from crm_app.lib.matching.levels import (
    ALIKE,
    FOREIGN,
    INITIAL,
    MISSING,
    NEAR,
    OTHER,
    SAME,
    SOUND,
    similarity,
)
from crm_app.lib.matching.naming import NAMES
from crm_app.lib.matching.people import is_pinyin
from crm_app.lib.matching.vocabulary import Prepared

# Roughly what each step is worth, to choose between two readings of a pair.
_WORTH = np.array([0, 8, 4, 1, -6, 5, 2, -1, 0], np.float32)
_SHORT = (
    "robert bob rob bobby|william bill will billy|elizabeth liz beth lizzie betty|michael mike mick|"
    "katherine kate kathy katie|catherine kate cathy|thomas tom tommy|james jim jimmy|margaret peggy maggie|"
    "richard dick rick|susan sue|david dave|daniel dan|joseph joe|john jack johnny|edward ed ted|"
    "charles charlie chuck|anthony tony|patricia pat trish|jennifer jen jenny|christopher chris|"
    "andrew andy drew|steven steve|stephen steve|matthew matt|alexander alex|benjamin ben|"
    "samuel sam|nicholas nick|rebecca becky|victoria vicky|kenneth ken|ronald ron|timothy tim"
)


def name_levels(p: Prepared, i: Any, j: Any) -> dict[str, Any]:
    """Levels of the best reading, and by which texts a likeness is to be weighed."""
    best = _reading(p, i, j, 0, 0)
    best["shape"] = _shapes(p, i, j)
    for a in range(NAMES):
        for b in range(NAMES):
            if a or b:
                there = (p.columns["joined"][i, a] > 0) & (p.columns["joined"][j, b] > 0)
                some = np.flatnonzero(there)
                if len(some):
                    _take_better(best, _reading(p, i[some], j[some], a, b), some)
    return best


def _shapes(p: Prepared, i: Any, j: Any) -> Any:
    """0 both names whole, 1 a given name is missing on a side, 2 there is no name on one."""
    family, given, joined = (p.columns[name][:, 0] for name in ("family", "given", "joined"))
    whole = (family > 0) & (given > 0)
    missing = (joined[i] == 0) | (joined[j] == 0)
    return np.where(missing, 2, np.where(whole[i] & whole[j], 0, 1)).astype(np.int8)


def _take_better(best: dict[str, Any], other: dict[str, Any], some: Any) -> None:
    old = _WORTH[best["family"][some]] + _WORTH[best["given"][some]]
    new = _WORTH[other["family"]] + _WORTH[other["given"]]
    win = new > old
    for name in other:
        best[name][some[win]] = other[name][win]


def _reading(p: Prepared, i: Any, j: Any, a: int, b: int) -> dict[str, Any]:
    """One name of each, straight, turned, or run together."""
    column = p.columns
    fi, fj = column["family"][i, a], column["family"][j, b]
    gi, gj = column["given"][i, a], column["given"][j, b]
    hfi, hfj = column["han_family"][i, a], column["han_family"][j, b]
    hgi, hgj = column["han_given"][i, a], column["han_given"][j, b]
    han = ((hfi > 0) | (hgi > 0)) & ((hfj > 0) | (hgj > 0))
    mixed = ((hfi > 0) | (hgi > 0)) != ((hfj > 0) | (hgj > 0))
    found = {
        "family": _part(p, fi, fj, np.where(han, hfi, 0), np.where(han, hfj, 0)),
        "given": _given(p, gi, gj, np.where(han, hgi, 0), np.where(han, hgj, 0), mixed),
        "family_value": fi.copy(),
        "given_value": gi.copy(),
        "turned": np.zeros(len(i), bool),
    }
    _turn(p, found, (fi, gi, fj, gj), han, mixed)
    _join(p, found, column["joined"][i, a], column["joined"][j, b], (fi, gi, fj, gj))
    return found


def _part(p: Prepared, a: Any, b: Any, han_a: Any, han_b: Any) -> Any:
    found = np.zeros(len(a), np.int8)
    both = (a > 0) & (b > 0)
    found[both & (a == b)] = SAME
    sounds = both & (a == b) & (han_a != han_b)
    found[sounds] = SOUND
    rest = np.flatnonzero(both & (a != b))
    found[rest] = OTHER
    strict = (han_a[rest] > 0) & (han_b[rest] > 0)
    one, other = a[rest], b[rest]
    # Most are strangers by their letters alone.
    slip = ~strict & p.latin.may_slip(one, other, 1)
    alike = np.where(strict, 0.96, 0.84)
    some = np.flatnonzero(slip | p.latin.may_resemble(one, other, alike))
    rest, strict, alike, slip = rest[some], strict[some], alike[some], slip[some]
    score = similarity(p.latin, a[rest], b[rest], JaroWinkler.similarity, 0.6)
    near = np.where(strict, 2.0, 0.92)
    levels = np.select([score >= near, score >= alike], [NEAR, ALIKE], OTHER)
    short = np.flatnonzero((levels == OTHER) & slip & (score > 0.6))  # Lee and Lem
    slips = similarity(p.latin, a[rest][short], b[rest][short], OSA.distance, 1)
    levels[short[slips <= 1]] = ALIKE
    found[rest] = levels
    return found


def _given(p: Prepared, a: Any, b: Any, han_a: Any, han_b: Any, mixed: Any) -> Any:
    found = _part(p, a, b, han_a, han_b)
    some = np.flatnonzero((found == OTHER) | (found == ALIKE))
    if len(some):
        sides = (a[some], b[some], han_a[some], han_b[some])
        found[some] = _otherwise(p, sides, mixed[some], found[some])
    return found


def _otherwise(p: Prepared, sides: tuple[Any, ...], mixed: Any, found: Any) -> Any:
    """Given names that are not spelt alike: an initial, a part, another language's, a short form."""
    a, b, han_a, han_b = sides
    texts, characters = p.latin.texts, p.han.texts
    lengths, heads = p.latin.sizes(), p.latin.heads()
    shortest, same_head = np.minimum(lengths[a], lengths[b]), heads[a] == heads[b]
    single, han = shortest == 1, (han_a > 0) & (han_b > 0)
    found[single & same_head] = INITIAL
    spoken = p.latin.told("pinyin", lambda texts: np.array([is_pinyin(text) for text in texts]))
    found[~single & ~han & mixed & ~(spoken[a] & spoken[b])] = FOREIGN
    sized = p.han.sizes()
    found[~single & han] = OTHER
    for at in np.flatnonzero(~single & han & (sized[han_a] != sized[han_b])):
        found[at] = _han_given(characters[han_a[at]], characters[han_b[at]])
    plain = ~single & ~han & ~mixed
    for at in np.flatnonzero(plain & same_head & (shortest >= 3)):
        one, other = texts[a[at]], texts[b[at]]
        if one.startswith(other) or other.startswith(one):
            found[at] = NEAR
    known = p.latin.told("short", _are_short)
    for at in np.flatnonzero(plain & known[a] & known[b]):
        if _is_short_for(texts[a[at]], texts[b[at]]):
            found[at] = NEAR
    return found


def _han_given(one: str, other: str) -> int:
    """桂 may be what is left of 华桂; 志强 is not 志明."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return ALIKE if len(short) < len(long) and short in long else OTHER


def _turn(p: Prepared, found: dict[str, Any], parts: tuple[Any, ...], han: Any, mixed: Any) -> None:
    """Family and given name in each other's place."""
    fi, gi, fj, gj = parts
    now = _WORTH[found["family"]] + _WORTH[found["given"]]
    equal = ((fi == gj) & (fi > 0)) | ((gi == fj) & (gi > 0))
    some = np.flatnonzero((now < 8) & (equal | (_both_whole(parts) & ~han)))
    # One of the two has to be near, so that it wins.
    crossed = [(fi[some], gj[some]), (gi[some], fj[some])]
    may = [p.latin.may_slip(*two, 1) | p.latin.may_resemble(*two, 0.92) for two in crossed]
    some = some[may[0] | may[1]]
    if not len(some):
        return
    fi, gi, fj, gj = (part[some] for part in parts)
    none = np.zeros(len(some), np.int32)
    family, given = _part(p, fi, gj, none, none), _part(p, gi, fj, none, none)
    for place in np.flatnonzero(mixed[some] & (family == SAME) & (given == OTHER)):
        if not (is_pinyin(p.latin.texts[gi[place]]) and is_pinyin(p.latin.texts[fj[place]])):
            given[place] = FOREIGN
    good = np.isin(family, (SAME, NEAR)) | np.isin(given, (SAME, NEAR))
    win = good & (_WORTH[family] + _WORTH[given] > now[some])
    at = some[win]
    found["family"][at], found["given"][at] = family[win], given[win]
    found["family_value"][at], found["given_value"][at] = gj[win], gi[win]
    found["turned"][at] = True


def _both_whole(parts: tuple[Any, ...]) -> Any:
    fi, gi, fj, gj = parts
    return (fi > 0) & (gi > 0) & (fj > 0) & (gj > 0)


def _join(p: Prepared, found: dict[str, Any], a: Any, b: Any, parts: tuple[Any, ...]) -> None:
    """zhangwei in one piece is Zhang Wei."""
    fi, gi, fj, gj = parts
    one_i, one_j = (fi == 0) ^ (gi == 0), (fj == 0) ^ (gj == 0)
    single = (one_i & (fj > 0) & (gj > 0)) | (one_j & (fi > 0) & (gi > 0))
    texts = p.latin.texts
    for place in np.flatnonzero(single):
        family, given, piece = (
            (fj[place], gj[place], fi[place] or gi[place])
            if one_i[place]
            else (fi[place], gi[place], fj[place] or gj[place])
        )
        one, other, whole = texts[family], texts[given], texts[piece]
        if len(whole) > len(one) and whole in (one + other, other + one):
            found["family"][place] = found["given"][place] = SAME
            found["family_value"][place], found["given_value"][place] = family, given
    missing = (a == 0) | (b == 0)
    found["family"][missing] = found["given"][missing] = MISSING


@cache
def _nicknames() -> dict[str, set[int]]:
    known: dict[str, set[int]] = {}
    for number, names in enumerate(_SHORT.split("|")):
        for name in names.split():
            known.setdefault(name, set()).add(number)
    return known


def _are_short(texts: list[str]) -> Any:
    known = _nicknames()
    return np.array([text in known for text in texts])


def _is_short_for(one: str, other: str) -> bool:
    known = _nicknames()
    return bool(known.get(one, set()) & known.get(other, set()))
