"""Win rates: won and lost deals by any field of theirs or of their customer, and by reason."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlmodel import case, col, distinct, func, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.customers import Customer
from crm_app.models.deals import Competitor, Deal, StageKind
from crm_app.models.quotes import Product, Quote, QuoteLine
from crm_app.models.users import Team, User
from crm_app.services.choices import NO_OPTION, Option, option, options_of
from crm_app.services.deals.figures import Span, within_span
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
    rows: list[ReasonCount] = []
    for kind, column in ((StageKind.WON, Deal.won_reason), (StageKind.LOST, Deal.lost_reason)):
        known = options_of(work.session, f"{kind.value}_reason")
        found = select(col(column), func.count()).where(
            col(Deal.deleted_at).is_(None),
            col(Deal.stage_id).in_([stage.id for stage in stages if stage.kind is kind]),
            *within_span(Deal.closed_at, span),
        )
        counted = work.session.exec(work.narrowed(found, Deal).group_by(col(column))).all()
        made = [ReasonCount(option(known, key), kind.value, count) for key, count in counted]
        rows += sorted(made, key=lambda row: (-row.count, row.reason.key))
    return rows


RATES = ("competitor", "owner", "team", "industry", "source", "region", "product")


@query(Permission.DEAL_READ)
def win_rate(work: Work, by: str, pipeline: str = "", span: Span | None = None) -> list[WinRate]:
    """Won and lost deals, closed in the span, by a field of theirs or of their customer; those with
    the most first. A deal with several products counts for each.
    """
    if by not in RATES:
        raise Invalid("list.value_unknown", value=by[:60])
    stages = active_stages(work.session, find_pipeline(work.session, pipeline))
    won = [stage.id for stage in stages if stage.kind is StageKind.WON]
    lost = [stage.id for stage in stages if stage.kind is StageKind.LOST]
    column, joined = _COLUMNS[by], _JOINS.get(by)
    each = distinct if by == "product" else _each  # with its products a deal comes several times
    gained = func.count(each(case((col(Deal.stage_id).in_(won), Deal.id))))
    gone = func.count(each(case((col(Deal.stage_id).in_(lost), Deal.id))))
    found = select(column.label("key"), gained, gone).select_from(Deal)
    if joined is not None:
        found = joined(found)
    closed = found.where(
        col(Deal.deleted_at).is_(None),
        col(Deal.stage_id).in_([*won, *lost]),
        *within_span(Deal.closed_at, span),
    )
    rows = work.session.exec(work.narrowed(closed, Deal).group_by(column)).all()
    names = _names(work, by, [key for key, *_ in rows])
    made = [WinRate(*names(key), gain, loss, _rate(gain, loss)) for key, gain, loss in rows]
    return sorted(made, key=lambda row: (-(row.won + row.lost), row.key))


def _each(expression: Any) -> Any:
    return expression


def _rate(won: int, lost: int) -> Decimal | None:
    total = won + lost
    return (Decimal(won) * 100 / total).quantize(Decimal("0.1")) if total else None


def _customer(statement: Any) -> Any:
    return statement.join(Customer, col(Customer.id) == Deal.customer_id)


def _products(statement: Any) -> Any:
    """The products of a deal's latest offers: those of quotes that are not replaced."""
    with_quotes = statement.join(Quote, col(Quote.deal_id) == Deal.id)
    return with_quotes.join(QuoteLine, col(QuoteLine.quote_id) == Quote.id).where(
        col(QuoteLine.product_id).is_not(None), col(Quote.deleted_at).is_(None)
    )


_COLUMNS: dict[str, Any] = {
    "owner": col(Deal.owner_id),
    "team": col(Deal.team_id),
    "industry": col(Customer.industry),
    "source": col(Customer.source),
    "region": col(Customer.region),
    "competitor": col(Deal.competitor_id),
    "product": col(QuoteLine.product_id),
}
_JOINS: dict[str, Callable[[Any], Any]] = dict.fromkeys(("industry", "source", "region"), _customer)
_JOINS["product"] = _products


def _names(work: Work, by: str, keys: list[Any]) -> Callable[[Any], tuple[str, str, str]]:
    """How a value is named: what a list filters by, and both names."""
    if by in ("industry", "source"):
        known = options_of(work.session, by)
        return lambda key: _named(option(known, key or ""))
    if by == "region":
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
