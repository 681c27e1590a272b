"""One voice note: its text, what was heard in it, and what confirming would write."""

from dataclasses import replace
from typing import Any

import reflex as rx

from crm_app.core.errors import AppError
from crm_app.locales.catalog import say
from crm_app.services import voice
from crm_app.services.voice import Named, NoteDraft, NoteForm, TextPiece, VoicePage
from crm_app.state.base import OneRecord, Problem, action
from crm_app.state.custom_values import custom_of
from crm_app.state.ownership import AskScreen, unseen
from crm_app.state.pickers import Pickers
from crm_app.state.voice_plan import Plan, PlannedNote, plan_of

_NONE = Named("", "")
_TEXTS = ("amount", "currency", "next_step", "due", "deal_id")
_MOODS = {"good": 0.6, "neutral": 0.0, "bad": -0.6}


class NoteScreen(AskScreen, OneRecord, rx.State):
    """Nothing here is stored before it is confirmed; what is corrected lives in the tab alone."""

    public_id: rx.Field[str] = rx.field("")
    status: rx.Field[str] = rx.field("")
    file_id: rx.Field[str] = rx.field("")
    seconds: rx.Field[int] = rx.field(default=0)
    spoken_at: rx.Field[str] = rx.field("")
    progress: rx.Field[float] = rx.field(default=0.0)
    is_incomplete: rx.Field[bool] = rx.field(default=False)
    trouble: rx.Field[Problem] = rx.field(default_factory=Problem)
    record_address: rx.Field[str] = rx.field("")
    text: rx.Field[str] = rx.field("")
    pieces: rx.Field[list[TextPiece]] = rx.field(default_factory=list)
    editing: rx.Field[bool] = rx.field(default=False)
    draft: rx.Field[NoteDraft] = rx.field(default_factory=NoteDraft)
    new_customer: rx.Field[str] = rx.field("")
    new_contact: rx.Field[str] = rx.field("")
    sets_amount: rx.Field[bool] = rx.field(default=False)
    mood: rx.Field[str] = rx.field("")
    open_fact: rx.Field[str] = rx.field("")
    source: rx.Field[str] = rx.field("")
    plan: rx.Field[Plan] = rx.field(default_factory=Plan)
    _sources: dict[str, str] = {}

    @action
    async def load(self) -> None:
        """The note of the address; another one's corrections are forgotten."""
        public_id = str(self.note_key)  # pyright: ignore[reportAttributeAccessIssue]
        if public_id != self.public_id:
            self.reset()
        await self._read(public_id)

    @action
    async def refresh(self) -> None:
        """The transcription came further, or somebody changed the note."""
        await self._read(self.public_id)

    async def _read(self, public_id: str) -> None:
        page = await self._ask(voice.voice_page, public_id)
        self.shown = public_id
        if page is None:
            return
        before, self.public_id = self.status, public_id
        self._watch(NoteScreen.refresh, f"voice_note:{public_id}", f"job:{page.job_id}")
        self._show(page)
        if page.status not in (before, "waiting"):
            await self._propose(page)

    def _show(self, page: VoicePage) -> None:
        self.status, self.file_id = page.status, page.file_id
        self.seconds, self.spoken_at = round(page.seconds), page.spoken_at.isoformat()
        self.progress, self.is_incomplete = round(page.progress * 100), page.is_incomplete
        code = page.error.get("code") or "engine.failed"
        params = page.error.get("params") or {}
        failed = page.status == "failed"
        self.trouble = Problem.of(AppError(code, **params)) if failed else Problem()
        about = (("customers", page.customer_id), ("contacts", page.contact_id))
        address = next((f"/{place}/{record}" for place, record in about if record), "")
        self.record_address = address

    async def _propose(self, page: VoicePage) -> None:
        """The suggestions of a transcript that just came."""
        evidence = page.facts.get("evidence") or {}
        self.text, self._sources = page.text, voice.sources(evidence)
        self.pieces = voice.text_pieces(page.text, evidence)
        self.editing = page.status != "confirmed" and not page.text
        draft = await self._ask(voice.note_draft, page.public_id) or NoteDraft()
        self.mood = _mood(draft.mood)
        if draft.due and not draft.next_step:  # a date alone says: something is to be done by then
            name = draft.customer.name or draft.contact.name
            step = say(self._actor().language, "voice.follow_up", name=name)
            draft = replace(draft, next_step=step)
        self._settle(draft)

    def _settle(self, draft: NoteDraft) -> None:
        self.draft = draft
        self.plan = plan_of(self._form())

    @action
    async def look_at(self, fact: str) -> None:
        """A chip or a marked word was pressed: show where it comes from, and let it be corrected."""
        self.open_fact = "" if self.open_fact == fact else fact
        self.source = self._sources.get(fact, "")

    @action
    async def edit_text(self) -> None:
        """Correct what was misheard."""
        self.editing = True

    @action
    async def note_text(self, text: str) -> None:
        """The corrected text; its marks no longer fit."""
        if text != self.text:
            self.text, self.pieces = text[:20_000], [TextPiece(text[:20_000])]

    @action
    async def correct(self, name: str, value: str) -> None:
        """Another amount, step, date or deal."""
        if name in _TEXTS:
            self._settle(replace(self.draft, **{name: value.strip()[:300]}))

    @action
    async def take_customer(self, public_id: str, name: str) -> None:
        """Another customer: his deals with him."""
        self.new_customer = ""
        found = await self._ask(voice.open_deals, public_id) if public_id else []
        deals = found or []
        only = deals[0].public_id if len(deals) == 1 else ""
        changed = replace(self.draft, customer=Named(public_id, name), deals=deals, deal_id=only)
        self._settle(changed)

    @action
    async def choose_customer(self, public_id: str) -> None:
        """Chosen in the search field."""
        rows = (await self.get_state(Pickers)).customers
        name = next((row.name for row in rows if row.public_id == public_id), "")
        await NoteScreen.take_customer.fn(self, public_id, name)

    @action
    async def create_customer(self) -> None:
        """The name that was said is a new customer's; made when the note is confirmed."""
        self.new_customer = self.draft.customer_said
        self._settle(replace(self.draft, customer=_NONE, deals=[], deal_id=""))

    @action
    async def take_contact(self, public_id: str, name: str) -> None:
        """Another contact."""
        self.new_contact = ""
        self._settle(replace(self.draft, contact=Named(public_id, name)))

    @action
    async def choose_contact(self, public_id: str) -> None:
        """Chosen in the search field."""
        rows = (await self.get_state(Pickers)).contacts
        name = next((row.name for row in rows if row.public_id == public_id), "")
        await NoteScreen.take_contact.fn(self, public_id, name)

    @action
    async def create_contact(self) -> None:
        """The name that was said is a new contact's, at the customer; made when the note is confirmed."""
        self.new_contact = self.draft.contact_said
        self._settle(replace(self.draft, contact=_NONE))

    @action
    async def drop_product(self, name: str) -> None:
        """A product that was not meant."""
        kept = tuple(one for one in self.draft.products if one != name)
        self._settle(replace(self.draft, products=kept))

    @action
    async def feel(self, mood: str) -> None:
        """Another mood; the same one again takes it away."""
        if mood in _MOODS:
            self.mood = "" if self.mood == mood else mood

    @action
    async def toggle_amount(self) -> None:
        """Whether the deal's amount becomes the one that was said."""
        self.sets_amount = not self.sets_amount
        self.plan = plan_of(self._form())

    def _form(self) -> PlannedNote:
        draft = self.draft
        form = NoteForm(
            text=self.text,
            customer_id=draft.customer.public_id,
            new_customer=self.new_customer,
            contact_id=draft.contact.public_id,
            new_contact=self.new_contact,
            deal_id=draft.deal_id,
            next_step=draft.next_step,
            due=draft.due,
            amount=draft.amount,
            currency=draft.currency,
            sets_amount=self.sets_amount and bool(draft.deal_id) and bool(draft.amount),
            products=draft.products,
            mood=_MOODS.get(self.mood),
        )
        deal = next((one.name for one in draft.deals if one.public_id == draft.deal_id), "")
        name = self.new_customer or draft.customer.name or draft.contact.name or self.new_contact
        return PlannedNote(form, name, deal)

    @action
    async def confirm(self, form: dict[str, Any]) -> Any:
        """Write it, in one go; `form` holds what new records are asked for."""
        planned = self._form()
        asked = {f"{of}_custom": custom_of(form, f"{of}.") for of in ("customer", "contact")}
        whole = replace(planned.form, **asked)
        done, written = await self._do(voice.confirm_note, self.public_id, whole)
        if not done or written is None:
            await self._look_after_refusal({"company": planned.form.new_customer})
            return None
        self.holders = []
        if written.task_id:
            await self._tell("voice.confirmed_task", task=planned.form.next_step)
        else:
            await self._tell("voice.confirmed")
        if written.customer_id:
            return rx.redirect(f"/customers/{written.customer_id}#timeline")
        return rx.redirect(f"/contacts/{written.contact_id}#timeline")

    async def _look(self) -> None:
        self.holders = unseen(await self._held(self._said))

    @action
    async def discard(self) -> Any:
        """Delete the note, with a way back, and go back to the recorder."""
        done, _ = await self._do(voice.discard_note, self.public_id)
        if not done:
            return None
        await self._offer_undo("voice.discarded", voice.restore_note, self.public_id)
        return rx.redirect("/voice")

    @action
    async def listen_again(self) -> None:
        """After a failure, or with another model."""
        await self._do(voice.listen_again, self.public_id)


def _mood(value: float | None) -> str:
    if value is None:
        return ""
    return "good" if value > 0.2 else "bad" if value < -0.2 else "neutral"
