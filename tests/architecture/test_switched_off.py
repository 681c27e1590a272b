"""What is switched off is named nowhere: every page is drawn, and what its conditions hide while a part
is off is left out. What remains is looked through for the words of that part.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from reflex.page import DECORATED_PAGES

from crm_app import pages
from crm_app.core import modules as known
from crm_app.lib.discover import import_all

# Words by which a part is called; those that also mean something else are not among them.
WORDS = {
    "cards": ("名片",),
    "voice": ("语音",),
    "imports": ("导入",),
    "dates": ("重要日子",),
    "leads": ("线索", "公海"),
    "deals": ("商机",),
    "forecast": ("预测",),
    "products": ("产品", "价格表", "促销"),
    "quotes": ("报价",),
    "contracts": ("合同",),
    "orders": ("订单",),
    "payments": ("回款",),
    "invoices": ("发票", "开票"),
    "lifecycle": ("客户价值", "细分", "RFM 分组"),
}
# What stands on a record alone that only that part makes, or that says what was so before.
OF_RECORDS = {
    "名片",  # the picture of a card among what happened
    "在公海",  # a colleague's customer that lies there
    "以往没有报价",  # on the approval of a quote
    "与进行中的促销冲突",  # on the approval of a quote with promotions
}
# Columns, figures and choices of records that were made together with the part and keep what they have of it.
BESIDE = {
    ("/quotes", "商机"),
    ("/leads/[lead_id]", "感兴趣的产品"),
    ("/settings/assignment", "感兴趣的产品"),
    ("/settings/web-forms", "感兴趣的产品"),
    ("/voice/[note_key]", "产品"),
    ("/customers/[customer_id]", "合同"),
    ("/deals/[deal_id]", "合同"),
    ("/orders", "合同"),
    ("/contracts/[contract_id]", "新建订单"),
    ("/contracts", "已回款"),
    ("/contracts/[contract_id]", "已开票"),
    ("/orders/[order_id]", "已开票"),
    ("/customers/[customer_id]", "待回款"),
    ("/deals/[deal_id]", "待回款"),
    *(("/settings/rules", text) for text in ("线索", "商机", "报价")),
}
# Where a part is named though it is off: the list of the parts itself.
_LIST = "/settings/modules"
_WORD = re.compile("|".join(word for words in WORDS.values() for word in words))
_PICKED = re.compile(r'\? \\?("(?:[^"\\]|\\.)*?\\?") : \\?"')
_ATTRIBUTE = re.compile(r'^"?[\w-]+"?:')
_ASKED = re.compile(r'[\w.$?]*me_rx_state_\?\.\["(off|can)"\]\.includes\("([^"]+)"\)')


@cache
def drawn() -> dict[str, Any]:
    """Every page as it is given to the browser, as far as it says something of any part."""
    import_all(pages)
    registered = [one for group in DECORATED_PAGES.values() for one in group]
    return {str(how.get("route")): _telling(make().render()) for make, how in registered}


def _telling(node: Any) -> Any:
    """The tree without the branches that name no part: "" in their place."""
    if isinstance(node, dict):
        kept = {str(key): _telling(value) for key, value in node.items()}
        if not any(kept.values()):
            return ""
        # By its condition, whatever that says, a branch is there or not.
        return kept | {"cond_state": str(node["cond_state"])} if "cond_state" in node else kept
    if isinstance(node, list | tuple):
        return [one for one in map(_telling, node) if one]
    if hasattr(node, "render"):
        return _telling(node.render())
    told = str(node)
    return told if _WORD.search(told) else ""


@cache
def truth(told: str, off: frozenset[str], lost: frozenset[str]) -> bool | None:
    """What a condition comes to while these parts are off; None where it depends on something else."""
    told = _bare(told.strip().removeprefix("() =>"))
    for name, decides in (("pyAnd(", False), ("pyOr(", True)):
        if told.startswith(name):
            sides = [truth(one, off, lost) for one in _sides(told[len(name) : -1])]
            if decides in sides:
                return decides
            return None if None in sides else not decides
    if told.startswith("!("):
        inner = truth(told[2:-1], off, lost)
        return None if inner is None else not inner
    if '["can"].length?.' in told and " === 0" in told:
        return False  # it is known who looks
    if asked := _ASKED.fullmatch(told):
        return asked[2] in off if asked[1] == "off" else (False if asked[2] in lost else None)
    return {"true": True, "false": False}.get(told)


def _bare(told: str) -> str:
    told = told.strip()
    while told.startswith("(") and told.endswith(")") and len(_sides(told[1:-1])) == 1:
        depth = 0
        for sign in told[1:-1]:
            depth += (sign == "(") - (sign == ")")
            if depth < 0:
                return told
        told = told[1:-1].strip()
    return told


def _sides(told: str, at: str = ",") -> list[str]:
    """What stands between the commas that are in no bracket and no text."""
    depth, quoted, found, start = 0, False, [], 0
    for place, sign in enumerate(told):
        quoted ^= sign == '"'
        if not quoted:
            depth += (sign in "([{") - (sign in ")]}")
            if not depth and told.startswith(at, place):
                found.append(told[start:place])
                start = place + len(at)
    return [*found, told[start:]]


def _choice(told: str) -> tuple[str, str, str] | None:
    """`condition ? one : other` in its three parts."""
    asked, *rest = _sides(told, " ? ")
    sides = _sides(" ? ".join(rest), " : ") if rest else []
    return (asked, sides[0], " : ".join(sides[1:])) if len(sides) > 1 else None


def texts(node: Any, off: frozenset[str], lost: frozenset[str]) -> Iterator[str]:
    """The Chinese of every text that is not hidden."""
    if isinstance(node, dict) and "cond_state" in node:
        holds = truth(node["cond_state"], off, lost)
        yield from texts(node["cond_state"], off, lost)
        for wanted, branch in ((True, "true_value"), (False, "false_value")):
            if holds is None or holds is wanted:
                yield from texts(node[branch], off, lost)
    elif isinstance(node, dict | list):
        for one in node.values() if isinstance(node, dict) else node:
            yield from texts(one, off, lost)
    elif isinstance(node, str) and _WORD.search(node):  # most say nothing of any part
        yield from _said(node, off, lost)


def _said(told: str, off: frozenset[str], lost: frozenset[str]) -> Iterator[str]:
    """The Chinese in an expression, without the side that a choice between two does not take."""
    parts = _choice(_bare(_ATTRIBUTE.sub("", told)))
    holds = truth(parts[0], off, lost) if parts else None
    if parts and holds is not None:
        yield from _said(parts[1] if holds else parts[2], off, lost)
    else:
        yield from (one.strip('\\"') for one in _PICKED.findall(told))


@pytest.mark.parametrize("part", known.MODULES, ids=lambda part: part.key)
def test_what_is_off_is_named_nowhere(part):
    off = known.with_needing([part.key])
    lost = frozenset(one.value for one in known.lost(off))
    found = {
        (route, text)
        for route, tree in drawn().items()
        if known.of_route(route) not in off and route != _LIST
        for text in texts(tree, off, lost)
        if any(word in text for word in WORDS[part.key]) and text not in OF_RECORDS
    }
    assert sorted(found - BESIDE) == []


def test_conditions_are_understood():
    off, lost = frozenset({"leads"}), frozenset({"lead.read"})
    is_off = 'x.me_rx_state_?.["off"].includes("leads")'
    may = 'x.me_rx_state_?.["can"].includes("lead.read")'
    assert truth(f"!({is_off})", off, lost) is False
    assert truth(f"pyAnd({may}, () => (!({is_off})))", off, lost) is False
    assert truth(f'pyOr(({may}), () => (x.me_rx_state_?.["can"].includes("a")))', off, lost) is None
    assert (
        list(
            texts(
                {
                    "cond_state": f"!({is_off})",
                    "true_value": '(l ? "线索" : "Leads")',
                    "false_value": "null",
                },
                off,
                lost,
            )
        )
        == []
    )
    assert list(texts(['(l ? "线索" : "Leads")'], off, lost)) == ["线索"]
