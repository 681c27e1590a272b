"""The list of leads, and entering a new one."""

from typing import Any

import reflex as rx

from crm_app.core.errors import AppError
from crm_app.core.listing import ListQuery, Page
from crm_app.core.permissions import Permission
from crm_app.services import leads, ownership, pools, products
from crm_app.services.choices import Option, options
from crm_app.services.leads import Candidate, LeadForm, LeadRow, NewLeads
from crm_app.services.points import Point
from crm_app.state.base import Problem, Screen, action
from crm_app.state.custom_values import custom_of
from crm_app.state.ownership import COMPARED, AskScreen, compared, readable
from crm_app.state.records import points_in
from crm_app.state.saved_views import ViewedList

FIELDS = (
    *("name", "honorific", "title", "company", "region", "address", "industry", "size", "source"),
    *("campaign", "product", "note", "status"),
)
_LISTS = ("industry", "source", "size", "discard_reason")
_KINDS = ("mobile", "phone", "email", "wechat", "website")


class LeadChoices(Screen, rx.State):
    """The editable lists of the leads' forms."""

    industries: rx.Field[list[Option]] = rx.field(default_factory=list)
    sources: rx.Field[list[Option]] = rx.field(default_factory=list)
    sizes: rx.Field[list[Option]] = rx.field(default_factory=list)
    reasons: rx.Field[list[Option]] = rx.field(default_factory=list)
    return_reasons: rx.Field[list[Option]] = rx.field(default_factory=list)
    bar_days: int = 0
    products: rx.Field[list[Option]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """Read them."""
        found = [await self._ask(options, name) or [] for name in _LISTS]
        self.industries, self.sources, self.sizes, self.reasons = found
        self.return_reasons = await self._ask(options, "return_reason") or []
        if self._actor().can(Permission.LEAD_READ):
            setting = await self._ask(pools.pool_settings)
            self.bar_days = setting.bar_days if setting else 0
        if self._actor().can(Permission.PRODUCT_READ):
            page = await self._ask(products.products, ListQuery(size=200))
            rows = page.rows if page else []
            self.products = [Option(row.public_id, row.zh, row.en) for row in rows]


class LeadList(ViewedList, rx.State):
    """All leads one may see."""

    rows: rx.Field[list[LeadRow]] = rx.field(default_factory=list)

    _record: str = "lead"

    async def _read(self, asked: ListQuery) -> Page[LeadRow] | None:
        return await self._ask(leads.leads, asked)

    @action
    async def load(self) -> Any:
        """The page the address asks for; again whenever a lead changes."""
        onward = await self._open()
        self._watch(LeadList.refresh, "lead")
        return onward

    @action
    async def refresh(self) -> None:
        """Somebody changed a lead."""
        await self._refresh()


class NewLead(AskScreen, rx.State):
    """The form for a new lead; says who it may be, and whose, while one types."""

    saved: rx.Field[int] = rx.field(default=0)
    duplicates: rx.Field[list[Candidate]] = rx.field(default_factory=list)

    @action
    async def start(self) -> None:
        """The form was opened."""
        self.duplicates, self.holders, self._said, self.problem = [], [], {}, Problem()

    @action
    async def check(self, name: str, typed: str) -> None:
        """A name, a number, an address or the company was typed: is it known, or somebody's?"""
        if name in (*COMPARED, "name", "company"):
            self._said = {**self._said, name: typed[:200]}
            await self._look()

    async def _look(self) -> None:
        name, company = self._said.get("name", ""), self._said.get("company", "")
        points = readable(self._said)
        found = await self._ask(leads.possible_duplicates, name, company, points)
        self.duplicates = found or []
        # One's own is among those already; a colleague's is refused, and can be asked for.
        held = await self._held(self._said)
        self.holders = [one for one in held if not (one.may_see and one.is_mine)]

    @action
    async def create(self, form: dict[str, Any]) -> Any:
        """A new lead of one's own."""
        self.problem = Problem()
        try:
            entered = lead_form(form, points_in(form, *_KINDS), custom_of(form))
        except AppError as refusal:
            self.problem = Problem.of(refusal)
            return None
        done, public_id = await self._do(leads.create_lead, entered)
        if not done:
            kept = {"name": str(form.get("name") or "")[:200]}
            await self._look_after_refusal(kept | compared(form))
            return None
        self.saved, self.duplicates, self.holders, self._said = self.saved + 1, [], [], {}
        undo = (leads.delete_lead, public_id)
        await self._offer_undo("leads.created", *undo, name=entered.name or entered.company)
        return rx.redirect(f"/leads/{public_id}")


class HomeLeads(Screen, rx.State):
    """What waits on the home page: new leads of one's own, requests for one's records."""

    mine: rx.Field[NewLeads] = rx.field(default_factory=NewLeads)
    requests: int = 0

    @action
    async def load(self) -> None:
        """Read them; again whenever a lead or a request changes."""
        await self._read()
        self._watch(HomeLeads.refresh, "lead", "ownership_request")

    @action
    async def refresh(self) -> None:
        """A lead or a request changed."""
        await self._read()

    async def _read(self) -> None:
        if self._actor().can(Permission.LEAD_READ):
            self.mine = await self._ask(leads.new_leads) or NewLeads()
        self.requests = await self._ask(ownership.waiting_requests) or 0


def lead_form(
    form: dict[str, Any], points: list[Point] | None = None, custom: dict[str, str] | None = None
) -> LeadForm:
    """What a leads' form says; fields that it does not have stay as they are."""
    given = {name: str(form[name] or "") for name in FIELDS if name in form}
    return LeadForm(**given, points=points, custom=custom)  # pyright: ignore[reportArgumentType]
