"""What every standard of data gives: the form that is compared, and the form that is shown."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in its normal form: `value` is compared and searched, `shown` is what people read.

    Reading `shown` again gives the same.
    """

    value: str
    shown: str


def has_han(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return _HAN.search(text) is not None


def plain(typed: str) -> str:
    """Full-width letters, digits and signs as plain ones, one space between words, none around."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", typed)).strip()


def settled(step: Callable[[str], str], text: str) -> str:
    """`step` until nothing changes; some letters change twice (ligatures, dotted capitals)."""
    for _ in range(5):
        after = step(text)
        if after == text:
            break
        text = after
    return text
