"""What a name in a mixed list may be the name of: a customer, a contact, a product."""

import re

from crm_app.lib.names import has_han
from crm_app.services.voice.facts import chinese_words as zh
from crm_app.services.voice.facts import english_words as en
from crm_app.services.voice.facts.lexicon import words

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
# 语桥翻译服务, not 年度维护服务
_SERVES = re.compile(
    r"(?!.*(?:智能|管理|年度|月度|高级|标准|基础|实施|安装|维护|维保|运维|培训|咨询|技术|定制|上门|现场|远程|巡检|支持|升级|增值|订阅|数据|云))[\u4e00-\u9fff]{4,6}服务"
)
_TRADES = "|".join(sorted(zh.STRONG_TAILS, key=len, reverse=True))
_SOLD_OR_SELLS = re.compile(
    rf"(?!{_TRADES}|智能|管理|数据|云端|年度|高级|标准)[\u4e00-\u9fff]{{2}}(?:{_TRADES})?(?:软件|设备|服务|保险)"
)
_FIRM_WORD = re.compile(
    r"\w(?: \w+)* \w*(?:\wing|ings|ics|ery|eries|ware|tech|soft|tronics?|works|tions?|ments|ables|wear|craft|land|bau|werk|fabrik|tik|tech|chem|plast|pharm)$",
    re.IGNORECASE,
)
# Gwendal Le Goff, Anna van der Meer
_PARTICLES = frozenset(
    words("le la de del della der den di da dos das du van von vom ter ten bin ibn al el mac ap st")
)
# 恐龙园 begins with no surname and ends like a place.
_PLACE_LAST = re.compile(r"[园厂店馆局社行坊轩阁堂屋铺庄院城]$")
_PERSON = re.compile(rf"^(.{{1,4}})({'|'.join(zh.TITLES)})$")


def kinds_of(name: str) -> Kinds:
    """The lists a name belongs in; one that could be either is in both."""
    if _PRODUCT.search(name):
        return _of_wares(name)
    return _chinese(name) if has_han(name) else _english(name)


def _of_wares(name: str) -> Kinds:
    """云帆软件 and Silverlake Linen Service are firms as well as things that firms sell."""
    firm = (
        _SOLD_OR_SELLS.fullmatch(name)
        or _SERVES.fullmatch(name)
        or (not has_han(name) and len(name.split()) > 2)
    )
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
    if len(name) == 3 and name[0] not in zh.RARE_SURNAMES and _PLACE_LAST.search(name):
        return CUSTOMER
    # 娜仁, 宏远: short and no surname, whoever it is.
    return EITHER if len(name) <= 3 and not trade else CUSTOMER


def _english(name: str) -> Kinds:
    parts = name.lower().replace(".", "").split()
    first = parts[0] if parts else ""
    if any(part in en.TAILS for part in parts[1:]) or "&" in parts:
        return CUSTOMER
    called = re.split(r"-", first)[0] in en.FIRST_NAMES or (len(parts) > 1 and _is_polite(first))
    if len(parts) <= 3 and (called or (len(parts) > 1 and first in en.FAMILY_FIRST)):
        return CONTACT
    if 3 <= len(parts) <= 4 and parts[1] in _PARTICLES:
        return CONTACT
    # TrackRight, Greywater Brewing
    if re.search(r"\d|[a-z][A-Z]", name) or _FIRM_WORD.search(name):
        return CUSTOMER
    return EITHER if len(parts) <= 2 else CUSTOMER


def _is_polite(word: str) -> bool:
    return re.fullmatch(en.TITLES, word) is not None
