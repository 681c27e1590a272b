"""Price books: who pays what, from which quantity, in which currency, from when to when."""

from crm_app.services.price_books.buyers import Buyer, buyer_of, put_groups, suits
from crm_app.services.price_books.commands import (
    change_book,
    create_book,
    place_book,
    set_prices,
)
from crm_app.services.price_books.finding import Price, Prices, Shelf, prices_for
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
from crm_app.services.price_books.rules import put_days, state_on
from crm_app.services.price_books.saying import days, for_whom

__all__ = [
    "BookForm",
    "BookPage",
    "BookRow",
    "Buyer",
    "EntryRow",
    "FoundPrice",
    "PastedRow",
    "Price",
    "Prices",
    "ProductBook",
    "Shelf",
    "TierForm",
    "TierRow",
    "books_of_product",
    "buyer_of",
    "change_book",
    "create_book",
    "days",
    "for_whom",
    "paste_prices",
    "place_book",
    "price_book",
    "price_books",
    "price_of",
    "prices_for",
    "put_days",
    "put_groups",
    "read_prices",
    "set_prices",
    "state_on",
    "suits",
]
