"""What the values of a column look like: proof against a wrong name, and a guess without one."""

import re
from collections.abc import Callable, Mapping, Sequence

from crm_app.lib.credit_codes import is_credit_code
from crm_app.lib.surnames import COMMON_EITHER, COMPOUND

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[A-Za-z]{2,}")
_MOBILE = re.compile(r"(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}")
_PHONE = re.compile(
    r"\+\d[\d\s().-]{6,}\d(?:\s*(?:转|ext\.?|x)\s*\d+)?|\(?0\d{2,3}\)?[\s-]?\d{7,8}(?:\s*(?:转|-|ext\.?|x)\s*\d+)?"
    r"|\(\d{3}\)\s*\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|[48]00[\s-]?\d{3}[\s-]?\d{4}"
)
_URL = re.compile(
    r"(?:https?://|www\.)\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org|io|de|co\.uk)(?:/\S*)?",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r".*(?:公司|集团|工厂|[茶酒药]?厂|事务所|合作社|商行|银行|大学|学院|医院|酒店|研究院|中心)(?:[(（].*[)）])?"
    r"|.*\b(?:inc|ltd|llc|llp|gmbh|corp|corporation|company|co|plc|ag|pte|limited|group|holdings)\b\.?",
    re.IGNORECASE,
)
_ADDRESS_ZH = re.compile(r"(?=.*[省市区县镇乡])(?=.*(?:路|街|巷|道|弄|号|楼|室|村|大厦|广场)).{6,}")
_ADDRESS_EN = re.compile(
    r"\d+\S*\s+.*\b(?:st|street|rd|road|ave|avenue|blvd|lane|ln|drive|dr|way|court|ct|place|pl|square)\b.*|"
    r".*\b(?:street|road|avenue|boulevard)\s+\d+.*",
    re.IGNORECASE | re.DOTALL,
)
_NAME_EN = re.compile(
    r"[A-Z][a-zà-ÿ'’-]+(?:\s+[A-Z]\.?)?(?:\s+(?:van|de|von|der|la))*(?:\s+[A-Z][A-Za-zà-ÿ'’-]+){1,2}"
)
_DAY = re.compile(r"(\d{4})-\d\d-\d\d(?:T.*)?")
_DIGITS = re.compile(r"\D")


def share(values: Sequence[str], is_one: Callable[[str], object]) -> float:
    """How many of the values are such."""
    return sum(bool(is_one(value)) for value in values) / len(values) if values else 0.0


def is_name(value: str) -> bool:
    """Whether it looks like the name of a person."""
    if re.fullmatch(r"[\u3400-\u9fff·]{2,5}", value):
        return value[0] in COMMON_EITHER or value[:2] in COMPOUND
    return _NAME_EN.fullmatch(value) is not None and not _COMPANY.fullmatch(value)


def are_mobiles(values: Sequence[str]) -> bool:
    """Whether they are Chinese mobile numbers, all but a few."""
    return share(values, _MOBILE.fullmatch) >= 0.9


def contradicts(shape: str, values: Sequence[str]) -> bool:
    """Whether the values are certainly not what a column of this shape holds."""
    if not values:
        return False
    proof = _PROOFS.get(shape)
    if proof is not None:
        return share(values, proof) < 0.5
    if shape in ("person", "company", "words"):
        return share(values, _is_way) > 0.5 or (
            shape != "company" and share(values, str.isdigit) > 0.5
        )
    return False


def guessed(values: Sequence[str], fields: Mapping[str, object], *, nameless: bool) -> str:
    """The field that values without a name tell of, "" if they tell of none. Unless the column is
    `nameless` only what cannot be mistaken counts.
    """
    if len(values) < 2 and not nameless:
        return ""
    for field, proof in _CERTAIN:
        if field in fields and share(values, proof) >= 0.9:
            return field
    if not nameless:
        return ""
    for field, proof in _LIKELY:
        if field in fields and share(values, proof) >= 0.75:
            return field
    return ""


def is_birthday(values: Sequence[str]) -> bool:
    """Whether days are those on which people who do business were born."""
    years = [int(found[1]) for value in values if (found := _DAY.fullmatch(value))]
    return (
        len(years) > 2
        and len(years) >= 0.9 * len(values)
        and 1920 < min(years) <= max(years) < 2010
    )


def is_day(value: str) -> bool:
    """Whether it is a day as `lib.tables` writes it."""
    return _DAY.fullmatch(value) is not None


def _is_way(value: str) -> bool:
    return bool(_EMAIL.fullmatch(value) or _MOBILE.fullmatch(value) or _PHONE.fullmatch(value))


def _is_url(value: str) -> bool:
    return _URL.fullmatch(value) is not None and "@" not in value


_PROOFS: dict[str, Callable[[str], object]] = {
    "email": lambda value: "@" in value,
    "phone": lambda value: len(_DIGITS.sub("", value)) >= 5 and "@" not in value,
    "url": lambda value: "." in value and "@" not in value,
    "day": lambda value: any(char.isdigit() for char in value) and not _is_way(value),
    "number": lambda value: (
        any(char.isdigit() for char in value) and len(re.findall(r"[^\W\d_]", value)) <= 6
    ),
    "tax_id": lambda value: re.fullmatch(r"[A-Za-z0-9 .-]{8,24}", value),
    "address": lambda value: len(value) > 3 and not _is_way(value) and not value.isdigit(),
}
_CERTAIN: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("email", _EMAIL.fullmatch),
    ("mobile", _MOBILE.fullmatch),
    ("tax_id", is_credit_code),
    ("website", re.compile(r"(?:https?://|www\.)\S+").fullmatch),
)
_LIKELY: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("phone", lambda value: _PHONE.fullmatch(value) or _MOBILE.fullmatch(value)),
    ("website", _is_url),
    ("company", _COMPANY.fullmatch),
    ("customer", _COMPANY.fullmatch),
    ("address", lambda value: _ADDRESS_ZH.match(value) or _ADDRESS_EN.fullmatch(value)),
)
