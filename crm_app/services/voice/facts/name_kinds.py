"""What a name in a mixed list may be the name of: a customer, a contact, a product."""

import re

from crm_app.lib.names import has_han
from crm_app.services.voice.facts import chinese_words as zh
from crm_app.services.voice.facts import english_words as en

Kinds = tuple[str, ...]
CUSTOMER: Kinds = ("customers",)
CONTACT: Kinds = ("contacts",)
EITHER: Kinds = ("customers", "contacts")
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


def kinds_of(name: str) -> Kinds:
    """The lists a name belongs in; one that could be either is in both."""
    if _PRODUCT.search(name):
        return _of_wares(name)
    return _chinese(name) if has_han(name) else _english(name)


def _of_wares(name: str) -> Kinds:
    """云帆软件 and Silverlake Linen Service are firms as well as things that firms sell."""
    firm = _SOLD_OR_SELLS.fullmatch(name) or (not has_han(name) and len(name.split()) > 2)
    return ("products", "customers") if firm else ("products",)


def _chinese(name: str) -> Kinds:
    # 费云 is no cloud.
    trade = _TAIL.search(name) is not None and not (len(name) <= 3 and name[-1] == "云")
    if trade and len(name) >= 4:
        return CUSTOMER
    surname = len(name) <= 3 and name[0] in zh.RARE_SURNAMES and not trade
    compound = len(name) in (3, 4) and name[:2] in zh.COMPOUND_SURNAMES
    if surname or compound or _PERSON.match(name) or re.match(r"[老小阿].$", name):
        return CONTACT
    # 娜仁, 宏远: short and no surname, whoever it is.
    return EITHER if len(name) <= 3 and not trade else CUSTOMER


def _english(name: str) -> Kinds:
    words = name.lower().replace(".", "").split()
    first = words[0] if words else ""
    if any(word in en.TAILS for word in words[1:]) or "&" in words:
        return CUSTOMER
    called = first in en.FIRST_NAMES or (len(words) > 1 and _is_polite(first))
    if len(words) <= 3 and (called or (len(words) > 1 and first in en.FAMILY_FIRST)):
        return CONTACT
    # TrackRight, Greywater Brewing
    if re.search(r"\d|[a-z][A-Z]", name) or _FIRM_WORD.search(name):
        return CUSTOMER
    return EITHER if len(words) <= 2 else CUSTOMER


def _is_polite(word: str) -> bool:
    return re.fullmatch(en.TITLES, word) is not None
