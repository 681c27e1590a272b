"""What a note says, fact by fact, each with the sentence that says it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from crm_app.lib.exact import plain

Value = TypeVar("Value")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fact(Generic[Value]):
    """A suggestion. `confidence` 0..1; `span` of its sentence and `piece` of its words in the text."""

    value: Value
    confidence: float
    sentence: str
    span: Span
    piece: Span


@dataclass(frozen=True, slots=True)
class Money:
    """An amount; `currency` as three letters."""

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """The suggestions of one note; absent ones are None."""

    customer: Fact[str] | None = None
    contact: Fact[str] | None = None
    amount: Fact[Money] | None = None
    next_step: Fact[str] | None = None
    due: Fact[date] | None = None
    products: tuple[Fact[str], ...] = ()
    sentiment: Fact[float] | None = None
    stage_hint: Fact[str] | None = None

    def as_document(self) -> dict[str, Any]:
        """The `facts` object of the contract: every key, absent values null."""
        amount = self.amount.value if self.amount else None
        return {
            "customer": self.customer.value if self.customer else None,
            "contact": self.contact.value if self.contact else None,
            "amount": amount and {"value": plain(amount.value), "currency": amount.currency},
            "next_step": self.next_step.value if self.next_step else None,
            "due": self.due.value.isoformat() if self.due else None,
            "products": [product.value for product in self.products],
            "sentiment": self.sentiment.value if self.sentiment else None,
            "stage_hint": self.stage_hint.value if self.stage_hint else None,
        }

    def evidence(self) -> dict[str, dict[str, Any]]:
        """Where each suggestion comes from, for the screen: confidence, sentence, spans."""
        single = ("customer", "contact", "amount", "next_step", "due", "sentiment", "stage_hint")
        facts = {name: getattr(self, name) for name in single}
        facts |= {f"products.{place}": fact for place, fact in enumerate(self.products)}
        return {
            name: {
                "confidence": round(fact.confidence, 2),
                "sentence": fact.sentence,
                "span": list(fact.span),
                "piece": list(fact.piece),
            }
            for name, fact in facts.items()
            if fact is not None
        }
