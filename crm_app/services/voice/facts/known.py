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
_REGION = re.compile(rf"^(?:{'|'.join(zh.REGIONS)})(?:省|市)?")
_TAIL = re.compile(
    rf"(?:{'|'.join(sorted(zh.STRONG_TAILS + zh.WEAK_TAILS, key=len, reverse=True))})$"
)
_PRODUCT = re.compile(
    r"(系统|平台|模块|软件|套件|版|终端|设备|方案|服务|课程|保险|看板|助手|一体机|机器人|接口|"
    r"(?i:\b(platform|module|suite|system|software|service|plan|edition|app|dashboard|package)))$"
)
_PERSON = re.compile(rf"^(.{{1,4}})({'|'.join(zh.TITLES)})$")
# Two syllables of a name may be heard alike, none may differ.
ALIKE, SURE = 0.9, 0.86


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


@dataclass(frozen=True, slots=True)
class Match:
    """A known name and how alike (0..1) what was said is to it."""

    name: str
    likeness: float


def best_company(said: str, known: Sequence[str]) -> Match | None:
    """The known company that `said` means; None when another of a similar name is meant."""
    matches = [Match(name, _company_likeness(said, name)) for name in known]
    whole = _best(matches)
    begun = [name for name in dict.fromkeys(known) if _begins(said, name)]
    here = [name for name in begun if _REGION.match(said) and _REGION.match(name)]
    begun = here or begun
    if whole is not None:
        equal = {match.name for match in matches if match.likeness == whole.likeness}
        alone = len({*equal, *begun}) == 1
        return whole if alone or whole.likeness == 1 else None
    return Match(begun[0], 0.88) if len(begun) == 1 else None


def best_person(said: str, known: Sequence[str]) -> Match | None:
    """The known person that `said` means; a bare surname or first name must fit one alone."""
    exact = _best([Match(name, _likeness(said, name)) for name in known])
    if exact is not None:
        return exact
    partly = [name for name in known if _is_part_of(said, name)]
    return Match(partly[0], 0.9) if len(partly) == 1 else None


def likeness(said: str, name: str) -> float:
    """How alike two wordings sound, 0..1."""
    return _likeness(said, name)


def without_form(name: str) -> str:
    """A company's name without brackets and legal form."""
    return _plain(name)


def without_region(plain: str) -> str:
    """海润水产 of 青岛海润水产; a name that is all region stays."""
    bare = _REGION.sub("", plain)
    return bare if len(bare) >= 2 else plain


def core(name: str) -> str:
    """What tells a company from others of its trade: no legal form, region or trade."""
    plain = _plain(name)
    if has_han(plain):
        short = _TAIL.sub("", _REGION.sub("", plain))
        return short if len(short) >= 2 else plain
    words = plain.split()
    while len(words) > 1 and words[-1].lower() in en.TAILS:
        words.pop()
    return " ".join(words)


def _kinds(name: str) -> tuple[str, ...]:  # noqa: PLR0911 - an ordered table
    if _PRODUCT.search(name):
        return ("products",)
    if has_han(name):
        if len(name) >= 4 and _TAIL.search(name):
            return ("customers",)
        if (
            _PERSON.match(name)
            or re.match(r"[老小阿].$", name)
            or (len(name) <= 3 and name[0] in zh.SURNAMES and not _TAIL.search(name))
        ):
            return ("contacts",)
        return ("customers",)
    words = name.lower().replace(".", "").split()
    if any(word in en.TAILS for word in words[1:]) or "&" in words:
        return ("customers",)
    if len(words) in (2, 3) and (words[0] in en.FIRST_NAMES or re.fullmatch(en.TITLES, words[0])):
        return ("contacts",)
    if len(words) == 1 and words[0] in en.FIRST_NAMES:
        return ("contacts",)
    return ("customers", "contacts") if len(words) <= 2 else ("customers",)


def _best(matches: list[Match]) -> Match | None:
    best = max(matches, key=lambda match: match.likeness, default=None)
    return best if best is not None and best.likeness >= SURE else None


def _company_likeness(said: str, name: str) -> float:
    """Whole against whole, or core against core where one side leaves the trade out."""
    whole = _likeness(_plain(said), _plain(name))
    said_core, name_core = core(said), core(name)
    cores = _likeness(said_core, name_core)
    said_trade, name_trade = _trade(said), _trade(name)
    if said_trade and name_trade and said_trade.lower() != name_trade.lower():
        return whole if whole >= 0.97 else min(whole, cores, 0.5)
    if said_trade and not name_trade and not has_han(name):
        return whole  # Acme Robotics is not Acme Corporation
    if _regions_differ(said, name) or cores < SURE:
        return min(whole, cores)
    if has_han(name):
        return max(whole, cores * 0.98)
    return max(whole, cores * (0.98 if len(said_core) >= 4 else 0.9))


def _begins(said: str, name: str) -> bool:
    """恒达 for 苏州恒达电子科技: the first words of a longer name, as colleagues shorten it."""
    if has_han(said) != has_han(name) or _regions_differ(said, name):
        return False
    ours, theirs = _plain(said), _plain(name)
    if has_han(said):
        ours, theirs = _REGION.sub("", ours), _REGION.sub("", theirs)
        return 2 <= len(ours) < len(theirs) and _likeness(ours, theirs[: len(ours)]) >= ALIKE
    words, longer = ours.lower().split(), theirs.lower().split()
    if not 0 < len(words) < len(longer) or len("".join(words)) < 4:
        return False
    return longer[: len(words)] == words


def _trade(name: str) -> str:
    plain, short = _plain(name), core(name)
    return plain[plain.find(short) + len(short) :].strip()


def _regions_differ(said: str, name: str) -> bool:
    ours, theirs = _REGION.match(said), _REGION.match(name)
    return bool(ours and theirs and ours[0] != theirs[0])


def _plain(name: str) -> str:
    """Without brackets and legal form."""
    bare = _BRACKETS.sub("", name).strip()
    if has_han(bare):
        return _LEGAL.sub("", bare) or bare
    words = re.sub(r"['’]s$", "", bare).replace(",", " ").split()
    while len(words) > 1 and words[-1].lower().strip(".") in en.LEGAL:
        words.pop()
    if len(words) > 2 and words[0].lower() == "the":
        words.pop(0)
    return " ".join(words)


def _is_part_of(said: str, name: str) -> bool:
    """Sarah or Johnson of Sarah Johnson; a Chinese title alone names nobody for sure."""
    if has_han(said) or has_han(name):
        return False
    words, wanted = name.lower().split(), said.lower().split()
    if len(wanted) != 1 or len(words) < 2:
        return False
    return any(fuzz.ratio(wanted[0], word) >= 92 for word in words)


def _likeness(said: str, name: str) -> float:
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
