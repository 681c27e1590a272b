"""Texts as numbers, and records as columns of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np


class Words:
    """Texts and their numbers; 0 is none."""

    def __init__(self) -> None:
        self.texts: list[str] = [""]
        self._codes: dict[str, int] = {"": 0}
        self._shapes: tuple[Any, Any] = (np.zeros(0, np.int32), np.zeros(0, np.int32))
        self._letters: Any = np.zeros(0, np.uint64)

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
        found = np.array([table.setdefault(text, len(table)) for text in texts], np.int32)
        if len(table) > len(self.texts):
            self.texts = list(table)
        return found

    def shapes(self) -> tuple[Any, Any]:
        """How long each text is, and the number of its first letter."""
        if len(self._shapes[0]) != len(self.texts):
            sizes = [len(text) for text in self.texts]
            heads = [ord(text[0]) if text else 0 for text in self.texts]
            self._shapes = (np.array(sizes, np.int32), np.array(heads, np.int32))
        return self._shapes

    def letters(self) -> Any:
        """Which letters each text has, a bit for each (of sixty-four, so some share one)."""
        if len(self._letters) != len(self.texts):
            bit: dict[str, int] = {}
            sets = []
            for text in self.texts:
                found = 0
                for letter in set(text):
                    found |= bit.get(letter) or bit.setdefault(letter, 1 << ord(letter) % 64)
                sets.append(found)
            self._letters = np.array(sets, np.uint64)
        return self._letters

    def strange(self, a: Any, b: Any) -> tuple[Any, Any]:
        """How many letters each of two texts has, at least, that the other one has not."""
        letters = self.letters()
        one, other = letters[a], letters[b]
        both = one & other
        return np.bitwise_count(one ^ both), np.bitwise_count(other ^ both)

    def may_slip(self, a: Any, b: Any, slips: int) -> Any:
        """Whether so few slips could make the one of the other: each brings one strange letter at most."""
        here, there = self.strange(a, b)
        sizes = self.shapes()[0]
        return (here <= slips) & (there <= slips) & (np.abs(sizes[a] - sizes[b]) <= slips)

    def may_resemble(self, a: Any, b: Any, least: Any) -> Any:
        """Whether Jaro-Winkler's likeness could be `least`: strange letters are matched by none, and four
        equal ones at the beginning add four tenths of the rest at most."""
        here, there = self.strange(a, b)
        sizes = self.shapes()[0]
        one, other = np.maximum(sizes[a], 1), np.maximum(sizes[b], 1)
        matched = np.minimum(one - here, other - there)
        jaro = (matched / one + matched / other + 1) / 3
        return jaro >= (least - 0.4) / 0.6 - 1e-6


@dataclass
class Prepared:
    """`columns`: field → codes, one a record; names, phones and mails have several columns."""

    size: int
    is_sample: bool = False  # a few chosen of many, in which counting says nothing
    latin: Words = field(default_factory=Words)
    han: Words = field(default_factory=Words)
    words: dict[str, Words] = field(default_factory=dict)
    columns: dict[str, Any] = field(default_factory=dict)
