"""Price books in words: when one counts, in both languages."""

from collections.abc import Mapping

from crm_app.locales.catalog import say
from crm_app.models.prices import PriceBook
from crm_app.services.choices import Option, option
from crm_app.services.price_books.buyers import Groups
from crm_app.services.price_books.rules import Dated

_COMMA = {"zh": "、", "en": ", "}
_BETWEEN = {"zh": "；", "en": "; "}


def said(book: PriceBook, industries: dict[str, Option], language: str) -> str:
    """For whom, in which currency, with tax or without, from when to when."""
    parts = [for_whom(book, industries, language), _money(book, language)]
    return _BETWEEN[language].join([*parts, days(book, language)])


def for_whom(book: Groups, industries: dict[str, Option], language: str) -> str:
    """For which customers a book or promotion is."""
    comma = _COMMA[language]
    names = [_name(option(industries, key), language) for key in book.industries]
    conditions: Mapping[str, list[str]] = {
        "tiers": book.tiers,
        "industries": names,
        "regions": book.regions,
    }
    said_ones = [
        say(language, f"price_books.said_{name}", values=comma.join(values))
        for name, values in conditions.items()
        if values
    ]
    return comma.join(said_ones) if said_ones else say(language, "price_books.said_all")


def _money(book: PriceBook, language: str) -> str:
    name = "with_tax" if book.tax_included else "without_tax"
    return say(language, f"price_books.said_{name}", currency=book.currency)


def days(book: Dated, language: str) -> str:
    """From when to when."""
    first = book.valid_from.isoformat() if book.valid_from else ""
    last = book.valid_until.isoformat() if book.valid_until else ""
    if first and last:
        return say(language, "price_books.said_between", first=first, last=last)
    if first or last:
        name = "from" if first else "until"
        return say(language, f"price_books.said_{name}", day=first or last)
    return say(language, "price_books.said_always")


def _name(entry: Option, language: str) -> str:
    return entry.zh if language == "zh" else entry.en
