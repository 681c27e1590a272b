"""Names of people and companies: honorifics split off, folded for matching, pinyin for sorting."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

COMPOUND_SURNAMES = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "司徒",
        "令狐",
        "端木",
        "夏侯",
        "宇文",
        "长孙",
        "轩辕",
        "南宫",
        "西门",
        "独孤",
        "百里",
        "闻人",
        "申屠",
        "太史",
        "公冶",
        "澹台",
        "濮阳",
        "赫连",
        "钟离",
        "鲜于",
        "闾丘",
        "歐陽",
        "東方",
        "諸葛",
    ]
)
_ZH_HONORIFICS = [
    "董事长",
    "总经理",
    "副总",
    "总监",
    "经理",
    "主任",
    "老师",
    "医生",
    "教授",
    "先生",
    "女士",
    "小姐",
    "太太",
    "博士",
    "工程师",
    "处长",
    "科长",
    "局长",
    "校长",
    "院长",
    "所长",
    "部长",
    "厂长",
    "店长",
    "书记",
    "律师",
    "会计",
    "师傅",
    "同学",
    "总",
    "董",
    "工",
    "哥",
    "姐",
    "老板",
]
_EN_HONORIFIC = re.compile(r"^(mr|mrs|ms|miss|dr|prof|sir|madam)\.?\s+", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LEGAL_ZH = re.compile(
    r"(股份有限公司|有限责任公司|责任有限公司|集团有限公司|控股有限公司|有限公司|股份公司|集团公司|总公司|分公司|公司|集团)$"
)
_LEGAL_EN = re.compile(
    r"[\s,.]+(co\.?,?\s*ltd|ltd|limited|inc|llc|llp|gmbh|corp|corporation|company|co|plc|ag|s\.?a|b\.?v|pte|pty)\.?$"
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name apart from how one addresses him."""

    name: str
    honorific: str
    family: str
    given: str
    pinyin: str


def has_han(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return _HAN.search(text) is not None


def read_person(typed: str) -> PersonName:
    """Split what somebody typed: 张伟总 is 张伟 with the honorific 总; 张总 stays 张 with 总."""
    name = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", typed)).strip()
    honorific = ""
    if has_han(name):
        compact = name.replace(" ", "")
        honorific = next((h for h in _ZH_HONORIFICS if _is_honorific(compact, h)), "")
        name = compact.removesuffix(honorific) if honorific else _joined(name)
        size = 2 if name[:2] in COMPOUND_SURNAMES else 1
        family, given = name[:size], name[size:]
    else:
        found = _EN_HONORIFIC.match(name)
        if found and len(name) > found.end():
            honorific, name = found.group(1).capitalize(), name[found.end() :]
        given, _, family = name.rpartition(" ")
    return PersonName(name, honorific, family, given, pinyin(name))


def called(name: str, honorific: str) -> str:
    """A person with the form of address: 张伟总, Dr Avery Smith."""
    if not honorific or honorific >= "\u2e80":
        return name + honorific
    return f"{honorific} {name}"


def _is_honorific(name: str, honorific: str) -> bool:
    rest = name.removesuffix(honorific)
    if rest == name or not rest or len(rest) > 4:
        return False
    # 李工, 张总: one letter after a surname, or after a whole name of two or three letters.
    return (
        len(honorific) > 1
        or len(rest) in (1, 3)
        or rest in COMPOUND_SURNAMES
        or honorific in "总董"
    )


def _joined(name: str) -> str:
    """Chinese names lose the spaces that cards put between letters."""
    return name.replace(" ", "") if not re.search(r"[A-Za-z]", name) else name


@lru_cache(maxsize=20_000)
def pinyin(text: str) -> str:
    """Latin letters for sorting and finding: 张伟 → zhang wei; other text in lower case."""
    if not has_han(text):
        return text.lower()
    return " ".join(syllables(text))


@lru_cache(maxsize=20_000)
def syllables(text: str) -> tuple[str, ...]:
    """The pinyin of each character in lower case, ü as v; other text stays together."""
    # A second and 55 MB that a process need not pay before it meets a Chinese name.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return tuple(part.lower() for part in lazy_pinyin(text))


def spoken_forms(text: str) -> tuple[str, ...]:
    """What one may type on a Latin keyboard for a Chinese name: zhang wei, zhangwei, zw."""
    if not has_han(text):
        return ()
    spoken = pinyin(text)
    return spoken, spoken.replace(" ", ""), "".join(word[0] for word in spoken.split())


def person_key(name: str) -> str:
    """The form two spellings of one person share: no honorific, case, spaces or dots."""
    folded = unicodedata.normalize("NFKC", read_person(name).name).lower()
    return re.sub(r"[\s.·•,'’-]", "", folded)


def company_key(name: str) -> str:
    """The form two spellings of one company share: no legal form, brackets, case or spaces."""
    folded = unicodedata.normalize("NFKC", name).lower().strip()
    folded = re.sub(r"[(（\[【][^)）\]】]{0,12}[)）\]】]", "", folded).strip()
    for _ in range(2):
        folded = _LEGAL_EN.sub("", _LEGAL_ZH.sub("", folded)).strip(" ,.")
    return re.sub(r"[\s.·•,'’&-]", "", folded) or re.sub(r"\s", "", name.lower())
