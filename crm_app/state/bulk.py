"""Selecting rows of a list, and what is done with all of them at once."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery
from crm_app.core.permissions import Scope
from crm_app.locales.catalog import say
from crm_app.services import bulk, custom_fields
from crm_app.services.bulk import Chosen, Done, EditField
from crm_app.services.custom_fields import Tag
from crm_app.services.references import Reference
from crm_app.state.base import Problem, action
from crm_app.state.lists import ListScreen


class BulkScreen(ListScreen, mixin=True):
    """Mixed into the state of a list whose rows can be selected."""

    selected: rx.Field[list[str]] = rx.field(default_factory=list)
    # All that match are meant, also those of other pages.
    all_match: bool = False
    edit_fields: rx.Field[list[EditField]] = rx.field(default_factory=list)
    edited_field: rx.Field[EditField] = rx.field(default_factory=lambda: EditField("", "", "", ""))
    # Fields of files, by name: many records cannot be given the same ones.
    alone_zh: str = ""
    alone_en: str = ""
    tags: rx.Field[list[Tag]] = rx.field(default_factory=list)
    # Who sees only his own has nobody to give them to.
    may_assign: bool = False
    to_people: rx.Field[list[Reference]] = rx.field(default_factory=list)
    bulk_done: int = 0
    # On the phone: a tap ticks instead of opening.
    picking: bool = False
    _last: str = ""

    def _settle_rights(self) -> None:
        self.may_assign = self._actor().scope is not Scope.OWN

    def _forget_selection(self) -> None:
        self.selected, self.all_match, self._last, self.picking = [], False, "", False

    @action
    async def pick(self, public_id: str, with_shift: bool = False) -> None:
        """A row was ticked or its tick taken away; with Shift all from the last one on."""
        shown = [row.public_id for row in self.rows]
        if public_id not in shown:
            return
        self.all_match = False
        if with_shift and self._last in shown:
            ends = sorted((shown.index(self._last), shown.index(public_id)))
            between = shown[ends[0] : ends[1] + 1]
            self.selected = list(dict.fromkeys([*self.selected, *between]))
        elif public_id in self.selected:
            self.selected = [one for one in self.selected if one != public_id]
        else:
            self.selected = [*self.selected, public_id]
        self._last = public_id

    @action
    async def pick_page(self) -> None:
        """All rows of the page, or none."""
        shown = [row.public_id for row in self.rows]
        every = set(shown) <= set(self.selected)
        self.all_match = False
        self.selected = [] if every else list(dict.fromkeys([*self.selected, *shown]))

    @action
    async def pick_all(self) -> None:
        """All that match, those of other pages too."""
        self.all_match = True

    @action
    async def pick_none(self) -> None:
        """No row any more."""
        self._forget_selection()

    @action
    async def begin_picking(self) -> None:
        """Rows are to be ticked; on the phone by a tap."""
        self.picking = True

    @action
    async def open_bulk(self) -> None:
        """What can be done with the selection is asked for."""
        self.problem = Problem()
        self.edit_fields = await self._ask(bulk.edit_fields, self._record) or []
        alone = await self._ask(bulk.one_by_one, self._record) or ("", "")
        self.alone_zh, self.alone_en = alone
        self.to_people = await self._ask(bulk.possible_owners, self._record) or []
        known = {one.name: one for one in self.edit_fields}
        first = next(iter(self.edit_fields), EditField("", "", "", ""))
        self.edited_field = known.get(self.edited_field.name, first)

    @action
    async def choose_edited(self, name: str) -> None:
        """Another field is to be changed."""
        found = (one for one in self.edit_fields if one.name == name)
        self.edited_field = next(found, self.edited_field)

    def _chosen(self) -> Chosen:
        if not self.all_match:
            return Chosen(tuple(self.selected))
        asked, beside = self._query().filters, {*self._beside, "saved"}
        filters = {name: value for name, value in asked.items() if name not in beside}
        return Chosen(asked=ListQuery(self.words, filters))

    @action
    async def edit_many(self, form: dict[str, Any]) -> None:
        """The chosen field gets its value in all of them."""
        value = str(form.get("value") or "")[:500]
        values = {self.edited_field.name: value}
        await self._many("bulk.edited", bulk.edit, self._record, self._chosen(), values)

    @action
    async def assign_many(self, form: dict[str, Any]) -> None:
        """All of them go to a colleague."""
        to = str(form.get("to") or "")
        await self._many("bulk.assigned", bulk.assign, self._record, self._chosen(), to)

    @action
    async def open_tags(self) -> None:
        """The tags that there are."""
        self.problem = Problem()
        self.tags = await self._ask(custom_fields.tags, self._record) or []

    @action
    async def tag_many(self, form: dict[str, Any]) -> None:
        """All of them get tags, or lose one."""
        given = [str(form.get(name) or "")[:500] for name in ("add", "remove", "colour")]
        await self._many("bulk.tagged", bulk.tag, self._record, self._chosen(), *given)

    @action
    async def colour_tag(self, key: str, colour: str) -> None:
        """Another colour for a tag, wherever it stands; with a way back."""
        record = self._record
        use_case = custom_fields.colour_tag
        done, before = await self._do(use_case, record, key[:40], colour[:20])
        if done:
            await self._offer_undo("bulk.recoloured", use_case, record, key[:40], before)
            self.tags = await self._ask(custom_fields.tags, record) or []
            await self._refresh()

    @action
    async def delete_many(self) -> None:
        """All of them into the recycle bin."""
        await self._many("bulk.deleted", bulk.delete, self._record, self._chosen())

    async def _many(self, said: str, use_case: Callable[..., Done], *args: Any) -> None:
        done, result = await self._do(use_case, *args)
        if not done or result is None:
            await self._tell(self.problem.code or "bulk.nothing", "bad")
            return
        self.bulk_done += 1
        self._forget_selection()
        count = result.changed
        if not count:
            await self._tell("bulk.nothing")
        elif left := sum(result.left.values()):
            reasons = (
                [say("zh", code) for code in result.left],
                [say("en", code) for code in result.left],
            )
            await self._offer_undo(
                f"{said}_some", bulk.undo, result.public_id, count=count, left=left
            )
            self.problem = Problem("；".join(reasons[0]), " ".join(reasons[1]), code="bulk.left")
        else:
            await self._offer_undo(said, bulk.undo, result.public_id, count=count)
        await self._refresh()
