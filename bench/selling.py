"""A hundred thousand deals with a year behind them: where they were, what was offered and planned."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

from sqlmodel import col, select

from crm_app.core.search import SearchText, put_described
from crm_app.core.work import Work
from crm_app.models.deals import Deal, Stage, StageChange, StageKind
from crm_app.models.prices import ExchangeRate
from crm_app.models.quotes import Product, Quote
from crm_app.models.users import User
from crm_app.models.views import ProductView, Viewing
from crm_app.services.demo import plans, quoting, story, talking
from crm_app.services.demo.bulk import between, store
from crm_app.services.demo.people import Place
from crm_app.services.pipelines import passed_text

_BATCH = 5000
_ABROAD = {"USD": "7.16", "EUR": "8.30"}
_WON = ("product", "price", "service", "relation", "speed", "other")
_SAID = ("", "", "", "", "", "", "commit", "best", "pipeline", "omitted")
_One = TypeVar("_One")


def sell(
    work: Work, chance: Random, sellers: Sequence[User], places: Sequence[Place], count: int
) -> list[Deal]:
    """Deals of all owners, stages and some currencies, with quotes, tasks, looks and targets."""
    products = story.catalogue(work)
    deals: list[Deal] = []
    for start in range(0, count, _BATCH):
        deals += story.sell(work, chance, places, min(_BATCH, count - start))
    _reopen(work, chance, deals)
    for batch in _batches(deals):
        _dress(chance, batch)
        work.session.bulk_save_objects(batch)
    _offer(work, chance, deals, products)
    _abroad(work, deals)
    for batch in _batches(deals):
        talking.plan(work, chance, places, batch)
        store(work, [look for deal in batch for look in _looks(chance, deal, products)])
    _show(work, chance, deals)
    talking.talk(work, chance, places[: max(20, len(places) // 20)], deals)
    _found(work, places, deals)
    plans.plan(work, chance, sellers)
    return deals


def _batches(rows: Sequence[_One]) -> list[Sequence[_One]]:
    return [rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH)]


def _reopen(work: Work, chance: Random, deals: Sequence[Deal]) -> None:
    """One lost deal in ten is opened again: its history goes back before it goes on."""
    stages = {stage.id: stage for stage in work.session.exec(select(Stage))}
    lost = [deal for deal in deals if stages[deal.stage_id].kind is StageKind.LOST]
    again = {deal.id: deal for deal in lost if chance.random() < 0.1}
    first = next(stage for stage in stages.values() if stage.rank == 1)
    found = select(StageChange).where(col(StageChange.stayed_seconds).is_(None))
    ends = [end for end in work.session.exec(found) if end.deal_id in again]
    made = []
    for end in ends:
        deal, at = again[end.deal_id], max(end.at, between(chance, end.at, work.now))
        end.stayed_seconds = int((at - end.at).total_seconds())
        made.append(
            StageChange(
                deal_id=deal.key,
                from_stage_id=deal.stage_id,
                to_stage_id=first.id or 0,
                at=at,
                by_id=deal.owner_id,
                holder_id=deal.owner_id,
                holder_team_id=deal.team_id,
                reason="They asked again",
            )
        )
        was = [int(one) for one in deal.passed.strip(".").split(".")]
        deal.passed = passed_text([*was, first.id or 0])
        deal.stage_id, deal.stage_entered_at = first.id or 0, at
        deal.closed_at, deal.lost_reason = None, ""
    work.session.bulk_save_objects(ends)
    store(work, made)


def _dress(chance: Random, deals: Sequence[Deal]) -> None:
    for deal in deals:
        if deal.closed_at is None:
            deal.forecast = chance.choice(_SAID)
        elif not deal.lost_reason:
            deal.won_reason = chance.choice(_WON)


def _offer(work: Work, chance: Random, deals: Sequence[Deal], products: Sequence[Product]) -> None:
    """Quotes with their lines; those of deals that went abroad are in the deal's currency."""
    for number, batch in enumerate(_batches(deals)):
        quotes = quoting.quote(work, chance, batch, products)
        for one in quotes:
            one.number = f"{one.number}-{number}"
        work.session.bulk_save_objects(quotes)
        work.session.expire_all()


def _abroad(work: Work, deals: Sequence[Deal]) -> None:
    """Every eighth deal is in another currency, its quotes too."""
    day = (work.now - timedelta(days=400)).date()
    rates = [ExchangeRate(code=c, valid_from=day, rate=Decimal(r)) for c, r in _ABROAD.items()]
    store(work, rates)
    chosen = {deal.id: deal for deal in deals[::8]}
    for place, deal in enumerate(chosen.values()):
        deal.currency = "EUR" if place % 3 == 2 else "USD"
    quotes = [quote for quote in work.session.exec(select(Quote)) if quote.deal_id in chosen]
    for quote in quotes:
        quote.currency = chosen[quote.deal_id].currency
    work.session.bulk_save_objects([*chosen.values(), *quotes])


def _looks(chance: Random, deal: Deal, products: Sequence[Product]) -> list[ProductView]:
    """Open deals are looked at now and then."""
    if deal.closed_at is not None:
        return []
    return [
        ProductView(
            deal_id=deal.key,
            product_id=chance.choice(products).id or 0,
            at=deal.updated_at + timedelta(hours=chance.randint(1, 40)),
            source="share",
        )
        for _ in range(chance.choice((0, 0, 0, 1, 2, 4)))
    ]


def _show(work: Work, chance: Random, deals: Sequence[Deal]) -> None:
    """Places shown to the people of every tenth deal."""
    rows = [
        Viewing(
            deal_id=deal.key,
            day=deal.stage_entered_at.date(),
            place=f"Showroom {chance.randint(1, 9)}",
            who="Both",
            impression="Liked it",
            by_id=deal.owner_id,
        )
        for deal in deals[::10]
        for _ in range(chance.randint(1, 3))
    ]
    store(work, rows)


def _found(work: Work, places: Sequence[Place], deals: Sequence[Deal]) -> None:
    names = {place.customer.id: place.customer.name for place in places}
    words: Callable[[Deal], SearchText] = lambda deal: SearchText(  # noqa: E731
        deal.name, names[deal.customer_id], (deal.name, names[deal.customer_id])
    )
    for batch in _batches(deals):
        pairs: Any = ((deal, words(deal)) for deal in batch)
        put_described(work.session, pairs)
