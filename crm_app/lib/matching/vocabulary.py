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


@dataclass
class Prepared:
    """`columns`: field → codes, one a record; names, phones and mails have several columns."""

    size: int
    is_sample: bool = False  # a few chosen of many, in which counting says nothing
    latin: Words = field(default_factory=Words)
    han: Words = field(default_factory=Words)
    words: dict[str, Words] = field(default_factory=dict)
    columns: dict[str, Any] = field(default_factory=dict)
