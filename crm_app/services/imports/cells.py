"""Pure: a cell as it stands in a file, and the value that it means.

Every reader refuses with `Bad`: a code of `locales/imports.py` and what fills its sentence.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

from crm_app.core.errors import AppError
from crm_app.lib.birthdays import read_birthday
from crm_app.lib.exact import parse_decimal
from crm_app.lib.identifiers import is_like_credit_code
from crm_app.lib.ids import is_id
from crm_app.lib.standards import fault, normal
from crm_app.services.points import read_point

_PARTS = re.compile(r"\s*(?:[;；\n|、]|\s/\s|:::|(?<=\d),(?=\s*[+\d(]))\s*")
_MOBILE = re.compile(r"(?:\+|00)?(?:86)?(1[3-9]\d{9})", re.ASCII)
_FILLING = re.compile(r"[\s()（）.\-–—]")
_MAIL = re.compile(r"[a-z0-9._%+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
_ISO = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[T ].*)?", re.ASCII)
_ABROAD = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)
_AROUND = re.compile(r"^[^\d\-+(（.]*|[^\d)）.]*$")
_YES = {"1", "true", "yes", "y", "on", "是", "有", "√", "启用", "在售", "active"}
_NO = {"0", "false", "no", "n", "off", "否", "无", "×", "停用", "停售", "inactive"}
_MOST = Decimal(10) ** 12


class Bad(Exception):
    """A cell cannot mean what its column holds."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def text(typed: str, most: int) -> str:
    """One line."""
    if "\n" in typed or "  " in typed or "\t" in typed:
        typed = " ".join(typed.split())
    if len(typed) > most:
        raise Bad("record.too_long", most=most)
    return typed


def prose(typed: str, most: int) -> str:
    """A text of several lines, as it stands: its line ends are those that are stored."""
    plain = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(plain) > most:
        raise Bad("record.too_long", most=most)
    return plain


def lines(typed: str, most: int) -> list[str]:
    """Several things to remember, one a line."""
    if len(typed) > most:
        raise Bad("record.too_long", most=most)
    found = [one.strip() for one in typed.splitlines()]
    pieces = [one[at : at + 300] for one in found for at in range(0, len(one), 300)]
    return list(dict.fromkeys(pieces))


def phones(kind: str, typed: str, region: str) -> list[list[str]]:
    """Kind, canonical value and shown form of every number of a cell; a Chinese mobile is one
    whichever column it stands in, what has no country's code is of `region`."""
    found = []
    for part in _PARTS.split(typed) if len(typed) > 16 else (typed,):
        bare = _FILLING.sub("", part)
        mobile = _MOBILE.fullmatch(bare)
        if mobile is not None:
            number = mobile[1]
            shown = f"+86 {number[:3]} {number[3:7]} {number[7:]}"
            found.append(["fax" if kind == "fax" else "mobile", f"+86{number}", shown])
        elif bare:
            found.append(_number(kind, part, region))
    return found


def mails(kind: str, typed: str, _: str) -> list[list[str]]:
    """The addresses of a cell."""
    lower = typed.lower()
    if _MAIL.fullmatch(lower):
        return [[kind, lower, lower]]
    return [_point(kind, part, "") for part in re.split(r"[\s;；,，|]+|:::", lower) if part]


def points(kind: str, typed: str, region: str) -> list[list[str]]:
    """A WeChat name, a site or an address."""
    return [_point(kind, typed, region)]


def _number(kind: str, typed: str, region: str) -> list[str]:
    """A number with its country's code, told without a library where nothing about it is odd."""
    bare = _FILLING.sub("", typed)
    if _ABROAD.fullmatch(bare) and "(" not in typed:
        code = next(
            (bare[1:n] for n in (2, 3, 4) if int(bare[1:n]) in COUNTRY_CODE_TO_REGION_CODE), ""
        )
        if code and len(bare) - 1 - len(code) in _lengths(int(code)) and bare[1 + len(code)] != "0":
            return [kind, bare, typed]
    return list(_known_point(kind, typed, region))


@lru_cache(maxsize=300)
def _lengths(code: int) -> frozenset[int]:
    """How long numbers of a country can be."""
    meta = PhoneMetadata.metadata_for_region(COUNTRY_CODE_TO_REGION_CODE[code][0], None)
    # Italy keeps its zero, and where lengths are many a library is asked.
    if meta is None or meta.general_desc is None or code == 39:
        return frozenset()
    return frozenset(meta.general_desc.possible_length)


@lru_cache(maxsize=60_000)
def _known_point(kind: str, typed: str, region: str) -> tuple[str, ...]:
    return tuple(_point(kind, typed, region))


def _point(kind: str, typed: str, region: str) -> list[str]:
    try:
        point = read_point(kind, typed, region=region)
    except AppError as refusal:
        raise Bad(refusal.code, **refusal.params) from None
    return [point.kind, point.value, point.shown]


def day(typed: str, _: int = 0) -> str | None:
    """A calendar day as YYYY-MM-DD, of either culture; none where a program wrote an empty one."""
    plain = unicodedata.normalize("NFKC", typed)
    whole = _ISO.fullmatch(plain)
    if whole is not None:
        return _day(typed, int(whole[1]), int(whole[2]), int(whole[3]))
    other = _DAY_FIRST.fullmatch(plain)
    if other is not None:
        first, second, year = int(other[1]), int(other[3]), int(other[4])
        # 3/4/2026 is America's third month; with dots, or past 12, the day comes first.
        swapped = other[2] == "." or first > 12
        return _day(typed, year, *((second, first) if swapped else (first, second)))
    if re.fullmatch(r"[0/.\- ]+", plain):
        return None
    raise Bad("imports.day_unknown", typed=typed[:30])


def birthday(typed: str, _: int = 0) -> str | None:
    """A birthday with its calendar, also without a year; none where a program wrote an empty one."""
    if re.fullmatch(r"[0/.\- ]+", typed):
        return None
    found = read_birthday(typed)
    if found is None:
        raise Bad("imports.day_unknown", typed=typed[:30])
    return found.stored


def _day(typed: str, year: int, month: int, number: int) -> str:
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        raise Bad("imports.day_unknown", typed=typed[:30]) from None


def number(typed: str, _: int = 0) -> str:
    """A number as a plain decimal: ¥1,234.50, 1.234,50 €, (12) and -12 alike, 1.2万 as well."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    scale = 10_000 if plain.rstrip("元 ").endswith("万") else 1
    bare = _AROUND.sub("", plain).strip()
    minus = bare.startswith(("-", "(")) or plain.startswith("-")
    bare = bare.strip("()-+ ").replace(" ", "").replace("\u00a0", "").replace("'", "")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+|\d+,\d{1,2}", bare):
        bare = bare.replace(".", "").replace(",", ".")
    found = parse_decimal(bare) if bare else None
    if found is None or found * scale >= _MOST:
        raise Bad("imports.number_unknown", typed=typed[:30])
    value = found * scale * (-1 if minus else 1)
    if value != round(value, 4):
        raise Bad("imports.too_fine", typed=typed[:30])
    return f"{value.normalize():f}"


def money(typed: str, _: int = 0) -> str:
    """An amount: not below nothing."""
    value = number(typed)
    if value.startswith("-"):
        raise Bad("imports.negative", typed=typed[:30])
    return value


def percent(typed: str, _: int = 0) -> str:
    """13, 13% or 0.13 of a hundred."""
    value = Decimal(number(typed.replace("%", "").replace("％", "")))
    if 0 < value < 1 and "%" not in typed and "％" not in typed:
        value *= 100
    if not 0 <= value <= 100:
        raise Bad("imports.percent_unknown", typed=typed[:30])
    return f"{value.normalize():f}"


def yes_no(typed: str, _: int = 0) -> bool:
    """Whether it is so."""
    word = typed.strip().casefold()
    if word not in _YES | _NO:
        raise Bad("imports.yes_no_unknown", typed=typed[:30])
    return word in _YES


def identity(typed: str, _: int = 0) -> str:
    """Our own id."""
    if not is_id(typed):
        raise Bad("imports.id_unknown", typed=typed[:40])
    return typed


def tax_id(typed: str, most: int) -> str:
    """A number of a tax office: capitals and digits. What was meant as a 统一社会信用代码 and is none is
    refused here as in the form of a customer."""
    bare = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", typed)).upper()
    if is_like_credit_code(bare) and normal("tax_number", bare) is None:
        raise Bad(fault("tax_number", bare), typed=bare)
    return text(bare, most)


def currency(typed: str, _: int = 0) -> str:
    """Three letters; the signs and names that tables have instead are known too."""
    word = typed.strip().upper()
    known = _CURRENCIES.get(word, word)
    if not re.fullmatch(r"[A-Z]{3}", known):
        raise Bad("imports.currency_unknown", typed=typed[:20])
    return known


_CURRENCIES = {
    "¥": "CNY",
    "￥": "CNY",
    "RMB": "CNY",
    "人民币": "CNY",
    "元": "CNY",
    "CNH": "CNY",
    "$": "USD",
    "US$": "USD",
    "美元": "USD",
    "€": "EUR",
    "欧元": "EUR",
    "港币": "HKD",
    "£": "GBP",
    "英镑": "GBP",
    "日元": "JPY",
    "JPY¥": "JPY",
}
PLAIN: dict[str, Callable[[str, int], Any]] = {
    "text": text,
    "prose": prose,
    "lines": lines,
    "day": day,
    "birthday": birthday,
    "number": number,
    "money": money,
    "percent": percent,
    "yes_no": yes_no,
    "id": identity,
    "tax_id": tax_id,
    "currency": currency,
}
REACHING: dict[str, Callable[[str, str, str], list[list[str]]]] = {
    "phone": phones,
    "email": mails,
    "point": points,
}
