"""A list in groups: one of them stands open, with its rows."""

from dataclasses import replace
from typing import Any

import reflex as rx

from crm_app.core.listing import WITHIN, ListQuery
from crm_app.services import saved_views
from crm_app.services.choices import Option
from crm_app.services.saved_views import GroupRow
from crm_app.state.base import action
from crm_app.state.windows import WindowScreen

CLOSED = "none"


class GroupScreen(WindowScreen, mixin=True):
    """Mixed into the state of a list that can be grouped. `group` and `opened` stand in the address;
    the groups up to the open one are above its rows, the others below.
    """

    group: rx.Field[str] = rx.field("")
    opened: rx.Field[str] = rx.field("")
    group_choices: rx.Field[list[Option]] = rx.field(default_factory=list)
    groups_above: rx.Field[list[GroupRow]] = rx.field(default_factory=list)
    groups_below: rx.Field[list[GroupRow]] = rx.field(default_factory=list)
    grouped_total: rx.Field[int] = rx.field(default=0)
    _within: str = ""

    def _take(self, address: dict[str, str]) -> None:
        asked = dict(address)
        group, opened = asked.pop("group", "")[:60], asked.pop("in", "")[:200]
        if (group, opened) != (self.group, self.opened):
            self._within = ""
        self.group, self.opened = group, opened
        super()._take(asked)

    def _query(self) -> ListQuery:
        asked = super()._query()
        if self.group and self._within:
            asked = replace(asked, filters={**asked.filters, WITHIN: self._within})
        return asked

    async def _load_groups(self) -> None:
        """What each group has; and which stands open: the first one, unless another was chosen."""
        self.groups_above, self.groups_below, self._within = [], [], ""
        if not self.group:
            return
        filters = {n: v for n, v in self.filters.items() if n not in self._beside}
        asked = ListQuery(self.words, filters)
        found = await self._ask(saved_views.groups, self._record, asked, self.group) or []
        self.grouped_total = sum(one.count for one in found)
        keys = [one.key for one in found]
        at = keys.index(self.opened) if self.opened in keys else 0
        if self.opened == CLOSED or not found:
            self.groups_above = found
            return
        self.opened, self._within = keys[at], found[at].where
        self.groups_above, self.groups_below = found[: at + 1], found[at + 1 :]

    async def _refresh(self) -> None:
        if not self.group_choices:
            self.group_choices = await self._ask(saved_views.group_choices, self._record) or []
        await self._load_groups()
        await super()._refresh()

    async def _address(self, **changes: Any) -> Any:
        return await super()._address(**{"group": self.group, "in": self.opened, **changes})

    @action
    async def group_by(self, name: str) -> Any:
        """In groups by something else, or in none."""
        return await self._address(**{"group": name[:60], "in": ""})

    @action
    async def open_group(self, key: str) -> Any:
        """Another group's rows; those of the open one are put away."""
        return await self._address(**{"in": CLOSED if key == self.opened else key[:200]})
