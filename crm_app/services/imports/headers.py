"""The name of a column, in the forms under which it may be known."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from crm_app.locales.catalog import TEXT

_HAN = re.compile(r"[\u3400-\u9fff]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETS = re.compile(r"[(\[【<{][^)\]】>}]*[)\]】>}]")
_COUNT = re.compile(r"[\s#_]*\(?\d{1,2}\)?(?=\s|$)|(?<=[\u3400-\u9fff])[一二三](?=$)")
_LEVELS = re.compile(r"\s+[-–—/>|]\s+|\s*[:：]\s*")
_ABOUT = re.compile(r"(?:基本|详细|主要)?(?:信息|资料|情况)$|\s+(?:info|information|details|data)$")
_QUALIFIERS_ZH = re.compile(
    r"^(?:客户联系人|联系人|联络人|客户|公司|单位|企业|个人|本人|主要|首要|第一|常用|办公|工作|家庭|备用|商务地址|住宅地址|其他地址|商务|住宅|备用|线索|会员|商机|"
    r"订单|产品|商品|跟进|您的|你的)的?"
)
_QUALIFIERS_EN = frozenset(
    {
        *("contact", "contacts", "customer", "client", "company", "primary", "main", "work"),
        *("business", "personal", "home", "other", "office", "direct", "preferred", "account"),
        *(
            "lead",
            "person",
            "default",
            "your",
            "secondary",
            "alternate",
            "alternative",
            "mailing",
            "associated",
        ),
        *("billing", "shipping", "deal", "opportunity", "order", "product", "organization"),
    }
)
_RECORDS = frozenset(
    {"person", "deal", "organization", "organisation", "lead", "product", "activity"}
)
_TAILS = frozenset({"value", "formatted"})
_NOTHING = re.compile(
    r"(?:[a-z]{1,2}|列|column|col|field|字段|unnamed|f)?[\s:_]*\d*", re.IGNORECASE
)


def plain(header: str) -> str:
    """A header without case, marks of what is required, and signs."""
    text = unicodedata.normalize("NFKC", header).strip().strip("*＊'\"").strip()
    if re.fullmatch(r"[A-Za-z]+", text):
        text = _CAMEL.sub(" ", text)
    text = text.casefold().replace("_", " ").replace("e-mail", "email").replace("’", "'")
    text = re.sub(r"\s*/\s*", "/", re.sub(r"[.*?!？！'\"]", "", text))
    text = re.sub(r"(?<=\w)-(?=\w)", " ", text)
    return _spaced(text.strip(" :：#"))


def forms(header: str) -> Iterator[tuple[str, float]]:
    """The forms of a header, the surest first, with how sure they are."""
    seen: set[str] = set()
    for form, sure in _all_forms(header):
        if form and form not in seen:
            seen.add(form)
            yield form, sure


def says_nothing(header: str) -> bool:
    """Whether a name is no more than a place (C, 列 3, Unnamed: 2) or a word for anything."""
    text = plain(header)
    bare = _spaced(_COUNT.sub("", _BRACKETS.sub("", text)))
    return not text or _NOTHING.fullmatch(text) is not None or bare in known_words("vague")


def known_words(name: str) -> frozenset[str]:
    """The words of a list in `locales/import_words` as `plain` writes them."""
    zh, en = TEXT[f"imports.words.{name}"]
    return frozenset(plain(word) for word in [*zh.split("、"), *en.split(", ")])


def _all_forms(header: str) -> Iterator[tuple[str, float]]:
    whole = plain(header)
    yield whole, 1.0
    bare = _spaced(_BRACKETS.sub(" ", unicodedata.normalize("NFKC", header)))
    yield plain(bare), 1.0
    yield plain(_COUNT.sub("", plain(bare))), 0.95
    levels = [plain(_COUNT.sub("", plain(one))) for one in _LEVELS.split(bare) if one.strip()]
    if len(levels) > 1:
        yield from ((one, 0.9) for one in _of_levels(levels))
    counted = plain(_COUNT.sub("", plain(bare)))
    yield from ((one, 0.8) for one in _unqualified(counted))
    words = counted.split()
    if len(words) > 1 and words[-1] in _KINDS:  # phone work: work phone, or some phone
        yield " ".join([words[-1], *words[:-1]]), 0.8
        yield " ".join(words[:-1]), 0.8


def _of_levels(levels: list[str]) -> Iterator[str]:
    if levels[-1] in _TAILS and len(levels) > 1:
        levels = levels[:-1]
    yield _joined(levels)
    if levels[0] in _RECORDS and len(levels) > 1:
        levels = levels[1:]
    if len(levels) == 1:
        yield levels[0]
        yield from _unqualified(levels[0])
        return
    if levels[-1] in ("type", "label", "ids", "id"):
        return  # of what kind the value beside it is
    about = _ABOUT.sub("", levels[0])
    yield _joined((about, *levels[1:]))
    yield _joined((*levels[1:], about))
    yield from _unqualified(_joined((about, *levels[1:])))
    if about in _NEUTRAL or not _HAN.search(levels[-1]):
        yield levels[-1]
    if levels[-1] in _KINDS:
        yield levels[0]


_NEUTRAL = frozenset(
    {
        *("", "联系人", "基本", "客户", "公司", "联系", "个人", "其他"),
        *("联系方式", "联络方式", "通讯方式", "联络", "通讯", "人员"),
        # Above the columns of an order: what is bought, and the paper it stands on.
        *(
            "明细",
            "产品明细",
            "商品明细",
            "货品明细",
            "订单明细",
            "销售明细",
            "产品",
            "商品",
            "货品",
        ),
        *("单据", "订单", "销售单", "交易"),
    }
)
_KINDS = frozenset(
    {
        "work",
        "home",
        "other",
        "mobile",
        "main",
        "business",
        "school",
        "custom",
        "blog",
        "profile",
        "ftp",
    }
)


def _unqualified(text: str) -> Iterator[str]:
    """Without the words that say whose or which one it is."""
    if _HAN.search(text):
        bare = _QUALIFIERS_ZH.sub("", text)
        if bare != text and len(bare) > 1:
            yield bare
        return
    words = text.split()
    while len(words) > 1 and words[0] in _QUALIFIERS_EN:
        words = words[1:]
        yield " ".join(words)


def _joined(parts: Iterable[str]) -> str:
    text = " ".join(part for part in parts if part)
    return text.replace(" ", "") if _HAN.search(text) else text


def _spaced(text: str) -> str:
    text = " ".join(text.split())
    return re.sub(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])", "", text)
