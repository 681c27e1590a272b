"""The board: every stage with its count and sums, and the first cards of each."""

from decimal import Decimal
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.listing import ListQuery, conditions, first_of, page_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.deals import Deal, Stage
from crm_app.services.currencies import added
from crm_app.services.deals import rules
from crm_app.services.deals.queries import LISTING, deal_rows
from crm_app.services.deals.rows import Column, DealRow
from crm_app.services.deals.stages import all_stages, stage_rows

CARDS = 25


@query(Permission.DEAL_READ)
def board(work: Work, asked: ListQuery) -> list[Column]:
    """The columns of the first pipeline under the filters; at most 25 cards a column.

    Counts and sums are of all deals that fit, so that board and list agree.
    """
    stages = list(all_stages(work.session).values())
    shown = [stage for stage in stages if stage.pipeline_id == stages[0].pipeline_id]
    sums = _sums(work, asked)
    cards = _first_cards(work, asked, shown, sums)
    return [
        Column(
            stage=row,
            count=sum(count for count, _, _ in sums.get(stage.id or 0, [])),
            sums=added((amount, code) for _, amount, code in sums.get(stage.id or 0, [])),
            weighted=added(
                (rules.weighted(amount, stage), code)
                for _, amount, code in sums.get(stage.id or 0, [])
            ),
            cards=cards.get(stage.key, []),
        )
        for stage, row in zip(shown, stage_rows(shown), strict=True)
    ]


@query(Permission.DEAL_READ)
def more_cards(work: Work, asked: ListQuery, stage: str) -> list[DealRow]:
    """Another page (`asked.page`) of a column's cards."""
    filters = {**asked.filters, "stage": stage}
    wanted = ListQuery(asked.words, filters, asked.sort or "-entered", asked.page, CARDS)
    return deal_rows(work, page_of(work, LISTING, wanted).rows)


def _first_cards(
    work: Work, asked: ListQuery, stages: list[Stage], sums: dict[int, Any]
) -> dict[str, list[DealRow]]:
    first = ListQuery(sort=asked.sort or "-entered", size=CARDS)
    chosen = conditions(work, LISTING, asked)
    found: list[Deal] = []
    for stage in stages:
        if stage.id in sums:
            found += first_of(work, LISTING, first, *chosen, col(Deal.stage_id) == stage.id)
    cards: dict[str, list[DealRow]] = {}
    for row in deal_rows(work, found):
        cards.setdefault(row.stage.key, []).append(row)
    return cards


def _sums(work: Work, asked: ListQuery) -> dict[int, list[tuple[int, Decimal, str]]]:
    """Stage id → count, amount and currency, one entry a currency."""
    statement = work.narrowed(
        select(Deal.stage_id, Deal.currency, func.count(), func.sum(Deal.amount)), Deal
    ).where(col(Deal.deleted_at).is_(None), *conditions(work, LISTING, asked))
    sums: dict[int, list[tuple[int, Decimal, str]]] = {}
    for stage_id, code, count, amount in work.session.exec(
        statement.group_by(col(Deal.stage_id), col(Deal.currency))
    ):
        sums.setdefault(stage_id, []).append((count, amount, code))
    return sums
