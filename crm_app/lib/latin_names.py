"""Names in Latin letters: their case mended, their parts told apart."""

import re

_SMALL = (
    "van von der den de del della di da dos das du la le ter ten te zu zur el al bin bint ibn af av y e"
    " 't"
)
_PARTICLES = frozenset(_SMALL.split())
_SUFFIXES = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}
_DEGREES = {
    "phd": "PhD",
    "md": "MD",
    "mba": "MBA",
    "cpa": "CPA",
    "cfa": "CFA",
    "esq": "Esq.",
    "dds": "DDS",
    "msc": "MSc",
    "bsc": "BSc",
    "llm": "LLM",
}
_AFTER = _SUFFIXES | _DEGREES


def mended(name: str) -> str:
    """A name whose letters are all capitals or all small, as one writes it; any other as it is."""
    words = [_after(word) for word in _ordered(name).split()]
    letters = "".join(re.findall(r"[^\W\d_]", " ".join(w for w in words if not _is_after(w))))
    if len(letters) < 2 or not (letters.isupper() or letters.islower()):
        return " ".join(words)
    return " ".join(
        word if _is_after(word) else _cased(word, first=place == 0)
        for place, word in enumerate(words)
    )


def parts(name: str) -> tuple[str, str]:
    """Family and given name: particles belong to the family, Jr. to nobody."""
    words = [word for word in name.split() if not _is_after(word)]
    if not words:
        return name, ""
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start])


def without_degrees(name: str) -> str:
    """A name as it is compared: whether somebody writes his degree says nothing about who he is."""
    return " ".join(word for word in name.split() if _bare(word) not in _DEGREES)


def _ordered(name: str) -> str:
    """Smith, John → John Smith; a suffix after a comma stays behind."""
    head, *rest = [part.strip() for part in name.split(",") if part.strip()] or [""]
    tail = [part for part in rest if all(_bare(word) in _AFTER for word in part.split())]
    given = [part for part in rest if part not in tail]
    if len(given) > 1:
        return name
    return " ".join([*given, head, *tail])


def _bare(word: str) -> str:
    return word.lower().replace(".", "").strip(",")


def _is_after(word: str) -> bool:
    return _bare(word) in _AFTER


def _after(word: str) -> str:
    return _AFTER.get(_bare(word), word)


def _cased(word: str, *, first: bool) -> str:
    small = word.lower()
    if small in _PARTICLES and not first:
        return small
    return "".join(_capital(part) for part in re.split(r"([-'’.])", small))


def _capital(part: str) -> str:
    if re.fullmatch(r"mc[^\W\d_]{3,}", part):
        return f"Mc{part[2:].capitalize()}"
    if part == "macdonald":
        return "MacDonald"
    return part[:1].upper() + part[1:]
