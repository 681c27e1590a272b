"""Every way price books are read."""

from datetime import date
from decimal import Decimal

from sqlmodel import col, func, select

from crm_app.core.errors import NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import zone
from crm_app.models.customers import Customer
from crm_app.models.prices import PriceBook, PriceEntry
from crm_app.models.quotes import Product
from crm_app.services.choices import options_of
from crm_app.services.currencies import MOST, read_currency, read_number
from crm_app.services.price_books.finding import Tiers, entries_of, in_order, prices_for
from crm_app.services.price_books.rows import (
    BookPage,
    BookRow,
    EntryRow,
    FoundPrice,
    ProductBook,
    TierRow,
)
from crm_app.services.price_books.rules import state_on
from crm_app.services.price_books.saying import said
from crm_app.services.products import find_product


@query(Permission.QUOTE_READ)
def price_books(work: Work) -> list[BookRow]:
    """All books, the one that counts first at the top."""
    return book_rows(work)


@query(Permission.QUOTE_READ)
def price_book(work: Work, public_id: str) -> BookPage:
    """One book with its prices, by product code."""
    book = find_book(work, public_id)
    row = next(row for row in book_rows(work) if row.public_id == public_id)
    return BookPage(row, entry_rows(work, book))


@query(Permission.QUOTE_READ)
def books_of_product(work: Work, product_id: str) -> list[ProductBook]:
    """The books that a product is in, the one that counts first at the top."""
    product = find_product(work, product_id)
    books = in_order(work.session)
    entries = entries_of(work.session, [book.id or 0 for book in books], [product.id or 0])
    rows = {row.public_id: row for row in book_rows(work)}
    return [
        ProductBook(rows[book.public_id], _tiers(tiers, book, product))
        for book in books
        if (tiers := entries.get((book.id or 0, product.id or 0)))
    ]


@query(Permission.QUOTE_READ)
def price_of(
    work: Work, product_id: str, customer_id: str, quantity: str = "1", currency: str = ""
) -> FoundPrice:
    """What a quantity of a product costs a customer today, each, and why."""
    customer = work.find(Customer, customer_id)
    product = find_product(work, product_id)
    code = read_currency(currency) if currency else product.currency
    wanted = read_number(quantity, "quantity", most=MOST)
    prices = prices_for(work.session, customer.key, code, today(work), [product.id or 0])
    found = prices.of(product, wanted)
    return FoundPrice(
        price=found.price,
        currency=code,
        tax_included=found.tax_included,
        source=found.source.value,
        book=found.book.public_id if found.book else "",
        book_zh=found.book.name_zh if found.book else "",
        book_en=found.book.name_en if found.book else "",
        tier_from=found.tier_from,
    )


def today(work: Work) -> date:
    """The actor's day."""
    return work.now.astimezone(zone(work.actor.zone)).date()


def find_book(work: Work, public_id: str) -> PriceBook:
    """Inside a use case: the book with that public id."""
    found = select(PriceBook).where(col(PriceBook.public_id) == public_id)
    book = work.session.exec(found).one_or_none()
    if book is None:
        raise NotFound("price_books.not_found")
    return book


def book_rows(work: Work) -> list[BookRow]:
    """Inside a use case: all books as screens list them."""
    session = work.session
    counted = select(PriceEntry.book_id, func.count(col(PriceEntry.product_id).distinct()))
    counts = dict(session.exec(counted.group_by(col(PriceEntry.book_id))).all())
    industries = options_of(session, "industry")
    day = today(work)
    return [
        BookRow(
            public_id=book.public_id,
            version=book.version,
            zh=book.name_zh,
            en=book.name_en,
            place=place,
            currency=book.currency,
            tax_included=book.tax_included,
            tiers=list(book.tiers),
            industries=list(book.industries),
            regions=list(book.regions),
            valid_from=book.valid_from,
            valid_until=book.valid_until,
            is_active=book.is_active,
            state=state_on(book, day),
            said_zh=said(book, industries, "zh"),
            said_en=said(book, industries, "en"),
            products=counts.get(book.id or 0, 0),
        )
        for place, book in enumerate(in_order(session), 1)
    ]


def entry_rows(work: Work, book: PriceBook) -> list[EntryRow]:
    """Inside a use case: the prices of a book, by product code."""
    entries = entries_of(work.session, [book.id or 0])
    ids = [product_id for _, product_id in entries]
    found = select(Product).where(col(Product.id).in_(ids)).order_by(col(Product.code))
    return [
        EntryRow(
            product=product.public_id,
            code=product.code,
            zh=product.name_zh,
            en=product.name_en,
            unit=product.unit,
            list_price=product.price,
            list_currency=product.currency,
            is_active=product.is_active,
            tiers=_tiers(entries[book.id or 0, product.id or 0], book, product),
        )
        for product in work.session.exec(found)
    ]


def _tiers(tiers: Tiers, book: PriceBook, product: Product) -> list[TierRow]:
    return [TierRow(quantity, price, _off(price, book, product)) for quantity, price in tiers]


def _off(price: Decimal, book: PriceBook, product: Product) -> Decimal | None:
    """How far a price is below the product's own, in percent; None where they cannot be compared."""
    if book.currency != product.currency or not product.price:
        return None
    part = Decimal(100)
    bare = price * part / (part + product.tax_rate) if book.tax_included else price
    return round((product.price - bare) * part / product.price, 1)
