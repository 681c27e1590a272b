"""Price books: who pays what, from which quantity, in which currency, from when to when."""

from crm_app.services.price_books.commands import (
    change_book,
    create_book,
    place_book,
    set_prices,
)
from crm_app.services.price_books.finding import Price, Prices, prices_for
from crm_app.services.price_books.pasting import paste_prices, read_prices
from crm_app.services.price_books.queries import (
    books_of_product,
    price_book,
    price_books,
    price_of,
)
from crm_app.services.price_books.rows import (
    BookForm,
    BookPage,
    BookRow,
    EntryRow,
    FoundPrice,
    PastedRow,
    ProductBook,
    TierForm,
    TierRow,
)

__all__ = [
    "BookForm",
    "BookPage",
    "BookRow",
    "EntryRow",
    "FoundPrice",
    "PastedRow",
    "Price",
    "Prices",
    "ProductBook",
    "TierForm",
    "TierRow",
    "books_of_product",
    "change_book",
    "create_book",
    "paste_prices",
    "place_book",
    "price_book",
    "price_books",
    "price_of",
    "prices_for",
    "read_prices",
    "set_prices",
]
