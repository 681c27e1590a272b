"""The short forms of the capture sheet: a note, a visit, a task, a customer, a deal."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import reflex as rx

from crm_app.core.errors import AppError
from crm_app.services import activities, customers, deals, tasks, voice
from crm_app.services.activities import ActivityForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.points import read_point
from crm_app.services.tasks import TaskForm
from crm_app.state.base import Problem, action
from crm_app.state.custom_values import custom_of
from crm_app.state.ownership import AskScreen, compared

KINDS = ("note", "visit", "task", "customer", "deal", "lead")


class QuickCapture(AskScreen, rx.State):
    """One short form; what it is about may come with the address."""

    kind: rx.Field[str] = rx.field("")
    customer_id: rx.Field[str] = rx.field("")
    customer_name: rx.Field[str] = rx.field("")
    contact_id: rx.Field[str] = rx.field("")
    contact_name: rx.Field[str] = rx.field("")

    @action
    async def load(self) -> Any:
        """Which form, and about whom."""
        self.reset()
        kind = str(self.capture_kind)  # pyright: ignore[reportAttributeAccessIssue]
        if kind not in KINDS:
            return rx.redirect("/", replace=True)
        self.kind = kind
        asked = dict(parse_qsl(urlsplit(str(self.router.url)).query))
        found = await self._ask(voice.spoken_about, asked) or {}
        if "customer" in found:
            self.customer_id, self.customer_name = (
                found["customer"].public_id,
                found["customer"].name,
            )
        if "contact" in found:
            self.contact_id, self.contact_name = found["contact"].public_id, found["contact"].name
        self.loaded = True
        return None

    @action
    async def save(self, form: dict[str, Any]) -> Any:
        """Store it, with a way back, and go where it is seen."""
        typed = {name: str(value or "").strip() for name, value in form.items()}
        self.problem = Problem()
        if self.kind not in _SAVES:
            return rx.redirect("/", replace=True)
        try:
            return await _SAVES[self.kind](self, typed)
        except AppError as refusal:
            self.problem = Problem.of(refusal)
            return None

    async def _activity(self, typed: dict[str, str]) -> Any:
        links = [(kind, typed[kind]) for kind in ("customer", "contact") if typed.get(kind)]
        happened = ActivityForm(
            kind=self.kind, text=typed.get("text", ""), outcome=typed.get("outcome", "")
        )
        done, made = await self._do(activities.record_activity, happened, links)
        if not done:
            return None
        await self._offer_undo(f"captures.saved_{self.kind}", activities.delete_activity, made)
        return rx.redirect(_home_of(typed))

    async def _task(self, typed: dict[str, str]) -> Any:
        asked = TaskForm(
            title=typed.get("title", ""),
            due=typed.get("due", ""),
            customer=typed.get("customer", ""),
            contact=typed.get("contact", ""),
        )
        done, made = await self._do(tasks.create_task, asked)
        if not done:
            return None
        await self._offer_undo("captures.saved_task", tasks.delete_task, made)
        return rx.redirect(_home_of(typed, "/tasks"))

    async def _customer(self, typed: dict[str, str]) -> Any:
        phone = typed.get("phone", "")
        points = [read_point("phone", phone)] if phone else []
        own = custom_of(typed, "customer.")
        made = CustomerForm(name=typed.get("name", ""), points=points, custom=own)
        done, public_id = await self._do(customers.create_customer, made)
        if not done:
            await self._look_after_refusal(compared(typed, company="name"))
            return None
        await self._offer_undo("captures.saved_customer", customers.delete_customer, public_id)
        return rx.redirect(f"/customers/{public_id}")

    async def _deal(self, typed: dict[str, str]) -> Any:
        made = DealForm(
            name=typed.get("name", ""),
            customer=typed.get("customer", ""),
            contact=typed.get("contact", ""),
            amount=typed.get("amount", ""),
            custom=custom_of(typed, "deal."),
        )
        done, public_id = await self._do(deals.create_deal, made)
        if not done:
            return None
        await self._offer_undo("captures.saved_deal", deals.delete_deal, public_id)
        return rx.redirect(f"/deals/{public_id}")


_SAVES = {
    "note": QuickCapture._activity,
    "visit": QuickCapture._activity,
    "task": QuickCapture._task,
    "customer": QuickCapture._customer,
    "deal": QuickCapture._deal,
}


def _home_of(typed: dict[str, str], otherwise: str = "/") -> str:
    """The page of what it is about."""
    if typed.get("customer"):
        return f"/customers/{typed['customer']}"
    return f"/contacts/{typed['contact']}" if typed.get("contact") else otherwise
