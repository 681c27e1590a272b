"""Phone numbers: one canonical form (E.164) for however they are typed."""

import re
import unicodedata
from functools import lru_cache

import phonenumbers

from crm_app.lib.normal import Normal

_LABEL = re.compile(
    r"^(?:tel|phone|mobile|mob|cell|fax|office|手机|电话|座机|固话|传真|联系电话|联系方式|[tmfp])[\s.:]+(?=[+(\d])"
    r"|^tel:",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"\s*\(?\s*(?:转|轉|ext\.?|extension|分机|分機|内线|#|(?<=[\d\s])x)\s*[:]?\s*(\d{1,6})\s*\)?\s*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[/\\;,、\n|]|(?<=\d)\s*(?:或|和|及|or|and)\s*(?=[\d+(])", re.IGNORECASE)
_MOBILE_CN = re.compile(r"\+861[3-9]\d{9}", re.ASCII)


def canonical_phone(typed: str, region: str = "CN") -> str | None:
    """E.164 with `;ext=` where there is one; None when it is no possible number.

    `region` (ISO 3166) reads numbers without a country code.
    """
    text = _LABEL.sub("", unicodedata.normalize("NFKC", typed).strip())
    text = re.sub(r"\s*\((?=[^()]*[^\W\d_])(?!转|轉|分机|分機|内线|ext)[^()]*\)\s*$", "", text)
    text = re.sub(r"^\((86|852|853|886)\)", r"+\1 ", text)
    text = _EXTENSION.sub(r";ext=\1", text)
    text = re.sub(r"^\(?\+?00(?=[1-9])|^\(\+(\d{1,3})\)", lambda m: f"+{m[1] or ''}", text)
    text = re.sub(r"(?<=\d)\s*\(0\)\s*", " ", text) if text.startswith("+") else text
    text = re.sub(r"^(\+86)[\s-]*\(0(\d{2,3})\)", r"\1 \2 ", text)
    text = re.sub(
        r"^((?:\+86[-\s]?[1-9]\d{1,2}|0\d{2,3})[-\s]?\d{7,8})-(\d{1,5})$", r"\1;ext=\2", text
    )
    if region == "CN":
        text = re.sub(r"^0(?=1[3-9]\d{9}$)", "", text)
    if re.fullmatch(r"(86|852|853|886)-?\d[\d\s-]{7,14}", text) and _is_whole(text):
        text = f"+{text}"
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number) or _is_broken_mobile(number):
        return None
    plain = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{plain};ext={number.extension}" if number.extension else plain


def canonical_phones(typed: str, region: str = "CN") -> list[Normal]:
    """All numbers of a text: a cell may hold several, and 010-88886666/7/8 is three."""
    text = unicodedata.normalize("NFKC", typed).strip()
    found: list[str] = []
    for piece in _pieces(text, region):
        if re.fullmatch(r"\d{1,2}", piece) and found and ";" not in found[-1]:
            found.append(found[-1][: -len(piece)] + piece)
        elif (number := canonical_phone(piece, region)) is not None and _is_long(number):
            found.append(number)
    return [Normal(value, shown_phone(value)) for value in dict.fromkeys(found)]


def normal_phone(typed: str, region: str = "CN") -> Normal | None:
    """The first number of a text."""
    found = canonical_phones(typed, region)
    return found[0] if found else None


def _pieces(text: str, region: str) -> list[str]:
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    whole: list[str] = []
    for part in parts:
        blanks = part.split()
        alone = [canonical_phone(one, region) for one in blanks] if len(blanks) > 1 else []
        whole += blanks if alone and all(n and _is_long(n) for n in alone) else [part]
    return whole


def _is_long(number: str) -> bool:
    """110 can be dialled, and is no number of anybody's."""
    return len(number.partition(";")[0]) >= 9


def _is_broken_mobile(number: phonenumbers.PhoneNumber) -> bool:
    """A Chinese mobile with a digit too few or too many: possible as a length, and no number."""
    digits = str(number.national_number)
    return (
        number.country_code == 86 and re.match(r"1[3-9]", digits) is not None and len(digits) != 11
    )


def _is_whole(text: str) -> bool:
    """Whether digits that begin like a country's code are a number of that country."""
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(f"+{text}"))
    except phonenumbers.NumberParseException:
        return False


def is_mobile(canonical: str) -> bool:
    """Whether a canonical number belongs to a mobile."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(canonical.split(";", maxsplit=1)[0]))
    except phonenumbers.NumberParseException:
        return False
    return kind == phonenumbers.PhoneNumberType.MOBILE


@lru_cache(maxsize=20_000)
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
