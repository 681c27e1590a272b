"""The grammar of formulas, and what can be wrong with one: where, and what."""

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the library is loaded with the first formula
    from lark import Lark, Tree

LONGEST, DEEPEST = 500, 40
# As in a spreadsheet; signs of a Chinese keyboard mean the same. Words of operators are names where
# a name is expected, so that and(…) is a function too.
_GRAMMAR = r"""
?start: _EQUALS? either
?either: both | either OR both -> binary
?both: negated | both AND negated -> binary
?negated: NOT negated -> negation | compared
?compared: joined | joined COMPARE joined -> binary
?joined: total | joined JOIN total -> binary
?total: product | total SIGN product -> binary
?product: signed | product TIMES signed -> binary
?signed: SIGN signed -> signed | atom
?atom: NUMBER -> number
    | TEXT -> text
    | NAME -> name
    | LABEL -> name
    | NAME _OPEN [either (_COMMA either)*] _CLOSE -> call
    | _OPEN either _CLOSE
OR.2: /or(?!\w)/i | "或者" | "或"
AND.2: /and(?!\w)/i | "并且"
NOT.2: /not(?!\w)/i
COMPARE: /<=|>=|<>|!=|==|[=<>≤≥≠＝＜＞]/
JOIN: /[&＆]/
SIGN: /[-+－＋−]/
TIMES: /[*\/×÷＊／]/
NUMBER: /[0-9]+(\.[0-9]+)?%?/
TEXT: /"[^"\n]*"/ | /'[^'\n]*'/ | /“[^“”\n]*”/
NAME: /(custom\.)?[^\W\d]\w*/
LABEL: /\[[^\]\n]+\]/ | /【[^】\n]+】/
_EQUALS: /[=＝]/
_OPEN: /[(（]/
_CLOSE: /[)）]/
_COMMA: /[,，;；]/
%ignore /\s+/
"""
_ENDED = "$END"


class Mistake(Exception):
    """What is wrong with a formula: `code`, and the place, counted from 1."""

    def __init__(self, code: str, at: int, **params: Any) -> None:
        super().__init__(code)
        self.code, self.at, self.params = code, at, params


@cache
def _parser() -> "Lark":
    from lark import Lark  # noqa: PLC0415 - with the first formula

    return Lark(_GRAMMAR, parser="lalr", propagate_positions=True)


def parse(text: str) -> "Tree[Any]":
    """The tree of a formula; raises `Mistake` for what is none."""
    if len(text) > LONGEST:
        raise Mistake("long", LONGEST, most=LONGEST)
    if not text.strip():
        raise Mistake("empty", 1)
    from lark.exceptions import (  # noqa: PLC0415 - with the first formula
        UnexpectedCharacters,
        UnexpectedInput,
    )

    try:
        tree = _parser().parse(text)
    except UnexpectedCharacters as wrong:
        at = wrong.pos_in_stream
        raise Mistake("sign", at + 1, found=text[at]) from None
    except UnexpectedInput as wrong:
        token: Any = getattr(wrong, "token", None)
        if token is None or token.type == _ENDED:
            raise Mistake("ended", len(text) + 1) from None
        raise Mistake("unexpected", token.start_pos + 1, found=str(token)[:30]) from None
    _check_depth(tree)
    return tree


def place_of(tree: "Tree[Any]") -> int:
    """Where a part begins, counted from 1."""
    return getattr(tree.meta, "start_pos", 0) + 1


def _check_depth(tree: "Tree[Any]") -> None:
    layer, depth = [tree], 0
    while layer:
        depth += 1
        if depth > DEEPEST:
            raise Mistake("deep", place_of(layer[0]), most=DEEPEST)
        layer = [child for one in layer for child in one.children if hasattr(child, "children")]
