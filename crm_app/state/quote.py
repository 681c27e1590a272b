"""A quote in the editor: read, stored, sent, answered."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import reflex as rx

from crm_app.services import quotes, tax_rates
from crm_app.services.quotes import QuoteForm, QuotePage
from crm_app.state import quote_lines
from crm_app.state.base import Problem, action
from crm_app.state.custom_values import PREFIX, custom_facts
from crm_app.state.quote_draft import NO_QUOTE, QuoteDraft, facts_of
from crm_app.state.quote_lines import plain


class QuoteRecord(QuoteDraft, rx.State):
    """One quote: what is stored, and what is typed on top of it."""

    def _public_id(self) -> str:
        return str(getattr(self, "quote_id", ""))

    @action
    async def load(self) -> None:
        """The quote of the address; again whenever something of it changes."""
        if self.page.public_id != self._public_id():
            self.page = NO_QUOTE
            self.problem = Problem()
        await self._read()
        self._watch(QuoteRecord.refresh, f"quote:{self._public_id()}")

    @action
    async def refresh(self) -> None:
        """The quote changed: shown at once, unless something is typed that would be lost."""
        page = await self._ask(quotes.quote_page, self._public_id())
        if page is not None and page.version != self.page.version:
            if self.dirty:
                self.conflict = True
            else:
                self._show(page)

    @action
    async def drop_mine(self) -> None:
        """What is stored counts, not what was typed."""
        self.problem = Problem()
        await self._read()

    @action
    async def save_field(self, name: str, value: str) -> None:
        """A custom field was edited where it stands: stored at once, with all that is typed."""
        known = custom_facts(self.page.custom)
        if name in known and value.strip() != known[name]:
            await self._save(custom={name.removeprefix(PREFIX): value[:2000]})

    @action
    async def tick_option(self, key: str, option: str, on: str) -> None:
        """One of several choices was ticked, or its tick taken away."""
        for one in self.page.custom:
            if one.key == key:
                keys = [k for k in one.chosen if k != option] + ([option] if on else [])
                await self._save(custom={key: ",".join(keys)})

    @action
    async def save(self) -> None:
        """Store the draft; a refusal keeps what was typed."""
        if await self._save():
            await self._tell("quotes.saved")

    @action
    async def send(self) -> None:
        """Store and send."""
        if self.dirty and not await self._save():
            return
        done, _ = await self._do(quotes.send_quote, self.page.public_id, self.page.version)
        if done:
            await self._tell("quotes.sent", number=self.page.number)
            await self._read()

    @action
    async def accept(self) -> None:
        """The customer said yes."""
        await self._answer(quotes.accept_quote, "quotes.accepted")

    @action
    async def decline(self) -> None:
        """The customer said no."""
        await self._answer(quotes.decline_quote, "quotes.declined")

    @action
    async def revise(self) -> Any:
        """The next revision of what was sent."""
        return await self._go_on(quotes.revise_quote)

    @action
    async def renew(self) -> Any:
        """The next revision of what is past its validity."""
        return await self._go_on(quotes.renew_quote)

    @action
    async def copy(self) -> Any:
        """The same content under another number."""
        return await self._go_on(quotes.copy_quote)

    @action
    async def copy_to(self, form: dict[str, Any]) -> Any:
        """The same content for another customer."""
        return await self._go_on(quotes.copy_quote, str(form.get("customer") or ""))

    @action
    async def delete(self) -> Any:
        """A draft goes into the recycle bin, with a way back."""
        gone = self.page
        done, _ = await self._do(quotes.delete_quote, gone.public_id)
        if not done:
            return None
        undo = (quotes.restore_quote, gone.public_id)
        await self._offer_undo("quotes.deleted", *undo, number=gone.number)
        return rx.redirect("/quotes")

    async def _go_on(self, use_case: Any, *args: Any) -> Any:
        done, public_id = await self._do(use_case, self.page.public_id, *args)
        return rx.redirect(f"/quotes/{public_id}") if done else None

    async def _answer(self, use_case: Any, code: str) -> None:
        done, _ = await self._do(use_case, self.page.public_id)
        if done:
            await self._tell(code, number=self.page.number)
            await self._read()

    async def _save(self, custom: dict[str, str] | None = None) -> bool:
        page, keys = self.page, [line.key for line in self._typed]
        form = self._form() if self.dirty or custom is None else QuoteForm()
        sent = replace(form, custom=custom)
        done, _ = await self._do(quotes.change_quote, page.public_id, sent, page.version)
        if done:
            await self._read(keys)
        elif self.problem.code == "record.stale":
            self.conflict, self.problem = True, Problem()
        else:
            self._mark_bad()
        return done

    async def _read(self, keys: Sequence[str] = ()) -> None:
        page = await self._ask(quotes.quote_page, self._public_id())
        self.tax = plain(await self._ask(tax_rates.usual_percent) or Decimal(0))
        self.shown, self.missing = self._public_id(), page is None
        self._show(page or NO_QUOTE, keys)

    def _show(self, page: QuotePage, keys: Sequence[str] = ()) -> None:
        """What is stored; with the `keys` that its lines had, whoever types in one stays there."""
        self.page, self.figures = page, page.figures
        self.dirty = self.conflict = False
        self.edition += 1
        fitting = keys if len(keys) == len(page.lines) else [self._key() for _ in page.lines]
        drafts = [quote_lines.of_row(*pair) for pair in zip(fitting, page.lines, strict=True)]
        self._known = {}
        self._put(drafts)
        self._answer_with(quote_lines.answers_of(drafts, page.lines))
        self.draft = facts_of(page)
        self.by_amount = page.discount_amount > 0
