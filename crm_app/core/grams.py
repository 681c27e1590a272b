"""The words of the search index: pairs of letters, threes of digits."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import add

from crm_app.lib.simplified import simplified

_DIGITS = re.compile(r"[0-9]{3,}")
_SHORT = 60  # what is longer hardly comes again


def fold(value: str) -> str:
    """Text as it is compared: NFKC, simplified characters, lower case, one space."""
    if value.isascii():
        return " ".join(value.lower().split())
    return _folded_name(value) if len(value) <= _SHORT else _folded(value)


def _folded(value: str) -> str:
    return " ".join(simplified(unicodedata.normalize("NFKC", value)).lower().split())


# Names, companies and titles come again and again.
_folded_name = lru_cache(maxsize=20_000)(_folded)


def grams(value: str) -> list[str]:
    """The distinct bigrams of folded text, as words that any tokenizer keeps (hexadecimal).

    Of digits there are only a hundred pairs and every record has most of them, so runs of digits
    are there by threes as well.
    """
    pairs = dict.fromkeys(map(add, value, value[1:]))
    words = list(filter(None, map(_PAIRS.__getitem__, pairs)))
    words += map(_THREES.__getitem__, _threes(value))
    return words


def line_grams(lines: Sequence[str]) -> str:
    """The words of `grams` of folded lines that stand below each other, with blanks between; some
    may stand there twice. Of names and companies, that come again and again, they are known, and
    numbers are made of pieces that are."""
    if not lines:
        return ""
    words, before = list[str](), ""
    for line in lines:
        if before:
            words.append(_ENDS[before[-1] + line[:1]])
        if not before.endswith(line):
            start = line[:1]
            if start.isdigit() or start == "+":
                words += [_PIECES[line[at : at + 4]] for at in range(0, len(line) - 3, 2)]
                words.append(_LINES[line[len(line) - 2 - len(line) % 2 :]])
            else:
                words.append(_words_of(line) if "@" in line or len(line) > _SHORT else _LINES[line])
        before = line
    return " ".join(words)


def _words_of(line: str) -> str:
    words = set(map(_PAIRS.__getitem__, map(add, line, line[1:])))
    words.update(map(_THREES.__getitem__, _threes(line)))
    return " ".join(words)


# Pairs that every second text in pinyin or English has, the commonest first: they tell little, and most
# of the time would go into reading who has them.
_COMMON = (
    "an ng in ia en ao on ha ua er zh li th he re at ar or es ou ei un sh xi uo hu is st te ed nd ti al ch "
    "om co le ne ro ra me ma"
)


def wanted(terms: list[str], enough: int = 4) -> list[str]:
    """The words a record must have to hold the terms; what another word implies is left out, and what
    nearly all have where others are `enough`: whoever finds by them reads the text, unless a term is one
    word of the index and tells all."""
    threes = [three for term in terms for three in _threes(term)]
    implied = {_pair_word(pair) for three in threes for pair in (three[:2], three[1:])}
    words = dict.fromkeys(word for term in terms for word in grams(term))
    telling = [word for word in words if word not in implied]
    sure = {word for term in terms if tells_all(term) for word in grams(term)}
    rare_first = sorted(telling, key=lambda word: (word not in sure, _COMMONNESS.get(word, 0)))
    least = max(enough, sum(word in sure or word not in _COMMONNESS for word in telling))
    kept = set(rare_first[:least])
    return [word for word in telling if word in kept]


def tells_all(term: str) -> bool:
    """Whether a term is one word of the index, so that who has the word holds the term."""
    return len(term) == 2 or _threes(term) == [term]


class _Words(dict[str, str]):
    """Pair → its word, "" for two spaces; most pairs come again and again."""

    def __missing__(self, pair: str) -> str:
        if len(self) > _KEPT:
            self.clear()
        word = self[pair] = "" if pair.isspace() else pair.encode().hex()
        return word


class _Threes(dict[str, str]):
    """Three digits → their word."""

    def __missing__(self, three: str) -> str:
        word = self[three] = f"n{three}"
        return word


class _Texts(dict[str, str]):
    """Text → its words with blanks between, as a function finds them."""

    def __init__(self, find: Callable[[str], str]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, text: str) -> str:
        if len(self) > _KEPT:
            self.clear()
        words = self[text] = self._find(text)
        return words


def _words_of_piece(piece: str) -> str:
    """Of four letters the two pairs and the threes that begin with the first two of them: the rest
    belongs to the next piece."""
    threes = [three for three in (piece[:3], piece[1:]) if _DIGITS.fullmatch(three)]
    pairs = map(_PAIRS.__getitem__, (piece[:2], piece[1:3]))
    return " ".join([*pairs, *map(_THREES.__getitem__, threes)])


def _words_between(ends: str) -> str:
    """Of the last letter of a line and the first of the next."""
    last, first = ends
    return f"{_PAIRS[last + _NEXT]} {_PAIRS[_NEXT + first]}"


_KEPT, _NEXT = 30_000, "\n"
_PAIRS, _THREES = _Words(), _Threes()
_LINES, _PIECES, _ENDS = _Texts(_words_of), _Texts(_words_of_piece), _Texts(_words_between)


def _pair_word(pair: str) -> str:
    return _PAIRS[pair]


_RANKED = _COMMON.split()
_COMMONNESS = {_pair_word(pair): len(_RANKED) - place for place, pair in enumerate(_RANKED)}


def _threes(value: str) -> list[str]:
    runs = _DIGITS.findall(value)
    return list(dict.fromkeys([run[at : at + 3] for run in runs for at in range(len(run) - 2)]))
