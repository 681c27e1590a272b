"""Chinese numerals as they are spoken: 三十二万八, 6万9, 一点五, 二零二六, 五十来."""

import re
from decimal import Decimal, InvalidOperation

DIGITS = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖俩幺"
NUMERAL = rf"[\d{DIGITS}十百千万亿拾佰仟点.半廿]"
UNITS = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
_VALUES = dict(zip("零一二三四五六七八九", range(10), strict=True))
_PLAIN = str.maketrans("〇两壹贰叁肆伍陆柒捌玖俩幺拾佰仟", "零二一二三四五六七八九二一十百千")
_ABOUT = re.compile(r"(?<=[十百千万亿])[来多余好]")
_RANGE = re.compile(r"([一二三四五六七八])([二三四五六七八九])(?=[十百千万亿])")


def chinese_number(text: str) -> Decimal | None:
    """The value of a numeral, digits and characters mixed as they come; None when it is none."""
    plain = _ABOUT.sub("", text.translate(_PLAIN).replace("廿", "二十").replace(",", ""))
    plain = _RANGE.sub(_lower, plain)
    return _value(plain.replace("个", "")) if plain else None


def _lower(pair: re.Match[str]) -> str:
    """三四十万: the lower of two neighbours."""
    first, second = (_VALUES[digit] for digit in pair.groups())
    return pair[1] if second == first + 1 else pair[0]


def _value(text: str) -> Decimal | None:
    for unit, size in UNITS:
        head, found, tail = text.partition(unit)
        if found:
            return _with_unit(head, tail, size)
    return _digits(text)


def _with_unit(head: str, tail: str, size: int) -> Decimal | None:
    count = _value(head) if head else Decimal(1)
    rest = _rest(tail, size)
    return None if count is None or rest is None else count * size + rest


def _rest(tail: str, size: int) -> Decimal | None:
    """What follows a unit; a lone digit counts tenths of it (六万九), 半 the half."""
    if not tail:
        return Decimal(0)
    if tail == "半":
        return Decimal(size) / 2
    lone = len(tail) == 1 and tail not in "零0"
    if lone and size > 10:
        digit = _digits(tail)
        return None if digit is None else digit * size / 10
    return _value(tail.lstrip("零") or "零")


def _digits(text: str) -> Decimal | None:
    """A run of digits: 8000, 1.2, 二零二六, 一点五, 半."""
    if text == "半":
        return Decimal("0.5")
    whole = "".join(str(_VALUES.get(letter, letter)) for letter in text.replace("点", "."))
    if not re.fullmatch(r"\d+(\.\d+)?", whole):
        return None
    try:
        return Decimal(whole)
    except InvalidOperation:
        return None
