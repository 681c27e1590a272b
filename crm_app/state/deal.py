"""A deal's page."""

from typing import Any

import reflex as rx

from crm_app.services import choices, deals, quotes, tasks, views
from crm_app.services.choices import Option
from crm_app.services.competitors import competitors
from crm_app.services.deals import DealForm, DealPage, PersonName
from crm_app.services.quotes import QuoteForm
from crm_app.services.scoring import NO_SCORE, ScoreRow, deal_score
from crm_app.services.tasks import TaskForm
from crm_app.services.views import ViewingForm
from crm_app.state.base import OneRecord, Problem, action
from crm_app.state.deals import deal_form
from crm_app.state.moves import MoveScreen

_NONE = DealPage("", 0, "")


class DealRecord(OneRecord, MoveScreen, rx.State):
    """One deal: facts, path, quotes, tasks."""

    page: rx.Field[DealPage] = rx.field(default_factory=lambda: _NONE)
    owners: rx.Field[list[PersonName]] = rx.field(default_factory=list)
    rivals: rx.Field[list[str]] = rx.field(default_factory=list)
    colleagues: rx.Field[list[PersonName]] = rx.field(default_factory=list)
    # Why it may have ended as it did, to choose from.
    reasons: rx.Field[list[Option]] = rx.field(default_factory=list)
    missing: bool = False
    score: rx.Field[ScoreRow] = rx.field(default_factory=lambda: NO_SCORE)

    def _public_id(self) -> str:
        return str(getattr(self, "deal_id", ""))

    @rx.var
    def phone(self) -> str:
        """The number to call about the deal: of the main contact, else of the first there."""
        return next((one.phone for one in self.page.people if one.phone), "")

    @action
    async def load(self) -> None:
        """The deal of the address; again whenever something of it changes."""
        if self.page.public_id != self._public_id():
            self.page, self.asking, self.problem = _NONE, False, Problem()
        await self._read()
        self._watch(DealRecord.refresh, f"deal:{self._public_id()}")

    @action
    async def refresh(self) -> None:
        """Somebody changed the deal or what belongs to it."""
        await self._read()

    async def _read(self) -> None:
        problem = self.problem
        page = await self._ask(deals.deal_page, self._public_id())
        self.shown, self.missing = self._public_id(), page is None
        self.page, self.problem = page or _NONE, problem
        if page is not None:
            self.score = await self._ask(deal_score, page.public_id) or NO_SCORE
        if self.page.stage_kind != "open":
            list_key = f"{self.page.stage_kind}_reason"
            self.reasons = await self._ask(choices.options, list_key) or []

    async def _moved(self) -> None:
        await self._read()

    @action
    async def offer_owners(self) -> None:
        """The form opens: who the deal may go to."""
        self.owners = await self._ask(deals.possible_owners) or []
        self.rivals = await self._ask(competitors) or []

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """The sheet with all facts; nothing typed is lost by a refusal."""
        before, sent = self.page, deal_form(form)
        done, _ = await self._do(deals.change_deal, before.public_id, sent, before.version)
        if done:
            self.saved += 1
            await self._offer_undo(
                "deals.saved", deals.change_deal, before.public_id, _back(before)
            )
        await self._read()

    @action
    async def plan(self, form: dict[str, Any]) -> None:
        """The next step was entered."""
        title, due = str(form.get("title") or ""), str(form.get("due") or "")
        sent = TaskForm(title=title, due=due, deal=self.page.public_id)
        done, public_id = await self._do(tasks.create_task, sent)
        if done:
            self.saved += 1
            await self._offer_undo("deals.step_planned", tasks.delete_task, public_id, title=title)
        await self._read()

    @action
    async def finish(self, task_id: str, title: str) -> None:
        """A step is done, with a way back."""
        done, _ = await self._do(tasks.complete_task, task_id)
        if done:
            undo = (tasks.reopen_task, task_id)
            await self._offer_undo("deals.step_finished", *undo, title=title[:300])
        await self._read()

    @action
    async def make_main(self, contact_id: str) -> None:
        """This is the person to talk to about the deal."""
        before = self.page
        done, _ = await self._do(deals.change_deal, before.public_id, DealForm(contact=contact_id))
        if done:
            back = DealForm(contact=before.contact_public_id)
            await self._offer_undo("deals.saved", deals.change_deal, before.public_id, back)
        await self._read()

    @action
    async def count_as(self, category: str) -> None:
        """How it counts in the forecast, with a way back."""
        public_id = self.page.public_id
        done, before = await self._do(deals.set_forecast, public_id, category[:20])
        if done:
            await self._offer_undo("forecast.saved", deals.set_forecast, public_id, before)
        await self._read()

    @action
    async def name_reason(self, reason: str) -> None:
        """Why it was won or lost."""
        done, _ = await self._do(deals.name_reason, self.page.public_id, reason)
        if done:
            await self._tell("deals.saved")
        await self._read()

    @action
    async def offer_colleagues(self) -> None:
        """The sheet of collaborators opens: who there is."""
        self.colleagues = await self._ask(deals.possible_collaborators) or []

    @action
    async def share(self, form: dict[str, Any]) -> None:
        """A colleague was added."""
        person, rights = str(form.get("person") or ""), str(form.get("rights") or "edit")
        use_case = deals.add_collaborator
        done, _ = await self._do(use_case, self.page.public_id, person, rights)
        if done:
            self.saved += 1
            undo = (deals.remove_collaborator, self.page.public_id, person)
            await self._offer_undo("shares.added", *undo)
        await self._read()

    @action
    async def unshare(self, person: str, name: str) -> None:
        """A colleague was taken out, with a way back."""
        done, rights = await self._do(deals.remove_collaborator, self.page.public_id, person)
        if done and rights is not None:
            undo = (deals.add_collaborator, self.page.public_id, person, rights)
            await self._offer_undo("shares.removed", *undo, name=name[:80])
        await self._read()

    @action
    async def add_viewing(self, form: dict[str, Any]) -> None:
        """Something was shown to the customer."""
        names = ("day", "place", "who", "impression")
        sent = ViewingForm(**{name: str(form.get(name) or "") for name in names})
        done, made = await self._do(views.add_viewing, self.page.public_id, sent)
        if done and made:
            self.saved += 1
            undo = (views.remove_viewing, self.page.public_id, made)
            await self._offer_undo("views.added", *undo)
        await self._read()

    @action
    async def remove_viewing(self, viewing_id: str) -> None:
        """A viewing was written down by mistake, with a way back."""
        done, gone = await self._do(views.remove_viewing, self.page.public_id, viewing_id)
        if done and gone is not None:
            undo = (views.add_viewing, self.page.public_id, gone)
            await self._offer_undo("views.removed", *undo)
        await self._read()

    @action
    async def nudge(self) -> None:
        """Ask its owner how it goes on."""
        done, _ = await self._do(deals.nudge, self.page.public_id)
        if done:
            await self._tell("deals.nudged", owner=self.page.owner)

    @action
    async def delete(self) -> Any:
        """Into the recycle bin, with a way back."""
        gone = self.page
        done, _ = await self._do(deals.delete_deal, gone.public_id)
        if not done:
            return None
        await self._offer_undo("deals.deleted", deals.restore_deal, gone.public_id, name=gone.name)
        return rx.redirect("/deals")

    @action
    async def quote(self) -> Any:
        """A new quote for this deal."""
        done, public_id = await self._do(quotes.create_quote, QuoteForm(deal=self.page.public_id))
        return rx.redirect(f"/quotes/{public_id}") if done else None


def _back(page: DealPage) -> DealForm:
    """The form that makes the deal what it was."""
    return DealForm(
        name=page.name,
        customer=page.customer_public_id,
        contact=page.contact_public_id,
        amount=f"{page.amount:f}",
        currency=page.currency,
        expected_close=page.expected_close.isoformat() if page.expected_close else "",
        competitor=page.competitor,
        owner=page.owner_public_id,
        custom={one.key: one.value for one in page.custom},
    )
