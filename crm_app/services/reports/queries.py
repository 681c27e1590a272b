"""The sales report: pipeline, pace, win and loss, people, products, each number with its list."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import col

from crm_app.core.listing import ListQuery
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import today
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.services import deals
from crm_app.services.currencies import Amount, Rates, added, rates_of, worth_together
from crm_app.services.deals import Span
from crm_app.services.listed import ListedAmount, listed
from crm_app.services.pipelines import active_stages, all_stages, find_pipeline, name_of
from crm_app.services.reports import rules
from crm_app.services.reports.addresses import Lists
from crm_app.services.reports.headline import headline
from crm_app.services.reports.people import top_ten
from crm_app.services.reports.products import product_sales
from crm_app.services.reports.rows import Reason, SalesReport, StagePace, StageSums, WinLoss


@query(Permission.DEAL_READ)
def sales_report(
    work: Work, period: str, pipeline: str = "", rated_by: str = "competitor"
) -> SalesReport:
    """Everything for a period (2026, 2026Q3, 2026-09) and a pipeline (the main one).

    What stands in the pipeline, and what became of those that entered a stage, is of all time; won,
    lost, reasons and win rates (by one of RATES) are of the pipeline and the period; people and
    products of all pipelines.
    """
    wanted = rules.a_period(period)
    home = find_pipeline(work.session, pipeline)
    lists = Lists(home.key, wanted)
    stages = active_stages(work.session, home)
    span = Span(*wanted.moments(work.actor.zone))
    ended = deals.ended_by_stage(work, wanted)
    won, lost = (_of_kind(ended, stages, kind) for kind in (StageKind.WON, StageKind.LOST))
    gained = all_stages(work.session).values()
    by_person = _of_kind(ended, gained, StageKind.WON)
    gains = added((one.amount, one.currency) for one in won)
    rates, day = rates_of(work.session), today(work.actor.zone)
    return SalesReport(
        period=wanted.key,
        pipeline=home.key,
        headline=headline(work, wanted, by_person),
        won=listed(gains, lambda code: lists.closed("won", currency=code)),
        won_about=worth_together(gains, rates, day),
        won_count=sum(one.count for one in won),
        won_deals=lists.closed("won"),
        lost_count=sum(one.count for one in lost),
        lost_deals=lists.closed("lost"),
        stages=_stages(work, stages, lists, rates, day),
        pace=_pace(work, stages, lists),
        rated_by=rated_by,
        rates=_rates(work, rated_by, lists, span),
        reasons=_reasons(work, lists, span),
        people=top_ten(work, wanted, by_person),
        products=product_sales.within(work, period),
    )


def _of_kind(
    ended: dict[int, list[deals.Ended]], stages: Iterable[Stage], kind: StageKind
) -> list[deals.Ended]:
    """What ended in those of some stages that mean one thing."""
    ids = [stage.id or 0 for stage in stages if stage.kind is kind]
    return [one for key in ids for one in ended.get(key, [])]


def _stages(
    work: Work, stages: list[Stage], lists: Lists, rates: Rates, day: date
) -> list[StageSums]:
    shown = [stage for stage in stages if stage.kind is StageKind.OPEN]
    among = col(Deal.stage_id).in_([stage.id for stage in shown])
    sums = deals.stage_sums(work, ListQuery(), among)
    counts = [deals.counted(sums.get(stage.id or 0, [])) for stage in shown]
    return [
        StageSums(
            stage=name_of(stage),
            kind=stage.kind.value,
            count=count,
            sums=_of_stage(lists, stage.public_id, worth),
            weighted=_of_stage(lists, stage.public_id, weighed),
            share=rules.share(count, max(counts)),
            deals=lists.any(stage=stage.public_id),
            about=worth_together(worth, rates, day),
            weighted_about=worth_together(weighed, rates, day),
        )
        for stage, count in zip(shown, counts, strict=True)
        for found in [sums.get(stage.id or 0, [])]
        for worth, weighed in [(deals.summed(found), deals.weighed(found, stage))]
    ]


def _of_stage(lists: Lists, stage: str, sums: list[Amount]) -> list[ListedAmount]:
    return listed(sums, lambda code: lists.any(stage=stage, currency=code))


def _pace(work: Work, stages: list[Stage], lists: Lists) -> list[StagePace]:
    ids = {stage.key: stage.public_id for stage in stages}
    pairs = zip(
        deals.velocity.within(work, lists.pipeline),
        deals.conversion.within(work, lists.pipeline),
        strict=True,
    )
    rows: list[StagePace] = []
    for pace, on in pairs:
        passed = {"passed": ids[pace.stage.key]}
        plain = Lists("", lists.period)
        rows.append(
            StagePace(
                stage=pace.stage,
                median_days=pace.median_days,
                stays=pace.count,
                entered=on.entered,
                went_on=on.went_on,
                won=on.won,
                lost=on.lost,
                open=on.open,
                deals=plain.any(**passed),
                deals_on=plain.any(beyond=ids[pace.stage.key]),
                deals_won=lists.any(state="won", **passed),
                deals_lost=lists.any(state="lost", **passed),
                deals_open=plain.any(state="open", **passed),
            )
        )
    return rows


def _rates(work: Work, by: str, lists: Lists, span: Span) -> list[WinLoss]:
    def row_of(rate: deals.WinRate) -> WinLoss:
        those = {by: rate.key or "-"}
        return WinLoss(
            *(rate.key, rate.zh, rate.en, rate.won, rate.lost, rate.rate),
            deals=lists.closed("closed", **those),
            deals_won=lists.closed("won", **those),
            deals_lost=lists.closed("lost", **those),
        )

    return [row_of(one) for one in deals.win_rate.within(work, by, lists.pipeline, span)]


def _reasons(work: Work, lists: Lists, span: Span) -> list[Reason]:
    rows = deals.close_reasons.within(work, lists.pipeline, span)
    most = {
        kind: max((r.count for r in rows if r.kind == kind), default=0) for kind in ("won", "lost")
    }
    return [
        Reason(
            reason=row.reason,
            kind=row.kind,
            count=row.count,
            share=rules.share(row.count, most[row.kind]),
            deals=lists.closed(row.kind, **{f"{row.kind}_reason": row.reason.key or "-"}),
        )
        for row in rows
    ]
