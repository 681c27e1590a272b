"""Texts as numbers, and records as columns of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np


class Words:
    """Texts and their numbers; 0 is none."""

    def __init__(self) -> None:
        self.texts: list[str] = [""]
        self._codes: dict[str, int] = {"": 0}
        self._told: dict[str, Any] = {}

    def code(self, text: str) -> int:
        """The number of a text, a new one if it is new."""
        found = self._codes.get(text)
        if found is None:
            found = self._codes[text] = len(self.texts)
            self.texts.append(text)
        return found

    def known(self, text: str) -> int:
        """The number of a text that is there already, or 0."""
        return self._codes.get(text, 0)

    def codes(self, texts: Iterable[str]) -> Any:
        """The numbers of many texts."""
        table = self._codes
        texts = texts if isinstance(texts, Sequence) else list(texts)
        # Calls of C alone: a hundred thousand turns of a loop are what this would cost otherwise.
        fresh = [text for text in dict.fromkeys(texts) if text not in table]
        if fresh:
            table.update(zip(fresh, range(len(table), len(table) + len(fresh)), strict=True))
            self.texts += fresh
        return np.fromiter(map(table.__getitem__, texts), np.int32, len(texts))

    def told(self, name: str, tell: Callable[[list[str]], Any]) -> Any:
        """What is told of each text, in an array: once for as long as no text comes to it."""
        known = self._told.get(name)
        if known is None or len(known) != len(self.texts):
            known = self._told[name] = tell(self.texts)
        return known

    def sizes(self) -> Any:
        """How long each text is."""
        return self.told("sizes", _sizes)

    def heads(self) -> Any:
        """The number of each text's first letter."""
        return self.told("heads", _heads)

    def letters(self) -> Any:
        """Which letters each text has, a bit for each (of sixty-four, so some share one)."""
        return self.told("letters", _letters)

    def strange(self, a: Any, b: Any) -> tuple[Any, Any]:
        """How many letters each of two texts has, at least, that the other one has not."""
        letters = self.letters()
        one, other = letters[a], letters[b]
        both = one & other
        return np.bitwise_count(one ^ both), np.bitwise_count(other ^ both)

    def may_slip(self, a: Any, b: Any, slips: int) -> Any:
        """Whether so few slips could make the one of the other: each brings one strange letter at most."""
        here, there = self.strange(a, b)
        sizes = self.sizes()
        return (here <= slips) & (there <= slips) & (np.abs(sizes[a] - sizes[b]) <= slips)

    def may_resemble(self, a: Any, b: Any, least: Any) -> Any:
        """Whether Jaro-Winkler's likeness could be `least`: strange letters are matched by none, and four
        equal ones at the beginning add four tenths of the rest at most."""
        here, there = self.strange(a, b)
        sizes = self.sizes()
        one, other = np.maximum(sizes[a], 1), np.maximum(sizes[b], 1)
        matched = np.minimum(one - here, other - there)
        jaro = (matched / one + matched / other + 1) / 3
        return jaro >= (least - 0.4) / 0.6 - 1e-6


def _sizes(texts: list[str]) -> Any:
    return np.fromiter(map(len, texts), np.int32, len(texts))


def _heads(texts: list[str]) -> Any:
    return np.array([ord(text[0]) if text else 0 for text in texts], np.int32)


def _letters(texts: list[str]) -> Any:
    """All texts as one row of code points, gathered where each begins."""
    sizes = _sizes(texts)
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    bits = np.uint64(1) << (points & 63).astype(np.uint64)
    found, some = np.zeros(len(texts), np.uint64), np.flatnonzero(sizes)
    if len(some):
        begins = np.cumsum(sizes, dtype=np.int64) - sizes
        found[some] = np.bitwise_or.reduceat(bits, begins[some])
    return found


@dataclass
class Prepared:
    """`columns`: field → codes, one a record; names, phones and mails have several columns."""

    size: int
    is_sample: bool = False  # a few chosen of many, in which counting says nothing
    latin: Words = field(default_factory=Words)
    han: Words = field(default_factory=Words)
    words: dict[str, Words] = field(default_factory=dict)
    columns: dict[str, Any] = field(default_factory=dict)
    known: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, work: Callable[[], Any]) -> Any:
        """What is reckoned over all records: once, however often pairs of them are compared."""
        if name not in self.known:
            self.known[name] = work()
        return self.known[name]
