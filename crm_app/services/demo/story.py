"""A year of selling: deals through their stages, quotes, conversations, tasks."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.activities import Activity, ActivityKind, ActivityLink, Task
from crm_app.models.base import Owned
from crm_app.models.customers import LifecycleStage
from crm_app.models.deals import Competitor, Deal, Pipeline, Stage, StageChange, StageKind
from crm_app.models.quotes import Product, Quote, QuoteLine, QuoteStatus
from crm_app.services import pricing
from crm_app.services.activities import CONTACT_KINDS
from crm_app.services.demo import words
from crm_app.services.demo.bulk import between, store
from crm_app.services.demo.people import YEAR, Place
from crm_app.services.pipelines import passed_text
from crm_app.services.price_books import Prices, Shelf, buyer_of

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
    if last.kind is StageKind.WON:
        customer.stage = chance.choice((LifecycleStage.CUSTOMER, LifecycleStage.LOYAL))
    return deal, path


def _hoped(days: int, now: datetime, closed: datetime | None) -> date:
    """The day a deal was hoped to close: some weeks from now, or near the day it did."""
    if closed is None:
        return (now + timedelta(days=days)).date()
    return (closed + timedelta(days=days // 2 - 16)).date()


def quote(
    work: Work, chance: Random, deals: Sequence[Deal], products: Sequence[Product]
) -> list[Quote]:
    """Quotes for deals that came as far as a proposal, numbered by year."""
    stages = {stage.id: stage for stage in work.session.exec(select(Stage))}
    shelf = Shelf.of(work.session, [product.id or 0 for product in products])
    wanted = [d for d in deals if stages[d.stage_id].rank >= stages_rank(stages, "proposal")]
    quotes, all_lines = [], []
    for number, deal in enumerate(sorted(wanted, key=lambda d: d.created_at), start=1):
        kind = stages[deal.stage_id].kind
        status = {
            StageKind.WON: QuoteStatus.ACCEPTED,
            StageKind.LOST: QuoteStatus.DECLINED,
        }.get(kind, QuoteStatus.SENT if chance.random() < 0.5 else QuoteStatus.DRAFT)
        made = Quote(
            number=f"D-{deal.created_at.year}-{number:04d}",
            customer_id=deal.customer_id,
            contact_id=deal.contact_id,
            deal_id=deal.id,
            status=status,
            discount=Decimal(chance.choice((0, 0, 3, 5, 5, 8, 10))),
            valid_until=(deal.stage_entered_at + timedelta(days=30)).date(),
            sent_at=None if status is QuoteStatus.DRAFT else deal.stage_entered_at,
            **of_owner(deal, deal.stage_entered_at, deal.stage_entered_at),
        )
        if kind is StageKind.OPEN and deal.name.isascii():
            made.currency = deal.currency = "EUR" if number % 3 == 0 else "USD"
        buyer = buyer_of(work.session, deal.customer_id)
        known = shelf.prices(buyer, made.currency, made.created_at.date())
        lines = _lines(chance, products, known)
        pricing.apply_totals(made, lines)
        if kind is not StageKind.LOST:
            deal.amount = made.net
        quotes.append(made)
        all_lines.append(lines)
    store(work, quotes)
    for made, lines in zip(quotes, all_lines, strict=True):
        for line in lines:
            line.quote_id = made.key
    store(work, [line for lines in all_lines for line in lines])
    work.session.bulk_save_objects(wanted)
    return quotes


def stages_rank(stages: dict[int | None, Stage], key: str) -> int:
    """The rank of the stage with a key."""
    return next(stage.rank for stage in stages.values() if stage.key == key)


def _lines(chance: Random, products: Sequence[Product], known: Prices) -> list[QuoteLine]:
    chosen = chance.sample(list(products), chance.randint(2, 5))
    return [
        _line(product, Decimal(quantity), known, rank)
        for rank, product in enumerate(chosen, start=1)
        for quantity in [1 if product.price > 10_000 else chance.choice((2, 5, 10, 20))]
    ]


def _line(product: Product, quantity: Decimal, known: Prices, rank: int) -> QuoteLine:
    """At the price of book and tier, or the product's own; in the currency of the offer."""
    found = known.of(product, quantity)
    return QuoteLine(
        quote_id=0,
        rank=rank,
        product_id=product.id,
        text=product.name_zh,
        unit=product.unit,
        quantity=quantity,
        price=found.price,
        list_price=found.price,
        cost=known.turned(product.cost, product.currency) or Decimal(0),
        tax_rate=product.tax_rate,
        price_source=found.source.value,
        price_book_id=found.book.id if found.book else None,
        tier_from=found.tier_from,
    )


def talk(
    work: Work, chance: Random, places: Sequence[Place], deals: Sequence[Deal]
) -> list[Activity]:
    """Conversations over a year; they set when a customer was last in contact."""
    by_customer: dict[int, list[Deal]] = {}
    for deal in deals:
        by_customer.setdefault(deal.customer_id, []).append(deal)
    made: list[Activity] = []
    about: list[tuple[Place, Deal | None]] = []
    for place in places:
        own = by_customer.get(place.customer.key, [])
        for _ in range(chance.choice((0, 1, 1, 2)) + 2 * min(len(own), 3)):
            activity = _activity(chance, place, work.now)
            made.append(activity)
            about.append((place, chance.choice(own) if own and chance.random() < 0.6 else None))
            if activity.kind in CONTACT_KINDS:
                last, at = place.customer.last_contact_at, activity.happened_at
                place.customer.last_contact_at = max(last or at, at)
    store(work, made)
    links = []
    for activity, (place, deal) in zip(made, about, strict=True):
        links.append(
            ActivityLink(
                activity_id=activity.key, record_kind="customer", record_id=place.customer.key
            )
        )
        if place.people:
            person = chance.choice(place.people)
            links.append(
                ActivityLink(activity_id=activity.key, record_kind="contact", record_id=person.key)
            )
        if deal is not None:
            links.append(
                ActivityLink(activity_id=activity.key, record_kind="deal", record_id=deal.key)
            )
    store(work, links)
    work.session.bulk_save_objects([place.customer for place in places])
    return made


def _activity(chance: Random, place: Place, now: datetime) -> Activity:
    kind, zh, en = chance.choice(words.TALK)
    happened = between(chance, max(place.customer.created_at, now - YEAR), now - timedelta(hours=2))
    entered = min(now, happened + timedelta(hours=chance.choice((1, 2, 5, 20, 40))))
    return Activity(
        kind=ActivityKind(kind),
        text=zh if place.chinese else en,
        happened_at=happened,
        author_id=place.customer.owner_id,
        **of_owner(place.customer, entered, entered),
    )


def plan(work: Work, chance: Random, places: Sequence[Place], deals: Sequence[Deal]) -> list[Task]:
    """Next steps: most in the days to come, some overdue, many done."""
    by_id = {place.customer.key: place for place in places}
    tasks = []
    for deal in deals:
        place = by_id[deal.customer_id]
        if deal.closed_at is None and chance.random() < 0.8:
            due = work.now + timedelta(days=chance.choice((-6, -2, -1, 0, 0, 1, 2, 3, 5, 8, 13)))
            tasks.append(_task(chance, place, deal, due, None))
        if chance.random() < 0.7:
            done = between(
                chance, deal.created_at, min(work.now, deal.stage_entered_at + timedelta(days=5))
            )
            tasks.append(_task(chance, place, deal, done, done))
    return store(work, tasks)


def _task(chance: Random, place: Place, deal: Deal, due: datetime, done: datetime | None) -> Task:
    made = min(due, deal.stage_entered_at) - timedelta(days=1)
    return Task(
        title=chance.choice(words.STEPS)[not place.chinese],
        due_at=due.replace(hour=chance.randint(1, 9), minute=chance.choice((0, 30))),
        has_time=chance.random() < 0.5,
        done_at=done,
        customer_id=deal.customer_id,
        contact_id=deal.contact_id,
        deal_id=deal.id,
        **of_owner(deal, made, done or made),
    )


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
