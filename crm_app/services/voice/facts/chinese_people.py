"""People as Chinese notes name them: 张总, 采购部陈主任, 项目负责人周杰, 王丽女士, 老周."""

import re
from dataclasses import dataclass

from crm_app.services.voice.facts import chinese_words as words
from crm_app.services.voice.facts.english_words import FIRST_NAMES


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a text: the name as it is noted, where it stands, how sure it is one."""

    name: str
    start: int
    end: int
    sure: float


_ALTERNATIVES = "|".join
_SURNAME = (
    rf"(?:{_ALTERNATIVES(sorted(words.COMPOUND_SURNAMES))}|[{''.join(sorted(words.SURNAMES))}])"
)
_STOPS = "".join({word for word in words.BEFORE_NAME + words.AFTER_NAME if len(word) == 1})
_GIVEN = rf"[^\W\d_a-zA-Z{re.escape(_STOPS)}，。、]"
_NOT_TITLE = (
    r"(?!结|额|价|共|计|体|部|数|量|裁|之|是|作|厂|资|期|具|业|艺|地|人|院|司|得|长|务|公司|程|商|哥|"
    r"会(?!议|说|把|给|让|来|去|跟|上)|办|线|局)"
)
_WORDS = (
    "项目|高级|资深|安全|常务|任何|于是|成本|关于|时候|万一|全部|应该|管理|相关|解决|单位|金额|方案|商务|房产|查看|白天|文化|温度|明天|明年|"
    "向客|向他|和他|和她|游客|家里|高层|高管|包括|单子|毛利|国际|华东|华南|华北|华中|金融|水电|商[量讨议]|周[一二三四五六日末内]|路上|双方|强调|能不|边上|计划|时间|党委|商场"
)
_TITLED = re.compile(
    rf"(?!{_WORDS})(?P<surname>{_SURNAME})(?P<given>{_GIVEN}{{0,2}}?)"
    rf"(?P<title>{_ALTERNATIVES(sorted(words.TITLES, key=len, reverse=True))})(?P<rest>{_NOT_TITLE})"
)
_ROLE = _ALTERNATIVES(sorted(words.ROLES, key=len, reverse=True))
_AFTER = rf"(?=$|[^\w]|[A-Za-z\d]|{_ALTERNATIVES(sorted(words.AFTER_NAME, key=len, reverse=True))})"
_ROLED = re.compile(
    rf"(?:{_ROLE})(?:名字)?[叫是]?(?P<name>{_SURNAME}{_GIVEN}{{1,2}}?){_AFTER}", re.IGNORECASE
)
_MET = re.compile(
    rf"(?:见到?了?|现在是|换成了?|换了|拜访了?|约了?|找|联系(?:上|了)?|和|跟|与|给|叫|陪|的|问了?|电话给|请|，|。|^)"
    rf"(?P<name>{_SURNAME}{_GIVEN}{{1,2}}?)(?=聊|谈|见|通|吃|打|发|说|讲|问|让|能|叫|跟|把|给|拍|不|做|去|反馈|表示|觉得|认为|提出|确认|答应|同意|对|，?他|，?她|，[跟和找][他她]|约|开|碰|沟通|交流|回|想|希望|要|负责|那边|$)"
)
_CALLED = re.compile(
    rf"(?:名字|名)?叫做?(?P<name>{_SURNAME}{_GIVEN}{{1,2}}(?=[，。、！]|$)|[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
)
# 市场部的Coco; 姓邬的副总.
_OF_PART = re.compile(r"(?:部|科|处|室|组|部门)的(?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?)")
_FAMILY = re.compile(
    rf"姓(?P<surname>{_SURNAME})的(?P<title>{_ALTERNATIVES(sorted(words.TITLES, key=len, reverse=True))})"
)
_FIRM_CALLED = re.compile(r"(?:公司|厂|店|企业|品牌|名字|单位|那家|这家|一家|家)(?:就|，)?$")
_NICK = re.compile(
    rf"(?<![\w])?(?P<name>[老小阿](?:[{''.join(sorted(words.SURNAMES - words.DOUBTFUL_SURNAMES - set('时农党房路古米鲁水卜宫毛冷')))}]))"
    rf"(?![师板时学组户店额规程序姐哥总工经主家区县市省道孩]|{_GIVEN}?(?:公司|集团|科技))"
)
_OURS = re.compile(r"(我们|咱们?|我司|咱公司|我方|本部门|(?<![^\W_])公司)(领导|老板|的)?$")
_BOUNDARY = re.compile(
    rf"(?:^|[^\w]|[A-Za-z\d]|{_ALTERNATIVES(words.BEFORE_NAME + words.ROLES)}|部门?|科|处|室|局|厂|院|店|校|公司|集团|边|总部|"
    rf"{_ALTERNATIVES(words.STRONG_TAILS)})$"
)


def chinese_people(text: str) -> list[Person]:
    """Everybody the text names, in reading order; our own colleagues are left out."""
    found: list[Person] = []
    roled = _plain(text, _ROLED, 0.85, doubtful=True)
    for people in (roled, _titled(text), _latin(text), _plain(text, _MET, 0.6), _nicks(text)):
        for person in people:
            if all(person.end <= one.start or person.start >= one.end for one in found):
                found.append(person)
    return sorted(found, key=lambda person: person.start)


def _titled(text: str) -> list[Person]:
    """A surname, or a whole name, before a title."""
    found = []
    for start in range(len(text)):
        match = _TITLED.match(text, start)
        if match is None or _OURS.search(text[:start]) or not _is_called(text, match):
            continue
        # 于是王总: a shorter reading that begins later and stands on a boundary wins.
        inner = _TITLED.match(text, start + 1) or _TITLED.match(text, start + 2)
        if inner and inner.end() == match.end() and not match["given"]:
            inner = None
        if inner and inner.end() == match.end() and _is_better(text, inner, match):
            continue
        if found and found[-1].end > start:
            continue
        sure = 0.95 if _BOUNDARY.search(text[:start]) else 0.75
        found.append(Person(_noted(match), match.start(), match.end(), sure))
    return found


def _is_called(text: str, match: re.Match[str]) -> bool:
    """曹科 and 李工 are surnames with a title; 康宁医院 is no person, nor is 招商经理."""
    if match["surname"] in words.DOUBTFUL_SURNAMES and not _BOUNDARY.search(text[: match.start()]):
        return False
    return not match["given"] or len(match["title"]) > 1 or match["title"] == "总"


def _is_better(text: str, inner: re.Match[str], outer: re.Match[str]) -> bool:
    doubtful = outer["surname"] in words.DOUBTFUL_SURNAMES
    return doubtful or (
        inner["surname"] not in words.DOUBTFUL_SURNAMES
        and not inner["given"]
        and len(outer["given"]) == 2
        and bool(_BOUNDARY.search(text[: inner.start()]))
    )


def _noted(match: re.Match[str]) -> str:
    """王丽女士 is noted as 王丽, 黄小姐 stays as she was called."""
    whole = match["surname"] + match["given"]
    return whole if match["given"] else whole + match["title"]


def _plain(
    text: str, pattern: re.Pattern[str], sure: float, *, doubtful: bool = False
) -> list[Person]:
    return [
        Person(match["name"], match.start("name"), match.end("name"), sure)
        for match in pattern.finditer(text)
        if not _OURS.search(text[: match.start("name")])
        and (doubtful or match["name"][:1] not in words.DOUBTFUL_SURNAMES)
        and not re.match(_WORDS, match["name"])
    ]


def _latin(text: str) -> list[Person]:
    """市场部的Lily: an English first name; whoever is called so has any: 采购叫Somchai."""
    called = [
        Person(match["name"], match.start("name"), match.end("name"), 0.7)
        for match in _CALLED.finditer(text)
        if not _FIRM_CALLED.search(text[: match.start()])
    ]
    called += [
        Person(match["name"], match.start("name"), match.end("name"), 0.8)
        for match in _OF_PART.finditer(text)
    ]
    called += [
        Person(match["surname"] + match["title"], match.start(), match.end(), 0.9)
        for match in _FAMILY.finditer(text)
    ]
    return called + [
        Person(match[0], match.start(), match.end(), 0.8)
        for match in re.finditer(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?", text)
        if match[0].split()[0].lower() in FIRST_NAMES
    ]


def _nicks(text: str) -> list[Person]:
    return [
        Person(match["name"], match.start("name"), match.end("name"), 0.7)
        for match in _NICK.finditer(text)
        if _BOUNDARY.search(text[: match.start()]) or re.match(_AFTER, text[match.end() :])
    ]
