"""Known people in an English text, by whatever part of their name was said: Dr Rao, Siobhan."""

import re
import unicodedata

from rapidfuzz import fuzz

from crm_app.services.voice.facts import english_words as en
from crm_app.services.voice.facts.company_mentions import Mention
from crm_app.services.voice.facts.mention_weights import BARE, CALLED, GIVEN, WHOLE

# Jean-Luc is one word.
_WORD = re.compile(r"[A-Za-zÀ-ÿ'’]+(?:-[A-ZÀ-ß][A-Za-zÀ-ÿ'’]+)*")


def english_mentions(text: str, names: list[str]) -> list[Mention]:
    """Every stretch that may mean one of these people."""
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    lowered = text.lower() == text or text.replace("I", "i") == text.lower()
    found = []
    for name in names:
        wanted = [
            word for word in name.split() if not re.fullmatch(en.TITLES, word.lower().strip("."))
        ]
        for place in range(len(words)) if wanted else ():
            mention = _said_at(words, place, name, wanted, lowered=lowered)
            if mention is not None:
                found.append(mention)
    return found


def _said_at(
    words: list[tuple[str, int, int]], place: int, name: str, wanted: list[str], *, lowered: bool
) -> Mention | None:
    """Whether a known name begins at a word: whole, the given name, or the surname."""
    word, start, _ = words[place]
    following = words[place + 1] if place + 1 < len(words) else ("", 0, 0)
    said = _plain(word)
    if len(wanted) > 1 and (weight := _whole_name(said, following[0], wanted)):
        return Mention(name, start, start + _length(following, start), weight)
    if not said[:1].isupper() and not lowered:
        return None
    if len(wanted) == 3 and _is(said, wanted[1]) and _is(following[0], wanted[2]):
        return Mention(name, start, start + _length(following, start), GIVEN)
    before = words[place - 1][0].lower() if place else ""
    titled = re.fullmatch(en.TITLES, before) or before in en.ROLES
    if titled and len(wanted) > 1 and (_is(said, wanted[0]) or _is(said, wanted[-1])):
        weight = GIVEN if _is(said, wanted[0]) else CALLED
        return Mention(name, start, start + len(said), weight)
    weight = 0.0
    if not lowered and _runs_on(words, place):
        return None
    if _alike(said, wanted[0]) and not _other_surname(following[0], lowered=lowered):
        weight = (GIVEN if len(wanted) > 1 else WHOLE) - 0.1 * (not _is(said, wanted[0]))
    elif len(wanted) > 1 and _is(said, wanted[-1]):
        weight = BARE * (not lowered and before not in en.FIRST_NAMES)
    return Mention(name, start, start + len(said), weight) if weight else None


def _runs_on(words: list[tuple[str, int, int]], place: int) -> bool:
    """Biogas is nobody's first name in Mesa Verde Biogas: two capitals stand before it."""
    before = words[max(0, place - 2) : place]
    ends = [start for _, start, _ in [*before, words[place]]][1:]
    # A stop between them parts the run.
    joined = all(start - end == 1 for (_, _, end), start in zip(before, ends, strict=True))
    return (
        len(before) == 2
        and joined
        and all(
            word[:1].isupper()
            and word.lower() not in en.NOT_NAMES
            and word.lower() not in en.ROLES
            and not re.fullmatch(en.TITLES, word.lower())
            for word, _, _ in before
        )
    )


def _plain(word: str) -> str:
    return re.sub(r"['’]s$", "", word)


def _length(last: tuple[str, int, int], start: int) -> int:
    return last[1] + len(_plain(last[0])) - start


def _bare(word: str) -> str:
    """Small letters without accents."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in word.lower())


def _is(said: str, word: str) -> bool:
    return _bare(_plain(said)) == _bare(word)


def _alike(said: str, word: str, least: float = 88) -> bool:
    ours, theirs = _bare(_plain(said)), _bare(word)
    return ours == theirs or (len(theirs) > 4 and fuzz.ratio(ours, theirs) >= least)


def _whole_name(said: str, following: str, wanted: list[str]) -> float:
    """How surely two words are first name and surname; where one is exact the other may be misheard."""
    first, last = _is(said, wanted[0]), _is(following, wanted[-1])
    if first and last:
        return WHOLE
    one = (first and _alike(following, wanted[-1], 70)) or (last and _alike(said, wanted[0], 75))
    both = _alike(said, wanted[0]) and _alike(following, wanted[-1])
    return WHOLE - 0.1 if one or both else 0.0


def _other_surname(following: str, *, lowered: bool) -> bool:
    """Mark Twain is no Mark Whitaker."""
    return not lowered and following[:1].isupper() and following.lower() not in en.NOT_NAMES
