"""Exact numbers: decimals kept in the database as whole ten-thousandths."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.types import TypeDecorator

SCALE = Decimal(10_000)
CENT = Decimal("0.01")
# Commas part groups of a whole number (by thousands, by ten thousands, as in India), never
# decimals: 1,5 and 1.234,50 are no numbers here, so that none becomes ten times another.
_GROUPED = re.compile(r"[+-]?\d{1,4}(,\d{2,4})*,\d{3,4}(\.\d*)?", re.ASCII)


class Exact(TypeDecorator[Decimal]):
    """A Decimal of four places as an integer: exact, sortable and summable on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> int | None:
        if value is None:
            return None
        return int((Decimal(value) * SCALE).to_integral_value(ROUND_HALF_UP))

    def process_result_value(self, value: Any, dialect: Any) -> Decimal | None:
        return None if value is None else Decimal(value) / SCALE


def money(value: Decimal, unit: Decimal = CENT) -> Decimal:
    """Rounded to cents, or to another smallest `unit`, half up."""
    return value.quantize(unit, ROUND_HALF_UP)


def parse_decimal(value: object) -> Decimal | None:
    """The number somebody typed ("1,234.50", "12"), or None when it is none, or beyond all measure."""
    if isinstance(value, Decimal):
        return value
    number = parse_any_decimal(value)
    return number if number is not None and abs(number) < Decimal(10) ** 14 else None


def parse_any_decimal(value: object) -> Decimal | None:
    """The number somebody typed, however large."""
    text = str(value).replace("，", ",").replace(" ", "").lstrip("¥$€£")
    if "," in text and not _GROUPED.fullmatch(text):
        return None
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def plain(value: Decimal | None) -> str | None:
    """The decimal string of the API: no exponent, two places at least."""
    if value is None:
        return None
    exact = value.normalize()
    exponent = exact.as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 2)
    return f"{value:.{places}f}"
