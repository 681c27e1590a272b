"""Views above a list: which is shown, whether it was changed, its columns; kept for each person."""

from dataclasses import replace
from typing import Any

import reflex as rx

from crm_app.services import saved_views
from crm_app.services.saved_views import Column, ViewForm, ViewRow
from crm_app.state.base import action
from crm_app.state.conditions import ConditionScreen
from crm_app.state.groups import GroupScreen
from crm_app.state.lists import written
from crm_app.state.windows import CellScreen

ALL = "all"
NO_VIEW = ViewRow("", 0, "", "", "", "private", "", "", "")


class ViewedList(ConditionScreen, CellScreen, GroupScreen, mixin=True):
    """Mixed into the state of a list that has views, columns of choice, and rows to select."""

    views: rx.Field[list[ViewRow]] = rx.field(default_factory=list)
    view_now: rx.Field[ViewRow] = rx.field(default_factory=lambda: NO_VIEW)
    first_view: rx.Field[str] = rx.field(ALL)
    is_changed: bool = False
    shown: rx.Field[list[Column]] = rx.field(default_factory=list)
    all_columns: rx.Field[list[Column]] = rx.field(default_factory=list)
    views_done: int = 0
    # What the address names: a view's public id, `all`, or nothing.
    asked_view: rx.Field[str] = rx.field("")
    _kept: dict[str, list[Column]] = {}

    async def _open(self) -> Any:
        """The page the address asks for; the bare list begins with one's first view."""
        found = await self._ask(saved_views.views, self._record)
        if found is not None:
            self.views, self.first_view, self._kept = found.rows, found.first, found.columns
        await self._load_cells()
        address = self._wanted()
        first = next((one for one in self.views if one.public_id == self.first_view), None)
        if not address and first is not None:
            self._take({"saved": first.public_id, **first.asks})
            await self._refresh()
            return written(first.address)
        self._take(address)
        await self._refresh()
        return None

    def _take(self, address: dict[str, str]) -> None:
        asked = dict(address)
        self.asked_view = asked.pop("saved", "")[:36]
        before = (self.words, self.filters, self.group, self.opened)
        super()._take(asked)
        if before != (self.words, self.filters, self.group, self.opened):
            self._forget_selection()
        self._settle()

    def _settle(self) -> None:
        """Which view is shown, its columns, and whether something else is asked than it says."""
        found = (one for one in self.views if one.public_id == self.asked_view)
        self.view_now = next(found, NO_VIEW)
        name = self.view_now.public_id
        own = self._kept.get(name)
        columns = own or self.view_now.columns or self._kept.get("", [])
        self.all_columns = columns
        self.shown = [one for one in columns if one.is_shown]
        asked = self._asks()
        recast = own is not None and own != (self.view_now.columns or self._kept.get(""))
        self.is_changed = bool(name) and (asked != self.view_now.asks or recast)

    def _asks(self) -> dict[str, str]:
        """What the address says, without view, page and open group."""
        asks = {"q": self.words, "sort": self.sort, "group": self.group, **self.filters}
        return {key: value for key, value in asks.items() if value}

    async def _refresh(self) -> None:
        await super()._refresh()
        if {one.name for one in self.columns} - {one.name for one in self.all_columns}:
            await self._reread_views()  # a field that came since, as the first tag brings one
        await self._note_place()
        await self._say()
        self._settle()

    async def _address(self, **changes: Any) -> Any:
        return await super()._address(**{"saved": self.asked_view, **changes})

    async def _reread_views(self) -> None:
        found = await self._ask(saved_views.views, self._record)
        if found is not None:
            self.views, self.first_view, self._kept = found.rows, found.first, found.columns
            self._settle()

    def _form(self) -> ViewForm:
        asked = self._asks()
        return ViewForm(kind=self._record, asks=asked, columns=self.all_columns)

    @action
    async def save_view(self) -> None:
        """What is shown is what the view says from now on."""
        view = self.view_now
        done, _ = await self._do_aloud(
            saved_views.change_view, view.public_id, self._form(), view.version
        )
        if done:
            await self._ask(saved_views.keep_columns, self._record, view.public_id, [])
            await self._reread_views()
            await self._tell("saved_views.saved", name=view.name)

    @action
    async def save_view_as(self, form: dict[str, Any]) -> Any:
        """A new view of what is shown."""
        made = replace(self._form(), **_shared(form))
        done, public_id = await self._do(saved_views.create_view, made)
        if not done or public_id is None:
            return None
        if form.get("first"):
            await self._ask(saved_views.begin_with, self._record, public_id)
        self.views_done += 1
        await self._reread_views()
        return await self._address(saved=public_id, page=self.page)

    @action
    async def change_view(self, form: dict[str, Any]) -> None:
        """Its name, who finds it, and whether one's list begins with it."""
        view = self.view_now
        done, _ = await self._do(
            saved_views.change_view, view.public_id, ViewForm(**_shared(form)), view.version
        )
        if not done:
            return
        first = view.public_id if form.get("first") else ""
        if first or view.is_first:
            await self._ask(saved_views.begin_with, self._record, first or ALL)
        self.views_done += 1
        await self._reread_views()

    @action
    async def reset_view(self) -> Any:
        """As the view says, or the whole list with the columns that it begins with."""
        view = self.view_now
        await self._ask(saved_views.keep_columns, self._record, view.public_id, [])
        await self._reread_views()
        gone = dict.fromkeys((*self.filters, "q", "sort", "group", "in"), "")
        return await self._address(**{**gone, **view.asks})

    @action
    async def delete_view(self) -> Any:
        """The view is gone; with a way back."""
        view = self.view_now
        done, _ = await self._do_aloud(saved_views.delete_view, view.public_id, view.version)
        if not done:
            return None
        await self._offer_undo(
            "saved_views.deleted", saved_views.restore_view, view.public_id, name=view.name
        )
        await self._reread_views()
        gone = dict.fromkeys((*self.filters, "q", "sort", "group", "in"), "")
        return await self._address(**gone, saved=ALL)

    @action
    async def show_column(self, name: str) -> None:
        """A column was ticked or its tick taken away."""
        await self._keep(
            [replace(c, is_shown=not c.is_shown) if c.name == name else c for c in self.all_columns]
        )

    @action
    async def move_column(self, name: str, steps: int) -> None:
        """A column goes before or behind its neighbour."""
        columns = list(self.all_columns)
        at = next((n for n, one in enumerate(columns) if one.name == name), -1)
        to = min(max(at + (1 if steps > 0 else -1), 0), len(columns) - 1)
        if at >= 0:
            columns.insert(to, columns.pop(at))
            await self._keep(columns)

    @action
    async def place_column(self, name: str, before: str) -> None:
        """A column's head was dragged before another one, or behind the last that is shown."""
        columns = [one for one in self.all_columns if one.name != name]
        moved = next((one for one in self.all_columns if one.name == name), None)
        if moved is None or name == before:
            return
        ends = (n + 1 for n, one in reversed(list(enumerate(columns))) if one.is_shown)
        at = next((n for n, one in enumerate(columns) if one.name == before), next(ends, 0))
        columns.insert(at, moved)
        await self._keep(columns)

    @action
    async def widen_column(self, name: str, width: str) -> None:
        """A column's width in pixels; nothing is as wide as it needs."""
        wide = int(width[:4]) if width.isascii() and width.isdigit() else 0
        await self._keep(
            [replace(c, width=wide) if c.name == name else c for c in self.all_columns]
        )

    async def _keep(self, columns: list[Column]) -> None:
        done, _ = await self._do(
            saved_views.keep_columns, self._record, self.view_now.public_id, columns
        )
        if done:
            self._kept = {**self._kept, self.view_now.public_id: columns}
            self._settle()


def _shared(form: dict[str, Any]) -> dict[str, Any]:
    """What the sheet of a view says; what it does not have stays."""
    names = [one for one in ("name", "audience", "role", "for_role") if one in form]
    return {name: str(form[name] or "")[:200] for name in names}
