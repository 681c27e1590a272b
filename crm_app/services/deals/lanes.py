"""The board in lanes: by owner, by team, or by the customer's tier."""

from typing import Any

from sqlmodel import col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery, conditions
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.locales.catalog import say
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal, Stage
from crm_app.models.users import Team, User
from crm_app.services.currencies import added, in_base, rates_of
from crm_app.services.deals import rules
from crm_app.services.deals.board import CARDS, Sums, counted, shown_stages, summed, today
from crm_app.services.deals.queries import LISTING, deal_rows
from crm_app.services.deals.rows import Cell, DealRow, Lane

LANES = ("owner", "team", "tier")
MOST_LANES = 30
_KEYS: dict[str, Any] = {
    "owner": col(Deal.owner_id),
    "team": col(Deal.team_id),
    "tier": select(Customer.tier)
    .where(col(Customer.id) == Deal.customer_id)
    .correlate(Deal)
    .scalar_subquery(),
}
_ORDERS = {"entered": Deal.stage_entered_at, "amount": Deal.amount, "close": Deal.expected_close}
_ORDERS |= {"name": Deal.name}


@query(Permission.DEAL_READ)
def board_lanes(work: Work, asked: ListQuery, by: str) -> list[Lane]:
    """The deals of a pipeline in lanes, the fullest first, 30 at most; each with its sums and, a
    stage, its count and first cards. Counts and sums are of all deals that fit.
    """
    if by not in LANES:
        raise Invalid("list.value_unknown", value=by[:60])
    stages = shown_stages(work, asked)
    sums = _sums(work, asked, by, stages)
    order = sorted(sums, key=lambda key: -sum(counted(one) for one in sums[key].values()))
    shown = order[:MOST_LANES]
    cards = _cards(work, asked, by, stages, shown)
    names = _names(work, by, shown)
    rates, day = rates_of(work.session), today(work)

    def lane(key: Any) -> Lane:
        of_stage = sums[key]
        worth = summed([one for found in of_stage.values() for one in found])
        weighted = added(
            (rules.weighted(amount, stage), code)
            for stage in stages
            for _, amount, code in of_stage.get(stage.id or 0, [])
        )
        return Lane(
            key=names[key][0],
            zh=names[key][1],
            en=names[key][2],
            count=sum(counted(one) for one in of_stage.values()),
            sums=worth,
            weighted=weighted,
            about=in_base(worth, rates, day),
            weighted_about=in_base(weighted, rates, day),
            cells=[
                Cell(
                    stage.key,
                    counted(of_stage.get(stage.id or 0, [])),
                    cards.get((key, stage.id or 0), []),
                )
                for stage in stages
            ],
        )

    return [lane(key) for key in shown]


def _sums(work: Work, asked: ListQuery, by: str, stages: list[Stage]) -> dict[Any, dict[int, Sums]]:
    """Lane → stage id → count, amount and currency."""
    key = _KEYS[by].label("lane")
    columns = select(key, Deal.stage_id, Deal.currency, func.count())
    columns = columns.add_columns(func.sum(Deal.amount))
    statement = work.narrowed(columns, Deal).where(*_fitting(work, asked, stages))
    found: dict[Any, dict[int, Sums]] = {}
    grouped = statement.group_by(key, col(Deal.stage_id), col(Deal.currency))
    for lane, stage_id, code, count, amount in work.session.exec(grouped):
        found.setdefault(lane, {}).setdefault(stage_id, []).append((count, amount, code))
    return found


def _cards(
    work: Work, asked: ListQuery, by: str, stages: list[Stage], lanes: list[Any]
) -> dict[tuple[Any, int], list[DealRow]]:
    """(Lane, stage id) → the first cards, ranked by the database in one read."""
    name = (asked.sort or "-entered").removeprefix("-")
    if name not in _ORDERS:
        raise Invalid("list.order_unknown", field="sort", name=name[:40])
    column = col(_ORDERS[name])
    falling = (asked.sort or "-entered").startswith("-")
    order = (column.desc() if falling else column.asc(), col(Deal.id).desc())
    place = func.row_number().over(partition_by=(_KEYS[by], col(Deal.stage_id)), order_by=order)
    key = _KEYS[by].label("lane")
    ranked = work.narrowed(select(Deal.id, key, place.label("place")), Deal)
    inner = ranked.where(*_fitting(work, asked, stages), _KEYS[by].in_(lanes)).subquery()
    found = select(Deal, inner.c.lane).join(inner, inner.c.id == Deal.id)
    rows = work.session.exec(found.where(inner.c.place <= CARDS).order_by(inner.c.place)).all()
    cells: dict[tuple[Any, int], list[DealRow]] = {}
    shown = deal_rows(work, [deal for deal, _ in rows])
    for (deal, lane), row in zip(rows, shown, strict=True):
        cells.setdefault((lane, deal.stage_id), []).append(row)
    return cells


def _fitting(work: Work, asked: ListQuery, stages: list[Stage]) -> list[Any]:
    return [
        col(Deal.deleted_at).is_(None),
        col(Deal.stage_id).in_([stage.id for stage in stages]),
        *conditions(work, LISTING, asked),
    ]


def _names(work: Work, by: str, keys: list[Any]) -> dict[Any, tuple[str, str, str]]:
    """Lane → its key in the address (as the filter of that name takes it), and its name."""
    if by == "tier":
        return {
            key: (
                key.value,
                say("zh", "deals.lane_tier", tier=key.value),
                say("en", "deals.lane_tier", tier=key.value),
            )
            for key in keys
        }
    model = User if by == "owner" else Team
    columns = select(model.id, model.public_id, model.name).where(col(model.id).in_(keys))
    return {key: (public_id, name, name) for key, public_id, name in work.session.exec(columns)}
