"""Phone numbers: one canonical form (E.164) for however they are typed."""

import re
import unicodedata
from functools import lru_cache

import phonenumbers

_MOBILE_CN = re.compile(r"\+861[3-9]\d{9}", re.ASCII)


def canonical_phone(typed: str, region: str = "CN") -> str | None:
    """E.164 with `;ext=` where there is one; None when it is no possible number.

    `region` (ISO 3166) reads numbers without a country code.
    """
    text = unicodedata.normalize("NFKC", typed).strip()
    text = re.sub(
        r"(?:转|轉|ext\.?|extension|分机|分機|#)\s*[:：]?\s*(\d{1,6})\s*$",
        r";ext=\1",
        text,
        flags=re.IGNORECASE,
    )
    if re.fullmatch(r"\d{1,2}-?1[3-9]\d{9}", text):
        text = f"+{text}"
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    plain = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{plain};ext={number.extension}" if number.extension else plain


def is_mobile(canonical: str) -> bool:
    """Whether a canonical number belongs to a mobile."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(canonical.split(";", maxsplit=1)[0]))
    except phonenumbers.NumberParseException:
        return False
    return kind == phonenumbers.PhoneNumberType.MOBILE


@lru_cache(maxsize=4096)
def shown_phone(canonical: str) -> str:
    """A canonical number grouped as its country writes it: +86 138 0013 8001."""
    if _MOBILE_CN.fullmatch(canonical):  # most numbers by far, and lists show hundreds
        return f"{canonical[:3]} {canonical[3:6]} {canonical[6:10]} {canonical[10:]}"
    try:
        number = phonenumbers.parse(canonical.split(";", maxsplit=1)[0])
    except phonenumbers.NumberParseException:
        return canonical
    extension = canonical.partition(";ext=")[2]
    style = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style) + (f" x{extension}" if extension else "")


def is_landline(canonical: str) -> bool:
    """Whether a canonical number is surely a fixed line, which a whole office may share."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(canonical.split(";", maxsplit=1)[0]))
    except phonenumbers.NumberParseException:
        return False
    return kind == phonenumbers.PhoneNumberType.FIXED_LINE
