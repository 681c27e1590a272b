"""What a quote says on paper and to its customer: never a cost, a margin or a list price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.locales.catalog import TEXT, say
from crm_app.models.quotes import LineKind, Product, Quote, QuoteLine, QuoteStatus
from crm_app.services import pricing, terms
from crm_app.services.currencies import smallest
from crm_app.services.quotes.issuing import issued, seller_time
from crm_app.services.quotes.lines import line_figures, lines_of
from crm_app.services.units import unit_on

LANGUAGES = {"zh-en": ("zh", "en"), "zh": ("zh",), "en": ("en",)}
_LABELS = [key for key in TEXT if key.startswith("quotes.paper.")]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line in words and figures as they are printed."""

    kind: str
    place: str
    text: str
    other: str
    unit: str
    quantity: str
    price: str
    discount: str
    rate: str
    amount: str
    is_optional: bool
    parts: tuple[str, ...] = ()
    promotion: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A quote as its customer sees it; `sums` are (label, percent or rate, amount)."""

    number: str
    revision: int
    is_draft: bool
    currency: str
    tax_included: bool
    sent_on: str
    valid_until: str
    payment: dict[str, str]
    note: str
    issued: dict[str, Any]
    lines: list[PaperLine]
    sums: list[tuple[str, str, str]]
    total: str
    optional: str


def paper_of(work: Work, quote: Quote, languages: Sequence[str]) -> Paper:
    """Inside a use case: a quote as it is printed in these languages."""
    lines = lines_of(work.session, quote)
    figures = pricing.with_discount(quote, lines, quote.discount)
    shown = issued(work, quote)
    optional = [line for line in lines if line.is_optional]
    return Paper(
        number=quote.number,
        revision=quote.revision,
        is_draft=quote.status is QuoteStatus.DRAFT,
        currency=quote.currency,
        tax_included=quote.tax_included,
        sent_on=f"{seller_time(work, quote, quote.sent_at or work.now):%Y-%m-%d}",
        valid_until=quote.valid_until.isoformat() if quote.valid_until else "",
        payment={one: terms.said(quote, one) for one in languages},
        note=quote.note,
        issued=shown,
        lines=_lines(work, quote, lines, (languages, shown["promotions"])),
        sums=_sums(quote, lines, figures),
        total=figure(figures.total, quote.currency),
        optional=str(len(optional)) if optional else "",
    )


def printed(paper: Paper, languages: Sequence[str]) -> dict[str, Any]:
    """What the template of the paper reads."""
    names = {
        key.removeprefix("quotes.paper."): [say(one, key) for one in languages] for key in _LABELS
    }
    shown = paper.issued
    house = shown["company"]
    return {
        "languages": list(languages),
        "labels": names,
        "number": paper.number if paper.revision == 1 else f"{paper.number} R{paper.revision}",
        "draft": paper.is_draft,
        "currency": paper.currency,
        "tax_included": paper.tax_included,
        "date": paper.sent_on,
        "valid_until": paper.valid_until,
        "payment": "  ·  ".join(dict.fromkeys(paper.payment[one] for one in languages)),
        "note": paper.note,
        "seller": shown["seller"],
        "seller_email": shown["seller_email"],
        "customer": shown["customer"],
        "contact": shown["contact"],
        "company": {
            "names": both(house, "name", languages),
            "addresses": both(house, "address", languages),
            "terms": both(house, "terms", languages),
            **{name: house[name] for name in ("tax_id", "phone", "email", "website", "bank")},
        },
        "lines": [
            {name: getattr(line, name) for name in PaperLine.__dataclass_fields__}
            for line in paper.lines
        ],
        "sums": [list(row) for row in paper.sums],
        "total": paper.total,
        "optional": paper.optional,
    }


def both(house: dict[str, Any], name: str, languages: Sequence[str]) -> list[str]:
    """A text of the house in these languages, each once; the other one where there is none."""
    texts = [house[f"{name}_{one}"] for one in languages]
    known = [text for text in texts if text] or [
        text for text in (house[f"{name}_zh"], house[f"{name}_en"]) if text
    ][:1]
    return list(dict.fromkeys(known))


def figure(value: Decimal, currency: str) -> str:
    """An amount with separators, to the smallest part of its currency."""
    return f"{value.quantize(smallest(currency)):,f}"


def plain(value: Decimal, places: int = 0) -> str:
    """A number with separators and no more places than it has, `places` at least."""
    text = f"{value.normalize():f}"
    have = len(text.partition(".")[2])
    return f"{value:,.{max(places, have)}f}"


def _lines(
    work: Work,
    quote: Quote,
    lines: Sequence[QuoteLine],
    how: tuple[Sequence[str], Mapping[str, Mapping[str, str]]],
) -> list[PaperLine]:
    """In these languages, with the names of promotions by line."""
    languages, promoted = how
    products = _products(work, lines)
    amounts, _ = line_figures(quote, lines)
    unit = smallest(quote.currency)
    places = len(f"{unit:f}".partition(".")[2])
    made, number = [], 0
    for line, amount in zip(lines, amounts, strict=True):
        is_item = line.kind != LineKind.SECTION
        number += is_item
        text, other = _wording(line, products.get(line.product_id or 0), languages)
        made.append(
            PaperLine(
                kind=line.kind,
                place=str(number) if is_item else "",
                text=text,
                other=other,
                unit=unit_on(line.unit, languages),
                quantity=plain(line.quantity) if is_item else "",
                price=plain(line.price, places) if is_item else "",
                discount=f"{plain(line.discount)}%" if is_item and line.discount else "",
                rate=f"{plain(line.tax_rate)}%" if is_item else "",
                amount=figure(amount, quote.currency),
                is_optional=line.is_optional,
                parts=tuple(part_words(part, languages) for part in line.parts),
                promotion=_promotion(promoted.get(line.public_id), languages),
            )
        )
    return made


def _promotion(names: Mapping[str, str] | None, languages: Sequence[str]) -> str:
    if names is None:
        return ""
    said = [say(one, "promotions.named", name=names[one]) for one in languages]
    return " / ".join(dict.fromkeys(said))


def part_words(part: Mapping[str, str], languages: Sequence[str]) -> str:
    """What a bundle holds of something, in words: name, quantity and unit."""
    names = dict.fromkeys(part[one] for one in languages)
    return f"{' / '.join(names)} × {part['quantity']} {unit_on(part['unit'], languages)}".rstrip()


def _wording(line: QuoteLine, product: Product | None, languages: Sequence[str]) -> tuple[str, str]:
    """A line's text in the first language, and in the second where there is one in it."""
    names = {"zh": line.text, "en": line.text_en or line.text}
    is_named = product is not None and line.text in (product.name_zh, product.name_en)
    if product is not None and is_named and not line.text_en:
        names = {"zh": product.name_zh, "en": product.name_en}
    first = names[languages[0]]
    second = names[languages[1]] if len(languages) > 1 else ""
    return first, second if second != first else ""


def _products(work: Work, lines: Sequence[QuoteLine]) -> dict[int, Product]:
    wanted = {line.product_id for line in lines if line.product_id}
    found = work.session.exec(select(Product).where(col(Product.id).in_(wanted)))
    return {product.id or 0: product for product in found}


def _sums(
    quote: Quote, lines: Sequence[QuoteLine], figures: pricing.Totals
) -> list[tuple[str, str, str]]:
    code = quote.currency
    rows = [("subtotal", "", figure(figures.subtotal, code))]
    if quote.discount or quote.discount_amount:
        charged = figures.net + figures.tax if quote.tax_included else figures.net
        given = figure(charged - figures.subtotal, code)
        percent = f"{plain(quote.discount)}%" if quote.discount else ""
        rows.append(("discount", percent, given))
    rows.append(("net", "", figure(figures.net, code)))
    rates = pricing.quote_rates(quote, lines)
    rows += [("tax", f"{plain(one.rate)}%", figure(one.tax, code)) for one in rates]
    if figures.rounding:
        rows.append(("rounding", "", figure(figures.rounding, code)))
    return rows
