"""Names of many records as columns: most are plain and are done once a text, the rest one by one."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from crm_app.lib.matching import reading
from crm_app.lib.matching.folding import sound, surname_sound
from crm_app.lib.matching.people import (
    NOBODY,
    Name,
    company_beside,
    from_columns,
    has_form_of_address,
    is_surname,
    looks_like_company,
    looks_like_person,
    names_in,
)
from crm_app.lib.matching.vocabulary import Prepared, Words

NAMES = 2
_HAN = re.compile("[\u3400-\u9fff]{1,2}")
_PLAIN = re.compile(r"[^\W_]{2,}(?:['’-][^\W_]+)?")
_EMPTY, _LATIN, _CHINESE, _ODD = range(4)
Columns = dict[str, Any]


def take_names(done: Prepared, folded: dict[str, list[str]]) -> None:
    """Fill the columns of names; a firm that stood in a name's column goes to the firms."""
    empty = [""] * done.size
    firms = folded.setdefault("company", list(empty))
    apart = "family" in folded or "given" in folded
    families, givens = folded.get("family", empty), folded.get("given", empty)
    columns: Columns = {part: np.zeros((done.size, NAMES), np.int32) for part in Name._fields}
    done.columns |= columns
    whole, reader = folded.get("name", empty), _Reader(firms)
    if not apart:
        odd = _take_whole(done, columns, whole, firms, reader)
    elif "name" not in folded:
        odd = _take_plain(done, columns, families, givens, firms)
    else:
        odd = list(range(done.size))
    found = [reader.names(i, whole[i], families[i], givens[i], apart=apart) for i in odd]
    _spread(done, columns, np.asarray(odd, np.int64), found)
    done.columns["joined"] = _joined(done)


def _take_whole(
    done: Prepared, columns: Columns, whole: list[str], firms: list[str], reader: "_Reader"
) -> list[int]:
    """Rows whose names are names whatever else stands there, each text read once; returns the others."""
    words, names = Words(), Words()
    codes, firm_codes = words.codes(whole), names.codes(firms)
    clear = np.array([_is_clear(text) for text in words.texts], bool)
    strange = np.array([reader.is_strange(firm) for firm in names.texts], bool)
    plain = clear[codes] & ~strange[firm_codes]
    columns_of_texts: Columns = {
        part: np.zeros((len(words.texts), NAMES), np.int32) for part in columns
    }
    read = np.flatnonzero(clear)
    found = [names_in(words.texts[code].strip()) for code in read.tolist()]
    _spread(done, columns_of_texts, read, found)
    for part, column in columns.items():
        column[plain] = columns_of_texts[part][codes[plain]]
    beside = cache(company_beside)
    for i in np.flatnonzero(plain & (firm_codes == 0)).tolist():
        firms[i] = beside(whole[i])
    return np.flatnonzero(~plain).tolist()


def _is_clear(text: str) -> bool:
    return bool(text) and ";" not in text and not looks_like_company(text)


def _take_plain(
    done: Prepared, columns: Columns, families: list[str], givens: list[str], firms: list[str]
) -> list[int]:
    """Rows whose parts are plain words of one script; returns the others."""
    first, last = _Part(done, families, is_family=True), _Part(done, givens, is_family=False)
    kinds, other = first.kinds[first.codes], last.kinds[last.codes]
    turned = last.surnames[last.codes] & ~first.surnames[first.codes]
    strange = np.array([not firm or looks_like_person(firm) for firm in firms], bool)
    plain = (kinds == other) & ((kinds == _LATIN) | (kinds == _CHINESE)) & ~turned
    # A firm that is a person's name may have changed places with it.
    plain &= ~(strange & np.array([bool(firm) for firm in firms]))
    for part, name in ((first, "family"), (last, "given")):
        columns[name][plain, 0] = part.latin[part.codes][plain]
        columns[f"han_{name}"][plain, 0] = part.han[part.codes][plain]
    return np.flatnonzero(~plain).tolist()


class _Part:
    """The texts of one column, each read once."""

    def __init__(self, done: Prepared, texts: Sequence[str], *, is_family: bool) -> None:
        words = Words()
        self.codes = words.codes(texts)
        self.kinds = np.array([_kind(text, is_family) for text in words.texts], np.int8)
        self.surnames = np.array([is_surname(text) for text in words.texts], bool)
        heard = surname_sound if is_family else sound
        chinese = self.kinds == _CHINESE
        pairs = list(zip(words.texts, chinese.tolist(), strict=True))
        spoken = [heard(t) if han else _letters(t) for t, han in pairs]
        self.latin = done.latin.codes(spoken)
        self.han = done.han.codes([text if han else "" for text, han in pairs])


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]", "", text)


def _kind(text: str, is_family: bool) -> int:
    if not text:
        return _EMPTY
    if _HAN.fullmatch(text):
        known = len(text) == 1 or is_surname(text)
        odd = not known if is_family else has_form_of_address(text)
        return _ODD if odd else _CHINESE
    is_word = _PLAIN.fullmatch(text) and not looks_like_company(text) and len(_letters(text)) > 1
    return _LATIN if is_word and max(text) < "\u2e80" else _ODD


class _Reader:
    """Reads what is not plain, one record at a time; may put a firm where it belongs."""

    def __init__(self, firms: list[str]) -> None:
        self._firms = firms
        once = set(firms) - {""}
        self._known = {reading.company(firm) for firm in once}
        self._strange = {firm for firm in once if looks_like_person(firm)}

    def is_strange(self, firm: str) -> bool:
        """Whether what stands as a firm may be a person."""
        return firm in self._strange

    def names(self, i: int, text: str, family: str, given: str, *, apart: bool) -> tuple[Name, ...]:
        """The names of a record."""
        found: tuple[Name, ...] = ()
        if apart:
            both = f"{given} {family}".strip()
            if self._is_firm(both, self._firms[i]):
                text = text or both
            else:
                found = from_columns(family, given)
        if text:
            return found + self._of_text(i, text)
        firm = self._firms[i]
        if not found and firm and not looks_like_company(firm) and looks_like_person(firm):
            self._firms[i] = ""
            return names_in(firm)
        return found

    def _of_text(self, i: int, text: str) -> tuple[Name, ...]:
        firm = self._firms[i]
        if firm and ";" not in text and not self._is_firm(text, firm):
            return names_in(text.strip())  # as most are
        many = tuple(text.split(";")) if ";" in text else (text,)
        if any(self._is_firm(one, firm) for one in many):
            many, self._firms[i] = ((firm,) if firm and looks_like_person(firm) else ()), text
        elif not firm:
            self._firms[i] = next((at for one in many if (at := company_beside(one))), "")
        return tuple(name for one in many for name in names_in(one.strip()))

    def _is_firm(self, name: str, firm: str) -> bool:
        """By its legal form; or it is some other record's firm, and the firm here a person."""
        if looks_like_company(name):
            return True
        return firm in self._strange and bool(name) and reading.company(name) in self._known


def _spread(done: Prepared, columns: Columns, rows: Any, found: list[tuple[Name, ...]]) -> None:
    ordered = [
        names if len(names) < 2 else tuple(dict.fromkeys(sorted(names, key=_vagueness)))
        for names in found
    ]
    for k in range(NAMES):
        some = [place for place, names in enumerate(ordered) if len(names) > k]
        chosen = [ordered[place][k] for place in some] or [NOBODY]
        at = rows[some] if some else rows[:0]
        for part, words in (("family", done.latin), ("given", done.latin)):
            columns[part][at, k] = words.codes([getattr(name, part) for name in chosen])[: len(at)]
            han = [getattr(name, f"han_{part}") for name in chosen]
            columns[f"han_{part}"][at, k] = done.han.codes(han)[: len(at)]
        columns["is_vague"][at, k] = [name.is_vague for name in chosen][: len(at)]


def _vagueness(name: Name) -> int:
    return 2 * name.is_vague + (not name.given)


def _joined(done: Prepared) -> Any:
    """Family and given name together, whichever comes first: zhangwei is Zhang Wei."""
    family, given = done.columns["family"].astype(np.int64), done.columns["given"].astype(np.int64)
    pairs = (np.minimum(family, given) << 32) | np.maximum(family, given)
    known, codes = np.unique(pairs, return_inverse=True)
    codes = codes.reshape(pairs.shape) + (known[0] != 0)
    return np.where(pairs == 0, 0, codes).astype(np.int32)
