"""Two versions of an offer side by side: which lines came, went and changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.services.quotes.queries import quote_page
from crm_app.services.quotes.rows import Figures, LineRow, QuotePage

FIELDS = ("text", "unit", "quantity", "price", "discount", "tax_rate", "is_optional", "kind")
FIELDS += ("cost", "text_en")
FACTS = (
    "customer",
    "currency",
    "discount",
    "discount_amount",
    "tax_included",
    "valid_until",
    "payment_days",
    "payment_terms",
    "note",
)


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line in both versions; `change` is added, removed, changed or same, `fields` what differs."""

    change: str
    before: LineRow | None
    after: LineRow | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """Something else that differs."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of one number, the older first."""

    before_id: str = ""
    after_id: str = ""
    before_revision: int = 0
    after_revision: int = 0
    before: Figures = field(default_factory=Figures)
    after: Figures = field(default_factory=Figures)
    lines: list[ComparedLine] = field(default_factory=list)
    facts: list[ComparedFact] = field(default_factory=list)


@query(Permission.QUOTE_READ)
def compare_quotes(work: Work, one: str, other: str) -> Comparison:
    """Two versions of the same quote; refuses (`quotes.other_number`) those of different ones."""
    pages = [quote_page.within(work, public_id) for public_id in (one, other)]
    before, after = sorted(pages, key=lambda page: page.revision)
    if before.number != after.number:
        raise Invalid("quotes.other_number", field="with")
    return Comparison(
        before.public_id,
        after.public_id,
        before.revision,
        after.revision,
        before.figures,
        after.figures,
        compared_lines(before.lines, after.lines),
        [
            ComparedFact(name, _said(before, name), _said(after, name))
            for name in FACTS
            if getattr(before, name) != getattr(after, name)
        ],
    )


def compared_lines(before: Sequence[LineRow], after: Sequence[LineRow]) -> list[ComparedLine]:
    """The lines of the later version in their order; what was removed stands where it was."""
    partner = _partners(before, after)
    left = {line.public_id: _compared(line, partner.get(line.public_id)) for line in after}
    taken = {line.public_id for line in partner.values()}
    result = [left[line.public_id] for line in after]
    previous: str | None = None
    for line in before:
        if line.public_id not in taken:
            at = next(
                (i for i, r in enumerate(result) if r.before and r.before.public_id == previous), -1
            )
            result.insert(at + 1, ComparedLine("removed", line, None))
        previous = line.public_id
    return result


def _partners(before: Sequence[LineRow], after: Sequence[LineRow]) -> dict[str, LineRow]:
    """Public id of a later line → the earlier one: by descent, else by what it offers."""
    found: dict[str, LineRow] = {}
    waiting = list(before)
    for same in (
        lambda old, new: old.origin == new.origin,
        lambda old, new: (old.product_public_id, old.text) == (new.product_public_id, new.text),
    ):
        for line in after:
            if line.public_id in found:
                continue
            match = next((old for old in waiting if same(old, line)), None)
            if match is not None:
                found[line.public_id] = match
                waiting.remove(match)
    return found


def _compared(line: LineRow, old: LineRow | None) -> ComparedLine:
    if old is None:
        return ComparedLine("added", None, line)
    fields = tuple(name for name in FIELDS if getattr(old, name) != getattr(line, name))
    return ComparedLine("changed" if fields else "same", old, line, fields)


def _said(page: QuotePage, name: str) -> str:
    value = getattr(page, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
