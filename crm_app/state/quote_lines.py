"""The lines of a quote as they stand in the grid, between what is stored and what is typed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from crm_app.services.products import ProductRow
from crm_app.services.promotions import Promoted
from crm_app.services.quotes import LineForm, LinePart, LineRow, Preview, PricedBy, QuotePage, Side

CELLS = ("text", "text_en", "unit", "quantity", "price", "discount", "tax_rate", "cost")
_NUMBERS = ("quantity", "price", "discount")
# Marks of a first row that names its columns instead of offering something.
_HEADS = ("数量", "quantity", "qty", "单价", "price")
_NOTHING = ("", "0")
MOST = 250


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A line in the grid; numbers as typed. `unmatched` was pasted and is no product of ours.

    `auto`: its price is that of book or list, which the server says; `asked_back`: it was another
    one, and is to be that again.
    """

    key: str
    public_id: str = ""
    product: str = ""
    kind: str = "item"
    text: str = ""
    text_en: str = ""
    unit: str = ""
    quantity: str = "1"
    price: str = "0"
    discount: str = "0"
    tax_rate: str = "13"
    cost: str = ""
    is_optional: bool = False
    unmatched: bool = False
    auto: bool = False
    asked_back: bool = False
    promotion: str = ""
    parts: list[LinePart] = field(default_factory=list)

    def form(self, *, with_cost: bool) -> LineForm:
        """What the service takes."""
        if self.kind == "section":
            return LineForm(
                public_id=self.public_id, kind=self.kind, text=self.text, text_en=self.text_en
            )
        names = [name for name in CELLS if name != "cost" or (with_cost and self.cost != "")]
        if self.auto:
            names.remove("price")
        cells: dict[str, Any] = {name: getattr(self, name) for name in names}
        more: dict[str, Any] = {"kind": self.kind, "is_optional": self.is_optional}
        more["automatic"] = True if self.asked_back else None
        more["promotion"] = self.promotion
        return LineForm(public_id=self.public_id, product=self.product, **cells, **more)

    def cells(self) -> dict[str, str]:
        """Its cells for a comparison with another side's."""
        optional = "yes" if self.is_optional else ""
        return {name: getattr(self, name) for name in CELLS} | {
            "kind": self.kind,
            "is_optional": optional,
            "product": self.product,
            "auto": "yes" if self.auto else "",
            "promotion": self.promotion,
        }


@dataclass(frozen=True, slots=True)
class Answers:
    """What the server says to what is typed: by the lines' keys; `bad` is key.cell."""

    amounts: dict[str, Decimal] = field(default_factory=dict)
    margins: dict[str, Decimal | None] = field(default_factory=dict)
    prices: dict[str, str] = field(default_factory=dict)
    priced_by: dict[str, PricedBy] = field(default_factory=dict)
    promoted: dict[str, Promoted] = field(default_factory=dict)
    bad: str = ""


def plain(value: Decimal) -> str:
    """A number as somebody would type it."""
    return f"{value.normalize():f}"


def of_row(key: str, line: LineRow) -> LineDraft:
    """A stored line."""
    return LineDraft(
        key=key,
        public_id=line.public_id,
        product=line.product_public_id,
        kind=line.kind,
        text=line.text,
        text_en=line.text_en,
        unit=line.unit,
        quantity=plain(line.quantity),
        price=plain(line.price),
        discount=plain(line.discount),
        tax_rate=plain(line.tax_rate),
        cost=plain(line.cost) if line.cost is not None else "",
        is_optional=line.is_optional,
        auto=line.priced_by.source in ("list", "book", "promotion"),
        promotion=line.promoted.taken,
        parts=line.parts,
    )


def answers_of(drafts: Sequence[LineDraft], lines: Sequence[LineRow]) -> Answers:
    """What is stored, as the server's answer to drafts of just these lines."""
    pairs = [(draft.key, line) for draft, line in zip(drafts, lines, strict=True)]
    return Answers(
        {key: line.amount for key, line in pairs},
        {key: line.margin for key, line in pairs},
        {key: plain(line.price) for key, line in pairs},
        {key: line.priced_by for key, line in pairs},
        {key: line.promoted for key, line in pairs},
    )


def answers_to(drafts: Sequence[LineDraft], seen: Preview) -> Answers:
    """What the server says to drafts."""
    keys = [draft.key for draft in drafts]
    return Answers(
        dict(zip(keys, seen.amounts, strict=True)),
        dict(zip(keys, seen.margins, strict=True)),
        dict(zip(keys, map(plain, seen.prices), strict=True)),
        dict(zip(keys, seen.priced_by, strict=True)),
        dict(zip(keys, seen.promoted, strict=True)),
    )


def priced(drafts: Sequence[LineDraft], answers: Answers) -> list[LineDraft]:
    """Drafts with the prices that the server found for them."""
    return [
        replace(draft, price=answers.prices.get(draft.key, draft.price)) if draft.auto else draft
        for draft in drafts
    ]


def of_product(key: str, row: ProductRow, language: str, price: Decimal) -> LineDraft:
    """A product that was chosen or pasted."""
    return LineDraft(
        key=key,
        product=row.public_id,
        text=row.en if language == "en" else row.zh,
        unit=row.unit,
        price=plain(price),
        tax_rate=plain(row.tax_rate),
        cost=plain(row.cost) if row.cost is not None else "",
        auto=True,
    )


def of_cells(key: str, cells: Mapping[str, str], public_id: str) -> LineDraft:
    """A line as one side of a merge has it."""
    known: dict[str, Any] = {
        name: cells.get(name, "") for name in (*CELLS, "kind", "product", "promotion")
    }
    return LineDraft(
        key=key,
        public_id=public_id,
        is_optional=cells.get("is_optional") == "yes",
        auto=cells.get("auto") == "yes",
        **known,
    )


def sides(page: QuotePage) -> list[Side]:
    """The stored lines of a quote as one side of a merge."""
    rows = [(row.public_id, of_row("", row)) for row in page.lines]
    return [Side(public_id, public_id, draft.cells()) for public_id, draft in rows]


def read_edit(sent: str, known: Mapping[str, LineDraft]) -> list[LineDraft] | None:
    """The lines after an edit of the grid: their order, and those that changed; None is nonsense.

    What a line is of - its product, its stored row - is not the browser's to say.
    """
    try:
        told = json.loads(sent)
        changed = {str(one["key"]): one for one in told["lines"]}
        order = [str(key)[:40] for key in told["order"]]
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if len(order) > MOST or len(set(order)) != len(order):
        return None
    lines = [_read(key, changed.get(key), known.get(key)) for key in order]
    return [line for line in lines if line is not None]


def _read(key: str, sent: Any, known: LineDraft | None) -> LineDraft | None:
    if not isinstance(sent, dict):
        return known
    kind = "section" if sent.get("kind") == "section" else "item"
    line = known or LineDraft(key=key, kind=kind)
    cells = {name: str(sent[name])[:300] for name in CELLS if isinstance(sent.get(name), str)}
    auto = sent.get("auto") is True and line.product != ""
    # Whoever empties the discount of a promotion does not want the promotion.
    left = cells.get("discount", "1") in _NOTHING and line.discount not in _NOTHING
    return replace(
        line,
        promotion="" if left else line.promotion,
        is_optional=sent.get("is_optional") is True,
        auto=auto,
        asked_back=auto and (line.asked_back or not line.auto),
        **cells,
    )


def read_block(sent: str) -> list[list[str]]:
    """The rows of a pasted block without a first one that only names columns."""
    try:
        told = json.loads(sent)
        rows = [[str(cell).strip()[:300] for cell in row[:6]] for row in told[:MOST]]
    except (ValueError, TypeError):
        return []
    rows = [row for row in rows if row and row[0]]
    if rows and len(rows[0]) > 1 and any(cell.lower().startswith(_HEADS) for cell in rows[0][1:]):
        rows = rows[1:]
    return rows


def pasted(line: LineDraft, cells: Sequence[str]) -> LineDraft:
    """A line with the quantity, price and discount that stand beside its name, as far as they do."""
    given = dict(zip(_NUMBERS, cells, strict=False))
    if given.get("discount"):
        given["discount"] = given["discount"].rstrip("%％ ")
    typed = {name: value for name, value in given.items() if value}
    return replace(line, auto=line.auto and "price" not in typed, **typed)
