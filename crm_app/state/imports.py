"""One import, from its columns to its rows and back."""

from typing import Any

import reflex as rx

from crm_app.services import imports
from crm_app.state.base import Problem, Screen, action
from crm_app.state.import_rows import Aim, ColumnShown, FieldOption, GridRow, OneBatch
from crm_app.state.import_showing import batch_shown, columns_shown, grid_row

SIZE = 50


class OneImport(Screen, rx.State):
    """One import: columns, rows with their verdicts, what was written, what went back."""

    batch: rx.Field[OneBatch] = rx.field(default_factory=OneBatch)
    columns: rx.Field[list[ColumnShown]] = rx.field(default_factory=list)
    options: rx.Field[list[FieldOption]] = rx.field(default_factory=list)
    heads: rx.Field[list[str]] = rx.field(default_factory=list)
    rows: rx.Field[list[GridRow]] = rx.field(default_factory=list)
    total: int = 0
    page: int = 1
    pages: int = 1
    more: bool = False
    verdict: str = ""
    code: str = ""
    missing: bool = False
    saved: int = 0
    filled: int = 0
    by_field: bool = False
    aim: rx.Field[Aim] = rx.field(default_factory=Aim)
    _ways: dict[str, str] = {}
    _mapping: dict[str, str] = {}
    _samples: list[list[str]] = []
    _labels: dict[str, tuple[str, str]] = {}

    @action
    async def load(self) -> None:
        """The import that the address names; again whenever it goes on."""
        self.reset()
        await self._read()

    @action
    async def refresh(self) -> None:
        """It went on."""
        await self._read()

    @action
    async def name_column(self, column: str, key: str) -> None:
        """What a column is; the rows are checked when one goes on."""
        kept = {name: one for name, one in self._mapping.items() if one != column and name != key}
        self._mapping = kept | ({key: column} if key else {})
        self._show_columns()

    @action
    async def name_way(self, key: str, way: str) -> None:
        """How one field of a known record is updated."""
        left = {name: one for name, one in self._ways.items() if name != key}
        self._ways = left | ({key: way} if way else {})
        self._show_columns()

    @action
    async def turn_by_field(self, on: bool) -> None:
        """Each field in its own way, or all in one."""
        self.by_field = on
        if not on:
            self._ways = {}
        self._show_columns()

    @action
    async def pick_sheet(self, sheet: str) -> None:
        """Another sheet of the workbook."""
        await self._do_aloud(imports.choose_sheet, self.batch.public_id, sheet)
        await self._read(keep=True)

    @action
    async def turn_rule(self, name: str, on: bool) -> None:
        """A rule is applied on the way in, or not."""
        before = [one for one in self.batch.rules_on if one != name]
        await self._options(rules_on=[*before, name] if on else before)

    @action
    async def choose_match(self, value: str) -> None:
        """What is done with rows about known records."""
        await self._options(on_match=value)

    @action
    async def choose_way(self, value: str) -> None:
        """How the cells of such rows go into the record."""
        await self._options(way=value)

    async def _options(self, **changed: Any) -> None:
        values = {name: getattr(self.batch, name) for name in OneBatch.__dataclass_fields__}
        self.batch = OneBatch(**{**values, **changed})

    @action
    async def check(self) -> None:
        """The columns are right: judge every row."""
        chosen = {"rules": self.batch.rules_on, "on_match": self.batch.on_match}
        chosen |= {"way": self.batch.way, "ways": dict(self._ways)}
        await self._do(imports.choose, self.batch.public_id, dict(self._mapping), chosen)
        await self._read(keep=True)

    @action
    async def save_template(self, form: dict[str, Any]) -> None:
        """Keep the mapping for files with this head."""
        name = str(form.get("name") or "")
        done, _ = await self._do(imports.save_template, self.batch.public_id, name)
        if done:
            self.saved += 1
            await self._read()

    @action
    async def back(self) -> None:
        """To the columns again."""
        await self._options(state="mapping")

    @action
    async def show(self, verdict: str, code: str = "") -> None:
        """Rows of one verdict, or of one reason."""
        self.verdict, self.code, self.page = verdict, code, 1
        await self._read_rows()

    @action
    async def turn_to(self, page: int) -> None:
        """Another page of rows."""
        self.page = max(1, page)
        await self._read_rows()

    @action
    async def fix(self, number: int, column: str, value: str) -> None:
        """Another value in a cell."""
        shown = next((row for row in self.rows if row.number == number), None)
        if shown is None or any(c.column == column and c.text == value for c in shown.cells):
            return
        await self._do_aloud(imports.fix_cell, self.batch.public_id, number, column, value)
        await self._read()

    @action
    async def decide(self, number: int, decision: str) -> None:
        """What becomes of a row."""
        await self._do_aloud(imports.decide, self.batch.public_id, decision, [number])
        await self._read()

    @action
    async def decide_all(self, verdict: str, code: str, decision: str) -> None:
        """What becomes of all rows with this reason."""
        await self._do_aloud(
            imports.decide, self.batch.public_id, decision, (), verdict=verdict, code=code
        )
        await self._read()

    @action
    async def make_tags(self) -> None:
        """Tags that the file names and that nobody has given yet are made."""
        done, count = await self._do_aloud(imports.make_tags, self.batch.public_id)
        if done:
            await self._tell("imports.tags_made", count=count or 0)
        await self._read()

    @action
    async def aim_at(self, verdict: str, code: str) -> None:
        """Which rows are filled together: they are shown, and the column that is wrong is proposed."""
        self.verdict, self.code, self.page = verdict, code, 1
        await self._read_rows()
        found = [one for one in self.batch.groups if (one.verdict, one.code) == (verdict, code)]
        bad = [
            cell.column
            for row in self.rows
            for cell in row.cells
            if cell.bad and row.verdict == verdict
        ]
        self.aim = Aim(verdict, code, found[0].count if found else 0, bad[0] if bad else "")

    @action
    async def fill(self, form: dict[str, Any]) -> None:
        """One value in one column of all of them."""
        column, value = (str(form.get(name) or "") for name in ("column", "value"))
        done, _ = await self._do(
            imports.set_values,
            self.batch.public_id,
            column,
            value,
            verdict=self.aim.verdict,
            code=self.aim.code,
        )
        if done:
            self.filled += 1
            await self._read()

    @action
    async def commit(self) -> None:
        """Write what comes in."""
        self.verdict, self.code = "", ""
        await self._do(imports.ask_commit, self.batch.public_id)
        await self._read(keep=True)

    @action
    async def undo(self) -> None:
        """Take it back."""
        await self._do(imports.ask_undo, self.batch.public_id)
        await self._read(keep=True)

    @action
    async def drop(self) -> Any:
        """Give it up."""
        done, _ = await self._do(imports.drop_import, self.batch.public_id)
        return rx.redirect("/imports") if done else None

    async def _read(self, *, keep: bool = False) -> None:
        problem = self.problem
        public_id = str(self.import_id)  # pyright: ignore[reportAttributeAccessIssue]
        found = await self._ask(imports.import_page, public_id)
        self.loaded, self.missing = True, found is None
        if found is None:
            self.problem = Problem()
            return
        self.problem = problem if keep else Problem()
        self._labels = {one.key: (one.zh, one.en) for one in found.fields}
        if self.batch.state != "mapping" or found.row.state != "mapping":
            self._mapping = dict(found.mapping)
            self._ways = dict(found.options.get("ways") or {})
            self.by_field = bool(self._ways)
        self._samples = found.samples
        self.heads = found.columns
        self.options = [FieldOption(one.key, one.zh, one.en) for one in found.fields]
        self.batch = batch_shown(found, self._labels)
        self._show_columns()
        topics = [f"import_batch:{public_id}", *([f"job:{found.row.job}"] if found.row.job else [])]
        self._watch(OneImport.refresh, *topics)
        await self._read_rows()

    def _show_columns(self) -> None:
        self.columns = columns_shown(
            self.heads, self._samples, self._mapping, self._ways, self._labels
        )

    async def _read_rows(self) -> None:
        if self.batch.state in ("reading", "mapping", "checking"):
            self.rows, self.total = [], 0
            return
        found = await self._ask(
            imports.import_rows, self.batch.public_id, self.verdict, self.code, self.page, SIZE
        )
        if found is not None and not found.total and (self.verdict or self.code):
            # The last row of a kind was seen to: what is left is shown, not an empty list.
            self.verdict, self.code, self.page = "", "", 1
            await self._read_rows()
        elif found is not None:
            self.rows = [
                grid_row(row, self.batch.kind, self.heads, self._mapping, self._labels)
                for row in found.rows
            ]
            self.total, self.page, self.pages = found.total, found.page, found.pages
