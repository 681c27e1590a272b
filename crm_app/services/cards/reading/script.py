"""Simplified or traditional: strays of the other script, which OCR likes to mix in, go home."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import opencc

from crm_app.services.cards.reading.layout import Line

# Both scripts have these, with meanings of their own: they never tell, and never change.
_SHARED = frozenset(
    "恒于余范后里松云台几干斗丑谷面志制布向周郁岳胡征致游采沈岩党克杰只系表复回了才出冲板并别咨秋仆朱升托占"
)
LEAST = 3
# So many times more of one script than of the other say which one was printed.
RULING = 2


# Where letters beyond those of Western Europe are at home, as prefixes and endings show it.
_AT_HOME = re.compile(
    r"\+\s?(?:36|4[028]|90|37[0-2]|38[15-7]|42[01]|84|994)|"
    r"\.(?:hu|ro|pl|cz|tr|lt|lv|ee|rs|si|hr|sk|ba|vn|az)\b"
)
_FAR = re.compile(r"[\u0100-\u024f\u1e00-\u1eff]")
MOST_STRAYS = 2


def fold_strays(lines: list[Line]) -> None:
    """Reddų, Pradeșh: a rare letter or two on a card of none of those countries is a plain one."""
    text = "\n".join(line.text for line in lines)
    if len(_FAR.findall(text)) > MOST_STRAYS or _AT_HOME.search(text):
        return
    for line in lines:
        line.text = _FAR.sub(lambda far: unicodedata.normalize("NFD", far.group())[0], line.text)


def unify(lines: list[Line]) -> None:
    """Bring each side's lines to the script that clearly rules the whole card."""
    simplified, traditional = _counts("".join(line.text for line in lines))
    change: Callable[[str], str] | None = None
    if simplified >= LEAST and simplified > RULING * traditional > 0:
        change = _simplified
    elif traditional >= LEAST and traditional > RULING * simplified > 0:
        change = _traditional
    if change is not None:
        for line in lines:
            line.text = "".join(map(change, line.text))


def is_traditional(text: str) -> bool:
    """Whether traditional characters clearly outnumber simplified ones."""
    simplified, traditional = _counts(text)
    return traditional >= LEAST and traditional > RULING * simplified


def _counts(text: str) -> tuple[int, int]:
    simplified = sum(_traditional(letter) != letter for letter in text)
    return simplified, sum(_simplified(letter) != letter for letter in text)


@lru_cache(maxsize=1)
def _converters() -> tuple[opencc.OpenCC, opencc.OpenCC]:
    return opencc.OpenCC("t2s"), opencc.OpenCC("s2t")


@lru_cache(maxsize=8000)
def _simplified(letter: str) -> str:
    return _changed(letter, 0)


@lru_cache(maxsize=8000)
def _traditional(letter: str) -> str:
    return _changed(letter, 1)


def _changed(letter: str, direction: int) -> str:
    """One letter for one letter, so that places in a line stay what they are."""
    if not "\u3400" <= letter <= "\u9fff" or letter in _SHARED:
        return letter
    if direction == 1 and _is_in(letter, "big5"):
        return letter  # 恒 and 涌 are at home in Hong Kong too
    changed = _converters()[direction].convert(letter)
    return changed if len(changed) == 1 else letter


def _is_in(letter: str, encoding: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
