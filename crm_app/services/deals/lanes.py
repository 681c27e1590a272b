"""The board in lanes: by owner, by team, or by the customer's tier."""

from typing import Any

from sqlmodel import col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery, conditions
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.locales.catalog import say
from crm_app.models.deals import Deal, Stage
from crm_app.models.users import Team, User
from crm_app.services.currencies import added, in_base, rates_of
from crm_app.services.deals import rules
from crm_app.services.deals.board import Sums, counted, shown_stages, summed, today
from crm_app.services.deals.firsts import Asked, Place, first_of_each
from crm_app.services.deals.queries import LISTING, deal_rows
from crm_app.services.deals.rows import Cell, DealRow, Lane

LANES = ("owner", "team", "tier")
MOST_LANES = 30
# So many cards a stage has in all lanes together; at least and at most in each of them.
CARDS_ACROSS, LEAST_CARDS, MOST_CARDS = 40, 3, 8
_KEYS: dict[str, Any] = {
    "owner": col(Deal.owner_id),
    "team": col(Deal.team_id),
    "tier": col(Deal.buyer_tier),
}


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
    cards = _cards(work, asked, by, sums, shown)
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
    keys: list[Any] = [_KEYS[by], col(Deal.stage_id), col(Deal.currency)]
    sums: list[Any] = [func.count(), func.sum(Deal.amount)]
    columns = select(*keys, *sums)
    fitting = work.narrowed(columns.where(*_fitting(work, asked, stages)), Deal, along=True)
    found: dict[Any, dict[int, Sums]] = {}
    for lane, stage_id, code, count, amount in work.session.exec(fitting.group_by(*keys)):
        found.setdefault(lane, {}).setdefault(stage_id, []).append((count, amount, code))
    return found


def _cards(
    work: Work, asked: ListQuery, by: str, sums: dict[Any, dict[int, Sums]], lanes: list[Any]
) -> dict[tuple[Any, int], list[DealRow]]:
    """(Lane, stage id) → the first cards: the fewer, the more lanes there are."""
    places = [
        Place(stage_id, counted(found), lane)
        for lane in lanes
        for stage_id, found in sums[lane].items()
    ]
    most = max(LEAST_CARDS, min(MOST_CARDS, CARDS_ACROSS // max(1, len(lanes))))
    chosen, sort = conditions(work, LISTING, asked), asked.sort or "-entered"
    wanted = Asked(chosen, sort, most, _KEYS[by], narrow=by == "owner")
    found = first_of_each(work, places, wanted)
    cells: dict[tuple[Any, int], list[DealRow]] = {}
    shown = deal_rows(work, [deal for deal, _ in found])
    for (deal, place), row in zip(found, shown, strict=True):
        cells.setdefault((place.lane, deal.stage_id), []).append(row)
    return cells


def _fitting(work: Work, asked: ListQuery, stages: list[Stage]) -> list[Any]:
    return [
        col(Deal.deleted_at).is_(None),
        # A sum has no index: all stages are wanted, which is no choice.
        (col(Deal.stage_id) + 0).in_([stage.id for stage in stages]),
        *conditions(work, LISTING, asked),
    ]


def _names(work: Work, by: str, keys: list[Any]) -> dict[Any, tuple[str, str, str]]:
    """Lane → its key in the address (as the filter of that name takes it), and its name."""
    if by == "tier":
        return {
            key: (
                key,
                say("zh", "deals.lane_tier", tier=key),
                say("en", "deals.lane_tier", tier=key),
            )
            for key in keys
        }
    model = User if by == "owner" else Team
    columns = select(model.id, model.public_id, model.name).where(col(model.id).in_(keys))
    return {key: (public_id, name, name) for key, public_id, name in work.session.exec(columns)}
