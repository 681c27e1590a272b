"""Which price counts: the first book from the top that fits and has it, else the product's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from crm_app.lib.exact import money
from crm_app.models.prices import PriceBook, PriceEntry
from crm_app.models.quotes import PriceSource, Product
from crm_app.services.currencies import Rates, rates_of, smallest
from crm_app.services.price_books.buyers import Buyer, buyer_of
from crm_app.services.price_books.rules import fits, tier_for

_HUNDRED = Decimal(100)
_FINEST = Decimal("0.0001")
Tiers = list[tuple[Decimal, Decimal]]


@dataclass(frozen=True, slots=True)
class Price:
    """A price and where it is from; `source` is unknown where the currency has none."""

    price: Decimal = Decimal(0)
    tax_included: bool = False
    source: PriceSource = PriceSource.UNKNOWN
    book: PriceBook | None = None
    tier_from: Decimal = Decimal(0)

    def net(self, rate: Decimal) -> Decimal:
        """Without tax of `rate` percent, to four places."""
        bare = self.price * _HUNDRED / (_HUNDRED + rate) if self.tax_included else self.price
        return bare.quantize(_FINEST)

    def written(self, rate: Decimal, currency: str, *, tax_included: bool) -> Decimal:
        """As it stands on an offer whose prices hold their tax, or do not."""
        if self.tax_included == tax_included:
            return self.price
        part = _HUNDRED + rate
        turned = self.price * part / _HUNDRED if tax_included else self.price * _HUNDRED / part
        return money(turned, smallest(currency))


@dataclass(frozen=True, slots=True)
class Prices:
    """All that decides what products cost one customer in a currency on a day."""

    currency: str
    day: date
    books: Sequence[PriceBook]
    entries: Mapping[tuple[int, int], Tiers]
    rates: Rates

    def of(self, product: Product, quantity: Decimal) -> Price:
        """What a quantity of a product costs, each."""
        for book in self.books:
            tiers = self.entries.get((book.id or 0, product.id or 0), [])
            found = tier_for(tiers, quantity)
            if found is not None:
                return Price(found[1], book.tax_included, PriceSource.BOOK, book, found[0])
        own = self.turned(product.price, product.currency)
        return Price() if own is None else Price(own, source=PriceSource.LIST)

    def turned(self, amount: Decimal, code: str) -> Decimal | None:
        """An amount of a product's own currency in this one, by the rate of the day."""
        return self.rates.turned(amount, code, self.currency, self.day)


@dataclass(frozen=True, slots=True)
class Shelf:
    """All books with their prices of some products, in order, and all rates: read once for many."""

    books: Sequence[PriceBook]
    entries: Mapping[tuple[int, int], Tiers]
    rates: Rates

    @classmethod
    def of(cls, session: Session, products: Iterable[int]) -> "Shelf":
        """Inside a use case: what the books say of some products."""
        books = in_order(session)
        entries = entries_of(session, [book.id or 0 for book in books], list(products))
        return cls(books, entries, rates_of(session))

    def prices(self, buyer: Buyer, currency: str, day: date) -> Prices:
        """What decides the prices for somebody in a currency on a day."""
        books = [book for book in self.books if fits(book, buyer, currency, day)]
        return Prices(currency, day, books, self.entries, self.rates)


def prices_for(
    session: Session, customer_id: int, currency: str, day: date, products: Iterable[int]
) -> Prices:
    """Inside a use case: what decides the prices of some products for a customer."""
    return Shelf.of(session, products).prices(buyer_of(session, customer_id), currency, day)


def in_order(session: Session) -> list[PriceBook]:
    """Inside a use case: all books, the one that counts first at the top."""
    found = select(PriceBook).order_by(col(PriceBook.rank), col(PriceBook.id))
    return list(session.exec(found))


def entries_of(
    session: Session, books: Sequence[int], products: Sequence[int] | None = None
) -> dict[tuple[int, int], Tiers]:
    """(Book, product) → its tiers, the smallest first."""
    if not books or (products is not None and not products):
        return {}
    found = select(PriceEntry).where(col(PriceEntry.book_id).in_(books))
    if products is not None:
        found = found.where(col(PriceEntry.product_id).in_(products))
    made: dict[tuple[int, int], Tiers] = {}
    for entry in session.exec(found.order_by(col(PriceEntry.from_quantity))):
        tier = (entry.from_quantity, entry.price)
        made.setdefault((entry.book_id, entry.product_id), []).append(tier)
    return made
