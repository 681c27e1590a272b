"""Known people in a text, by whatever part of their name was said: 欧阳总, 志强哥, Dr Rao, Siobhan."""

import re
from collections.abc import Iterator, Set

from crm_app.lib.names import has_han, syllables
from crm_app.services.voice.facts import chinese_words as zh
from crm_app.services.voice.facts.chinese_people import chinese_people
from crm_app.services.voice.facts.company_mentions import Mention
from crm_app.services.voice.facts.english_mentions import english_mentions
from crm_app.services.voice.facts.heard import (
    Places,
    heard_at,
    length_heard,
    said_at,
    sound_places,
)
from crm_app.services.voice.facts.known import KnownNames
from crm_app.services.voice.facts.mention_weights import CALLED, GIVEN, NICK, WHOLE
from crm_app.services.voice.facts.titles import fitting

Span = tuple[int, int]
_TITLES = "|".join(sorted(zh.TITLES, key=len, reverse=True))
_COMPOUND = "|".join(sorted(zh.COMPOUND_SURNAMES))
_LONG_TITLES = "|".join(sorted((t for t in zh.TITLES if len(t) > 1), key=len, reverse=True))
_CALLED = re.compile(
    rf"(?P<surname>{_COMPOUND}|.)(?P<given>..??)??(?:{_TITLES})+|[老小阿姓](?P<nick>.)"
)
_COMPOUND_CALLED = re.compile(rf"(?P<surname>{_COMPOUND})(?:{_TITLES})")
_TITLED = re.compile(
    rf"(?P<surname>{_COMPOUND}|[{''.join(sorted(zh.RARE_SURNAMES))}])(?:{_TITLES})(?![人程司长])"
)
_PLACE = re.compile("|".join(sorted(zh.REGIONS, key=len, reverse=True)))
_SURNAME_SAID = re.compile(
    rf"(?<![\w])(?P<one>[{''.join(sorted(zh.SURNAMES))}])(?:{_TITLES})(?![\w])"
    rf"|[老小阿](?P<nick>[{''.join(sorted(zh.SURNAMES - zh.DOUBTFUL_SURNAMES))}])(?![师板时学组店规程姐哥])"
    # Looked up among the known, so any letter may be a surname.
    rf"|(?<![\w])(?P<rare>[\u4e00-\u9fff])(?:{_LONG_TITLES})"
    rf"|姓(?P<named>[{''.join(sorted(zh.SURNAMES))}])的"
)
_ROLE = re.compile(rf"(?:{'|'.join(sorted(zh.ROLES, key=len, reverse=True))})(?:是|叫)?$")
# The words between a firm and its own.
_OF = re.compile(r"(?:公司|集团)?(?:那边|这边)?的?，?$")


def person_mentions(text: str, names: KnownNames, behind: Set[int] = frozenset()) -> list[Mention]:
    """Every stretch that may mean a known person; a surname with a title may mean several.

    `behind` are the places where a company's name ends: 顺陶梁老板 is 梁老板 of 顺陶.
    """
    chinese = [name for name in dict.fromkeys(names.contacts) if has_han(name)]
    english = [name for name in dict.fromkeys(names.contacts) if not has_han(name)]
    said = _chinese(text, chinese, behind) + english_mentions(text, english)
    return _claimed(fitting(text, said, names))


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
    surnames, places = said_surnames(text, behind), sound_places(text)
    for name in names:
        surname, given = _parts(name)
        whole = _whole(text, name, places, behind)
        found += whole
        if "·" in name:  # 艾力·买买提 is called 艾力
            first = name.split("·")[0]
            apart = [span for span in said_at(text, first) if not _within(span, whole)]
            found += [Mention(name, start, end, GIVEN) for start, end in apart if len(first) > 1]
        elif len(given) > 1 and given not in zh.TITLES:
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


def _whole(text: str, name: str, places: Places, behind: Set[int]) -> list[Mention]:
    """Where the whole name is said, to the letter or, from three letters on, as it sounds."""
    found = [Mention(name, start, end, WHOLE) for start, end in said_at(text, name)]
    if found or name[1:] in zh.TITLES:
        return found
    if len(name) < 3:
        return _introduced(text, name, places, behind)
    heard = [at for at in heard_at(name, places) if length_heard(text[at:], name)[0] == len(name)]
    return [Mention(name, at, at + len(name), WHOLE - 0.25) for at in heard]


def _introduced(text: str, name: str, places: Places, behind: Set[int]) -> list[Mention]:
    """老板京涛 is 荆涛: two letters that sound alike where a role or a firm says that a name follows."""
    return [
        Mention(name, at, at + 2, WHOLE - 0.35)
        for at in heard_at(name, places)
        if syllables(text[at : at + 2]) == syllables(name)
        and (_ROLE.search(text[:at]) or len(_OF.sub("", text[:at])) in behind)
    ]


def _within(span: tuple[int, int], whole: list[Mention]) -> bool:
    return any(span[0] < one.end and one.start < span[1] for one in whole)


def said_surnames(text: str, behind: Set[int]) -> dict[str, list[Span]]:
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
        yield match["one"] or match["nick"] or match["rare"] or match["named"], *match.span()
    for person in chinese_people(text):
        called = _CALLED.fullmatch(text[person.start : person.end])
        if called and not called["given"]:
            yield called["surname"] or called["nick"], person.start, person.end
