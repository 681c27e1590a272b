"""Pure: what becomes of typed lines when something around them changes."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from crm_app.services import quotes
from crm_app.services.quotes import Preview
from crm_app.state.quote_lines import LineDraft, plain


def promoting(draft: LineDraft, public_id: str) -> LineDraft:
    """A line that is to take a promotion, or none (""): what it gives is the server's to say."""
    asks = draft.product != ""
    return replace(draft, promotion=public_id, discount="0", auto=asks, asked_back=asks)


def reduced(drafts: Sequence[LineDraft], key: str, seen: Preview) -> list[LineDraft]:
    """Drafts with the discount that the server found for one of them."""
    return [
        replace(draft, discount=plain(found)) if draft.key == key else draft
        for draft, found in zip(drafts, seen.discounts, strict=True)
    ]


def with_tax_or_without(draft: LineDraft, currency: str, *, included: bool) -> LineDraft:
    """The same price with its tax, or without it; what is no number stays as it is."""
    if draft.auto:
        return draft  # the server says it anew
    price = quotes.turned_price(draft.price, draft.tax_rate, currency, included)
    return draft if price is None else replace(draft, price=plain(price))


def amounts_of(drafts: Sequence[LineDraft], discount: str) -> list[str]:
    """All amounts that are typed: prices, costs, and a discount."""
    return [*(one.price for one in drafts), *(one.cost for one in drafts), discount]


def exchanged(
    drafts: Sequence[LineDraft], discount: str, found: Sequence[Decimal | None]
) -> tuple[list[LineDraft], str]:
    """Drafts and discount with those amounts in another currency: what has no rate stays, and what
    the server says anew.
    """
    typed = amounts_of(drafts, discount)
    told = [old if new is None else plain(new) for new, old in zip(found, typed, strict=True)]
    count = len(drafts)
    made = [
        replace(
            one,
            price=one.price if one.auto or one.kind == "section" else told[at],
            cost=told[count + at] if one.cost else "",
        )
        for at, one in enumerate(drafts)
    ]
    return made, told[-1]
