"""Every way price books can change."""

from collections.abc import Sequence
from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.prices import PriceBook, PriceEntry
from crm_app.models.quotes import Product
from crm_app.services.choices import options_of
from crm_app.services.locks import one_at_a_time
from crm_app.services.price_books import rules
from crm_app.services.price_books.finding import entries_of, in_order
from crm_app.services.price_books.queries import find_book, today
from crm_app.services.price_books.rows import BookForm, TierForm
from crm_app.services.products import find_product


@command(Permission.PRICE_WRITE)
def create_book(work: Work, form: BookForm) -> str:
    """A new book, the last in order; returns its public id."""
    one_at_a_time(work, "price_books")
    book = PriceBook(name_zh="", name_en="")
    _apply(work, book, form)
    book.rank = max((one.rank for one in in_order(work.session)), default=0) + 1
    return work.add(book).public_id


@command(Permission.PRICE_WRITE)
def change_book(work: Work, public_id: str, form: BookForm, version: int | None = None) -> None:
    """Change what `form` carries; quotes that were made keep their prices."""
    one_at_a_time(work, "price_books")
    book = _to_change(work, public_id, version)
    _apply(work, book, form)
    if work.session.is_modified(book):
        book.version += 1


@command(Permission.PRICE_WRITE)
def place_book(work: Work, public_id: str, step: int) -> None:
    """One place up (-1) or down (1): what stands higher counts first."""
    one_at_a_time(work, "price_books")
    book = find_book(work, public_id)
    books = in_order(work.session)
    at = books.index(book)
    to = min(max(at + (1 if step > 0 else -1), 0), len(books) - 1)
    books.insert(to, books.pop(at))
    for rank, one in enumerate(books, 1):
        one.rank = rank


@command(Permission.PRICE_WRITE)
def set_prices(
    work: Work,
    public_id: str,
    product_id: str,
    tiers: Sequence[TierForm],
    version: int | None = None,
) -> list[TierForm]:
    """What a product costs in a book: all its tiers, none to take it out.

    Returns what it cost before, for `set_prices`.
    """
    one_at_a_time(work, "price_books")
    book = _to_change(work, public_id, version)
    rules.check_open(book, today(work))
    product = find_product(work, product_id)
    if tiers and not product.is_active:
        raise Conflict("price_books.product_withdrawn", name=product.code)
    before = write_prices(work, book, product, rules.read_tiers(tiers))
    book.version += 1
    return [TierForm(f"{q.normalize():f}", f"{p.normalize():f}") for q, p in before]


def write_prices(
    work: Work, book: PriceBook, product: Product, tiers: Sequence[tuple[Decimal, Decimal]]
) -> list[tuple[Decimal, Decimal]]:
    """Inside a command: make these the tiers of a product; returns what they were."""
    before = entries_of(work.session, [book.id or 0], [product.id or 0])
    found = select(PriceEntry).where(
        col(PriceEntry.book_id) == book.id, col(PriceEntry.product_id) == product.id
    )
    stored = {entry.from_quantity: entry for entry in work.session.exec(found)}
    wanted = dict(tiers)
    for quantity, entry in stored.items():
        if quantity not in wanted:
            work.session.delete(entry)
    for quantity, price in tiers:
        entry = stored.get(quantity)
        if entry is None:
            entry = PriceEntry(
                book_id=book.id or 0, product_id=product.id or 0, from_quantity=quantity
            )
        entry.price = price
        work.session.add(entry)
    work.session.flush()
    return before.get((book.id or 0, product.id or 0), [])


def _to_change(work: Work, public_id: str, version: int | None) -> PriceBook:
    book = find_book(work, public_id)
    if version is not None and book.version != version:
        raise Stale("record.stale")
    return book


def _apply(work: Work, book: PriceBook, form: BookForm) -> None:
    with work.session.no_autoflush:
        rules.apply(book, form, options_of(work.session, "industry"))
        for other in in_order(work.session):
            same = other.name_zh == book.name_zh or other.name_en == book.name_en
            if same and other.public_id != book.public_id:
                raise Conflict("price_books.name_taken", typed=book.name_zh)
