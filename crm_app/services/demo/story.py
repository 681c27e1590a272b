"""A year of selling: the catalogue, and deals through their stages."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.base import Owned
from crm_app.models.deals import Competitor, Deal, Pipeline, Stage, StageChange, StageKind
from crm_app.models.quotes import Product
from crm_app.services.demo import words
from crm_app.services.demo.bulk import between, store
from crm_app.services.demo.people import YEAR, Place
from crm_app.services.pipelines import passed_text

_STAGE_WEIGHTS = {
    "lead": 16,
    "qualified": 18,
    "proposal": 20,
    "negotiation": 12,
    "won": 22,
    "lost": 12,
}
# Why deals were won; one in six does not say.
_WON_FOR = ("product", "price", "service", "relation", "product", "")


def catalogue(work: Work) -> list[Product]:
    """The products on sale."""
    return store(
        work,
        [
            Product(
                code=code,
                name_zh=zh,
                name_en=en,
                unit=unit,
                price=Decimal(price),
                cost=Decimal(cost),
                is_demo=True,
            )
            for code, zh, en, unit, price, cost in words.PRODUCTS
        ],
    )


def sell(work: Work, chance: Random, places: Sequence[Place], count: int) -> list[Deal]:
    """Deals in all stages, each with the history of where it has been."""
    stages = _stages(work)
    keys = [key for key in _STAGE_WEIGHTS if key in stages]
    weights = [_STAGE_WEIGHTS[key] for key in keys]
    deals, paths, rivals = [], [], _rivals(work)
    for number in range(count):
        place = places[0] if number == 0 else chance.choice(places)
        key = "proposal" if number == 0 else chance.choices(keys, weights)[0]
        deal, path = _deal(chance, place, stages, key, work.now, rivals)
        deals.append(deal)
        paths.append(path)
    store(work, deals)
    store(work, [one for pair in zip(deals, paths, strict=True) for one in _trace(*pair)])
    return deals


def _trace(deal: Deal, path: list[tuple[int | None, int, datetime]]) -> list[StageChange]:
    """The stages of a deal's path, each with how long it was stayed in."""
    left = [at for _, _, at in path[1:]]
    stayed = [
        int((after - step[2]).total_seconds()) for step, after in zip(path, left, strict=False)
    ]
    return [
        StageChange(
            deal_id=deal.key,
            from_stage_id=before,
            to_stage_id=after,
            at=at,
            by_id=deal.owner_id,
            holder_id=deal.owner_id,
            holder_team_id=deal.team_id,
            stayed_seconds=seconds,
            reason=deal.lost_reason if seconds is None else "",
        )
        for (before, after, at), seconds in zip(path, [*stayed, None], strict=True)
    ]


def _rivals(work: Work) -> list[int]:
    """Who bids for the same deals: fictitious names, kept once."""
    known = {one.name_key: one for one in work.session.exec(select(Competitor))}
    made = [
        Competitor(name=name, name_key=name.casefold(), is_demo=True)
        for name in words.COMPETITORS
        if name.casefold() not in known
    ]
    new = {one.name_key: one for one in store(work, made)}
    return [(known | new)[name.casefold()].id or 0 for name in words.COMPETITORS]


def _stages(work: Work) -> dict[str, Stage]:
    first = work.session.exec(select(Pipeline).order_by(col(Pipeline.id))).first()
    assert first is not None, "defaults come first"
    found = select(Stage).where(Stage.pipeline_id == first.id).order_by(col(Stage.rank))
    return {stage.key: stage for stage in work.session.exec(found)}


def _deal(
    chance: Random,
    place: Place,
    stages: dict[str, Stage],
    key: str,
    now: datetime,
    rivals: Sequence[int],
) -> tuple[Deal, list[tuple[int | None, int, datetime]]]:
    customer, last = place.customer, stages[key]
    route = [s for s in stages.values() if s.kind is StageKind.OPEN and s.rank < last.rank]
    if last.kind is StageKind.LOST:
        route = route[: chance.randint(1, len(route))]
    route.append(last)
    closed = last.kind is not StageKind.OPEN
    start = (
        max(customer.created_at, now - YEAR)
        if closed
        else now - timedelta(days=chance.randint(5, 110))
    )
    moment = between(chance, start, now - timedelta(days=2))
    path: list[tuple[int | None, int, datetime]] = []
    before: int | None = None
    for stage in route:
        path.append((before, stage.id or 0, moment))
        before = stage.id
        step = timedelta(days=chance.randint(2, 24), hours=chance.randint(0, 9))
        moment += min(step, (now - moment) * 0.6)
    entered = path[-1][2]
    need = chance.choice(words.NEEDS)[not place.chinese]
    deal = Deal(
        name=f"{customer.name.split('有限')[0]} {need}"
        if place.chinese
        else f"{customer.name} {need}",
        customer_id=customer.key,
        contact_id=place.people[0].id if place.people else None,
        stage_id=last.id or 0,
        stage_entered_at=entered,
        amount=Decimal(chance.choice((12, 18, 26, 35, 48, 64, 88, 120, 180, 260, 420))) * 1000
        + chance.randint(0, 9) * 100,
        expected_close=None
        if key == "lead"
        else _hoped(chance.randint(-12, 75), now, entered if closed else None),
        competitor_id=chance.choice((None, None, None, *rivals)),
        lost_reason=chance.choice(("price", "competitor", "budget", "timing"))
        if last.kind is StageKind.LOST
        else "",
        won_reason=_WON_FOR[entered.day % len(_WON_FOR)] if last.kind is StageKind.WON else "",
        closed_at=entered if closed else None,
        passed=passed_text(stage_id for _, stage_id, _ in path),
        **of_owner(customer, path[0][2], entered),
    )
    return deal, path


def _hoped(days: int, now: datetime, closed: datetime | None) -> date:
    """The day a deal was hoped to close: some weeks from now, or near the day it did."""
    if closed is None:
        return (now + timedelta(days=days)).date()
    return (closed + timedelta(days=days // 2 - 16)).date()


def of_owner(owner: Owned, created: datetime, updated: datetime) -> dict[str, Any]:
    """The columns of a demo record that belongs to whoever owns `owner`."""
    return {
        "owner_id": owner.owner_id,
        "team_id": owner.team_id,
        "created_by": owner.owner_id,
        "updated_by": owner.owner_id,
        "created_at": created,
        "updated_at": updated,
        "is_demo": True,
    }
