"""How alike two values are, in steps: SAME, NEAR (a slip), ALIKE, OTHER, and what names alone can be."""

from collections.abc import Callable
from typing import Any

import numpy as np
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from crm_app.lib.matching.fields import EXACT, TEXTS
from crm_app.lib.matching.vocabulary import Prepared, Words

MISSING, SAME, NEAR, ALIKE, OTHER, SOUND, INITIAL, FOREIGN, SHARED = range(9)
LEVELS = 9
# A name in a street differs by little from another street's.
_TEXT_STEPS = {"address": (0.95, 0.88)}
_DIGITS = {"street_number": (1, 1), "postcode": (1, 2), "birthday": (1, 1)}
_DIGITS |= dict.fromkeys(EXACT, (1, 2))


def similarity(
    words: Words, a: Any, b: Any, scorer: Callable[..., Any], cutoff: float | None = None
) -> Any:
    """Of texts by their numbers, pairwise; what is worse than `cutoff` need not be told exactly."""
    if not len(a):
        return np.zeros(0, np.float32)
    texts = words.texts
    one, other = [texts[i] for i in a.tolist()], [texts[i] for i in b.tolist()]
    return cpdist(one, other, scorer=scorer, score_cutoff=cutoff, dtype=np.float32)


def resemblance(words: Words, a: Any, b: Any, least: float) -> Any:
    """Jaro-Winkler's likeness, 0 where it is less than `least`: most pairs are told by their letters."""
    found = np.zeros(len(a), np.float32)
    some = np.flatnonzero(words.may_resemble(a, b, least))
    found[some] = similarity(words, a[some], b[some], JaroWinkler.similarity, least)
    return found


def slips_between(words: Words, a: Any, b: Any, most: int) -> Any:
    """Letters that are wrong, missing or turned; more than `most` need not be told exactly."""
    found = np.full(len(a), most + 1, np.float32)
    some = np.flatnonzero(words.may_slip(a, b, most))
    found[some] = similarity(words, a[some], b[some], OSA.distance, most)
    return found


def stepped(a: Any, b: Any, alike: Callable[[Any, Any], Any]) -> Any:
    """Levels of two columns; `alike` gives those of what is there on both sides and not equal."""
    found = np.zeros(len(a), np.int8)
    both = (a != 0) & (b != 0)
    found[both & (a == b)] = SAME
    rest = np.flatnonzero(both & (a != b))
    found[rest] = alike(a[rest], b[rest])
    return found


def by_spelling(words: Words, near: float = 0.92, alike: float = 0.82) -> Callable[..., Any]:
    """Steps of Jaro-Winkler."""

    def steps(a: Any, b: Any) -> Any:
        score = resemblance(words, a, b, alike)
        return np.select([score >= near, score >= alike], [NEAR, ALIKE], OTHER)

    return steps


def by_slips(words: Words, near: int, alike: int, shortest: int = 3) -> Callable[..., Any]:
    """Steps of letters that are wrong, missing or turned."""
    lengths = words.sizes()

    def steps(a: Any, b: Any) -> Any:
        slips = slips_between(words, a, b, alike)
        long = np.minimum(lengths[a], lengths[b]) >= shortest
        return np.select([(slips <= near) & long, (slips <= alike) & long], [NEAR, ALIKE], OTHER)

    return steps


def simple_levels(p: Prepared, i: Any, j: Any) -> dict[str, Any]:
    """Levels of every column that holds one text a record."""
    found = {}
    for name in (*TEXTS, *EXACT):
        if name in p.columns:
            words, column = p.words[name], p.columns[name]
            if name in _DIGITS:
                near, alike = _DIGITS[name]
                steps = by_slips(words, near, alike, shortest=2)
            else:
                steps = by_spelling(words, *_TEXT_STEPS.get(name, ()))
            found[name] = stepped(column[i], column[j], steps)
    if "birthday" in p.columns:
        column = p.columns["birthday"]
        found["birthday"] = stepped(column[i], column[j], _days(p.words["birthday"]))
    return found


def _days(words: Words) -> Callable[..., Any]:
    turned = words.told("turned", lambda texts: np.array([_turned(words, t) for t in texts]))
    days = words.told("days", lambda texts: Words().codes([t[4:] for t in texts]))
    yearless = words.told("yearless", lambda texts: np.array([t[:4] == "0000" for t in texts]))
    slips = by_slips(words, 1, 1)

    def steps(a: Any, b: Any) -> Any:
        levels = slips(a, b)
        levels[levels == NEAR] = ALIKE
        open_year = (yearless[a] | yearless[b]) & (days[a] == days[b])
        levels[(turned[a] == b) | open_year] = NEAR
        return levels

    return steps


def _turned(words: Words, day: str) -> int:
    """The same day with its month in the other place."""
    return words.known(day[:4] + day[6:] + day[4:6]) if day else 0


_BETTER = np.array([0, 5, 4, 3, 1, 0, 0, 0, 0])


def company_levels(p: Prepared, i: Any, j: Any, *, whole: bool = False) -> dict[str, Any]:
    """Firms: the same core, one within the other, or the same sound in the other script.

    `whole`: two of one core in different places are two.
    """
    if "company" not in p.columns:
        return {}
    own, other = p.columns["company"], p.columns["alias"]
    best = _firm_levels(p, own[i], own[j], whole=whole)
    if other.any():
        for one, two in ((other[i], own[j]), (own[i], other[j]), (other[i], other[j])):
            some = np.flatnonzero((one > 0) & (two > 0))
            found = _firm_levels(p, one[some], two[some], whole=whole)
            better = _BETTER[found] > _BETTER[best[some]]
            best[some[better]] = found[better]
    return {"company": best}


def _firm_levels(p: Prepared, a: Any, b: Any, *, whole: bool) -> Any:
    core, heard, placed = (p.columns[name] for name in ("core_of", "sound_of", "placed_of"))
    words = p.words["core"]
    latin = words.told("latin", lambda texts: np.array([text.isascii() for text in texts]))

    def steps(one: Any, other: Any) -> Any:
        score = resemblance(words, one, other, 0.45)
        levels = np.select([score >= 0.92, score >= 0.82], [NEAR, ALIKE], OTHER)
        for place in np.flatnonzero((levels != NEAR) & (score > 0.45)):
            if _within(words.texts[one[place]], words.texts[other[place]]):
                levels[place] = NEAR
        levels[(levels != NEAR) & (latin[one] != latin[other])] = MISSING
        return levels

    found = stepped(core[a], core[b], steps)
    spoken = p.words["firm_sound"].sizes() > 3
    found[(heard[a] == heard[b]) & spoken[heard[a]] & (found != SAME)] = NEAR
    if whole:
        apart = (found == SAME) & (a != b)
        found[apart] = np.where(placed[a] & placed[b], ALIKE, NEAR)[apart]
    return found


def _within(one: str, other: str) -> bool:
    short, long = (one, other) if len(one) < len(other) else (other, one)
    least = 6 if short.isascii() else 2
    return len(short) >= least and short in long


def phone_levels(p: Prepared, i: Any, j: Any) -> dict[str, Any]:
    """`phone`: a number of one's own; `line`: one of an office, or that many hold."""
    phones, lines = p.columns["phones"], p.once("lines", lambda: _lines(p))
    used = max([k + 1 for k in range(phones.shape[1]) if phones[:, k].any()], default=1)
    own = p.once("own_phones", lambda: _first(np.where(lines, 0, phones)))
    a, b = own[i], own[j]
    found = np.where((a > 0) & (b > 0), OTHER, MISSING).astype(np.int8)
    shared = np.zeros(len(i), np.int8)
    which, which_line = np.zeros((2, len(i)), np.int64)
    extensions = p.columns["extensions"]
    for x in range(used):
        for y in range(used):
            same = (phones[i, x] > 0) & (phones[i, x] == phones[j, y])
            inner, outer = extensions[i, x], extensions[j, y]
            same &= (inner == 0) | (outer == 0) | (inner == outer)
            mine = same & ((inner > 0) & (inner == outer) | ~(lines[i, x] & lines[j, y]))
            found[mine], which[mine] = SAME, phones[i[mine], x]
            desk = same & ~mine
            shared[desk], which_line[desk] = SHARED, phones[i[desk], x]
    slip = np.flatnonzero(found == OTHER)
    slips = by_slips(p.words["phones"], 1, 1, shortest=8)(a[slip], b[slip])
    # Where numbers stand in a row, one digit off is the next desk's.
    dense = p.words["phones"].told("in_a_row", _in_a_row)
    found[slip] = np.where(dense[a[slip]] | dense[b[slip]], OTHER, slips)
    return {"phone": found, "phone_value": which, "line": shared, "line_value": which_line}


def _in_a_row(texts: list[str]) -> Any:
    """Which numbers have four others or more that differ in their last three digits alone."""
    heads = Words().codes([text[:-3] for text in texts])
    return (np.bincount(heads) > 4)[heads] & np.array([bool(text) for text in texts])


def _first(columns: Any) -> Any:
    """The first that is there, of several columns."""
    found = columns[:, 0].copy()
    for k in range(1, columns.shape[1]):
        found = np.where(found == 0, columns[:, k], found)
    return found


def _lines(p: Prepared) -> Any:
    """An office's numbers, and those that people of several names hold."""
    return p.columns["lines"] | _of_many(p.columns["phones"], _whole_names(p), 4)


def _roles(p: Prepared) -> Any:
    """An office's addresses, and those that people of several names hold."""
    return p.columns["roles"] | _of_many(p.columns["mails"], _whole_names(p), 4)


def _whole_names(p: Prepared) -> Any:
    return p.columns["joined"][:, 0].astype(np.int64) * (p.columns["given"][:, 0] > 0)


def _of_many(columns: Any, whose: Any, most: int) -> Any:
    known = columns.max(initial=0) + 1
    pairs = []
    for k in range(columns.shape[1]):
        there = (columns[:, k] > 0) & (whose > 0)
        pairs.append(whose[there] * known + columns[there, k])
    held = np.bincount(np.unique(np.concatenate(pairs)) % known, minlength=known)
    return (held >= most)[columns] & (columns > 0)


def mail_levels(p: Prepared, i: Any, j: Any) -> dict[str, Any]:
    """A mail of both; ALIKE: the same name at another place; `domain`: the same firm's."""
    mails, names, domains = (p.columns[name] for name in ("mails", "locals", "domains"))
    roles = p.once("office_mails", lambda: _roles(p))
    a, b = mails[i], mails[j]
    found = np.where((a[:, 0] > 0) & (b[:, 0] > 0), OTHER, MISSING).astype(np.int8)
    found[(found == OTHER) & (roles[i, 0] | roles[j, 0])] = MISSING
    rest = np.flatnonzero(found == OTHER)
    found[rest] = _mail_slips(p, rest, i, j)
    same_name = (names[i, 0] == names[j, 0]) & (found == OTHER)
    found[same_name] = ALIKE
    which = np.zeros(len(i), np.int64)
    for x in range(a.shape[1]):
        for y in range(a.shape[1]):
            same = (a[:, x] > 0) & (a[:, x] == b[:, y])
            found[same & (found != SAME)] = SHARED
            found[same & ~roles[i, x]] = SAME
            which[same] = a[same, x]
    near, whose = np.zeros(len(i), np.int8), np.zeros(len(i), np.int64)
    for x in range(domains.shape[1]):
        for y in range(domains.shape[1]):
            same = (domains[i, x] > 0) & (domains[i, x] == domains[j, y])
            near[same], whose[same] = SAME, domains[i[same], x]
    return {"mail": found, "mail_value": which, "domain": near, "domain_value": whose}


def _mail_slips(p: Prepared, rest: Any, i: Any, j: Any) -> Any:
    """A slip in the name or in the domain, not in both; another digit is another person or firm."""
    mails = p.columns["mails"]
    a, b = mails[i[rest], 0], mails[j[rest], 0]
    words = p.words["mails"]
    levels = by_slips(words, 1, 2, shortest=9)(a, b)
    name, domain, bare = (words.told(*one) for one in _MAIL_PARTS)
    both = (name[a] != name[b]) & (domain[a] != domain[b])
    levels[both | (bare[a] == bare[b])] = OTHER
    return np.where(levels == ALIKE, NEAR, levels)


def _undigited(texts: list[str]) -> Any:
    return Words().codes("\n".join(texts).translate(_NO_DIGITS).split("\n"))


_NO_DIGITS = {ord(digit): "" for digit in "0123456789"}
_MAIL_PARTS = (
    ("names", lambda texts: Words().codes([text.partition("@")[0] for text in texts])),
    ("domains", lambda texts: Words().codes([text.partition("@")[2] for text in texts])),
    ("undigited", _undigited),
)
