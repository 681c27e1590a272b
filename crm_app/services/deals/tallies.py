"""How many deals closed in a stage with each value of a column."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Integer, literal
from sqlmodel import col, func, select

from crm_app.core.database import is_sqlite
from crm_app.core.work import Work
from crm_app.models.deals import Deal
from crm_app.services.deals.closed import each_of
from crm_app.services.deals.figures import Span, within_span

# So many rows say which values are common, and so many of these are counted side by side.
_SAMPLE, _COMMON = 500, 8
Tally = tuple[int, Any, int]


def tallied(work: Work, asked: Mapping[int | None, Any], span: Span | None) -> list[Tally]:
    """(Stage, value, how many) of living deals that closed in the span: stage → the column asked for.

    SQLite sorts what it groups, which is most of the work: there the values that a few rows show are
    counted side by side, and only what has another one is grouped.
    """
    if not is_sqlite():
        return _grouped(work, asked, span)
    found: list[Tally] = []
    for stage_id, column in asked.items():
        values = _common(work, stage_id, column, span)
        if len(values) > _COMMON:
            found += _grouped(work, {stage_id: column}, span)
            continue
        every, *counts = _side_by_side(work, stage_id, (column, values), span)
        named = zip(values, counts, strict=True)
        found += [(stage_id or 0, value, count) for value, count in named if count]
        if every > sum(counts):
            found += _grouped(work, {stage_id: column}, span, besides=values)
    return found


def _common(work: Work, stage_id: int | None, column: Any, span: Span | None) -> Sequence[Any]:
    some = _closed(work, stage_id, span, col(column).label("key")).limit(_SAMPLE).subquery()
    return work.session.exec(select(some.c.key).distinct()).all()


def _side_by_side(
    work: Work, stage_id: int | None, of: tuple[Any, Sequence[Any]], span: Span | None
) -> Sequence[int]:
    column, values = of
    counts = [func.count().filter(col(column).is_not_distinct_from(one)) for one in values]
    return work.session.exec(_closed(work, stage_id, span, func.count(), *counts)).one()[1:]


def _grouped(
    work: Work,
    asked: Mapping[int | None, Any],
    span: Span | None,
    besides: Sequence[Any] = (),
) -> list[Tally]:
    statements = [
        _closed(work, key, span, col(column).label("key"), func.count().label("count"))
        .where(*(col(column).is_distinct_from(one) for one in besides))
        .group_by(col(column))
        for key, column in asked.items()
    ]
    return each_of(work, statements)


def _closed(work: Work, stage_id: int | None, span: Span | None, *columns: Any) -> Any:
    """Living deals that closed in a stage: in words that their index is made for."""
    found = select(literal(stage_id, Integer).label("stage"), *columns).where(
        col(Deal.deleted_at).is_(None),
        col(Deal.closed_at).is_not(None),
        col(Deal.stage_id) == stage_id,
        *within_span(Deal.closed_at, span),
    )
    return work.narrowed(found, Deal, along=True)
