"""The names the CRM already has, and how a spoken one is recognised among them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from crm_app.lib.names import has_han, syllables
from crm_app.services.voice.facts import english_words as en
from crm_app.services.voice.facts.name_kinds import kinds_of

_LEGAL = re.compile(
    r"(股份有限公司|有限责任公司|集团有限公司|有限公司|股份公司|集团公司|公司|集团|股份)$"
)
_BRACKETS = re.compile(r"[(（\[【].{0,12}?[)）\]】]")
# Two syllables of a name may be heard alike, none may differ.
ALIKE = 0.9


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names as the CRM writes them, most likely first."""

    customers: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    # Customer → the names of those who work there.
    staff: Mapping[str, Sequence[str]] = field(default_factory=dict)
    # Customer and contact → his title there, where one is noted.
    titles: Mapping[tuple[str, str], str] = field(default_factory=dict)
    # Ourselves.
    colleagues: tuple[str, ...] = ()

    @classmethod
    def unsorted(cls, names: Iterable[str]) -> "KnownNames":
        """A mixed list, told apart by how the names look; who could be either is both."""
        kinds: dict[str, list[str]] = {"customers": [], "contacts": [], "products": []}
        for name in dict.fromkeys(name.strip() for name in names if name.strip()):
            for kind in kinds_of(name):
                kinds[kind].append(name)
        customers, contacts, products = (tuple(members) for members in kinds.values())
        return cls(customers, contacts, products)


def without_form(name: str) -> str:
    """A company's name without brackets and legal form."""
    bare = _BRACKETS.sub("", name).strip()
    if has_han(bare):
        return _LEGAL.sub("", bare) or bare
    words = re.sub(r"['’]s$", "", bare).replace(",", " ").split()
    while len(words) > 1 and words[-1].lower().strip(".") in en.LEGAL:
        words.pop()
    if len(words) > 2 and words[0].lower() == "the":
        words.pop(0)
    return " ".join(words)


def likeness(said: str, name: str) -> float:
    """How alike two wordings sound, 0..1."""
    if said == name:
        return 1.0
    if has_han(said) and has_han(name):
        return _sounds(said, name)
    return _spells(said.lower(), name.lower())


def _spells(said: str, name: str) -> float:
    ours, theirs = said.replace("-", " ").split(), name.replace("-", " ").split()
    if len(ours) != len(theirs):
        joined = fuzz.ratio("".join(ours), "".join(theirs)) / 100
        return joined if joined >= 0.93 else min(joined, 0.8)
    ratios = [fuzz.ratio(a, b) / 100 for a, b in zip(ours, theirs, strict=True)]
    # One word that differs makes it another name, however long the rest is.
    return sum(ratios) / len(ratios) if min(ratios, default=0) >= 0.72 else min(ratios, default=0)


def _sounds(said: str, name: str) -> float:
    ours, theirs = _letters(said), _letters(name)
    if len(ours) != len(theirs):
        return 0.0
    scores = [_sound(a, b) for a, b in zip(ours, theirs, strict=True)]
    if len(scores) < 3 and min(scores) < ALIKE:
        return 0.0
    return sum(scores) / len(scores)


def _letters(text: str) -> list[str]:
    return [letter for letter in text.lower() if letter.isalnum()]


def _sound(first: str, second: str) -> float:
    if first == second:
        return 1.0
    ours, theirs = folded(first), folded(second)
    return (
        ALIKE if ours == theirs else 0.4 if ours[0] == theirs[0] or ours[1:] == theirs[1:] else 0.0
    )


@lru_cache(maxsize=8192)
def folded(letter: str) -> str:
    """The sound of a character as dialects and engines blur it: zh z, ng n, l n, h f."""
    sound = syllables(letter)[0]
    sound = re.sub(r"^(zh|ch|sh)", lambda found: found[0][0], sound)
    return re.sub(r"^l", "n", re.sub(r"ng$", "n", sound))
