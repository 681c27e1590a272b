"""Which encoding a text file is in: by its mark, by what can be read, by which letters come out."""

import codecs
import re
from pathlib import Path
from typing import NamedTuple

from crm_app.lib.tables.face import Note, Unreadable

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_STEP = 1 << 20
_SAMPLE = 1 << 18
_HIGH = re.compile(rb"[\x80-\xff]+")
# Where the letters lie that people write: the first bytes of the commoner half of each set.
_COMMON = {
    "gb18030": range(0xB0, 0xD8),
    "big5": range(0xA4, 0xC7),
    "cp932": range(0x82, 0x99),
}
# Half-width kana are letters of one byte: a text that is nothing else is not Japanese, but Chinese.
_DOUBLE = {
    "gb18030": re.compile(rb"([\x81-\xfe])[\x40-\x7e\x80-\xfe]"),
    "big5": re.compile(rb"([\xa1-\xf9])[\x40-\x7e\xa1-\xfe]"),
    "cp932": re.compile(rb"([\x81-\x9f\xe0-\xfc])[\x40-\x7e\x80-\xfc]|[\xa1-\xdf]"),
}
_PUNCTUATION = {
    "gb18030": range(0xA1, 0xA4),
    "big5": range(0xA1, 0xA4),
    "cp932": range(0x81, 0x82),
}
# Hangul in their order lie where Chinese characters begin with a to q; a Chinese text has others too.
_HANGUL, _HANGUL_FEW = range(0xB0, 0xC9), 12
_QUOTES = b"\xab\xbb\x84\x93\x94\x91\x92\x96\x97\xb9\xa0"


class _Letters(NamedTuple):
    """A code page of one byte: its letters, what a word is made of, the language's letters by how common
    they are, and how many of a text are vowels."""

    letter: re.Pattern[bytes]
    word: re.Pattern[bytes]
    common: str
    vowel: re.Pattern[str]


_RUSSIAN = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_VOWELS_RU = re.compile("[аеёиоуыэюя]", re.IGNORECASE)
# Words begin with one large letter, or are large throughout; KOI8-R has large and small the other way
# round, so that a text read with the wrong page has other letters than people write.
_ALPHABETS = {
    "cp1251": _Letters(
        re.compile(rb"[\xc0-\xff\xa8\xb8]"),
        re.compile(rb"[\xc0-\xdf\xa8]?[\xe0-\xff\xb8]+|[\xc0-\xdf\xa8]+"),
        _RUSSIAN,
        _VOWELS_RU,
    ),
    "koi8_r": _Letters(
        re.compile(rb"[\xc0-\xff\xa3\xb3]"),
        re.compile(rb"[\xe0-\xff\xb3]?[\xc0-\xdf\xa3]+|[\xe0-\xff\xb3]+"),
        _RUSSIAN,
        _VOWELS_RU,
    ),
    "cp1253": _Letters(
        re.compile(rb"[\xc1-\xd1\xd3-\xfe\xa2\xb8-\xba\xbc\xbe\xbf]"),
        re.compile(
            rb"[\xc1-\xdb\xa2\xb8-\xba\xbc\xbe\xbf]?[\xc0\xdc-\xfe]+|[\xc1-\xdb\xa2\xb8-\xba\xbc\xbe\xbf]+"
        ),
        "αοιετνσηρπυςκλμωδγάίχόθφέβύήξζώψ",
        re.compile("[αεηιουωάέήίόύώϊϋΐΰ]", re.IGNORECASE),
    ),
}
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1e\x7f]")


def encoding_of(path: Path) -> tuple[str, list[Note]]:
    """The encoding of a text file, and what is to be said of it; refuses what is no text."""
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    if not start.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("tables.empty")
    for mark in sorted(_MARKS, key=len, reverse=True):
        if start.startswith(mark):
            return _MARKS[mark], []
    wide = _wide(start)
    if wide:
        return wide, []
    if len(_CONTROLS.findall(start)) > len(start) // 500:
        raise Unreadable("tables.binary")
    wrong, right = _as_utf8(path)
    if not wrong:
        return "utf-8", []
    if wrong * 20 < right:
        return "utf-8", [Note("tables.note.damaged", {"count": wrong})]
    return _one_byte_or_two(_lines_with_high(path)), []


def _wide(start: bytes) -> str:
    """UTF-16 without its mark: every other byte of its commas and line ends is nought."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    # Chinese alone has few noughts, but its commas and line ends have them on one side only.
    if max(even, odd) * 20 < len(start) and (even + odd == 0 or min(even, odd)):
        return ""
    guess = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = start[: len(start) & ~1].decode(guess, "strict")
    except UnicodeDecodeError as wrong:
        if wrong.start < len(start) - 4:
            return ""
        text = start[: wrong.start].decode(guess)
    return guess if "\n" in text or "\r" in text or "," in text else ""


def _as_utf8(path: Path) -> tuple[int, int]:
    """How many bytes are no UTF-8, and how many letters of several bytes there are."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    wrong = right = 0
    with path.open("rb") as file:
        while block := file.read(_STEP):
            text = decoder.decode(block)
            if not text.isascii():
                strange = len(re.findall("[\ud800-\udfff]", text))
                wrong += strange
                right += sum(map(len, re.findall("[^\x00-\x7f]+", text))) - strange
                if wrong > 10_000:
                    break
    return wrong, right


def _lines_with_high(path: Path) -> bytes:
    """Enough of the lines that hold more than ASCII."""
    found: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        while size < _SAMPLE and (line := file.readline(1 << 16)):
            if not line.isascii():
                found.append(line)
                size += len(line)
    return b"".join(found)


def _one_byte_or_two(sample: bytes) -> str:
    runs = _HIGH.findall(sample)
    if alphabet := _alphabet(runs):
        return alphabet
    alone = sum(len(run) == 1 for run in runs)
    if alone * 2 > len(runs) and not _is_double(sample, alone):
        return _western(sample)
    found = max(_COMMON, key=lambda name: _share(sample, name))
    return "cp949" if found == "gb18030" and _is_korean(sample) else found


def _alphabet(runs: list[bytes]) -> str:
    """The page of letters of one byte that a text is written in; "" where it is none of these."""
    found = {name: _likeness(runs, one, name) for name, one in _ALPHABETS.items()}
    best = max(found, key=lambda name: found[name])
    return best if found[best] > 0 else ""


def _likeness(runs: list[bytes], page: _Letters, name: str) -> float:
    """How common the letters are that come out; 0 where they make no words with vowels as of a
    language: the halves of Chinese characters are mixed."""
    runs = [bare for run in runs if (bare := run.strip(_QUOTES))]
    whole = b"".join(runs)
    words = sum(page.word.fullmatch(run) is not None for run in runs)
    long = sum(len(run) > 2 for run in runs)
    if (
        long * 2 < len(runs)
        or not runs
        or words < 0.9 * len(runs)
        or len(page.letter.findall(whole)) < 0.95 * len(whole)
    ):
        return 0.0
    text = whole.decode(name, "replace").lower()
    if not 0.25 <= len(page.vowel.findall(text)) / len(text) <= 0.65:
        return 0.0
    places = [page.common.find(letter) for letter in text]
    return sum(1 / (2 + place) for place in places if place >= 0) / len(text)


def _is_korean(sample: bytes) -> bool:
    found = [first[0] for line in sample.splitlines() for first in _DOUBLE["big5"].findall(line)]
    letters = [first for first in found if first not in _PUNCTUATION["gb18030"]]
    hangul = sum(first in _HANGUL for first in letters)
    return len(letters) >= _HANGUL_FEW and hangul > 0.97 * len(letters)


def _is_double(sample: bytes, alone: int) -> bool:
    """Whether bytes above ASCII that stand alone are first halves: their second half may be ASCII."""
    return max(_share(sample, name) for name in _COMMON) > 0.9 and alone * 3 < len(sample)


def _share(sample: bytes, name: str) -> float:
    """How much of a sample is common letters of an encoding."""
    good = all_of = 0
    for line in sample.splitlines():
        for first in _DOUBLE[name].findall(line):
            all_of += 1
            good += first != b"" and (first[0] in _COMMON[name] or first[0] in _PUNCTUATION[name])
        if _broken(line, name):
            all_of += 5
    return good / all_of if all_of else 0.0


def _broken(line: bytes, name: str) -> bool:
    try:
        line.decode(name)
    except UnicodeDecodeError:
        return True
    return False


def _western(sample: bytes) -> str:
    """cp1252, or a neighbour of it where that leaves letters undefined."""
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"
