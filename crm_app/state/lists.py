"""What every list shares: words, filters, sort and page live in the address."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import reflex as rx
from reflex.event import EventSpec, server_side

from crm_app.core.listing import ListQuery, Page
from crm_app.core.permissions import Permission
from crm_app.lib.clock import now
from crm_app.services import search
from crm_app.services.custom_fields import FieldValue, list_fields
from crm_app.services.search import Hit
from crm_app.state.base import Problem, Screen, action

# A load that comes later than this after a choice belongs to another visit of the page.
SOON = timedelta(seconds=20)


def written(path: str) -> EventSpec:
    """Writes into the address bar what the page shows already: nobody goes anywhere, nothing is
    loaded (components/build.py, `AddressBar`)."""
    return server_side("_address", inspect.signature(written), path=path)


@dataclass(frozen=True, slots=True)
class Early:
    """What was chosen on a list before its load had run."""

    path: str
    shown: dict[str, str]
    at: datetime


class ListScreen(Screen, mixin=True):
    """Mixed into the state of a list; the page says where it lives and what it asks.

    `_read` returns the page for a query; `_topics` are what it watches.
    """

    total: rx.Field[int] = rx.field(default=0)
    page: rx.Field[int] = rx.field(default=1)
    pages: rx.Field[int] = rx.field(default=1)
    more: rx.Field[bool] = rx.field(default=False)
    words: rx.Field[str] = rx.field("")
    sort: rx.Field[str] = rx.field("")
    filters: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    # The list without its page, as the address writes it: an export asks for just this.
    narrowed: rx.Field[str] = rx.field("")
    # By public id: where the words stand, of rows whose name does not hold them.
    why: rx.Field[dict[str, Hit]] = rx.field(default_factory=dict)
    near: rx.Field[list[Hit]] = rx.field(default_factory=list)
    # The custom fields that stand in the list, how many of them are filtered by, and how often the
    # sheet of these filters was sent.
    columns: rx.Field[list[FieldValue]] = rx.field(default_factory=list)
    custom_count: int = 0
    custom_done: int = 0
    # The kind of record that is listed, where it can have custom fields.
    _record: str = ""
    # What stands in the address and is no filter: how the list is shown.
    _beside: tuple[str, ...] = ()
    _early: Early | None = None

    async def _read(self, asked: ListQuery) -> Page[Any] | None:
        raise NotImplementedError

    async def _open(self) -> None:
        """Read the address, then the rows."""
        self._take(self._wanted())
        await self._refresh()

    def _wanted(self) -> dict[str, str]:
        """What the address asks for; or what was chosen while the page was about to read it."""
        early, self._early = self._early, None
        url = urlsplit(str(self.router.url))
        if early is not None and early.path == url.path and now() - early.at < SOON:
            return early.shown
        return dict(parse_qsl(url.query))

    def _take(self, address: dict[str, str]) -> None:
        asked = dict(address)
        self.words = asked.pop("q", "")[:200]
        self.sort = asked.pop("sort", "")[:60]
        page = asked.pop("page", "1")
        self.page = int(page[:9]) if page.isascii() and page.isdigit() else 1
        self.filters = {name: value for name, value in asked.items() if value}
        custom = (name for name in self.filters if name.startswith("custom."))
        self.custom_count = len({name.split(".")[1] for name in custom})
        filters = {n: value for n, value in self.filters.items() if n not in self._beside}
        whole = {"q": self.words, "sort": self.sort, **filters}
        self.narrowed = urlencode({name: value for name, value in whole.items() if value})

    async def _refresh(self) -> None:
        if self._record:
            self.columns = await self._ask(list_fields, self._record) or []
        found = await self._read(self._query())
        self.loaded = True
        if found is not None:
            self._show(found)
        await self._explain()

    def _query(self) -> ListQuery:
        return ListQuery(self.words, dict(self.filters), self.sort, self.page)

    def _show(self, found: Page[Any]) -> None:
        self.rows = found.rows
        self.total, self.more = found.total, found.more
        self.page, self.pages = found.page, found.pages

    async def _explain(self) -> None:
        """Why each row holds the words; where no row does, what is nearly called so."""
        self.why, self.near = {}, []
        if not self.words or not self._record or not self._actor().can(Permission.SEARCH):
            return
        keys = [row.public_id for row in self.rows]
        if keys:
            asked = (self._record, self.words, keys)
            self.why = await self._ask(search.reasons, *asked) or {}
        else:
            self.near = await self._ask(search.look_alike, self._record, self.words) or []

    async def _address(self, **changes: Any) -> Any:
        """The same list with something else in its address: the rows first, which is what one
        waits for, then the address."""
        self.problem = Problem()
        values = {"q": self.words, "sort": self.sort, "page": self.page, **self.filters, **changes}
        if "page" not in changes:
            values["page"] = 1
        shown = {
            name: str(value)
            for name, value in values.items()
            if value and (name, value) != ("page", 1)
        }
        path = urlsplit(str(self.router.url)).path
        if not self.is_hydrated:  # the page's load is still to come, with the address of before
            self._early = Early(path, shown, now())
        self._take(shown)
        await self._refresh()
        return written(f"{path}?{urlencode(shown)}" if shown else path)

    @action
    async def search(self, words: str) -> Any:
        """Words were typed."""
        self.words = words.strip()[:200]
        return await self._address(q=self.words)

    @action
    async def filter_by(self, name: str, value: str) -> Any:
        """A filter was chosen; an empty value takes it away."""
        return await self._address(**{name: value})

    @action
    async def clear_filters(self) -> Any:
        """All filters go; words and order stay."""
        return await self._address(**{name: "" for name in self.filters if name != "view"})

    @action
    async def filter_custom(self, form: dict[str, Any]) -> Any:
        """The sheet of custom fields' filters; empty ones take their filter away."""
        self.custom_done += 1
        return await self._address(**own_given(form))

    @action
    async def clear_custom(self) -> Any:
        """None of these filters any more."""
        self.custom_done += 1
        return await self._address(**own_gone(self.filters))

    @action
    async def sort_by(self, name: str) -> Any:
        """A column's head was pressed: ascending, then descending."""
        return await self._address(sort=f"-{name}" if self.sort == name else name)

    @action
    async def turn_to(self, page: int) -> Any:
        """Another page."""
        return await self._address(page=max(1, page))


def own_given(form: Mapping[str, Any]) -> dict[str, str]:
    """What a form says of own fields; an empty one takes its filter away."""
    return {
        str(name)[:60]: str(value or "").strip()[:200]
        for name, value in form.items()
        if name.startswith("custom.")
    }


def own_gone(filters: Mapping[str, str]) -> dict[str, str]:
    """No own field is narrowed by any more."""
    return {name: "" for name in filters if name.startswith("custom.")}
