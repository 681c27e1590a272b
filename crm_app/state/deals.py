"""The deals as a list and as a board; those of one customer."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.services import deals
from crm_app.services.deals import DealForm, DealRow, PersonName, Step
from crm_app.state.base import OneRecord, action
from crm_app.state.custom_values import custom_of
from crm_app.state.moves import MoveScreen
from crm_app.state.saved_views import ViewedList

FIELDS = (
    *("name", "customer", "contact", "amount", "currency", "expected_close"),
    *("competitor", "owner"),
)


# What the filters' own controls show; whatever else narrows the list is said beside them.
_SHOWN = frozenset(
    (
        *("stage", "state", "owner", "pipeline", "view", "lanes", "where"),
        *("amount_from", "amount_to", "close_from", "close_to"),
    )
)
# Values that say something by themselves; the others are keys.
_READABLE = frozenset({"closed_from", "closed_to", "competitor", "region", "currency", "tier"})


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter without a control, as a number of a report sets it; its value where one can read it."""

    name: str
    value: str


class DealList(ViewedList, MoveScreen, rx.State):
    """All deals one may see; the address says whether as a list or as a board."""

    rows: rx.Field[list[DealRow]] = rx.field(default_factory=list)
    view: rx.Field[str] = rx.field("board")
    owners: rx.Field[list[PersonName]] = rx.field(default_factory=list)
    narrowings: rx.Field[list[Narrowing]] = rx.field(default_factory=list)

    _record: str = "deal"
    _beside: tuple[str, ...] = ("view", "lanes")

    def _take(self, address: dict[str, str]) -> None:
        super()._take(address)
        self.narrowings = [
            Narrowing(name, value if name in _READABLE and value != "-" else "")
            for name, value in self.filters.items()
            if name not in _SHOWN and not name.startswith("custom.")
        ]

    async def _address(self, **changes: Any) -> Any:
        before = self.filters.get("pipeline", "")
        if changes.get("pipeline", before) != before:
            await self._load_stages(changes["pipeline"])
        return await super()._address(**changes)

    async def _read(self, asked: ListQuery) -> Page[DealRow] | None:
        self.view = "list" if asked.filters.pop("view", "") == "list" else "board"
        asked.filters.pop("lanes", None)
        if self.view == "board":  # it reads its cards by itself (api/board.py)
            return None
        return await self._ask(deals.deals, asked)

    @action
    async def load(self) -> Any:
        """What the address asks for; again whenever a deal changes."""
        onward = await self._open()
        await self._load_stages(self.filters.get("pipeline", ""))
        self.owners = await self._ask(deals.deal_owners) or []
        self._watch(DealList.refresh, "deal")
        return onward

    @action
    async def refresh(self) -> None:
        """Somebody changed a deal."""
        self.version += 1
        await self._refresh()

    @action
    async def show(self, view: str) -> Any:
        """Board or list; words and filters stay."""
        return await self._address(view="list" if view == "list" else "", sort="")

    @action
    async def sort_board(self, sort: str) -> Any:
        """Another order of the cards."""
        return await self._address(sort=sort)

    @action
    async def filter_number(self, name: str, value: str) -> Any:
        """An amount was entered; leaving the field without a change asks for nothing."""
        if name not in ("amount_from", "amount_to") or value.strip() == self.filters.get(name, ""):
            return None
        return await self._address(**{name: value.strip()[:20]})

    @action
    async def clear_filters(self) -> Any:
        """Amounts and dates are of no matter any more."""
        return await self._address(amount_from="", amount_to="", close_from="", close_to="")

    @action
    async def choose_pipeline(self, pipeline: str) -> Any:
        """Another pipeline's board or list."""
        return await self._address(pipeline=pipeline, stage="")

    @action
    async def nudge(self, public_id: str, owner: str) -> None:
        """Ask a deal's owner how it goes on."""
        done, _ = await self._do(deals.nudge, public_id)
        if done:
            await self._tell("deals.nudged", owner=owner[:80])
        elif self.problem.code:
            await self._tell(self.problem.code, "bad")

    @action
    async def create(self, form: dict[str, Any]) -> Any:
        """A new deal from the sheet."""
        done, public_id = await self._do(deals.create_deal, deal_form(form))
        if not done:
            return None
        self.saved += 1
        name = str(form.get("name", ""))
        await self._offer_undo("deals.created", deals.delete_deal, public_id, name=name)
        return rx.redirect(f"/deals/{public_id}")


class CustomerDeals(OneRecord, rx.State):
    """The deals beside a customer."""

    rows: rx.Field[list[DealRow]] = rx.field(default_factory=list)
    # The stages of the open deal on top, with their days.
    path: rx.Field[list[Step]] = rx.field(default_factory=list)
    path_name: str = ""
    saved: int = 0

    def _customer(self) -> str:
        return str(getattr(self, "customer_id", ""))

    @action
    async def load(self) -> None:
        """The deals of the customer of the address; again whenever a deal changes."""
        await self._read()
        self._watch(CustomerDeals.refresh, "deal")

    @action
    async def refresh(self) -> None:
        """Somebody changed a deal."""
        await self._read()

    @action
    async def create(self, form: dict[str, Any]) -> Any:
        """A new deal with this customer."""
        sent = deal_form({**form, "customer": self._customer()})
        done, public_id = await self._do(deals.create_deal, sent)
        if not done:
            return None
        self.saved += 1
        name = str(form.get("name", ""))
        await self._offer_undo("deals.created", deals.delete_deal, public_id, name=name)
        return rx.redirect(f"/deals/{public_id}")

    async def _read(self) -> None:
        self.shown = self._customer()
        self.rows = await self._ask(deals.deals_of_customer, self.shown) or []
        first = next((row for row in self.rows if row.stage_kind == "open"), None)
        page = await self._ask(deals.deal_page, first.public_id) if first else None
        self.path, self.path_name = (page.steps, page.name) if page else ([], "")


def deal_form(form: dict[str, Any]) -> DealForm:
    """What a form of deals says; fields that it does not have stay as they are."""
    sent: dict[str, Any] = {name: str(form[name]) for name in FIELDS if form.get(name) is not None}
    pipeline = str(form.get("pipeline") or "") or None
    return DealForm(**sent, pipeline=pipeline, custom=custom_of(form))
