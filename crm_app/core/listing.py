"""Pages of records: search, filters, order and count in one shape for screens and API."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar, cast

from sqlalchemy.sql.operators import desc_op
from sqlmodel import col, func, select

from crm_app.core import search
from crm_app.core.asking import Asked, without_index
from crm_app.core.conditions import asks, read_tree
from crm_app.core.errors import Invalid
from crm_app.core.search import Records
from crm_app.core.work import Work
from crm_app.models.base import Owned

T = TypeVar("T")
Shown = TypeVar("Shown")
PAGE_SIZE = 50
MOST_HITS = 5_000
MANY_HITS = 1_500
MOST_COUNTED = 10_000
LAST_PAGE = 1_000_000
MOST_TAKEN, MOST_OF_SYSTEM = 5_000, 1_000_000
WHERE = "where"
# The conditions of the group that is looked at, beside those of the list.
WITHIN = "within"


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list shows: words, filters by field, sort ("name", "-updated"), page from 1, or the rows
    from a place (`start`, from 0) on. `total`: so many are known to be there, and not counted again;
    `whole`: all of them are counted."""

    words: str = ""
    filters: dict[str, str] = field(default_factory=dict)
    sort: str = ""
    page: int = 1
    size: int = PAGE_SIZE
    start: int | None = None
    total: int | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list and how many there are in all; with `more` there are more than `total`.
    `start` is the place of the first one."""

    rows: list[T]
    total: int
    page: int
    pages: int
    more: bool = False
    start: int = 0

    def showing(self, rows: list[Shown]) -> "Page[Shown]":
        """The same place in the list with the rows as they are shown."""
        return cast("Page[Shown]", replace(self, rows=cast("list[T]", rows)))


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """The next rows of a list that is read in order; `next` is the last one's id while there are more."""

    rows: list[T]
    next: str


class Further(Protocol):
    """Filters and orders that are not known before somebody asks: None for what is none."""

    def condition(self, work: Work, name: str, value: str) -> Any | None:
        """What a filter asks of a row."""
        ...

    def order(self, work: Work, name: str) -> Sequence[Any] | None:
        """The columns that a name sorts by, before the id."""
        ...

    def asked(self, work: Work, name: str) -> Asked | None:
        """A field that conditions in groups can look at."""
        ...


@dataclass(frozen=True, slots=True)
class Listing:
    """How a kind of record is listed: its filterable columns and its orders (first is default).

    `fields` are what conditions in groups look at (core/conditions.py): the filter called `where`.
    """

    model: type[Owned]
    kind: str
    filters: dict[str, Any]
    orders: dict[str, Any]
    further: Further | None = None
    fields: dict[str, Asked] = field(default_factory=dict)

    def asked(self, work: Work, name: str) -> Asked | None:
        """The field of that name, one of the company's own too, if the actor may see it."""
        known = self.fields.get(name)
        return known or (self.further.asked(work, name) if self.further else None)


def place_in(asked: ListQuery, total: int) -> tuple[int, int, int]:
    """The page shown, how many there are, and how many rows each has."""
    size = max(1, min(asked.size, 200))
    pages = max(1, -(-total // size))
    return max(1, min(asked.page, pages)), pages, size


def page_of(work: Work, listing: Listing, asked: ListQuery, *more: Any) -> Page[Any]:
    """One page of visible records of a listing. Refuses unknown filters and orders.

    Counting ends at 10,000, or past the page that is asked for, and of words the newest 5,000 hits
    are looked at; `more` then says that there may be more.
    """
    size = max(1, min(asked.size, 200))
    begin = _begin(asked, size)
    hits = _hits(work, listing, asked)
    chosen = [*more, *_filtered(work, listing, asked)]
    if hits is not None and chosen:
        return _gathered(work, listing, asked, hits, chosen)
    mine = _mine(work, listing, *chosen)
    rows = _window(work, _among(mine, listing, hits, along=True), listing, asked, begin, size)
    cut = hits is not None and hits.count == MOST_HITS
    if 0 < len(rows) < size or (not rows and begin == 0):  # nothing left to count
        return _placed(rows, begin + len(rows), begin, size, cut)
    most = LAST_PAGE if asked.whole else max(MOST_COUNTED, begin + 2 * size)
    known = asked.total or 0
    if known < begin + len(rows):
        # Of words the index knows the count, rights included.
        known = hits.count if hits is not None else _counted(work, listing, most + 1, chosen)
    total = min(known, most)
    if not rows:  # past the end: its last page
        return page_of(work, listing, replace(asked, start=_last(asked, total, size, begin)), *more)
    return _placed(rows, total, begin, size, cut or known > most)


def _window(
    work: Work, chosen: Any, listing: Listing, asked: ListQuery, begin: int, size: int
) -> list[Any]:
    """Rows from a place on. Of a long list whose end is nearer they are read from there: what is skipped
    is what costs."""
    order, total = _order(work, listing, asked.sort), asked.total or 0
    left = total - begin
    if total <= MOST_COUNTED or left <= 0 or begin <= left:
        return list(work.session.exec(chosen.order_by(*order).offset(begin).limit(size)))
    back = chosen.order_by(*(_turned(one) for one in order))
    rows = work.session.exec(back.offset(max(0, left - size)).limit(min(size, left)))
    return list(rows)[::-1]


def _turned(order: Any) -> Any:
    """The other way round."""
    return order.element.asc() if order.modifier is desc_op else order.element.desc()


def _begin(asked: ListQuery, size: int) -> int:
    """The place of the first row that is asked for."""
    if asked.start is not None:
        return max(0, min(asked.start, LAST_PAGE * size))
    return (max(1, min(asked.page, LAST_PAGE)) - 1) * size


def _last(asked: ListQuery, total: int, size: int, begin: int) -> int:
    """Where the last page begins, before `begin`, where nothing is."""
    step = size if asked.start is None else 1
    return max(0, min((total - 1) // size * size if step > 1 else total - size, begin - step))


def _placed(rows: list[Any], total: int, begin: int, size: int, more: bool) -> Page[Any]:
    page = begin // size + 1
    return Page(rows, total, page, max(page, -(-total // size)), more, begin)


def _gathered(
    work: Work, listing: Listing, asked: ListQuery, hits: Records, chosen: list[Any]
) -> Page[Any]:
    """A page of the hits that the filters leave: all of these are looked at once, to count them."""
    key = col(listing.model.id)
    left = _among(_mine(work, listing, *chosen), listing, hits).with_only_columns(key)
    ids = list(work.session.exec(left.order_by(*_order(work, listing, asked.sort, gathered=True))))
    page, pages, size = place_in(asked, len(ids))
    begin = (page - 1) * size
    if asked.start is not None:
        begin = max(0, min(asked.start, len(ids) - size))
        page = begin // size + 1
    shown = ids[begin : begin + size]
    by_id = {row.id: row for row in work.session.exec(select(listing.model).where(key.in_(shown)))}
    rows = [by_id[each] for each in shown]
    return Page(rows, len(ids), page, pages, hits.count == MOST_HITS, begin)


def first_of(work: Work, listing: Listing, asked: ListQuery, *chosen: Any) -> list[Any]:
    """The rows of a page alone, of those that `chosen` (see `conditions`) leaves."""
    ordered = _mine(work, listing, *chosen).order_by(*_order(work, listing, asked.sort))
    return list(work.session.exec(ordered.offset((asked.page - 1) * asked.size).limit(asked.size)))


def all_of(work: Work, listing: Listing, asked: ListQuery) -> list[Any]:
    """All rows of a list in its order, for an export; refuses more than 5,000 (`list.too_many`)."""
    most = most_taken(work)
    whole = replace(asked, page=1, size=most + 1)
    rows = first_of(work, listing, whole, *conditions(work, listing, asked))
    if len(rows) > most:
        raise Invalid("list.too_many", most=most)
    return rows


def most_taken(work: Work) -> int:
    """How many rows are taken out at once: the command line, which is nobody's, takes all there are."""
    return MOST_TAKEN if work.actor.user_id is not None else MOST_OF_SYSTEM


def _mine(work: Work, listing: Listing, *chosen: Any) -> Any:
    return work.narrowed(_living(listing, *chosen), listing.model, along=True)


def _living(listing: Listing, *chosen: Any) -> Any:
    # Filters before rights: the cheaper comparison first, and all of it from the order's index.
    return select(listing.model).where(*chosen, col(listing.model.deleted_at).is_(None))


def _counted(work: Work, listing: Listing, most: int, chosen: list[Any]) -> int:
    """How many there are; from `most` on it may say less than all."""
    # In the usual order, though a count has none: SQLite then stays within that order's index.
    asked = _living(listing, *chosen).order_by(*_order(work, listing, ""))
    if chosen:
        parts = [work.narrowed(asked, listing.model, along=True)]
    else:  # then what a team has is known from an index of its own
        parts = work.parts(asked, listing.model)
    ids = [part.with_only_columns(col(listing.model.id)).limit(most).subquery() for part in parts]
    return sum(work.session.exec(select(func.count()).select_from(some)).one() for some in ids)


def slice_of(work: Work, listing: Listing, asked: ListQuery, after: str = "") -> Slice[Any]:
    """Visible records of a listing, newest first, that come after the one with public id `after`.

    What is created or deleted meanwhile neither repeats nor hides another record.
    """
    statement = _mine(work, listing, *conditions(work, listing, asked))
    inner_id = col(listing.model.id)
    if after:
        last = select(listing.model.id).where(col(listing.model.public_id) == after)
        place = work.session.exec(last).one_or_none()
        if place is None:
            raise Invalid("list.cursor_invalid", field="cursor")
        statement = statement.where(inner_id < place)
    rows = work.session.exec(statement.order_by(inner_id.desc()).limit(asked.size + 1)).all()
    shown = list(rows[: asked.size])
    return Slice(shown, shown[-1].public_id if len(rows) > asked.size else "")


def one_of(column: Any, choices: type[StrEnum]) -> Callable[[Work, str], Any]:
    """A filter on a column of an enum; refuses what is no member (`list.value_unknown`)."""

    def condition(_: Work, value: str) -> Any:
        if value not in set(choices):
            raise Invalid("list.value_unknown", value=value[:60])
        return column == choices(value)

    return condition


def check(work: Work, listing: Listing, asked: ListQuery) -> None:
    """Refuses what the list would refuse, without reading a row of it."""
    _filtered(work, listing, asked)
    _order(work, listing, asked.sort)


def conditions(work: Work, listing: Listing, asked: ListQuery) -> list[Any]:
    """What a query's words and filters ask of a row, for statements of one's own (sums, counts)."""
    hits = _hits(work, listing, asked)
    found = [] if hits is None else [col(listing.model.id).in_(hits.listed())]
    return [*found, *_filtered(work, listing, asked)]


def _filtered(work: Work, listing: Listing, asked: ListQuery) -> list[Any]:
    conditions: list[Any] = []
    for name, value in asked.filters.items():
        if name in (WHERE, WITHIN) and listing.fields:
            whole = asks(work, read_tree(value), lambda one: listing.asked(work, one))
            conditions += [] if whole is None else [whole]
            continue
        if name in listing.filters:
            if value:
                column = listing.filters[name]
                conditions.append(column(work, value) if callable(column) else column == value)
            continue
        further = listing.further
        condition = further.condition(work, name, value) if further and value else None
        if condition is None and (value or further is None):
            raise Invalid("list.filter_unknown", field=name, name=name)
        if condition is not None:
            conditions.append(condition)
    return conditions


def _hits(work: Work, listing: Listing, asked: ListQuery) -> Records | None:
    if not asked.words.strip():
        return None
    return search.record_ids(work.session, work.actor, asked.words, listing.kind, MOST_HITS)


def _among(statement: Any, listing: Listing, hits: Records | None, *, along: bool = False) -> Any:
    if hits is None:
        return statement
    key = col(listing.model.id)
    if along and hits.count > MANY_HITS:  # the first ones come soon along the order's index
        key = key + 0
    return statement.where(key.in_(hits.listed()))


def _order(work: Work, listing: Listing, sort: str, *, gathered: bool = False) -> Sequence[Any]:
    """The columns to order by; `gathered`: rows that are known already, which no order's index is to find."""
    name = sort.removeprefix("-")
    if name and name not in listing.orders:
        return _further_order(work, listing, name, falling=sort.startswith("-"))
    given = listing.orders[name] if name else next(iter(listing.orders.values()))
    column = given.element if hasattr(given, "modifier") else given
    falling = sort.startswith("-") if name else column is not given
    if gathered:
        column = without_index(column)
    key = col(listing.model.id)
    return (
        column.desc() if falling else column.asc(),
        key.asc() if name and not falling else key.desc(),
    )


def _further_order(work: Work, listing: Listing, name: str, *, falling: bool) -> Sequence[Any]:
    columns = listing.further.order(work, name) if listing.further else None
    if columns is None:
        raise Invalid("list.order_unknown", field="sort", name=name)
    whole = [*columns, col(listing.model.id)]
    return [column.desc() if falling else column.asc() for column in whole]
