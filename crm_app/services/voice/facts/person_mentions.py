"""Known people in a text, by whatever part of their name was said: 欧阳总, 志强哥, Dr Rao, Siobhan."""

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set

from rapidfuzz import fuzz

from crm_app.lib.names import has_han, syllables
from crm_app.services.voice.facts import chinese_words as zh
from crm_app.services.voice.facts import english_words as en
from crm_app.services.voice.facts.chinese_people import chinese_people
from crm_app.services.voice.facts.company_mentions import Mention
from crm_app.services.voice.facts.heard import (
    Places,
    heard_at,
    length_heard,
    said_at,
    sound_places,
)

Span = tuple[int, int]
WHOLE, GIVEN, CALLED, NICK, BARE = 1.0, 0.65, 0.5, 0.4, 0.35
_TITLES = "|".join(sorted(zh.TITLES, key=len, reverse=True))
_COMPOUND = "|".join(sorted(zh.COMPOUND_SURNAMES))
_CALLED = re.compile(
    rf"(?P<surname>{_COMPOUND}|.)(?P<given>..??)??(?:{_TITLES})+|[老小阿姓](?P<nick>.)"
)
_COMPOUND_CALLED = re.compile(rf"(?P<surname>{_COMPOUND})(?:{_TITLES})")
_TITLED = re.compile(
    rf"(?P<surname>{_COMPOUND}|[{''.join(sorted(zh.SURNAMES))}])(?:{_TITLES})(?![人程司长])"
)
_PLACE = re.compile("|".join(sorted(zh.REGIONS, key=len, reverse=True)))
_SURNAME_SAID = re.compile(
    rf"(?<![\w])(?P<one>[{''.join(sorted(zh.SURNAMES))}])(?:{_TITLES})(?![\w])"
    rf"|[老小阿](?P<nick>[{''.join(sorted(zh.SURNAMES - zh.DOUBTFUL_SURNAMES))}])(?![师板时学组店规程姐哥])"
    rf"|姓(?P<named>[{''.join(sorted(zh.SURNAMES))}])的"
)
_ROLE = re.compile(rf"(?:{'|'.join(sorted(zh.ROLES, key=len, reverse=True))})(?:是|叫)?$")
_WORD = re.compile(r"[A-Za-zÀ-ÿ'’]+")


def person_mentions(
    text: str, names: Sequence[str], behind: Set[int] = frozenset()
) -> list[Mention]:
    """Every stretch that may mean a known person; a surname with a title may mean several.

    `behind` are the places where a company's name ends: 顺陶梁老板 is 梁老板 of 顺陶.
    """
    chinese = [name for name in dict.fromkeys(names) if has_han(name)]
    english = [name for name in dict.fromkeys(names) if not has_han(name)]
    return _claimed(_chinese(text, chinese, behind) + _english(text, english))


def _claimed(mentions: list[Mention]) -> list[Mention]:
    """马立群马厂长 is no other 马: who is named whole is meant by the short forms too."""
    whole = {one.name for one in mentions if one.weight >= WHOLE}
    theirs = [one for one in mentions if one.name in whole]
    return [
        one
        for one in mentions
        if one.name in whole or not any(one.start < w.end and w.start < one.end for w in theirs)
    ]


def _chinese(text: str, names: list[str], behind: Set[int]) -> list[Mention]:
    found = []
    surnames, places = _said_surnames(text, behind), sound_places(text)
    for name in names:
        surname, given = _parts(name)
        whole = _whole(text, name, places)
        found += whole
        if len(given) > 1 and given not in zh.TITLES:
            apart = [span for span in said_at(text, given) if not _within(span, whole)]
            found += [Mention(name, start, end, GIVEN) for start, end in apart]
        found += [
            Mention(name, start, end, NICK if text[start] in "老小阿姓" else CALLED)
            for start, end in surnames.get(surname, ())
        ]
    return found


def _parts(name: str) -> tuple[str, str]:
    size = 2 if name[:2] in zh.COMPOUND_SURNAMES and len(name) > 2 else 1
    return name[:size], name[size:]


def _whole(text: str, name: str, places: Places) -> list[Mention]:
    """Where the whole name is said, to the letter or, from three letters on, as it sounds."""
    found = [Mention(name, start, end, WHOLE) for start, end in said_at(text, name)]
    if found or name[1:] in zh.TITLES:
        return found
    if len(name) < 3:
        return _introduced(text, name, places)
    heard = [at for at in heard_at(name, places) if length_heard(text[at:], name)[0] == len(name)]
    return [Mention(name, at, at + len(name), WHOLE - 0.25) for at in heard]


def _introduced(text: str, name: str, places: Places) -> list[Mention]:
    """老板京涛 is 荆涛: two letters that sound alike where a role says that a name follows."""
    return [
        Mention(name, at, at + 2, WHOLE - 0.35)
        for at in heard_at(name, places)
        if syllables(text[at : at + 2]) == syllables(name) and _ROLE.search(text[:at])
    ]


def _within(span: tuple[int, int], whole: list[Mention]) -> bool:
    return any(span[0] < one.end and one.start < span[1] for one in whole)


def _said_surnames(text: str, behind: Set[int]) -> dict[str, list[Span]]:
    """Where somebody is called by surname and title, or 老 and surname."""
    said: dict[str, list[Span]] = {}
    taken: list[Span] = []
    for surname, start, end in _called(text, behind):
        if all(end <= one or start >= other for one, other in taken):
            taken.append((start, end))
            said.setdefault(surname, []).append((start, end))
    return said


def _called(text: str, behind: Set[int]) -> Iterator[tuple[str, int, int]]:
    """Surname and place, the surest way of calling first."""
    ends = behind | {match.end() for match in _PLACE.finditer(text)}
    for match in filter(None, (_TITLED.match(text, end) for end in sorted(ends))):
        yield match["surname"], *match.span()
    for match in _COMPOUND_CALLED.finditer(text):
        yield match["surname"], *match.span()
    for match in _SURNAME_SAID.finditer(text):
        yield match["one"] or match["nick"] or match["named"], *match.span()
    for person in chinese_people(text):
        called = _CALLED.fullmatch(text[person.start : person.end])
        if called and not called["given"]:
            yield called["surname"] or called["nick"], person.start, person.end


def _english(text: str, names: list[str]) -> list[Mention]:
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
    titled = re.fullmatch(en.TITLES, before)
    if titled and len(wanted) > 1 and (_is(said, wanted[0]) or _is(said, wanted[-1])):
        return Mention(name, start, start + len(said), CALLED)
    if _alike(said, wanted[0]) and not _other_surname(following[0], lowered=lowered):
        exact = _is(said, wanted[0])
        weight = (GIVEN if len(wanted) > 1 else WHOLE) - 0.1 * (not exact)
        return Mention(name, start, start + len(said), weight)
    alone = not lowered and before not in en.FIRST_NAMES
    if len(wanted) > 1 and _is(said, wanted[-1]) and alone:
        return Mention(name, start, start + len(said), BARE)
    return None


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
