"""A range of a spreadsheet becomes prices: read row by row, said what is wrong, stored whole."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlmodel import col, select

from crm_app.core.errors import AppError, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.locales.catalog import say
from crm_app.models.quotes import Product
from crm_app.services.price_books import rules
from crm_app.services.price_books.commands import write_prices
from crm_app.services.price_books.queries import find_book, today
from crm_app.services.price_books.rows import PastedRow, TierForm
from crm_app.services.products import ProductRow, match_products

MOST_ROWS, MOST_LETTERS = 2_000, 400_000
# Marks of a first row that names its columns instead of a price.
_HEADS = ("数量", "起订", "单价", "价格", "quantity", "qty", "from", "price")


@query(Permission.QUOTE_READ)
def read_prices(work: Work, public_id: str, text: str) -> list[PastedRow]:
    """How a pasted range would be understood; changes nothing.

    Columns: product (code or name), from quantity, price; with two columns product and price.
    """
    find_book(work, public_id)
    return _judged(work, text)


@command(Permission.PRICE_WRITE)
def paste_prices(work: Work, public_id: str, text: str) -> int:
    """Store a pasted range: of each product in it these are all tiers; returns how many prices.

    Refuses (`price_books.paste_problem`) a range with a row that cannot be: nothing is stored.
    """
    book = find_book(work, public_id)
    rules.check_open(book, today(work))
    rows = _judged(work, text)
    bad = [row for row in rows if row.problem_en]
    if not rows:
        raise Invalid("price_books.paste_empty", field="text")
    if bad:
        raise Invalid("price_books.paste_problem", field="text", line=bad[0].line, count=len(bad))
    by_product: dict[str, list[TierForm]] = {}
    for row in rows:
        by_product.setdefault(row.product, []).append(TierForm(row.from_quantity, row.price))
    found = work.session.exec(select(Product).where(col(Product.public_id).in_(by_product)))
    for product in found.all():
        write_prices(work, book, product, rules.read_tiers(by_product[product.public_id]))
    book.version += 1
    return len(rows)


def rows_of(text: str) -> list[tuple[int, list[str]]]:
    """The rows of a range with their line, from 1: tabs as a spreadsheet copies, or commas."""
    if len(text) > MOST_LETTERS:
        raise Invalid("price_books.paste_too_long", field="text", most=MOST_ROWS)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rows: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in _cells(line)]
        if any(cells):
            rows.append((number, cells))
    if rows and any(cell.lower().startswith(_HEADS) for cell in rows[0][1][1:]):
        rows = rows[1:]
    if len(rows) > MOST_ROWS:
        raise Invalid("price_books.paste_too_long", field="text", most=MOST_ROWS)
    return rows


def _cells(line: str) -> list[str]:
    if "\t" in line:
        return line.split("\t")
    return next(csv.reader(io.StringIO(line.replace("，", ","))), [])


def _judged(work: Work, text: str) -> list[PastedRow]:
    rows = rows_of(text)
    known = match_products.within(work, [cells[0] for _, cells in rows])
    read = [_read(line, cells, known) for line, cells in rows]
    return _without_doubles(read)


def _read(line: int, cells: Sequence[str], known: Mapping[str, ProductRow]) -> PastedRow:
    quantity, price = ("1", cells[1]) if len(cells) == 2 else (*cells[1:3], "", "")[:2]
    product = known.get(cells[0])
    row = PastedRow(
        line,
        product.public_id if product else "",
        product.name if product else cells[0],
        quantity or "1",
        price,
    )
    if product is None:
        return _with_problem(row, Invalid("price_books.product_unknown", typed=cells[0][:60]))
    try:
        ((read_quantity, read_price),) = rules.read_tiers([TierForm(row.from_quantity, price)])
    except AppError as refusal:
        return _with_problem(row, refusal)
    return replace(
        row, from_quantity=f"{read_quantity.normalize():f}", price=f"{read_price.normalize():f}"
    )


def _without_doubles(rows: Sequence[PastedRow]) -> list[PastedRow]:
    """A product has each quantity once; more than can be kept are refused too."""
    seen: dict[tuple[str, str], int] = {}
    counts: dict[str, int] = {}
    judged = []
    for row in rows:
        key = (row.product, row.from_quantity)
        counts[row.product] = counts.get(row.product, 0) + 1
        if row.product and key in seen and not row.problem_en:
            twice = Invalid("price_books.tier_twice", quantity=row.from_quantity)
            judged.append(_with_problem(row, twice))
            continue
        seen[key] = row.line
        if row.product and counts[row.product] > rules.MOST_TIERS and not row.problem_en:
            many = Invalid("price_books.too_many_tiers", most=rules.MOST_TIERS)
            judged.append(_with_problem(row, many))
            continue
        judged.append(row)
    return judged


def _with_problem(row: PastedRow, refusal: AppError) -> PastedRow:
    return replace(
        row,
        problem_zh=say("zh", refusal.code, **refusal.params),
        problem_en=say("en", refusal.code, **refusal.params),
    )
