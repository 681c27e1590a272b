"""Names of companies: one key for all spellings of one, branches apart from their parent but related."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from crm_app.lib.chinese_places import PLACES, PROVINCES
from crm_app.lib.normal import Normal, has_han, plain
from crm_app.lib.simplified import simplified

# Stands between a parent's key and the name of its branch.
BRANCH = "@"
_LEGAL_ZH = re.compile(
    r"(股份有限责任公司|股份有限公司|有限责任公司|责任有限公司|有限公司|股份公司|总公司|公司|企业集团|集团|股份"
    r"|投资控股|控股|特殊普通合伙|普通合伙|有限合伙)$"
)
_LEGAL_EN = re.compile(
    r"(?:^|[\s,.]+)(?:co\.?,?\s*(?:kg|ltd|limited)|ltd|limited|inc|incorporated|llc|l\.l\.c|llp|lp|gmbh|aktiengesellschaft|kgaa|kg|ug"
    r"|corp|corporation|company|co|plc|public limited company|ag|se|s\.?a\.?s|s\.?a\.?r\.?l|s\.?a"
    r"|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|a/s|aps|a\.?b|oyj?|pte|pty|k\.k|kabushiki kaisha|holdings?|group)\.?$"
)
_BRANCH_WORDS = "分公司 分行 支行 分店 分厂 分院 分所 分部 办事处 代表处 营业部 工厂".replace(
    " ", "|"
)
_BRANCH_TAIL = re.compile(rf"(.{{0,12}}?)({_BRANCH_WORDS})")
_WHOLE = re.compile(r"(.{2,}(?:公司|集团|厂|银行|医院|大学|事务所))(.{1,14})")
_BRANCH_EN = re.compile(r"(?P<head>.+?)[\s,]+(?P<place>[a-z]+)\s+(?:branch|office)(?:\s+office)?$")
_BRACKETS = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]{0,30})[)\]】〕]")
_QUOTES = re.compile(r"[\"'“”‘’「」『』《》]")
_SIGNS = re.compile(r"[\s.·•,'’&+!/_-]")
_HOUSE = ("中国", "china", "prc", "大中华区", "greater china")
_CITIES = sorted(PLACES[len(PROVINCES) :], key=len, reverse=True)
_ALL = sorted(PLACES, key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class CompanyName:
    """A company's name taken apart; `key` is compared, `parent` is the key of what it is a branch of.

    `place` and `core` are the name before legal forms: 上海 and 华东科技.
    """

    shown: str
    key: str
    core: str
    place: str
    branch: str
    parent: str


def company_key(name: str) -> str:
    """The form two spellings of one company share: no legal form, brackets, case or spaces."""
    return read_company(name).key


_SUFFIXES = "壮族自治区|维吾尔自治区|回族自治区|自治区|省|市|"
# A province, then a city, each with something of a name left behind it; the longest first.
_BEFORE = tuple(
    re.compile(
        f"({'|'.join(sorted(names, key=len, reverse=True))})(?:{_SUFFIXES})(?=..)", re.DOTALL
    )
    for names in (PROVINCES, _CITIES)
)


@lru_cache(maxsize=20_000)
def read_company(typed: str) -> CompanyName:
    """Take a company's name apart."""
    shown = _shown(typed)
    folded = _QUOTES.sub("", simplified(plain(typed).lower())).strip()
    head, branch = _split_branch(folded)
    place, core = _core(head)
    key = place + core or _SIGNS.sub("", folded) or folded
    if not branch:
        return CompanyName(shown, key, core or key, place, "", "")
    return CompanyName(shown, f"{key}{BRANCH}{branch}", core or key, place, branch, key)


def normal_company(typed: str) -> Normal | None:
    """The name that is compared and the one that is shown."""
    company = read_company(typed)
    return Normal(company.key, company.shown) if company.shown and company.key else None


def relation(one: str, other: str) -> str:
    """How two names belong together: same, branch (the second is one of the first), related (one
    name in two places, or two branches), or apart.
    """
    first, second = read_company(one), read_company(other)
    if first.key == second.key:
        return "same"
    if second.parent == first.key:
        return "branch"
    if first.parent == second.key:
        return "parent"
    return "related" if first.core == second.core else "apart"


def _shown(typed: str) -> str:
    """As it is written: Chinese names without blanks, with full-width brackets."""
    text = plain(typed)
    if not has_han(text):
        return text
    text = re.sub(r"(?<=[\u3400-\u9fff()])\s+(?=[\u3400-\u9fff()])", "", text)
    return text.replace("(", "（").replace(")", "）")


def _split_branch(name: str) -> tuple[str, str]:
    """The name of the house and what its branch is called; no branch: an empty one."""
    chinese = has_han(name)
    flat = re.sub(r"[()\s]", "", name) if chinese else name
    if not chinese:
        found = _BRANCH_EN.fullmatch(re.sub(r"[()]", " ", name).strip())
        return (found["head"], found["place"]) if found else (name, "")
    whole = _WHOLE.fullmatch(flat)
    if whole and (found := _BRANCH_TAIL.fullmatch(whole[2])):
        place = found[1] + ("" if found[2] in ("分公司", "分行") else found[2])
        return whole[1], _spoken(place) or found[2]
    for word in ("分公司", "办事处", "代表处"):
        bare = flat.removesuffix(word)
        if bare == flat:
            continue
        place = next((p for p in _ALL if bare.endswith(p) and len(bare) > len(p) + 1), "")
        if place:
            return bare.removesuffix(place), place + ("" if word == "分公司" else word)
    return name, ""


def _core(name: str) -> tuple[str, str]:
    """Place and proper name, without legal forms; a place in brackets counts as one before."""
    inside = [_spoken(inner.strip()) for inner in _BRACKETS.findall(name)]
    places = [inner for inner in inside if inner in PLACES]
    latin = [] if has_han(name) else [i for i in inside if re.fullmatch(r"[a-z]{3,12}", i)]
    kept = [inner for inner in latin if inner not in _HOUSE]
    text = " ".join([_without_legal(_BRACKETS.sub("", name).strip()), *kept])
    text = re.sub(r"^the\s+", "", text)
    text = re.sub(r"\band\b", "&", text)
    text = _without_legal(text)
    text = _SIGNS.sub("", _accents(text))
    if text.endswith("中国") and len(text) > 3:
        text = text.removesuffix("中国")
    front, rest = _place_before(text)
    if places and not front:
        return places[0], text
    return front, rest


def _without_legal(text: str) -> str:
    for _ in range(4):
        after = _LEGAL_EN.sub("", _LEGAL_ZH.sub("", text)).strip(" ,.&")
        if not after or after == text:
            break
        text = after
    return text


def _accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _place_before(text: str) -> tuple[str, str]:
    """The place that a Chinese name begins with, as it is spoken; a province before its city goes."""
    rest, found = text, ""
    for places in _BEFORE:
        begun = places.match(rest)
        if begun is not None:
            rest, found = rest[begun.end() :], begun[1]
    return found, rest


def _spoken(place: str) -> str:
    """上海市 → 上海; what is no place stays."""
    bare = re.sub(r"(特别行政区|壮族自治区|维吾尔自治区|回族自治区|自治区|省|市)$", "", place)
    return bare if bare in PLACES else place
