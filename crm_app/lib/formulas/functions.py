"""The functions of formulas: what they take, what they give, and how they reckon."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from crm_app.lib.formulas.values import (
    DATE,
    LONGEST_TEXT,
    NUMBER,
    TEXT,
    TICK,
    as_text,
    months_after,
)

ANY, SAME = "any", "same"
_LONG_AGO = 18  # digits that a rounding may ask for, more are no figure of anybody's


@dataclass(frozen=True, slots=True)
class Function:
    """`takes` are the kinds of its arguments, of which the first `least` are needed; `more`: the last
    kind again and again. `gives` SAME: what its arguments are. `bare`: it is given nothing (None) too.
    """

    takes: tuple[str, ...]
    gives: str
    reckon: Callable[..., Any]
    least: int = -1
    more: bool = False
    bare: bool = False

    @property
    def needs(self) -> int:
        """How many arguments it needs."""
        return self.least if self.least >= 0 else len(self.takes)


def _round(number: Decimal, digits: Decimal = Decimal(0)) -> Decimal:
    return _to(number, digits, ROUND_HALF_UP)


def _floor(number: Decimal, digits: Decimal = Decimal(0)) -> Decimal:
    return _to(number, digits, ROUND_FLOOR)


def _ceil(number: Decimal, digits: Decimal = Decimal(0)) -> Decimal:
    return _to(number, digits, ROUND_CEILING)


def _to(number: Decimal, digits: Decimal, way: str) -> Decimal:
    places = max(min(int(digits), _LONG_AGO), -_LONG_AGO)
    return (
        number.quantize(Decimal(1).scaleb(-places), way)
        if places >= 0
        else (number.scaleb(places).quantize(Decimal(1), way).scaleb(-places))
    )


def _day(year: Decimal, month: Decimal, day: Decimal) -> date:
    return date(int(year), int(month), int(day))


def _part(text: str, first: Decimal, many: Decimal = Decimal(LONGEST_TEXT)) -> str:
    start = max(int(first) - 1, 0)
    return text[start : start + max(int(many), 0)]


def _first(*values: Any) -> Any:
    return next((one for one in values if one not in (None, "")), None)


_PLAIN: dict[str, Function] = {
    "round": Function((NUMBER, NUMBER), NUMBER, _round, least=1),
    "floor": Function((NUMBER, NUMBER), NUMBER, _floor, least=1),
    "ceil": Function((NUMBER, NUMBER), NUMBER, _ceil, least=1),
    "abs": Function((NUMBER,), NUMBER, abs),
    "mod": Function((NUMBER, NUMBER), NUMBER, lambda a, b: a - b * _floor(a / b)),
    "sum": Function((NUMBER,), NUMBER, lambda *all_: sum((one or Decimal(0) for one in all_), Decimal(0)), more=True, bare=True),
    "min": Function((ANY,), SAME, lambda *all_: min(all_), more=True),
    "max": Function((ANY,), SAME, lambda *all_: max(all_), more=True),
    "ifempty": Function((ANY, ANY), SAME, _first, more=True, bare=True),
    "isempty": Function((ANY,), TICK, lambda one: one in (None, ""), bare=True),
    "and": Function((TICK,), TICK, lambda *all_: all(all_), more=True, bare=True),
    "or": Function((TICK,), TICK, lambda *all_: any(all_), more=True, bare=True),
    "not": Function((TICK,), TICK, lambda one: not one, bare=True),
    "date": Function((NUMBER, NUMBER, NUMBER), DATE, _day),
    "year": Function((DATE,), NUMBER, lambda day: Decimal(day.year)),
    "month": Function((DATE,), NUMBER, lambda day: Decimal(day.month)),
    "day": Function((DATE,), NUMBER, lambda day: Decimal(day.day)),
    "weekday": Function((DATE,), NUMBER, lambda day: Decimal(day.isoweekday())),
    "days": Function((DATE, DATE), NUMBER, lambda last, first: Decimal((last - first).days)),
    "addmonths": Function((DATE, NUMBER), DATE, months_after),
    "text": Function((ANY,), TEXT, as_text),
    "concat": Function((ANY,), TEXT, lambda *all_: "".join(map(as_text, all_)), more=True, bare=True),
    "len": Function((TEXT,), NUMBER, lambda text: Decimal(len(text))),
    "upper": Function((TEXT,), TEXT, str.upper),
    "lower": Function((TEXT,), TEXT, str.lower),
    "trim": Function((TEXT,), TEXT, str.strip),
    "left": Function((TEXT, NUMBER), TEXT, lambda text, many: text[: max(int(many), 0)]),
    "right": Function((TEXT, NUMBER), TEXT, lambda text, many: text[-int(many) :] if many >= 1 else ""),
    "mid": Function((TEXT, NUMBER, NUMBER), TEXT, _part, least=2),
    "contains": Function((TEXT, TEXT), TICK, lambda text, part: part.lower() in text.lower()),
}  # fmt: skip
FUNCTIONS = (*_PLAIN, "if", "today")
# What people write who learnt another spreadsheet, or in Chinese.
_ALSO = {
    "四舍五入": "round", "向下取整": "floor", "向上取整": "ceil", "绝对值": "abs",
    "取余": "mod", "求和": "sum", "最小": "min", "最大": "max", "为空则": "ifempty", "为空": "isempty",
    "日期": "date", "年": "year", "月": "month", "日": "day", "星期": "weekday", "相差天数": "days",
    "加月": "addmonths", "edate": "addmonths", "文本": "text", "连接": "concat", "长度": "len",
    "包含": "contains", "如果": "if", "今天": "today", "coalesce": "ifempty", "isblank": "isempty",
}  # fmt: skip


def canonical(name: str) -> str:
    """What a function is called here."""
    small = name.lower()
    return _ALSO.get(small) or small


def function(name: str) -> Function | None:
    """A function by name; None where there is none."""
    return _PLAIN.get(name)
