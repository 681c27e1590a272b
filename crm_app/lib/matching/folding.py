"""Text as it is compared: one width and case, simplified characters, no accents, sounds in Latin letters."""

import importlib.util
import re
import sys
import unicodedata
from functools import cache
from pathlib import Path

from crm_app.lib.simplified import simplified
from crm_app.lib.surnames import READINGS

_GAP = "\x1f"
_HAN = re.compile("[\u3400-\u9fff]")
# More of them at once are translated faster.
_SOUGHT = 60
_CHARACTERS: dict[int, str] = {}
_SOUNDS: dict[str, str] = {}
# What is no decomposition in Unicode, and is written so on a plain keyboard.
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}
# Surnames that are not read as their character mostly is.
_SURNAME_SOUNDS = {name: sound.replace(" ", "") for name, sound in READINGS.items()}
_SURNAME_SOUNDS |= {"任": "ren", "盖": "ge", "乐": "yue", "朴": "piao", "缪": "miao", "覃": "qin"}


def fold_many(texts: list[str]) -> list[str]:
    """Every text folded; each once, and as one string: most of the time would go into the calls."""
    once = dict.fromkeys(texts)
    if len(once) < len(texts) // 2:
        known = dict(zip(once, fold_many(list(once)), strict=True))
        return list(map(known.__getitem__, texts))
    whole = _GAP.join(texts)
    if whole.count(_GAP) != max(0, len(texts) - 1):
        whole = _GAP.join(text.replace(_GAP, " ") for text in texts)
    if not whole.isascii():
        whole = _translated(whole)
    return whole.lower().split(_GAP) if texts else []


def fold(text: str) -> str:
    """One text folded."""
    return fold_many([text])[0]


def is_han(text: str) -> bool:
    """Whether there is a Chinese character in a folded text."""
    return not text.isascii() and _HAN.search(text) is not None


def sound(text: str) -> str:
    """The pinyin of a text without gaps; what is not Chinese stays."""
    return "".join(_SOUNDS.get(char) or _sound_of(char) for char in text)


def surname_sound(family: str) -> str:
    """As `sound`, of a surname."""
    return _SURNAME_SOUNDS.get(family) or sound(family)


def _translated(text: str) -> str:
    """Its characters as they are compared; where few are others these are sought one by one."""
    there = set(text)
    _learn(there)
    others = {one: _CHARACTERS[ord(one)] for one in there if _CHARACTERS.get(ord(one), one) != one}
    if len(others) > _SOUGHT or not others.keys().isdisjoint("".join(others.values())):
        return text.translate(_CHARACTERS)
    for char, plain in others.items():
        text = text.replace(char, plain)
    return text


def _learn(characters: set[str]) -> None:
    fresh = [char for char in characters if ord(char) not in _CHARACTERS and not char.isascii()]
    for char in fresh:
        han = "\u3400" <= char <= "\u9fff"
        _CHARACTERS[ord(char)] = simplified(char) if han else _plain(char)


def _plain(char: str) -> str:
    lower = unicodedata.normalize("NFKC", char).lower()
    apart = unicodedata.normalize("NFKD", lower)
    return "".join(_LETTERS.get(c, c) for c in apart if not unicodedata.combining(c))


def _sound_of(char: str) -> str:
    if not "\u3400" <= char <= "\u9fff":
        return char
    first = _readings().get(ord(char), char).split(",")[0]
    apart = unicodedata.normalize("NFD", first)
    _SOUNDS[char] = "".join(c for c in apart if not unicodedata.combining(c))
    return _SOUNDS[char]


@cache
def _readings() -> dict[int, str]:
    """The reading of single characters alone: the phrases of pypinyin take a second and 50 MB."""
    if "pypinyin.pinyin_dict" in sys.modules:
        return sys.modules["pypinyin.pinyin_dict"].pinyin_dict
    package = importlib.util.find_spec("pypinyin")
    assert package is not None
    assert package.origin is not None
    place = Path(package.origin).with_name("pinyin_dict.py")
    spec = importlib.util.spec_from_file_location("_pinyin_readings", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.pinyin_dict
