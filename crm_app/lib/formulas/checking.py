"""A formula checked against the fields that there are, and made ready to reckon."""

import operator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import (
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from crm_app.lib.formulas.functions import ANY, SAME, Function, canonical, function
from crm_app.lib.formulas.language import Mistake, parse, place_of
from crm_app.lib.formulas.values import (
    DATE,
    LONGEST_TEXT,
    NOTHING,
    NUMBER,
    TEXT,
    TICK,
    Known,
    Reckon,
    as_text,
    days_after,
)

if TYPE_CHECKING:
    from lark import Tree

_EXACT = Context(prec=34, traps=[DivisionByZero, InvalidOperation, Overflow])
_SIGNS = {"－": "-", "−": "-", "＋": "+", "×": "*", "＊": "*", "÷": "/", "／": "/", "＆": "&"}
_SIGNS |= {"＝": "=", "==": "=", "<>": "≠", "!=": "≠", "<=": "≤", ">=": "≥", "＜": "<", "＞": ">"}
_SIGNS |= {"或": "or", "或者": "or", "并且": "and"}
_COMPARES = {"=": operator.eq, "≠": operator.ne, "<": operator.lt, ">": operator.gt}
_COMPARES |= {"≤": operator.le, "≥": operator.ge}
_FIGURES = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
_WORDS = {"true": True, "false": False, "是": True, "否": False}
Part = tuple[str, Reckon]


@dataclass(frozen=True, slots=True)
class Formula:
    """Ready to reckon: what it gives (number, date, text, tick), and the fields that it reads;
    `by_day`: it gives another value tomorrow.
    """

    gives: str
    reads: tuple[str, ...]
    by_day: bool
    reckon: Reckon

    def value(self, values: Mapping[str, Any], today: date) -> Any:
        """What it comes to; None where something is missing or cannot be reckoned (a division by 0)."""
        try:
            with localcontext(_EXACT):
                found = self.reckon(Known(values, today))
        except (DecimalException, ArithmeticError, ValueError, OverflowError):
            return None
        return found[:LONGEST_TEXT] if isinstance(found, str) else found


def compiled(text: str, fields: Mapping[str, str], also: Mapping[str, str]) -> Formula:
    """A formula over `fields` (name → kind); `also` are other words for them. Raises `Mistake`."""
    return _compiled(text, tuple(fields.items()), tuple(also.items()))


@lru_cache(maxsize=512)
def _compiled(text: str, fields: tuple[Any, ...], also: tuple[Any, ...]) -> Formula:
    tree = parse(text)
    check = _Check(dict(fields), dict(also))
    gives, reckon = check.part(tree)
    if gives == NOTHING:
        raise Mistake("nothing", 1)
    return Formula(gives, tuple(check.reads), check.by_day, reckon)


class _Check:
    """Kinds of all parts, from the leaves up."""

    def __init__(self, fields: dict[str, str], also: dict[str, str]) -> None:
        self._fields, self._also = fields, also
        self.reads: dict[str, None] = {}
        self.by_day = False

    def part(self, tree: "Tree[Any]") -> Part:
        return getattr(self, f"_{tree.data}")(tree)

    def _number(self, tree: "Tree[Any]") -> Part:
        typed = str(tree.children[0])
        value = Decimal(typed.rstrip("%")) / (100 if typed.endswith("%") else 1)
        return NUMBER, lambda _: value

    def _text(self, tree: "Tree[Any]") -> Part:
        value = str(tree.children[0])[1:-1]
        return TEXT, lambda _: value

    def _name(self, tree: "Tree[Any]") -> Part:
        typed = str(tree.children[0]).strip("[]【】").strip()
        small = typed.lower()
        if small in _WORDS and small not in self._fields:
            value = _WORDS[small]
            return TICK, lambda _: value
        if small in ("empty", "空"):
            return NOTHING, lambda _: None
        name = small if small in self._fields else self._also.get(small, "")
        if not name:
            raise Mistake("name_unknown", place_of(tree), name=typed[:40])
        self.reads[name] = None
        return self._fields[name], lambda known: known.values.get(name)

    def _negation(self, tree: "Tree[Any]") -> Part:
        inner = self._of(tree.children[1], TICK)
        return TICK, lambda known: not inner(known)

    def _signed(self, tree: "Tree[Any]") -> Part:
        inner = self._of(tree.children[1], NUMBER)
        if _sign(tree.children[0]) == "+":
            return NUMBER, inner
        return NUMBER, _over(lambda value: -value, inner)

    def _binary(self, tree: "Tree[Any]") -> Part:
        left, sign, right = tree.children[0], _sign(tree.children[1]), tree.children[2]
        if sign in ("and", "or"):
            return self._logical(sign, left, right)
        if sign in _COMPARES:
            return self._comparison(_COMPARES[sign], left, right)
        if sign == "&":
            a, b = self.part(left)[1], self.part(right)[1]
            return TEXT, lambda known: as_text(a(known)) + as_text(b(known))
        kind, a = self.part(left)
        if kind == DATE and sign in "+-":
            return self._of_day(sign, a, right)
        a, b = self._fits(left, kind, a, NUMBER), self._of(right, NUMBER)
        return NUMBER, _over(_FIGURES[sign], a, b)

    def _of_day(self, sign: str, day: Reckon, right: "Tree[Any]") -> Part:
        kind, other = self.part(right)
        if kind == DATE and sign == "-":
            return NUMBER, _over(lambda a, b: Decimal((a - b).days), day, other)
        other = self._fits(right, kind, other, NUMBER)
        turned = 1 if sign == "+" else -1
        return DATE, _over(lambda a, b: days_after(a, b * turned), day, other)

    def _logical(self, sign: str, left: "Tree[Any]", right: "Tree[Any]") -> Part:
        a, b = self._of(left, TICK), self._of(right, TICK)
        if sign == "and":
            return TICK, lambda known: bool(a(known) and b(known))
        return TICK, lambda known: bool(a(known) or b(known))

    def _comparison(self, compare: Any, left: "Tree[Any]", right: "Tree[Any]") -> Part:
        (kind, a), (other, b) = self.part(left), self.part(right)
        shared = _shared(kind, other)
        if shared is None:
            raise Mistake("kinds_differ", place_of(right), wanted=kind, got=other)
        blank = {TEXT: "", TICK: False}.get(shared)
        equal = compare in (operator.eq, operator.ne)

        def reckon(known: Known) -> bool:
            one, two = a(known), b(known)
            one, two = (blank if side is None else side for side in (one, two))
            if one is None or two is None:  # nothing is equal to nothing only
                return bool(compare(one, two)) if equal else False
            return bool(compare(one, two))

        return TICK, reckon

    def _call(self, tree: "Tree[Any]") -> Part:
        name = canonical(str(tree.children[0]))
        given = [one for one in tree.children[1:] if one is not None]
        if name == "today":
            self._count(tree, name, given, 0, 0)
            self.by_day = True
            return DATE, lambda known: known.today
        if name == "if":
            return self._choice(tree, given)
        known = function(name)
        if known is None:
            raise Mistake("function_unknown", place_of(tree), name=str(tree.children[0])[:40])
        most = 50 if known.more else len(known.takes)
        self._count(tree, name, given, known.needs, most)
        return self._reckoned(known, given)

    def _reckoned(self, known: Function, given: "list[Tree[Any]]") -> Part:
        parts, shared = [], NOTHING
        for place, one in enumerate(given):
            wanted = known.takes[min(place, len(known.takes) - 1)]
            kind, reckon = self.part(one)
            if wanted == ANY and known.gives == SAME:
                both = _shared(shared, kind)
                if both is None:
                    raise Mistake("kinds_differ", place_of(one), wanted=shared, got=kind)
                shared = both
            parts.append(reckon if wanted == ANY else self._fits(one, kind, reckon, wanted))
        gives = shared if known.gives == SAME else known.gives
        if known.bare:
            return gives, lambda values: known.reckon(*(one(values) for one in parts))
        return gives, _over(known.reckon, *parts)

    def _choice(self, tree: "Tree[Any]", given: "list[Tree[Any]]") -> Part:
        self._count(tree, "if", given, 2, 3)
        asked = self._of(given[0], TICK)
        kind, then = self.part(given[1])
        other, otherwise = self.part(given[2]) if len(given) > 2 else (NOTHING, lambda _: None)
        shared = _shared(kind, other)
        if shared is None:
            raise Mistake("kinds_differ", place_of(given[2]), wanted=kind, got=other)
        return shared, lambda known: then(known) if asked(known) else otherwise(known)

    def _count(self, tree: "Tree[Any]", name: str, given: list[Any], least: int, most: int) -> None:
        if not least <= len(given) <= most:
            raise Mistake("arguments", place_of(tree), name=name, least=least, most=most)

    def _of(self, tree: "Tree[Any]", wanted: str) -> Reckon:
        kind, reckon = self.part(tree)
        return self._fits(tree, kind, reckon, wanted)

    def _fits(self, tree: "Tree[Any]", kind: str, reckon: Reckon, wanted: str) -> Reckon:
        if kind not in (wanted, NOTHING):
            raise Mistake("kind_wrong", place_of(tree), wanted=wanted, got=kind)
        return reckon


def _over(do: Any, *parts: Reckon) -> Reckon:
    """Reckoned of what is there; of nothing comes nothing."""

    def reckon(known: Known) -> Any:
        values = [one(known) for one in parts]
        return None if any(value is None for value in values) else do(*values)

    return reckon


def _shared(one: str, other: str) -> str | None:
    if one == NOTHING:
        return other
    return one if other in (one, NOTHING) else None


def _sign(token: Any) -> str:
    small = str(token).lower()
    return _SIGNS.get(small, small)
