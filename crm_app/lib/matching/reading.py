"""Single values as they are compared: numbers, mails, firms, days."""

import re
from functools import lru_cache

from crm_app.lib.chinese_places import PLACES
from crm_app.lib.mails import is_public

_EXTENSION = re.compile(r"(?:转|ext\.?|extension|分机|#|x)\s*=?\s*[::]?\s*(\d{1,6})\s*$")
_NOT_DIGIT = re.compile(r"\D+")
_LONG_CODES = re.compile(r"(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_ABROAD = re.compile(
    r"(?:00)?(?:447|33[67]|491[567]|316|34[67]|393|614|65[89]|852[5679]|8536|8869|81[789]0|8210|417|467|"
    r"436|3538|3519|324)"
)
_ROLES = frozenset(
    [
        "info",
        "sales",
        "contact",
        "office",
        "service",
        "support",
        "admin",
        "hr",
        "kf",
        "mail",
        "hello",
        "team",
        "marketing",
        "finance",
        "order",
        "orders",
        "enquiries",
        "enquiry",
        "inquiry",
        "billing",
        "jobs",
        "post",
        "reception",
        "accounts",
        "help",
        "welcome",
        "shop",
        "export",
        "import",
        "purchase",
        "purchasing",
        "noreply",
        "webmaster",
        "kefu",
        "xiaoshou",
        "caigou",
        "bangong",
        "kontakt",
        "buero",
        "bureau",
        "secretary",
        "general",
        "customerservice",
        "service1",
        "sales1",
        "sales2",
        "sales01",
        "family",
    ]
)
_LEGAL = re.compile(
    r"(?:股份有限公司|有限责任公司|责任有限公司|集团有限公司|控股有限公司|有限公司|股份公司|集团公司|总公司|公司|集团|株式会社)"
    r"|(?<![a-z])(?:co|ltd|limited|inc|llc|llp|gmbh|corp|corporation|company|plc|ag|bv|pte|pty|and|und|et|the)(?![a-z])"
    r"|\b(?:s\.?a|s\.?r\.?l|b\.?v|s\.?l)\.?(?=$|[\s,)])"
)
_BRANCH = re.compile(
    r"[\u3400-\u9fff]{0,3}(?:分公司|分行|支行|分店|分厂|分院|分所|办事处|代表处|营业部)|[a-z]+\s+(?:branch|office)\b"
)
_DOTS = re.compile(r"(?<=\b[a-z])\.(?=[a-z]\b|$|\s|,)")
# A form of Asia in English is nobody's own, so it comes first and says nothing.
_FORMS = tuple(
    (country, re.compile(rf"(?<![a-z])({words})(?![a-z])"))
    for country, words in (
        ("au", "pty"),
        ("sg", "pte"),
        ("de", "gmbh|ag|kg|ug|ohg"),
        ("us", "inc|incorporated|llc|corp|corporation"),
        ("nl", "bv|nv"),
        ("fr", "sarl|sas|sa"),
        ("it", "srl|spa"),
        ("gb", r"(?<!co )(?<!co, )ltd|(?<!co )(?<!co, )limited|plc|llp"),
    )
)
_BRACKETS = re.compile(r"[(\[【][^)\]】]{0,12}[)\]】]")
_WORD = re.compile(r"[\W_]+")
_PLACE = re.compile(f"^(?:{'|'.join(sorted(PLACES, key=len, reverse=True))})[省市]?")
_DAY = re.compile(
    r"(\d{4})\D{0,3}(\d{1,2})\D{1,3}(\d{1,2})|(\d{1,2})\D{1,3}(\d{1,2})\D{1,3}(\d{4})"
)
_YEARLESS = re.compile(r"^-{2}(\d{2})-?(\d{2})$")
_UNKNOWN_YEARS = ("1604", "0000", "1900")


def phone(text: str) -> tuple[str, str, bool]:
    """National digits, extension, and whether it is surely a line that an office shares."""
    if len(text) == 11 and text[0] == "1" and text.isdigit() and text[1] > "2":
        return text, "", False
    extension = ""
    found = _EXTENSION.search(text) if not text[-1:].isspace() and _may_extend(text) else None
    if found:
        text, extension = text[: found.start()], found.group(1)
    digits = _NOT_DIGIT.sub("", text)
    abroad = text.lstrip().startswith("+") or digits.startswith("00")
    if abroad:
        digits = digits.removeprefix("00")
        code = _LONG_CODES.match(digits)
        country = code.group() if code else ""
        digits = digits[len(country) :]
    elif len(digits) == 13 and digits.startswith("86"):
        country, digits = "86", digits[2:]
    else:
        country = ""
    trunk, digits = digits.startswith("0"), digits.lstrip("0")
    chinese = country in {"", "86"}
    line = chinese and not _MOBILE.fullmatch(digits) and (trunk or country == "86")
    return digits, extension, line or digits.startswith(("400", "800"))


def _may_extend(text: str) -> bool:
    return "x" in text or "转" in text or "#" in text or "分机" in text


def is_mobile(digits: str) -> bool:
    """Whether national digits are a Chinese mobile's."""
    return _MOBILE.fullmatch(digits) is not None


def is_mobile_abroad(text: str) -> bool:
    """Whether a number with its country is one of a kind that is a person's there."""
    return text.startswith(("+", "00")) and _ABROAD.match(_NOT_DIGIT.sub("", text)) is not None


def email(text: str) -> tuple[str, str]:
    """Local part without its +tag, and domain; empty for what is no address."""
    local, mark, domain = text.strip(" <>\"'").rpartition("@")
    if not mark or "." not in domain:
        return "", ""
    return local.partition("+")[0] or local, domain


def is_role(local: str) -> bool:
    """Whether an address belongs to an office or a household: info@, sales@, smith.family@."""
    return local.rstrip("0123456789") in _ROLES or "family" in local


def own_domain(domain: str) -> str:
    """A firm's domain; empty for a public mail service."""
    return "" if not domain or is_public(domain) else domain


def host(site: str) -> str:
    """The domain of a site's address: huadong.cn of https://www.huadong.cn/about."""
    return site.partition("//")[2 if "//" in site else 0].partition("/")[0].removeprefix("www.")


@lru_cache(maxsize=200_000)
def company(text: str) -> str:
    """A firm's name without legal form, brackets and punctuation; its place comes first."""
    # 华东科技（上海） is the one of Shanghai; what else stands in brackets says little.
    plain = _BRACKETS.sub("", text) or text
    place = next((p for b in _BRACKETS.findall(text) if (p := b[1:-1].strip()) in PLACES), "")
    plain = place + plain
    bare = _WORD.sub("", _LEGAL.sub(" ", plain.replace("&", " ").replace("'", "")))
    return bare or _WORD.sub("", text)


@lru_cache(maxsize=200_000)
def branch(text: str) -> str:
    """What a branch is called after its place and kind; empty for a house itself."""
    found = _BRANCH.search(text)
    return _WORD.sub("", found.group()) if found else ""


@lru_cache(maxsize=50_000)
def form(text: str) -> str:
    """The country of a Latin legal form and the form: gb:ltd; empty where it tells nothing."""
    plain = _DOTS.sub("", text)
    for country, words in _FORMS:
        if found := words.search(plain):
            return f"{country}:{found.group(1)}"
    return ""


@lru_cache(maxsize=50_000)
def words(text: str) -> str:
    """The words of a Latin name without its legal form; empty for a Chinese one."""
    if not text.isascii():
        return ""
    return " ".join(_WORD.sub(" ", _LEGAL.sub(" ", _BRACKETS.sub("", text) or text)).split())


@lru_cache(maxsize=200_000)
def core(bare: str) -> str:
    """The part that tells one firm from another: 锐进科技 of 上海锐进科技."""
    return _PLACE.sub("", bare) or bare


def day(text: str) -> str:
    """Eight digits; 0000 for an unknown year; empty for what is no day."""
    if text.isdigit():
        return text if len(text) == 8 and text > "1" else ""
    found = _YEARLESS.match(text)
    if found:
        return f"0000{found.group(1)}{found.group(2)}"
    found = _DAY.search(text)
    if not found:
        return ""
    year, month, date = found.group(1, 2, 3) if found.group(1) else found.group(6, 5, 4)
    if int(month) > 12:
        month, date = date, month
    year = "0000" if year in _UNKNOWN_YEARS else year
    return f"{year}{int(month):02}{int(date):02}"
