"""What lines of a quote cost: the price of book or list, unless somebody wrote another one down."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session, col, or_, select

from crm_app.core.work import Work
from crm_app.lib.clock import zone
from crm_app.models.prices import PriceBook
from crm_app.models.quotes import LineKind, PriceSource, Product, Quote, QuoteLine
from crm_app.services.currencies import MOST, read_number
from crm_app.services.price_books import Price, Prices, prices_for
from crm_app.services.products import parts_of
from crm_app.services.promotions import Promotions, promotions_for
from crm_app.services.quotes.forms import LineForm
from crm_app.services.quotes.rows import PricedBy
from crm_app.services.tax_rates import default_percent

_FOUND = (PriceSource.LIST, PriceSource.BOOK)


@dataclass(frozen=True, slots=True)
class Offer:
    """All that decides the prices of a quote's lines today; products by public id."""

    quote: Quote
    products: Mapping[str, Product]
    by_id: Mapping[int, Product]
    prices: Prices
    parts: Mapping[int, list[dict[str, str]]]
    usual_tax: Decimal
    promotions: Promotions

    @classmethod
    def of(
        cls, work: Work, quote: Quote, forms: Iterable[LineForm], known: Sequence[QuoteLine]
    ) -> "Offer":
        """For the products that forms and known lines name."""
        wanted = {form.product for form in forms if form.product}
        ids = {line.product_id for line in known if line.product_id}
        found = select(Product).where(
            or_(col(Product.public_id).in_(wanted), col(Product.id).in_(ids))
        )
        products = {one.public_id: one for one in work.session.exec(found)}
        keys = [one.id or 0 for one in products.values()]
        day = work.now.astimezone(zone(work.actor.zone)).date()
        session = work.session
        return cls(
            quote,
            products,
            {one.id or 0: one for one in products.values()},
            prices_for(session, quote.customer_id, quote.currency, day, keys),
            {
                key: [
                    {
                        "zh": p.zh,
                        "en": p.en,
                        "unit": p.unit,
                        "quantity": f"{p.quantity.normalize():f}",
                    }
                    for p in parts
                ]
                for key, parts in parts_of(session, keys).items()
            },
            default_percent(session),
            promotions_for(
                session,
                (quote.customer_id, quote.currency),
                day,
                products.values(),
                {line.promotion_id for line in known if line.promotion_id},
            ),
        )

    def cost_of(self, product: Product) -> Decimal:
        """A product's cost in the quote's currency; 0 where no rate is known."""
        return self.prices.turned(product.cost, product.currency) or Decimal(0)

    def parts_of(self, product: Product) -> list[dict[str, str]]:
        """What a bundle is made of, as it is today."""
        return list(self.parts.get(product.id or 0, []))

    def price(self, line: QuoteLine, form: LineForm, *, is_new: bool, moved: bool) -> None:
        """Write the price of a line, and where it is from.

        `moved`: its quantity, or what prices depend on, is another one than before.
        """
        typed = read_number(form.price, "price", most=MOST) if form.price is not None else None
        product = self._product_of(line)
        if line.kind == LineKind.SECTION:
            return
        if product is None:
            line.price = line.price if typed is None else typed
            return
        found = self.prices.of(product, line.quantity)
        written = self._written(line, found)
        if self._is_automatic(line, form, typed, written, is_new=is_new):
            if is_new or moved or line.price_source not in _FOUND or form.automatic:
                self._take(line, found, written)
            return
        if is_new or (moved and line.price_source):
            self._refer(line, found)
        if typed is not None and (is_new or typed != line.price or form.automatic is False):
            line.price, line.price_source = typed, PriceSource.HAND.value
        elif written is None and moved:
            line.price_source = PriceSource.UNKNOWN.value  # the number stays, nothing says it

    def take_found(self, line: QuoteLine) -> None:
        """Make a line's price that of book or list; one that is not known leaves what was."""
        product = self._product_of(line)
        if product is not None:
            found = self.prices.of(product, line.quantity)
            self._take(line, found, self._written(line, found))

    def _product_of(self, line: QuoteLine) -> Product | None:
        if line.product_id is None:
            return None
        return self.by_id.get(line.product_id)

    def _written(self, line: QuoteLine, found: Price) -> Decimal | None:
        if found.source is PriceSource.UNKNOWN:
            return None
        included = self.quote.tax_included
        return found.written(line.tax_rate, self.quote.currency, tax_included=included)

    @staticmethod
    def _is_automatic(
        line: QuoteLine,
        form: LineForm,
        typed: Decimal | None,
        written: Decimal | None,
        *,
        is_new: bool,
    ) -> bool:
        """Whether the price is that of book or list: asked for, or not changed by hand."""
        if written is None:
            return False
        if form.automatic is not None:
            return form.automatic
        if typed is None or (not is_new and typed == line.price):
            return is_new or line.price_source in _FOUND
        return typed == written

    def _take(self, line: QuoteLine, found: Price, written: Decimal | None) -> None:
        line.price = written if written is not None else line.price
        self._refer(line, found)
        line.price_source = found.source.value

    def _refer(self, line: QuoteLine, found: Price) -> None:
        """What the price is measured by; one that is not known leaves what was."""
        line.list_price = found.net(line.tax_rate)
        line.price_book_id = found.book.id if found.book else None
        line.tier_from = found.tier_from


def priced_for(quote: Quote) -> tuple[object, ...]:
    """What of a quote decides the prices of its lines."""
    return quote.customer_id, quote.currency, quote.tax_included


def priced_by(
    quote: Quote, lines: Sequence[QuoteLine], books: Mapping[int, PriceBook]
) -> list[PricedBy]:
    """Where the price of each line is from, and what list or book say, as it stands on the quote."""
    return [_priced_by(quote, line, books.get(line.price_book_id or 0)) for line in lines]


def _priced_by(quote: Quote, line: QuoteLine, book: PriceBook | None) -> PricedBy:
    if line.product_id is None or not line.price_source:
        return PricedBy()
    reference = Price(line.list_price).written(
        line.tax_rate, quote.currency, tax_included=quote.tax_included
    )
    return PricedBy(
        source=line.price_source,
        book=book.public_id if book else "",
        book_zh=book.name_zh if book else "",
        book_en=book.name_en if book else "",
        tier_from=line.tier_from,
        price=reference if line.list_price else None,
    )


def books_of(session: Session, lines: Sequence[QuoteLine]) -> dict[int, PriceBook]:
    """Inside a use case: inner id → the book, of those that lines name."""
    ids = {line.price_book_id for line in lines if line.price_book_id}
    if not ids:
        return {}
    found = session.exec(select(PriceBook).where(col(PriceBook.id).in_(ids)))
    return {book.id or 0: book for book in found}
