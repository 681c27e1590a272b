"""A list without end: the rows around what is looked at, in a page as long as the whole list."""

from dataclasses import dataclass, replace
from typing import Any

import reflex as rx

from crm_app.core.listing import PAGE_SIZE, ListQuery, Page
from crm_app.services import bulk
from crm_app.services.bulk import EditField
from crm_app.state.base import Problem, action
from crm_app.state.bulk import BulkScreen
from crm_app.state.lists import ListScreen
from crm_app.state.neighbours import ListPlace

# So many rows are held before the first that is seen, and so many from it on; more on a screen that
# is taller than most, up to the last figure.
BEFORE, ONWARD, MOST = 24, 48, 200
# Counting ends at 10,000 (core/listing.py) until somebody scrolls this far: then all are counted, once.
FAR = 5_000


@dataclass(frozen=True, slots=True)
class CellRefusal:
    """Why a cell could not be changed; `count` grows with each refusal."""

    count: int = 0
    row: str = ""
    name: str = ""
    zh: str = ""
    en: str = ""


class WindowScreen(ListScreen, mixin=True):
    """Mixed into the state of a list that is scrolled to its end. `start` is the first row's place;
    `page` that of what is seen, as the address has it.
    """

    start: rx.Field[int] = rx.field(default=0)
    _size: int = ONWARD
    _onward: int = ONWARD

    def _take(self, address: dict[str, str]) -> None:
        super()._take(address)
        self._look_from((self.page - 1) * PAGE_SIZE)

    def _look_from(self, place: int) -> None:
        self.start = max(0, place - BEFORE)
        self._size = place - self.start + self._onward

    def _query(self) -> ListQuery:
        return replace(super()._query(), size=self._size, start=self.start, whole=self.start > FAR)

    def _show(self, found: Page[Any]) -> None:
        page = self.page
        super()._show(found)
        self.start = found.start
        self.pages = max(1, -(-found.total // PAGE_SIZE))
        self.page = min(page, self.pages)

    async def _note_place(self) -> None:
        """Records know from here which come before and after them."""
        asked = self._query()
        filters = {n: v for n, v in asked.filters.items() if n not in self._beside}
        place = await self.get_state(ListPlace)
        place._note(self._record, ListQuery(self.words, filters, self.sort, self.page))

    @action
    async def show_from(self, place: int, fitting: int) -> None:
        """The browser was scrolled: `place` is that of the first row that is seen; so many fit on
        its screen."""
        self._onward = min(max(ONWARD, fitting + BEFORE), MOST)
        self.page = max(0, place) // PAGE_SIZE + 1
        self._look_from(max(0, place))
        asked, more = self._query(), self.more
        if not (more and asked.whole):
            asked = replace(asked, total=self.total)
        found = await self._read(asked)
        if found is not None:
            self._show(found)
            self.more = self.more or (more and not asked.whole)
        await self._note_place()


Undo = tuple[Any, ...]


class CellScreen(BulkScreen, mixin=True):
    """Mixed into the state of a list whose cells are edited where they stand."""

    cell_fields: rx.Field[dict[str, EditField]] = rx.field(default_factory=dict)
    cell_refusal: rx.Field[CellRefusal] = rx.field(default_factory=CellRefusal)

    async def _load_cells(self) -> None:
        fields = await self._ask(bulk.cell_fields, self._record) or []
        self.cell_fields = {one.name: one for one in fields}
        self._settle_rights()

    @action
    async def edit_cell(self, row: str, name: str, value: str) -> None:
        """A cell was left with another value; what is refused stands there again, with the reason."""
        done, undo = await self._put_cell(row, name[:60], value[:500])
        if not done:
            count, why = self.cell_refusal.count + 1, self.problem
            self.cell_refusal = CellRefusal(count, row, name, why.zh, why.en)
            self.problem = Problem()
            return
        if undo is not None:
            await self._offer_undo("bulk.cell_changed", *undo)
        await self._refresh()

    async def _put_cell(self, row: str, name: str, value: str) -> tuple[bool, Undo | None]:
        """Whether it was done, and what takes it back if anything was."""
        done, result = await self._do(bulk.edit_one, self._record, row, name, value)
        changed = result is not None and result.changed
        return done, (bulk.undo, result.public_id) if result and changed else None
