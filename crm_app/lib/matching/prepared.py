"""Records as columns of numbers, so that a hundred thousand are compared at once."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from crm_app.lib.matching import reading
from crm_app.lib.matching.fields import EXACT, FIELDS, TEXTS
from crm_app.lib.matching.folding import fold_many, is_han, sound
from crm_app.lib.matching.naming import take_names
from crm_app.lib.matching.reaching import take_mails, take_phones
from crm_app.lib.matching.vocabulary import Prepared, Words

_LETTERS = re.compile(r"[\W_]+")
Cell = str | Sequence[str]


def prepare(
    cells: Mapping[str, Sequence[Cell]],
    size: int,
    *,
    is_sample: bool = False,
    of_firms: bool = False,
) -> Prepared:
    """Fold and split `size` records; a cell may hold several values."""
    done = Prepared(size, is_sample)
    folded = {name: _folded(values) for name, values in cells.items() if name in FIELDS}
    take_names(done, {} if of_firms else folded)
    take_phones(done, folded)
    take_mails(done, folded)
    _take_company(done, folded.get("company"))
    if of_firms:
        _take_kinds(done, folded.get("company"))
    for name in (*TEXTS, *EXACT):
        if name in folded:
            gap = "" if name in EXACT else " "
            _take(done, name, folded[name], lambda text, gap=gap: _LETTERS.sub(gap, text).strip())
    if "birthday" in folded:
        _take(done, "birthday", folded["birthday"], reading.day)
    return done


def _take_kinds(done: Prepared, texts: list[str] | None) -> None:
    """Of which branch a firm is and of which legal form, and the words of Latin names."""
    first = [text.partition(";")[0] for text in texts or [""] * done.size]
    for name, read in (("branch", reading.branch), ("form", reading.form)):
        _take(done, name, first, read)
    _take(done, "latin_words", first, reading.words)


def _take(done: Prepared, name: str, texts: Sequence[str], read: Callable[[str], str]) -> None:
    """A column of what is read of texts, each read once."""
    given, words = Words(), Words()
    codes = given.codes(texts)
    done.words[name] = words
    done.columns[name] = words.codes([read(text) if text else "" for text in given.texts])[codes]


def _folded(values: Sequence[Cell]) -> list[str]:
    plain: Any = values
    if set(map(type, values)) <= {str}:
        return fold_many(list(plain))
    return fold_many([v if isinstance(v, str) else ";".join(v) for v in values])


def _take_company(done: Prepared, texts: list[str] | None) -> None:
    """A firm's name, and another one: the legal name, or where somebody works besides."""
    if texts is None or not any(texts):
        return
    once, words = Words(), Words()
    codes, done.words["company"] = once.codes(texts), words
    parts = [text.split(";") if ";" in text else (text,) for text in once.texts]
    for name, place in (("company", 0), ("alias", 1)):
        bare = [reading.company(part[place]) if len(part) > place else "" for part in parts]
        done.columns[name] = words.codes(bare)[codes]
    cores, sounds = Words(), Words()
    done.words |= {"core": cores, "firm_sound": sounds}
    kinds = [reading.core(text) for text in words.texts]
    core_of = cores.codes(kinds)
    sound_of = sounds.codes([sound(text) if is_han(text) else text for text in kinds])
    pairs = zip(kinds, words.texts, strict=True)
    done.columns |= {"core_of": core_of, "sound_of": sound_of}
    done.columns["placed_of"] = np.array([len(core) < len(text) for core, text in pairs], bool)
    done.columns |= {
        "core": core_of[done.columns["company"]],
        "firm_sound": sound_of[done.columns["company"]],
    }
