"""The board: every stage with its count and sums, and the first cards of each."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.listing import ListQuery, conditions, page_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import zone
from crm_app.models.deals import Deal, Stage
from crm_app.services.currencies import Amount, added, in_base, rates_of
from crm_app.services.deals import rules
from crm_app.services.deals.firsts import Asked, Place, first_of_each
from crm_app.services.deals.queries import LISTING, deal_rows
from crm_app.services.deals.rows import Column, DealRow
from crm_app.services.pipelines import active_stages, find_pipeline, stage_rows

CARDS = 25
Sums = list[tuple[int, Decimal, str]]


@query(Permission.DEAL_READ)
def board(work: Work, asked: ListQuery, *, cards: bool = True) -> list[Column]:
    """The columns of a pipeline (filter `pipeline`, or the main one) under the filters; at most 25
    cards a column, or none of them. Counts and sums are of all deals that fit, so that board and list agree.
    """
    shown = shown_stages(work, asked)
    sums = stage_sums(work, asked)
    first = _first_cards(work, asked, shown, sums) if cards else {}
    rows = stage_rows(work.session, shown)
    rates, day = rates_of(work.session), today(work)
    return [
        Column(
            stage=row,
            count=counted(found := sums.get(stage.id or 0, [])),
            sums=(worth := summed(found)),
            weighted=(weighted := weighed(found, stage)),
            about=in_base(worth, rates, day),
            weighted_about=in_base(weighted, rates, day),
            cards=first.get(stage.public_id, []),
        )
        for stage, row in zip(shown, rows, strict=True)
    ]


@query(Permission.DEAL_READ)
def more_cards(work: Work, asked: ListQuery, stage: str) -> list[DealRow]:
    """Another page (`asked.page`) of a column's cards."""
    filters = {**asked.filters, "stage": stage}
    wanted = ListQuery(asked.words, filters, asked.sort or "-entered", asked.page, CARDS)
    return deal_rows(work, page_of(work, LISTING, wanted).rows)


def today(work: Work) -> date:
    """The actor's day: whose rates count."""
    return work.now.astimezone(zone(work.actor.zone)).date()


def shown_stages(work: Work, asked: ListQuery) -> list[Stage]:
    """The stages of the pipeline that is asked for."""
    pipeline = find_pipeline(work.session, asked.filters.get("pipeline", ""))
    return active_stages(work.session, pipeline)


def counted(sums: Sums) -> int:
    """How many deals there are, in whatever currency."""
    return sum(count for count, _, _ in sums)


def summed(sums: Sums) -> list[Amount]:
    """What they are worth together, by currency."""
    return added((amount, code) for _, amount, code in sums)


def weighed(sums: Sums, stage: Stage) -> list[Amount]:
    """The same by the stage's probability."""
    return added((rules.weighted(amount, stage), code) for _, amount, code in sums)


def _first_cards(
    work: Work, asked: ListQuery, stages: list[Stage], sums: dict[int, Any]
) -> dict[str, list[DealRow]]:
    """Public id of a stage → its first cards."""
    of_stage = {stage.id or 0: stage.public_id for stage in stages}
    places = [Place(key, counted(sums.get(key, []))) for key in of_stage]
    wanted = Asked(conditions(work, LISTING, asked), asked.sort or "-entered", CARDS)
    found = [deal for deal, _ in first_of_each(work, places, wanted)]
    cards: dict[str, list[DealRow]] = {}
    for deal, row in zip(found, deal_rows(work, found), strict=True):
        cards.setdefault(of_stage[deal.stage_id], []).append(row)
    return cards


def stage_sums(work: Work, asked: ListQuery, *more: Any) -> dict[int, Sums]:
    """Stage id → count, amount and currency, one entry a currency."""
    statement = work.narrowed(
        select(Deal.stage_id, Deal.currency, func.count(), func.sum(Deal.amount)), Deal, along=True
    ).where(col(Deal.deleted_at).is_(None), *conditions(work, LISTING, asked), *more)
    sums: dict[int, Sums] = {}
    for stage_id, code, count, amount in work.session.exec(
        statement.group_by(col(Deal.stage_id), col(Deal.currency))
    ):
        sums.setdefault(stage_id, []).append((count, amount, code))
    return sums
