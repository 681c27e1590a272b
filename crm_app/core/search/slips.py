"""Index words of which a name and a slip of one letter have one in common.

Of a word stand in the index it itself and all that is left when a letter is taken out: two words that
differ by one letter - wrong, missing, too many, two swapped - then share one of these. Names have
them, as texts have too many words.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

from crm_app.lib.chinese_places import PLACES

KINDS = ("customer", "contact", "lead", "deal")
LEAST, MOST = 4, 16
_MOST_WORDS, _LONGEST_LINE = 8, 60
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u2e80-\u9fff]")
_PLACE = re.compile(f"(?:{'|'.join(sorted(PLACES, key=len, reverse=True))})[省市]?(?=..)")
# How the legal forms of Chinese companies sound; who looks for one leaves them out.
_TAIL = re.compile(r"(?<=.{4})(?:gufen)?(?:youxian)?(?:zeren)?(?:gongsi|jituan)+$")


def slip_words(kind: str, folded: str) -> list[str]:
    """What a document has because of the names in it; its pieces stand in lines."""
    if kind not in KINDS:
        return []
    return list(dict.fromkeys([key for word in names_in(folded) for key in keys_of(word)]))


def line_slips(kind: str, lines: Sequence[str]) -> str:
    """As `slip_words`, of the lines of the text, with blanks between."""
    return " ".join(map(_keys_said, _names_in(lines))) if kind in KINDS else ""


def names_in(folded: str) -> list[str]:
    """The words of the names in a document's text, in plain Latin letters."""
    return _names_in(folded.split("\n"))


def _names_in(every: Sequence[str]) -> list[str]:
    lines = [
        line
        for line in every
        if LEAST <= len(line) <= _LONGEST_LINE and "@" not in line and not line[0].isdigit()
    ]
    known, spoken = set(lines), set[str]()
    found: list[str] = []
    for line in lines:
        if " " in line and line.replace(" ", "") in known:  # zhang wei beside zhangwei, and zw
            spoken |= {line, "".join([word[0] for word in line.split()])}
            found += _without_place(every, line.split())
    for line in lines:
        if line not in spoken:
            found += _words(line) if line[0] != "+" else _words_of(line)
    return list(dict.fromkeys(found))[:_MOST_WORDS]


def _without_place(lines: Sequence[str], syllables: list[str]) -> list[str]:
    """huadongkeji of 上海华东科技."""
    written = next((one for one in lines if len(one) == len(syllables) and _HAN.match(one)), "")
    place = _PLACE.match(written)
    return list(_words("".join(syllables[place.end() :]))) if place else []


def _words_of(line: str) -> tuple[str, ...]:
    if _HAN.match(line):
        return ()
    bare = [_TAIL.sub("", word) for word in _WORD.findall(plain(line))]
    return tuple([one for one in bare if LEAST <= len(one) <= MOST and one.isascii()])


# Names, companies and titles come again and again; numbers do not.
_words = lru_cache(maxsize=20_000)(_words_of)


def plain(text: str) -> str:
    """Without accents: Müller is muller."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@lru_cache(maxsize=20_000)
def keys_of(word: str) -> tuple[str, ...]:
    """The index words of one word."""
    left = dict.fromkeys([word, *(word[:i] + word[i + 1 :] for i in range(len(word)))])
    return tuple(f"x{crc32(one.encode()):x}" for one in left)


@lru_cache(maxsize=20_000)
def _keys_said(word: str) -> str:
    return " ".join(keys_of(word))
