"""A lead's page."""

from typing import Any

import reflex as rx

from crm_app.services import leads, pools, tasks
from crm_app.services.classification import confirm_class, put_class_back
from crm_app.services.custom_fields import FieldValue
from crm_app.services.leads import ConvertForm, LeadForm, LeadPage, Plan
from crm_app.services.ownership import Sharer, sharers
from crm_app.services.points import Point
from crm_app.services.references import Reference
from crm_app.state.base import Problem, action
from crm_app.state.custom_values import PREFIX, asked_of, custom_facts, given_custom, split_custom
from crm_app.state.leads import FIELDS, lead_form
from crm_app.state.records import RecordScreen, first_shown

_NONE = LeadPage("", 0, "")
_NO_PLAN = Plan("", "", "", "CNY")
_LISTED = ("industry", "source", "size")
ANSWER = "answer-"


class LeadRecord(RecordScreen, rx.State):
    """One lead: facts, screening, what it became."""

    page: rx.Field[LeadPage] = rx.field(default_factory=lambda: _NONE)
    plan: rx.Field[Plan] = rx.field(default_factory=lambda: _NO_PLAN)
    owners: rx.Field[list[Reference]] = rx.field(default_factory=list)
    shared: rx.Field[list[Sharer]] = rx.field(default_factory=list)
    # The refusal of a conversion, apart from that of the page behind the sheet.
    convert_problem: rx.Field[Problem] = rx.field(default_factory=Problem)
    # Into what it is to be converted: kind → the known record's id; nothing for a new one.
    into: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    _kind: str = "lead"

    def _public_id(self) -> str:
        return str(self.lead_id)  # pyright: ignore[reportAttributeAccessIssue]

    def _points(self) -> list[Point]:
        return self.page.points

    def _facts(self) -> dict[str, str]:
        stored = {name: _stored(self.page, name) for name in FIELDS}
        return stored | custom_facts(self.page.custom)

    def _custom(self) -> list[FieldValue]:
        return self.page.custom

    @action
    async def load(self) -> None:
        """The lead of the address; again whenever something of it changes."""
        if self.page.public_id != self._public_id():
            self._opened, self.problem, self.convert_problem = {}, Problem(), Problem()
            self.plan = _NO_PLAN
        await self._read()
        self._watch(LeadRecord.refresh, f"lead:{self._public_id()}", "task")

    async def _read(self) -> None:
        page = await self._ask(leads.lead_page, self._public_id())
        self.shown, self.missing = self._public_id(), page is None
        self.page = page or _NONE
        self.phone = first_shown(self.page.points, "mobile", "phone")
        self.email = first_shown(self.page.points, "email")
        if page is not None:
            self.shared = await self._ask(sharers, "lead", page.public_id) or []

    async def _change(self, **fields: Any) -> bool:
        before, version = self.page, self.page.version
        done, _ = await self._do(
            leads.change_lead, before.public_id, LeadForm(**split_custom(fields)), version
        )
        if done:
            back = LeadForm(**split_custom({name: _stored(before, name) for name in fields}))
            await self._offer_undo("leads.changed", leads.change_lead, before.public_id, back)
        await self._reread()
        return done

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """The sheet with all facts."""
        sent = lead_form(form)
        given = {n: v for n in FIELDS if (v := getattr(sent, n)) is not None}
        await self._save_sheet(given | given_custom(form))

    @action
    async def confirm_class(self, name: str) -> None:
        """What was predicted of a field is so."""
        done, settled = await self._do(confirm_class, name, [self.page.public_id])
        if done and settled is not None:
            undo = (put_class_back, name, settled.before)
            await self._offer_undo("classification.settled", *undo, count=1)
        await self._reread()

    @action
    async def answer(self, question: str, value: str) -> None:
        """A screening question was answered where it stands."""
        public_id = self.page.public_id
        known = {one.public_id: one.value for one in self.page.questions}
        if known.get(question, "") == value.strip():
            return
        done, before = await self._do(leads.answer_questions, public_id, {question: value})
        if done:
            undo = (leads.answer_questions, public_id, before, None, self.page.status)
            await self._offer_undo("leads.answered", *undo)
        await self._reread()

    @action
    async def open_conversion(self) -> None:
        """The sheet was opened: what would be made, and whom it may be merged with."""
        self.convert_problem, self.into = Problem(), {}
        self.plan = await self._ask(leads.conversion_plan, self.page.public_id) or _NO_PLAN

    @action
    async def choose_into(self, kind: str, public_id: str) -> None:
        """A known record was chosen, or a new one: only that is asked for what it needs."""
        if kind in ("customer", "contact", "deal"):
            self.into = {**self.into, kind: public_id[:36]}

    @action
    async def convert(self, form: dict[str, Any]) -> None:
        """Customer, contact and deal at once; refused with the list of what is not answered."""
        lead, kept = self.page, self.problem
        answers = {
            name.removeprefix(ANSWER): str(value or "")
            for name, value in form.items()
            if name.startswith(ANSWER)
        }
        text = {
            name: str(form.get(name) or "")
            for name in ("customer", "contact", "deal_name", "amount", "currency", "expected_close")
        }
        more: dict[str, Any] = {"with_deal": bool(form.get("with_deal")), "answers": answers}
        asked = ConvertForm(**text, **more, **asked_of(form))
        done, _ = await self._do(leads.convert_lead, lead.public_id, asked)
        self.convert_problem, self.problem = self.problem, kept
        if done:
            self.saved += 1
            undo = (leads.undo_conversion, lead.public_id)
            await self._offer_undo("leads.converted", *undo, name=lead.name)
            await self._read()

    @action
    async def undo_conversion(self) -> None:
        """All is as it was, unless somebody has built on it."""
        done, _ = await self._do(leads.undo_conversion, self.page.public_id)
        if done:
            await self._tell("leads.unconverted")
        await self._reread()

    @action
    async def discard(self, form: dict[str, Any]) -> None:
        """It will not become a customer; with a way back."""
        lead = self.page
        reason = str(form.get("reason") or "")
        done, before = await self._do(leads.discard_lead, lead.public_id, reason)
        if done:
            self.saved += 1
            undo = (leads.reopen_lead, lead.public_id, before)
            await self._offer_undo("leads.discarded", *undo, name=lead.name)
        await self._reread()

    @action
    async def reopen(self) -> None:
        """Work on it again."""
        done, _ = await self._do(leads.reopen_lead, self.page.public_id)
        if done:
            await self._tell("leads.reopened")
        await self._reread()

    @action
    async def load_owners(self) -> None:
        """The sheet was opened: to whom it may be given."""
        self.owners = await self._ask(tasks.possible_assignees) or []

    @action
    async def hand_over(self, form: dict[str, Any]) -> None:
        """It is somebody else's from now on."""
        owner = str(form.get("owner") or "")
        name = next((one.name for one in self.owners if one.public_id == owner), "")
        done, _ = await self._do(leads.change_lead, self.page.public_id, LeadForm(owner=owner))
        if done:
            self.saved += 1
            await self._tell("leads.handed_over", name=name)
        await self._reread()

    @action
    async def claim(self) -> None:
        """A lead of the pool is one's own from now on."""
        lead = self.page
        done, _ = await self._do(pools.claim, lead.public_id)
        if done:
            undo = (pools.unclaim, lead.public_id)
            await self._offer_undo("pools.claimed", *undo, name=lead.name)
        await self._reread()

    @action
    async def give_back(self, form: dict[str, Any]) -> Any:
        """Into the pool, with a reason and a way back."""
        lead = self.page
        reason, note = (str(form.get(name) or "")[:500] for name in ("reason", "note"))
        done, _ = await self._do(pools.return_lead, lead.public_id, reason, note)
        if not done:
            return None
        self.saved += 1
        undo = (pools.take_back, lead.public_id)
        await self._offer_undo("pools.returned", *undo, name=lead.name)
        return rx.redirect("/leads")

    @action
    async def delete(self) -> Any:
        """Into the recycle bin, with a way back."""
        gone = self.page
        done, _ = await self._do(leads.delete_lead, gone.public_id)
        if not done:
            return None
        await self._offer_undo("leads.deleted", leads.restore_lead, gone.public_id, name=gone.name)
        return rx.redirect("/leads")


def _stored(page: LeadPage, name: str) -> Any:
    """A field as the form would send it."""
    if name.startswith(PREFIX):
        return custom_facts(page.custom).get(name, "")
    if name == "product":
        return page.product_public_id
    if name == "name" and page.name == page.company[:120]:
        return ""
    value = getattr(page, name)
    return value.key if name in _LISTED else value
