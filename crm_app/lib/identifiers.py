"""Numbers that prove themselves: 统一社会信用代码 (GB 32100), ID numbers (GB 11643), tax numbers."""

import re
from dataclasses import dataclass
from datetime import date

from crm_app.lib import credit_codes, divisions
from crm_app.lib.normal import Normal, plain

_LABEL = re.compile(
    r"^(?:统一社会信用代码|社会信用代码|信用代码|纳税人识别号|税务登记号|税号|身份证号码|身份证号|身份证|证件号"
    r"|vat(?:\s*(?:no|number|id))?|ust-?idnr|tin|ein|tax\s*(?:id|no|number)?)(?:\s*[.:]+\s*|\s+(?=\S))",
    re.IGNORECASE,
)
_SEEN_AS = str.maketrans("OIZS", "0125")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
# In numbers with a country before them whose check digits are known.
_COUNTRIES = "AT BE BG CY CZ DE DK EE EL ES FI FR GB HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
_CHECKED = frozenset(_COUNTRIES.split())


@dataclass(frozen=True, slots=True)
class Identity:
    """What an ID number says: when and where its bearer was registered; `sex` is male or female."""

    number: str
    birth: date
    sex: str
    province: str
    city: str
    district: str


def normal_credit_code(typed: str) -> Normal | None:
    """A 统一社会信用代码; a letter O, I, Z or S, which none has, is the digit it looks like."""
    code = _compact(typed)
    for read in (code, code.translate(_SEEN_AS)):
        if credit_codes.is_credit_code(read):
            return Normal(read, read)
    return None


def normal_tax_number(typed: str) -> Normal | None:
    """A tax number: a credit code, an older Chinese one (15 or 20 digits), or a foreign one."""
    code = _compact(typed)
    if (credit := normal_credit_code(code)) is not None:
        return credit
    if is_like_credit_code(code):
        return None
    if re.fullmatch(r"\d{15}|\d{20}", code):
        return Normal(code, code)
    if re.fullmatch(r"\d{2}\d{7}", code) and "-" in typed:
        shown = f"{code[:2]}-{code[2:]}"
        return Normal(shown, shown)
    return Normal(code, code) if _is_foreign(code) else None


def _is_foreign(code: str) -> bool:
    country, rest = code[:2], code[2:]
    if not country.isalpha() or not re.fullmatch(r"[A-Z0-9]{2,14}", rest) or rest.isalpha():
        return False
    return country not in _CHECKED or _is_vat(country, code)


def is_like_credit_code(code: str) -> bool:
    """Whether it was surely meant as one: eighteen letters and digits."""
    return re.fullmatch(r"[0-9A-Z]{18}", _compact(code)) is not None


def read_identity(typed: str) -> Identity | None:
    """What an ID number says; one of fifteen digits gets the form of today. None for a wrong one."""
    number = _compact(typed)
    if re.fullmatch(r"\d{15}", number):
        number = f"{number[:6]}19{number[6:]}"
        number += _check(number)
    if not re.fullmatch(r"\d{17}[\dX]", number) or number[17] != _check(number):
        return None
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    province, city, district = divisions.place_of(number[:6])
    if not province or birth > date.today() or birth.year < 1850:  # noqa: DTZ011 - a day's difference decides nothing
        return None
    sex = "male" if int(number[16]) % 2 else "female"
    return Identity(number, birth, sex, province, city, district)


def normal_id_number(typed: str) -> Normal | None:
    """An ID number whose check digit, birthday and region are right."""
    found = read_identity(typed)
    return Normal(found.number, found.number) if found else None


def masked_id(number: str) -> str:
    """An ID number as those see it who may know that there is one: 110105********002X."""
    return f"{number[:6]}{'*' * 8}{number[-4:]}" if len(number) == 18 else "*" * len(number)


def _check(number: str) -> str:
    pairs = zip(number[:17], _WEIGHTS, strict=True)
    return _CHECKS[sum(int(digit) * weight for digit, weight in pairs) % 11]


def _compact(typed: str) -> str:
    return re.sub(r"[\s.\-–—]", "", _LABEL.sub("", plain(typed))).upper()


def _is_vat(country: str, code: str) -> bool:
    from stdnum.eu import vat  # noqa: PLC0415 - foreign numbers are rare here
    from stdnum.gb import vat as british  # noqa: PLC0415

    return british.is_valid(code) if country == "GB" else vat.is_valid(code)
