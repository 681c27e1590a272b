"""The names the CRM already has, and how a spoken one is recognised among them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from crm_app.lib.names import has_han, syllables
from crm_app.services.voice.facts import chinese_words as zh
from crm_app.services.voice.facts import english_words as en

_LEGAL = re.compile(
    r"(股份有限公司|有限责任公司|集团有限公司|有限公司|股份公司|集团公司|公司|集团|股份)$"
)
_BRACKETS = re.compile(r"[(（\[【].{0,12}?[)）\]】]")
_TAIL = re.compile(
    rf"(?:{'|'.join(sorted(zh.STRONG_TAILS + zh.WEAK_TAILS, key=len, reverse=True))})$"
)
_PRODUCT = re.compile(
    r"(系统|平台|模块|软件|套件|版|终端|设备|方案|服务|课程|保险|看板|助手|一体机|机器人|接口|"
    r"(?i:\b(platform|module|suite|system|software|service|plan|edition|app|dashboard|package)))$"
)
_TRADES = "|".join(sorted(zh.STRONG_TAILS, key=len, reverse=True))
_SOLD_OR_SELLS = re.compile(
    rf"(?!{_TRADES}|智能|管理|数据|云端|年度|高级|标准)[\u4e00-\u9fff]{{2}}(?:{_TRADES})?(?:软件|设备|服务|保险)"
)
_FIRM_WORD = re.compile(
    r"\w(?: \w+)* \w*(?:\wing|ings|ics|ery|eries|ware|tech|soft|tronics?|works|tions?|ments|ables|wear|craft|land|bau|werk|fabrik|tik|tech|chem|plast|pharm)$",
    re.IGNORECASE,
)
_PERSON = re.compile(rf"^(.{{1,4}})({'|'.join(zh.TITLES)})$")
# Two syllables of a name may be heard alike, none may differ.
ALIKE = 0.9


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names as the CRM writes them, most likely first."""

    customers: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    # Customer → the names of those who work there.
    staff: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def unsorted(cls, names: Iterable[str]) -> "KnownNames":
        """A mixed list, told apart by how the names look; who could be either is both."""
        kinds: dict[str, list[str]] = {"customers": [], "contacts": [], "products": []}
        for name in dict.fromkeys(name.strip() for name in names if name.strip()):
            for kind in _kinds(name):
                kinds[kind].append(name)
        customers, contacts, products = (tuple(members) for members in kinds.values())
        return cls(customers, contacts, products)


def _kinds(name: str) -> tuple[str, ...]:  # noqa: PLR0911 - an ordered table
    if _PRODUCT.search(name):
        if not has_han(name) and len(name.split()) > 2:  # Silverlake Linen Service
            return ("products", "customers")
        # 云帆软件 and 捷安物业服务 are firms as well as things that firms sell.
        return ("products", "customers") if _SOLD_OR_SELLS.fullmatch(name) else ("products",)
    if has_han(name):
        if len(name) >= 4 and _TAIL.search(name):
            return ("customers",)
        if (
            _PERSON.match(name)
            or re.match(r"[老小阿].$", name)
            or (len(name) <= 3 and name[0] in zh.RARE_SURNAMES and not _TAIL.search(name))
            or (len(name) in (3, 4) and name[:2] in zh.COMPOUND_SURNAMES)
        ):
            return ("contacts",)
        # 娜仁, 宏远: short and no surname, whoever it is.
        return ("customers", "contacts") if len(name) <= 3 and not _TAIL.search(name) else ("customers",)
    words = name.lower().replace(".", "").split()
    if any(word in en.TAILS for word in words[1:]) or "&" in words:
        return ("customers",)
    if len(words) in (2, 3) and (words[0] in en.FIRST_NAMES or re.fullmatch(en.TITLES, words[0])):
        return ("contacts",)
    if len(words) == 1 and words[0] in en.FIRST_NAMES:
        return ("contacts",)
    if len(words) in (2, 3) and words[0] in en.FAMILY_FIRST:
        return ("contacts",)
    if re.search(r"\d|[a-z][A-Z]", name) or _FIRM_WORD.search(name):  # TrackRight, Brewing
        return ("customers",)
    return ("customers", "contacts") if len(words) <= 2 else ("customers",)


def without_form(name: str) -> str:
    """A company's name without brackets and legal form."""
    bare = _BRACKETS.sub("", name).strip()
    if has_han(bare):
        return _LEGAL.sub("", bare) or bare
    words = re.sub(r"['’]s$", "", bare).replace(",", " ").split()
    while len(words) > 1 and words[-1].lower().strip(".") in en.LEGAL:
        words.pop()
    if len(words) > 2 and words[0].lower() == "the":
        words.pop(0)
    return " ".join(words)


def likeness(said: str, name: str) -> float:
    """How alike two wordings sound, 0..1."""
    if said == name:
        return 1.0
    if has_han(said) and has_han(name):
        return _sounds(said, name)
    return _spells(said.lower(), name.lower())


def _spells(said: str, name: str) -> float:
    ours, theirs = said.replace("-", " ").split(), name.replace("-", " ").split()
    if len(ours) != len(theirs):
        joined = fuzz.ratio("".join(ours), "".join(theirs)) / 100
        return joined if joined >= 0.93 else min(joined, 0.8)
    ratios = [fuzz.ratio(a, b) / 100 for a, b in zip(ours, theirs, strict=True)]
    # One word that differs makes it another name, however long the rest is.
    return sum(ratios) / len(ratios) if min(ratios, default=0) >= 0.72 else min(ratios, default=0)


def _sounds(said: str, name: str) -> float:
    ours, theirs = _letters(said), _letters(name)
    if len(ours) != len(theirs):
        return 0.0
    scores = [_sound(a, b) for a, b in zip(ours, theirs, strict=True)]
    if len(scores) < 3 and min(scores) < ALIKE:
        return 0.0
    return sum(scores) / len(scores)


def _letters(text: str) -> list[str]:
    return [letter for letter in text.lower() if letter.isalnum()]


def _sound(first: str, second: str) -> float:
    if first == second:
        return 1.0
    ours, theirs = folded(first), folded(second)
    return (
        ALIKE if ours == theirs else 0.4 if ours[0] == theirs[0] or ours[1:] == theirs[1:] else 0.0
    )


@lru_cache(maxsize=8192)
def folded(letter: str) -> str:
    """The sound of a character as dialects and engines blur it: zh z, ng n, l n, h f."""
    sound = syllables(letter)[0]
    sound = re.sub(r"^(zh|ch|sh)", lambda found: found[0][0], sound)
    return re.sub(r"^l", "n", re.sub(r"ng$", "n", sound))
