"""The words of the search index: pairs of letters, threes of digits."""

import re
import unicodedata


def fold(value: str) -> str:
    """Text as it is compared: NFKC, lower case, one space."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", value).lower()).strip()


def grams(value: str) -> list[str]:
    """The distinct bigrams of folded text, as words that any tokenizer keeps (hexadecimal).

    Of digits there are only a hundred pairs and every record has most of them, so runs of digits
    are there by threes as well.
    """
    pairs = dict.fromkeys(
        pair for i in range(len(value) - 1) if not (pair := value[i : i + 2]).isspace()
    )
    return [*(_pair_word(pair) for pair in pairs), *(f"n{three}" for three in _threes(value))]


def wanted(terms: list[str]) -> list[str]:
    """The words a record must have to hold the terms; what another word implies is left out."""
    threes = [three for term in terms for three in _threes(term)]
    implied = {_pair_word(pair) for three in threes for pair in (three[:2], three[1:])}
    words = dict.fromkeys(word for term in terms for word in grams(term))
    return [word for word in words if word not in implied]


def tells_all(term: str) -> bool:
    """Whether a term is one word of the index, so that who has the word holds the term."""
    return len(term) == 2 or _threes(term) == [term]


def _pair_word(pair: str) -> str:
    return pair.encode().hex()


def _threes(value: str) -> list[str]:
    # A look-ahead, since they overlap.
    return list(dict.fromkeys(re.findall(r"(?=([0-9]{3}))", value)))
