"""Rows of a table that are no data: sums, heads said again, lines below the table."""

import re
from collections.abc import Collection, Sequence

from crm_app.lib.tables.amounts import looks_like_number

_SUMS = frozenset(
    """合计 总计 小计 共计 累计 总数 总额 合計 總計 小計 本页合计 本页小计 本月合计
    total totals subtotal subtotals sub-total sum gesamt summe gesamtsumme zwischensumme totaal""".split()  # noqa: SIM905
) | {"grand total", "grand totals", "sub total", "合 计", "总 计", "小 计", "total général"}
_LAST = re.compile(
    r"(?:制表|填表|审核|复核|导出|打印|统计|备注|说明|注|附注|数据来源|报表|生成)[^，,]{0,8}[:：].*"
    r"|共\s*\d+\s*(?:条|行|家|个|人|位|笔|页).*|第\s*\d+\s*页.*|page\s+\d+(?:\s+of\s+\d+)?"
    r"|(?:printed|generated|exported|prepared|created)\s+(?:by|on|at)\b.*"
    r"|(?:note|source|remark)s?\s*[:：].*|[-=_*—]{3,}|\(?\s*end of (?:report|file)\s*\)?|\d+ rows?",
    re.IGNORECASE,
)


class Litter:
    """Knows rows that are no data; says why."""

    def __init__(self, lines: Collection[Sequence[str]], width: int) -> None:
        self._lines = [list(line) for line in lines]
        self._width = width

    def reason(self, cells: Sequence[str]) -> str:
        """Why a row is left out: blank, sum, head, footer; "" for data. Cells without spaces around."""
        start = cells[0] if cells else ""
        if not start:
            start = next(filter(None, cells), "")
            if not start:
                return "blank"
        if len(start) <= 40 and not self._lines_begin(start) and not _SIGN.match(start):
            return ""
        return self._closer(start, cells)

    def _lines_begin(self, start: str) -> bool:
        return any(start in line for line in self._lines)

    def _closer(self, start: str, cells: Sequence[str]) -> str:
        word = start.casefold().rstrip(":： ")
        if word in _SUMS and all(_is_sum(cell) for cell in cells if cell and cell != start):
            return "sum"
        if any(_is_same(cells, line) for line in self._lines):
            return "head"
        filled = sum(map(bool, cells))
        if filled <= 2 and self._width >= 4 and _LAST.fullmatch(start):
            return "footer"
        return ""


_SIGN = re.compile(
    r"[合总小共累總本]|sub|sum|total|grand|gesamt|zwisch|totaal|制表|填表|审核|复核|导出|打印|统计|备注|说明|注|附|数据|"
    r"报表|生成|第|page|printed|generated|exported|prepared|created|note|source|remark|[-=_*—(]|\d+ row|end",
    re.IGNORECASE,
)


def _is_sum(cell: str) -> bool:
    return (
        cell in ("-", "—", "/")
        or looks_like_number(cell)
        or bool(re.fullmatch(r"共?\s*\d+\s*(?:条|行|家|个|人|位|笔|件|台|套)", cell))
    )


def _is_same(cells: Sequence[str], line: Sequence[str]) -> bool:
    mine = [" ".join(cell.split()) for cell in cells]
    while mine and not mine[-1]:
        mine.pop()
    return mine == list(line)[: len(mine)] and sum(map(bool, mine)) == sum(map(bool, line))
