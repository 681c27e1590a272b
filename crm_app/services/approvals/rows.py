"""What screens and the API see of approvals. Percents are exact to two places."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Words:
    """Something in both languages."""

    zh: str = ""
    en: str = ""

    def in_language(self, language: str) -> str:
        """One of them."""
        return self.en if language == "en" else self.zh


NO_WORDS = Words()


@dataclass(frozen=True, slots=True)
class BreachRow:
    """A limit that is passed; without figures where the reader may not see them (a margin).

    An amount that was converted was `paid` in `paid_in`; with a limit of 0 there was no rate.
    """

    measure: str
    limit: Decimal | None
    value: Decimal | None
    level: str
    currency: str
    paid: Decimal | None = None
    paid_in: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """A request in a list. Its figures are those that were judged; margins are None for those who
    may not see costs.

    `kind` is that of its subject, `title` its number or name; `discount` is asked for, `given` is it and
    all line discounts against list prices; `can_decide` that it waits for the reader.
    """

    public_id: str
    version: int
    kind: str
    subject_public_id: str
    title: str
    customer: str
    customer_public_id: str
    asker: str
    asker_public_id: str
    level: str
    status: str
    reason: str
    discount: Decimal
    given: Decimal
    net: Decimal
    currency: str
    margin_before: Decimal | None
    margin_after: Decimal | None
    decided_by: str
    decided_at: datetime | None
    decision_reason: str
    counter_discount: Decimal | None
    created_at: datetime
    is_own: bool
    can_decide: bool
    link: str = ""
    waits: Words = Words()
    due_at: datetime | None = None
    step: int = 0
    steps: int = 0
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A place at which a word is given: by whom it was (`by`, for whom), or is to be (`who`)."""

    who: Words
    state: str
    by: str
    for_whom: str
    at: datetime | None
    reason: str
    due_at: datetime | None
    added_by: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step with its seats: any of them is enough, or all are needed."""

    rank: int
    mode: str
    state: str
    seats: list[SeatRow]


@dataclass(frozen=True, slots=True)
class EventRow:
    """A line of the history, in both languages."""

    kind: str
    at: datetime
    by: str
    words: Words
    text: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """An offer under a discount of its own: figures, and who would have to agree ("" nobody).

    `may_need_more`: the margin counts too, and is not the reader's to see before he asks.
    """

    discount: Decimal = ZERO
    given: Decimal = ZERO
    net: Decimal = ZERO
    total: Decimal = ZERO
    currency: str = "CNY"
    margin: Decimal | None = None
    level: str = ""
    breaches: list[BreachRow] = field(default_factory=list)
    who: Words = Words()
    may_need_more: bool = False


@dataclass(frozen=True, slots=True)
class Floor:
    """The lowest price (before tax) that `level` may grant ("" without approval), its discount."""

    level: str
    discount: Decimal
    net: Decimal


@dataclass(frozen=True, slots=True)
class PastOffer:
    """What this customer was offered before."""

    public_id: str
    number: str
    revision: int
    status: str
    given: Decimal
    net: Decimal
    currency: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WinRate:
    """How offers with a discount from `low` up to `high` percent ended; `percent` None for none."""

    low: int = 0
    high: int = 5
    offers: int = 0
    won: int = 0
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A line of the offer; `amount` after its own discount."""

    text: str
    unit: str
    quantity: Decimal
    price: Decimal
    list_price: Decimal
    discount: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ApprovalCase:
    """A request with all that its decision needs, on one screen.

    `before` is the offer at list prices, `asked` as it was asked for; `most` the end of the slider.
    """

    row: ApprovalRow
    before: WhatIf
    asked: WhatIf
    breaches: list[BreachRow]
    floors: list[Floor]
    past: list[PastOffer]
    wins: WinRate
    competitor: str
    deal: str
    deal_public_id: str
    lines: list[OfferLine]
    earlier: list[ApprovalRow]
    most: Decimal
    steps: list[StepRow] = field(default_factory=list)
    events: list[EventRow] = field(default_factory=list)
    flow: Words = Words()
    details: list[Words] = field(default_factory=list)
    collisions: list[Words] = field(default_factory=list)
    can_give_back: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a quote or deal stands: who has to agree ("" nobody), whether somebody has.

    `request` is the newest request about it, None before the first; `can_ask` that one may ask now;
    `why` says that an amount could not be converted.
    """

    level: str = ""
    is_cleared: bool = True
    can_ask: bool = False
    breaches: list[BreachRow] = field(default_factory=list)
    request: ApprovalRow | None = None
    who: Words = Words()
    why: Words = Words()


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A limit: beyond it (below it for a margin) an owner of `role` needs `level`.

    `limit` is None for a margin and a reader who may not see costs.
    """

    public_id: str
    version: int
    role: str
    measure: str
    limit: Decimal | None
    currency: str
    level: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class RuleForm:
    """A limit as an administrator enters it: percent, or an amount before tax in `currency`."""

    role: str = "rep"
    measure: str = "discount"
    limit: str = ""
    currency: str = "CNY"
    level: str = "manager"
    is_active: bool = True
