"""Two people on one draft: line by line, whose version counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import reflex as rx

from crm_app.services import quotes
from crm_app.services.quotes import Difference, QuotePage, Side
from crm_app.state import quote_lines
from crm_app.state.base import Problem, Screen, action
from crm_app.state.quote import QuoteRecord
from crm_app.state.quote_draft import FACTS, facts_of

_FACT = "fact:"


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A line or fact that differs, both sides in words; empty where a side has it not."""

    key: str
    fact: str
    state: str
    mine: str
    theirs: str
    choice: str


class QuoteMerge(Screen, rx.State):
    """What differs between what is typed and what somebody else stored meanwhile."""

    rows: rx.Field[list[MergeRow]] = rx.field(default_factory=list)
    who: str = ""
    is_open: bool = False
    _found: list[Difference] = []
    _theirs: QuotePage | None = None

    @action
    async def open(self) -> None:
        """Compare what is typed with what is stored now."""
        record = await self.get_state(QuoteRecord)
        page = await self._ask(quotes.quote_page, record.page.public_id)
        if page is None:
            return
        mine = [Side(line.key, line.public_id, line.cells()) for line in record._typed]
        lines = quotes.differences(quote_lines.sides(record.page), quote_lines.sides(page), mine)
        base, theirs = facts_of(record.page), facts_of(page)
        facts = quotes.differences(_sides(base), _sides(theirs), _sides(record.draft))
        self._found, self._theirs = [*facts, *lines], page
        self.who, self.is_open = page.updated_by, True
        self.problem = Problem()
        self._show()

    @action
    async def pick(self, key: str, side: str) -> None:
        """Mine or theirs."""
        if side in ("mine", "theirs"):
            self._found = [
                replace(one, choice=side) if one.key == key else one for one in self._found
            ]
            self._show()

    @action
    async def finish(self) -> None:
        """Go on with what was chosen, on top of what is stored; saving makes it so."""
        record = await self.get_state(QuoteRecord)
        page = self._theirs
        if page is None or page.public_id != record.page.public_id:
            return
        mine = [Side(line.key, line.public_id, line.cells()) for line in record._typed]
        result = quotes.merged(quote_lines.sides(page), mine, self._found)
        stored = {line.public_id for line in page.lines}
        drafts = [
            quote_lines.of_cells(record._key(), cells, key if key in stored else "")
            for key, cells in result
        ]
        facts = dict(quotes.merged(_sides(facts_of(page)), _sides(record.draft), self._found))
        record._show(page)
        record._put(drafts)
        record.draft = {name: facts[_FACT + name]["value"] for name in FACTS}
        await record._price()
        self.is_open, self._found, self._theirs = False, [], None

    @action
    async def close(self) -> None:
        """Decide later: what is typed stays."""
        self.is_open = False

    def _show(self) -> None:
        self.rows = [
            MergeRow(
                one.key,
                one.key.removeprefix(_FACT) if one.key.startswith(_FACT) else "",
                one.state,
                _said(one.mine),
                _said(one.theirs),
                one.choice,
            )
            for one in self._found
        ]


def _sides(facts: Mapping[str, str]) -> list[Side]:
    return [Side(_FACT + name, _FACT + name, {"value": facts.get(name, "")}) for name in FACTS]


def _said(cells: Mapping[str, str] | None) -> str:
    """A side in one line: 熟普饼茶 · 10 饼 × 180 − 5 % · 13 %."""
    if cells is None:
        return ""
    if "value" in cells:
        return cells["value"] or "—"
    if cells["kind"] == "section":
        return cells["text"]
    less = f" − {cells['discount']} %" if cells["discount"] not in ("", "0") else ""
    amount = f"{cells['quantity']} {cells['unit']} × {cells['price']}{less} · {cells['tax_rate']} %"
    return f"{cells['text']} · {amount}{' · ?' if cells['is_optional'] else ''}"
