"""Pure decisions about price books: which one fits, which tier counts, what may be entered."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from crm_app.core.errors import Conflict, Invalid
from crm_app.models.prices import PriceBook
from crm_app.services.currencies import MOST, read_currency, read_number
from crm_app.services.lines import put_names
from crm_app.services.price_books.buyers import Buyer, put_groups, suits
from crm_app.services.price_books.rows import BookForm, TierForm

MOST_TIERS = 20
_FIRST, _LAST = date(1990, 1, 1), date(2100, 1, 1)


class Dated(Protocol):
    """Something that counts from a day to a day (None: open), while it is in use."""

    valid_from: date | None
    valid_until: date | None
    is_active: bool


class DaysForm(Protocol):
    """The days as somebody typed them; None leaves one as it is."""

    @property
    def valid_from(self) -> str | None: ...
    @property
    def valid_until(self) -> str | None: ...


def fits(book: PriceBook, buyer: Buyer, currency: str, day: date) -> bool:
    """Whether a book counts for a customer in a currency on a day."""
    current = book.currency == currency and state_on(book, day) == "current"
    return current and suits(book, buyer)


def state_on(book: Dated, day: date) -> str:
    """current, coming or over by its days; off when it is not in use."""
    if not book.is_active:
        return "off"
    if book.valid_until is not None and day > book.valid_until:
        return "over"
    return "coming" if book.valid_from is not None and day < book.valid_from else "current"


def tier_for(
    tiers: Iterable[tuple[Decimal, Decimal]], quantity: Decimal
) -> tuple[Decimal, Decimal] | None:
    """Of (from quantity, price) the one that counts: the largest that is not above the quantity."""
    reached = [one for one in tiers if one[0] <= quantity]
    return max(reached, default=None)


def read_tiers(forms: Sequence[TierForm]) -> list[tuple[Decimal, Decimal]]:
    """The tiers of a product, the smallest first; refuses what cannot be, naming the tier."""
    if len(forms) > MOST_TIERS:
        raise Invalid("price_books.too_many_tiers", field="tiers", most=MOST_TIERS)
    found: dict[Decimal, Decimal] = {}
    for place, form in enumerate(forms):
        field = f"tiers.{place}"
        quantity = read_number(form.from_quantity or "1", f"{field}.from_quantity", most=MOST)
        if quantity == 0:
            raise Invalid("quotes.quantity_zero", field=f"{field}.from_quantity")
        if not form.price.strip():
            raise Invalid("price_books.price_missing", field=f"{field}.price")
        if quantity in found:
            typed = f"{quantity.normalize():f}"
            raise Invalid("price_books.tier_twice", field=f"{field}.from_quantity", quantity=typed)
        found[quantity] = read_number(form.price, f"{field}.price", most=MOST)
    return sorted(found.items())


def apply(book: PriceBook, form: BookForm, industries: Iterable[str] = ()) -> None:
    """Put what was entered onto a book; `industries` are those there are."""
    put_names(book, form.zh, form.en, "price_books.name_missing")
    if form.currency is not None:
        book.currency = read_currency(form.currency)
    for field in ("tax_included", "is_active"):
        wanted = getattr(form, field)
        if wanted is not None:
            setattr(book, field, wanted)
    put_groups(book, form, industries)
    put_days(book, form)


def check_open(book: PriceBook, today: date) -> None:
    """Refuse to change prices of a period that is over: quotes were made with them."""
    if state_on(book, today) == "over":
        assert book.valid_until is not None
        raise Conflict("price_books.over", day=book.valid_until.isoformat())


def put_days(book: Dated, form: DaysForm) -> None:
    """The first and the last day as typed; refuses a last one before the first."""
    for field in ("valid_from", "valid_until"):
        typed = getattr(form, field)
        if typed is not None:
            setattr(book, field, _day(typed, field))
    if book.valid_from and book.valid_until and book.valid_until < book.valid_from:
        raise Invalid("price_books.days_reversed", field="valid_until")


def _day(typed: str, field: str) -> date | None:
    if not typed.strip():
        return None
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        day = None
    if day is None or not _FIRST <= day <= _LAST:
        raise Invalid("record.day_invalid", field=field, typed=typed[:20])
    return day
