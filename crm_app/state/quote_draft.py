"""A draft of a quote as it is typed, priced at every pause."""

from decimal import Decimal
from typing import Any

import reflex as rx

from crm_app.services import quotes
from crm_app.services.approvals import Words
from crm_app.services.products import ProductRow
from crm_app.services.quotes import Figures, Preview, QuoteForm, QuotePage
from crm_app.state import quote_changes, quote_lines
from crm_app.state.base import OneRecord, action
from crm_app.state.line_typing import LineTyping
from crm_app.state.quote_lines import Answers, LineDraft, plain

NO_QUOTE = QuotePage("", 0, "")
FACTS = ("discount", "discount_amount", "valid_until", "note", "currency", "tax_included")
FACTS += ("payment_days", "payment_terms")


class QuoteDraft(LineTyping, OneRecord, mixin=True):
    """What is typed on top of a stored quote."""

    page: rx.Field[QuotePage] = rx.field(default_factory=lambda: NO_QUOTE)
    draft: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    figures: rx.Field[Figures] = rx.field(default_factory=Figures)
    missing: bool = False
    dirty: bool = False
    # Somebody else saved while this draft was being typed.
    conflict: bool = False
    # Sentences about discounts and promotions that do not go together.
    collisions: rx.Field[list[Words]] = rx.field(default_factory=list)
    # How often a discount was typed: the slider then stands there. While it moves it is left alone.
    typed: int = 0
    # Whether the discount is an amount, not percent.
    by_amount: bool = False

    @action
    async def change(self, name: str, value: str) -> None:
        """Discount, validity, payment, currency, remarks, or whether prices hold their tax."""
        if name not in FACTS:
            return
        turned = name == "tax_included" and bool(value) != bool(self.draft.get(name))
        if name == "currency" and value != self.draft["currency"]:
            await self._exchange(str(value)[:10])
        self.draft = {**self.draft, name: str(value)[:2000]}
        if turned:
            how, code = quote_changes.with_tax_or_without, self.draft["currency"]
            self._put([how(line, code, included=bool(value)) for line in self._typed])
        self.typed += name == "discount"
        await self._price()

    @action
    async def promote(self, key: str, public_id: str) -> None:
        """A line takes a promotion, or none."""
        self._keep(
            [
                quote_changes.promoting(line, public_id[:64]) if line.key == key else line
                for line in self._typed
            ]
        )
        seen = await self._price()
        if seen is not None:
            self._put(quote_changes.reduced(self._typed, key, seen))

    @action
    async def slide(self, discount: str) -> None:
        """The slider of the discount moved."""
        self.draft = {**self.draft, "discount": discount[:20]}
        await self._price()

    @action
    async def discount_by(self, kind: str) -> None:
        """The discount is typed as an amount, or in percent: what it was otherwise is gone."""
        self.by_amount = kind == "amount"
        left = "discount" if self.by_amount else "discount_amount"
        self.draft = {**self.draft, left: "0"}
        self.typed += 1
        await self._price()

    async def _reprice(self) -> None:
        await self._price()

    async def _price(self) -> Preview | None:
        self.dirty = True
        done, seen = await self._do(quotes.preview, self.page.public_id, self._form())
        if done and seen is not None:
            self.figures = seen.figures
            self._answer_with(quote_lines.answers_to(self._typed, seen))
            self._keep(quote_lines.priced(self._typed, self.answers))
            return seen
        self._mark_bad()
        return None

    def _answer_with(self, answers: Answers) -> None:
        """What the server says to the lines, and to discounts beside a promotion."""
        self.answers = answers
        self.collisions = [
            Words(one.collides_zh, one.collides_en)
            for one in answers.promoted.values()
            if one.collides_zh
        ]

    def _line_of(self, product: ProductRow) -> LineDraft:
        row = product
        same = row.currency == self.draft["currency"]
        price = row.price if same else Decimal(0)
        if self.draft["tax_included"]:
            price = quotes.with_tax(price, row.tax_rate, row.currency)
        return quote_lines.of_product(self._key(), row, self._actor().language, price)

    async def _exchange(self, into: str) -> None:
        """Costs, and prices that were typed, in another currency: without a rate they stay."""
        drafts, discount = self._typed, self.draft["discount_amount"]
        typed = quote_changes.amounts_of(drafts, discount)
        found = await self._ask(quotes.exchanged, typed, self.draft["currency"], into)
        if found is not None:
            made, discount = quote_changes.exchanged(drafts, discount, found)
            self._put(made)
            self.draft = {**self.draft, "discount_amount": discount}

    def _form(self) -> QuoteForm:
        sees_cost = self.page.figures.cost is not None
        facts: dict[str, Any] = {name: self.draft.get(name) for name in FACTS}
        facts["tax_included"] = bool(facts["tax_included"])
        return QuoteForm(**facts, lines=[line.form(with_cost=sees_cost) for line in self._typed])


def facts_of(page: QuotePage) -> dict[str, str]:
    """What of a quote is typed beside its lines."""
    return {
        "discount": plain(page.discount),
        "discount_amount": plain(page.discount_amount),
        "valid_until": page.valid_until.isoformat() if page.valid_until else "",
        "payment_days": "" if page.payment_days is None else str(page.payment_days),
        "payment_terms": page.payment_terms,
        "note": page.note,
        "currency": page.currency,
        "tax_included": "yes" if page.tax_included else "",
    }
