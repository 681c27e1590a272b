"""Win rates: won and lost deals by any field of theirs or of their customer, and by reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import join, true
from sqlmodel import col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.deals import Competitor, Deal, Stage, StageKind
from crm_app.models.quotes import Product
from crm_app.models.sales import Offered
from crm_app.models.users import Team, User
from crm_app.services.choices import NO_OPTION, Option, option, options_of
from crm_app.services.custom_fields import CustomColumns
from crm_app.services.deals.figures import Span, within_span
from crm_app.services.deals.tallies import tallied
from crm_app.services.deals.trail import seen_of
from crm_app.services.pipelines import active_stages, find_pipeline


@dataclass(frozen=True, slots=True)
class WinRate:
    """Won and lost deals of one value of a field; `key` is what a list filters by."""

    key: str
    zh: str
    en: str
    won: int
    lost: int
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many deals closed for a reason; an empty key where none was given."""

    reason: Option
    kind: str
    count: int


@query(Permission.DEAL_READ)
def close_reasons(work: Work, pipeline: str = "", span: Span | None = None) -> list[ReasonCount]:
    """Why deals closed in the span were won and lost, the commonest first."""
    stages = active_stages(work.session, find_pipeline(work.session, pipeline))
    kinds = {stage.id: stage.kind for stage in stages if stage.kind is not StageKind.OPEN}
    columns = {StageKind.WON: Deal.won_reason, StageKind.LOST: Deal.lost_reason}
    asked = {key: columns[kind] for key, kind in kinds.items()}
    counts: dict[tuple[StageKind, str], int] = {}
    for stage_id, reason, count in tallied(work, asked, span):
        key = kinds[stage_id], reason
        counts[key] = counts.get(key, 0) + count
    rows: list[ReasonCount] = []
    for kind in (StageKind.WON, StageKind.LOST):
        known = options_of(work.session, f"{kind.value}_reason")
        made = [
            ReasonCount(option(known, key), kind.value, count)
            for (of_kind, key), count in counts.items()
            if of_kind is kind
        ]
        rows += sorted(made, key=lambda row: (-row.count, row.reason.key))
    return rows


RATES = ("competitor", "owner", "team", "industry", "source", "region", "size", "tier", "product")
_OWN = CustomColumns(Deal)


@query(Permission.DEAL_READ)
def win_rate(work: Work, by: str, pipeline: str = "", span: Span | None = None) -> list[WinRate]:
    """Won and lost deals, closed in the span, by a field of theirs or of their customer (one of
    RATES, or `custom.<key>` of a choice that stands in lists); those with the most first. A deal with
    several products counts for each.
    """
    own = _OWN.choices(work, by)
    if by not in RATES and own is None:
        raise Invalid("list.value_unknown", value=by[:60])
    stages = active_stages(work.session, find_pipeline(work.session, pipeline))
    won = {stage.id for stage in stages if stage.kind is StageKind.WON}
    lost = {stage.id for stage in stages if stage.kind is StageKind.LOST}
    column = own[0] if own else _COLUMNS.get(by)
    counts: dict[Any, list[int]] = {}
    for stage_id, key, count in _counted(work, by, column, [*won, *lost], span):
        counts.setdefault(key, [0, 0])[stage_id in lost] += count
    names = _chosen(own[1]) if own else _names(work, by, list(counts))
    made = [
        WinRate(*names(key), gain, loss, _rate(gain, loss)) for key, (gain, loss) in counts.items()
    ]
    return sorted(made, key=lambda row: (-(row.won + row.lost), row.key))


def _counted(
    work: Work, by: str, column: Any, stage_ids: list[int | None], span: Span | None
) -> Iterable[tuple[int, Any, int]]:
    """(Stage, value, closed deals): of products from what is kept of them, else from the deals."""
    if by != "product":
        return tallied(work, dict.fromkeys(stage_ids, column), span)
    held = col(Offered.owner_id), col(Offered.team_id), col(Offered.deal_id)
    # Each number is a stretch of the index: nothing is grouped, and no moment is looked at.
    count = select(func.count()).where(
        col(Offered.stage_id) == Stage.id,
        col(Offered.product_id) == Product.id,
        *within_span(Offered.closed_at, span),
        *seen_of(work, *held),
    )
    found = select(Stage.id, Product.id, count.scalar_subquery()).where(
        col(Stage.id).in_(stage_ids)
    )
    rows = work.session.exec(found.select_from(join(Stage, Product, true())))  # type: ignore[arg-type]
    return [(stage or 0, product, count) for stage, product, count in rows if count]


def _rate(won: int, lost: int) -> Decimal | None:
    total = won + lost
    return (Decimal(won) * 100 / total).quantize(Decimal("0.1")) if total else None


_COLUMNS: dict[str, Any] = {
    "owner": col(Deal.owner_id),
    "team": col(Deal.team_id),
    "industry": col(Deal.buyer_industry),
    "source": col(Deal.buyer_source),
    "region": col(Deal.buyer_region),
    "size": col(Deal.buyer_size),
    "tier": col(Deal.buyer_tier),
    "competitor": col(Deal.competitor_id),
}


def _chosen(options: Iterable[Option]) -> Callable[[Any], tuple[str, str, str]]:
    known = {one.key: one for one in options}
    return lambda key: _named(option(known, key or ""))


def _names(work: Work, by: str, keys: list[Any]) -> Callable[[Any], tuple[str, str, str]]:
    """How a value is named: what a list filters by, and both names."""
    if by in ("industry", "source", "size"):
        known = options_of(work.session, by)
        return lambda key: _named(option(known, key or ""))
    if by in ("region", "tier"):
        return lambda key: (key or "", key or "", key or "")
    model: Any = {"owner": User, "team": Team, "competitor": Competitor, "product": Product}[by]
    rows = {row.id: row for row in work.session.exec(select(model).where(col(model.id).in_(keys)))}

    def name(key: Any) -> tuple[str, str, str]:
        row = rows.get(key)
        if row is None:
            return _named(NO_OPTION)
        if by == "product":
            return row.public_id, row.name_zh, row.name_en
        return row.name if by == "competitor" else row.public_id, row.name, row.name

    return name


def _named(found: Option) -> tuple[str, str, str]:
    return found.key, found.zh, found.en
