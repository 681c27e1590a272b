"""Error rates of transcripts: words in English, characters in Chinese, spelling differences set aside."""

import re
from decimal import Decimal

from opencc import OpenCC
from rapidfuzz.distance import Levenshtein

from crm_app.services.voice.facts.chinese_numbers import DIGITS, chinese_number
from crm_app.services.voice.facts.english_numbers import NUMBER, english_number

_SIMPLE = OpenCC("t2s")
_CONTRACTIONS = {
    r"won't": "will not",
    r"can't": "can not",
    r"n't": " not",
    r"'re": " are",
    r"'ll": " will",
    r"'ve": " have",
    r"'m": " am",
    r"\blet's": "let us",
    r"\b(it|he|she|that|there|what|who)'s": r"\1 is",
    r"'d": " would",
}
_TITLES: dict[str, str] = {
    "doctor": "dr",
    "mister": "mr",
    "okay": "ok",
    "dishonoured": "dishonored",
}
_CURRENCY = {"$": "dollars", "£": "pounds", "€": "euros"}
_ORDINALS: dict[str, str] = dict(
    zip(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
        ],
        ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th"],
        strict=True,
    )
)
_FILLERS = {"hmm", "mm", "mhm", "uh", "um"}


def english_words(text: str) -> list[str]:
    """Lower case, contractions spelt out, numbers as digits, marks dropped."""
    text = text.lower().replace("’", "'")
    for short, full in _CONTRACTIONS.items():
        text = re.sub(short, full, text)
    text = re.sub(r"([$£€])\s?([\d.,]+(?: million| thousand)?)", _spoken_currency, text)
    text = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text)
    text = NUMBER.sub(_digits, text)
    words = [
        _TITLES.get(word, _ORDINALS.get(word, word)) for word in re.findall(r"[a-z0-9.]+", text)
    ]
    return [word.strip(".") for word in words if word.strip(".") and word not in _FILLERS]


def chinese_characters(text: str) -> list[str]:
    """Simplified, numerals as digits, marks and spaces dropped."""
    text = _SIMPLE.convert(text).lower().replace(",", "")
    text = re.sub(
        rf"[\d{DIGITS.replace('幺', '')}十百千万亿]+(?:[.点][\d{DIGITS}]+)?万?", _value, text
    )
    return re.findall(r"[a-z0-9\u3400-\u9fff]", text)


def error_rate(pairs: list[tuple[list[str], list[str]]]) -> float:
    """Edits for each reference unit over (reference, heard) pairs, in percent."""
    edits = sum(Levenshtein.distance(reference, heard) for reference, heard in pairs)
    return 100 * edits / sum(len(reference) for reference, _ in pairs)


def _spoken_currency(found: re.Match[str]) -> str:
    return f"{found.group(2).rstrip('.,')} {_CURRENCY[found.group(1)]} "


def _digits(found: re.Match[str]) -> str:
    value = english_number(found[0]) if re.search(r"\d|\w{3}", found[0]) else None
    return f" {_plain(value)} " if value is not None and found[0] not in {"and", "a"} else found[0]


def _value(found: re.Match[str]) -> str:
    value = chinese_number(found[0])
    return found[0] if value is None else _plain(value)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
