"""Renewals: a second pipeline of the demo, and how colleagues work together on deals."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.activities import Activity, ActivityKind, ActivityLink
from crm_app.models.deals import Deal, Pipeline, Stage, StageChange, StageKind, StageTask
from crm_app.models.mentions import Mention
from crm_app.models.ownership import Rights, Share
from crm_app.models.quotes import GoesWith, Product
from crm_app.models.users import User
from crm_app.models.views import ProductView, Viewing
from crm_app.services.demo import words
from crm_app.services.demo.bulk import between, store
from crm_app.services.demo.people import Place
from crm_app.services.demo.story import of_owner
from crm_app.services.pipelines import passed_text

_SHARE = 0.08  # of the deals, so many renewals besides


def renew(
    work: Work,
    chance: Random,
    places: Sequence[Place],
    products: Sequence[Product],
    sold: list[Deal],
) -> list[Deal]:
    """The pipeline, its deals, accessories, looks at products, collaborators and questions."""
    stages = _pipeline(work)
    count = max(6, int(len(sold) * _SHARE))
    deals = [_deal(work, chance, chance.choice(places), stages) for _ in range(count)]
    store(work, [deal for deal, _ in deals])
    store(work, [one for deal, path in deals for one in _trace(deal, path)])
    made = [deal for deal, _ in deals]
    _accessories(work, products)
    _looks(work, chance, sold, products)
    _viewings(work, chance, made)
    _together(work, chance, sold)
    return made


def _pipeline(work: Work) -> list[Stage]:
    last = work.session.exec(select(Pipeline).order_by(col(Pipeline.rank).desc())).first()
    home = Pipeline(key="renewals", name_zh="续约", name_en="Renewals", asks_viewings=True)
    home.rank, home.is_demo = (last.rank if last else 0) + 1, True
    work.session.add(home)
    work.session.flush()
    stages = [
        Stage(
            pipeline_id=home.id or 0,
            key=key,
            name_zh=zh,
            name_en=en,
            rank=rank,
            kind=StageKind(kind),
            probability=probability,
            age_limit_days=age,
            required=list(required),
            guidance_zh=guidance[0],
            guidance_en=guidance[1],
            is_demo=True,
        )
        for rank, (key, zh, en, kind, probability, age, required, guidance) in enumerate(
            words.RENEWAL_STAGES, 1
        )
    ]
    work.session.add_all(stages)
    work.session.flush()
    for rank, (zh, en, days) in enumerate(words.RENEWAL_TASKS, 1):
        task = StageTask(stage_id=stages[1].id or 0, rank=rank, title_zh=zh, title_en=en, days=days)
        work.session.add(task)
    work.session.flush()
    return stages


def _deal(
    work: Work, chance: Random, place: Place, stages: list[Stage]
) -> tuple[Deal, list[tuple[Stage, timedelta]]]:
    last = chance.choices(stages, (4, 4, 3, 6, 2))[0]
    route = [s for s in stages if s.kind is StageKind.OPEN and s.rank < last.rank]
    path = [(stage, timedelta(days=chance.randint(3, 20))) for stage in route]
    path.append((last, timedelta(days=chance.randint(1, 45))))
    entered = work.now - path[-1][1]
    begun = entered - sum((stay for _, stay in path[:-1]), timedelta())
    closed = last.kind is not StageKind.OPEN
    name = place.customer.name.split("有限")[0]
    deal = Deal(
        name=f"{name} 年度续约" if place.chinese else f"{name} annual renewal",
        customer_id=place.customer.key,
        contact_id=place.people[0].id if place.people else None,
        stage_id=last.id or 0,
        stage_entered_at=entered,
        amount=Decimal(chance.choice((18, 24, 36, 54, 72))) * 1000,
        expected_close=_hoped(work, entered if closed else None, chance.randint(-5, 60)),
        lost_reason=chance.choice(("price", "silent")) if last.kind is StageKind.LOST else "",
        won_reason=chance.choice(("service", "relation")) if last.kind is StageKind.WON else "",
        closed_at=entered if closed else None,
        passed=passed_text(stage.id or 0 for stage, _ in path),
        **of_owner(place.customer, begun, entered),
    )
    return deal, path


def _hoped(work: Work, closed: datetime | None, days: int) -> date:
    """Renewals close near the day that was set for them."""
    if closed is None:
        return (work.now + timedelta(days=days)).date()
    return (closed + timedelta(days=days // 3 - 10)).date()


def _trace(deal: Deal, path: list[tuple[Stage, timedelta]]) -> list[StageChange]:
    made: list[StageChange] = []
    at, before = deal.created_at, None
    for number, (stage, stay) in enumerate(path):
        last = number == len(path) - 1
        made.append(
            StageChange(
                deal_id=deal.key,
                from_stage_id=before,
                to_stage_id=stage.id or 0,
                at=deal.stage_entered_at if last else at,
                by_id=deal.owner_id,
                holder_id=deal.owner_id,
                holder_team_id=deal.team_id,
                reason=deal.lost_reason or deal.won_reason if last else "",
                stayed_seconds=None if last else int(stay.total_seconds()),
            )
        )
        at, before = at + stay, stage.id
    return made


def _accessories(work: Work, products: Sequence[Product]) -> None:
    by_code = {product.code: product.id or 0 for product in products}
    pairs = [
        GoesWith(product_id=by_code[about], accessory_id=by_code[accessory])
        for about, accessory in words.GOES_WITH
    ]
    store(work, pairs)


def _looks(work: Work, chance: Random, sold: list[Deal], products: Sequence[Product]) -> None:
    """Quotes that were opened again and again lately."""
    waiting = [deal for deal in sold if deal.closed_at is None]
    looks = [
        ProductView(
            deal_id=deal.key,
            product_id=chance.choice(products).id or 0,
            at=between(chance, work.now - timedelta(days=20), work.now),
            source="share_link",
        )
        for deal in waiting
        for _ in range(chance.choice((0, 0, 1, 4, 6)))
    ]
    store(work, looks)


def _viewings(work: Work, chance: Random, deals: list[Deal]) -> None:
    rows = [
        Viewing(
            deal_id=deal.key,
            day=(work.now - timedelta(days=chance.randint(2, 40))).date(),
            place=place,
            who=who,
            impression=impression,
            by_id=deal.owner_id,
        )
        for deal, (place, who, impression) in zip(deals, words.VIEWINGS * 2, strict=False)
    ]
    store(work, rows)


def _together(work: Work, chance: Random, sold: list[Deal]) -> None:
    """Colleagues help: some edit, some were asked."""
    people = list(
        work.session.exec(
            select(User).where(col(User.is_demo), col(User.role) == "rep").order_by(col(User.id))
        )
    )
    account = next(user for user in people if user.email == "rep@demo.example.com")
    open_ones = [deal for deal in sold if deal.closed_at is None]
    foreign = [deal for deal in open_ones if deal.owner_id != account.id]
    own = [deal for deal in open_ones if deal.owner_id == account.id]
    asked = [(deal, account) for deal in foreign[:2]]
    helpers = [user for user in people if user.id != account.id]
    asked += [(deal, chance.choice(helpers)) for deal in own[:3]]
    for number, (deal, user) in enumerate(asked):
        zh, en = words.QUESTIONS[number % len(words.QUESTIONS)]
        text = en if user.name.isascii() else zh
        at = work.now - timedelta(hours=chance.randint(2, 90))
        note = Activity(
            kind=ActivityKind.NOTE,
            text=f"@{user.name} {text}",
            happened_at=at,
            author_id=deal.owner_id,
            **of_owner(deal, at, at),
        )
        store(work, [note])
        link = ActivityLink(activity_id=note.key, record_kind="deal", record_id=deal.key)
        customer = ActivityLink(
            activity_id=note.key, record_kind="customer", record_id=deal.customer_id
        )
        store(work, [link, customer])
        answered = at + timedelta(hours=1) if number % 3 == 2 else None
        mention = Mention(
            activity_id=note.key,
            record_kind="deal",
            record_id=deal.key,
            user_id=user.id or 0,
            by_id=deal.owner_id,
            at=at,
            is_question=True,
            answered_at=answered,
        )
        rights = Rights.EDIT if number % 2 else Rights.VIEW
        share = Share(
            record_kind="deal",
            record_id=deal.key,
            user_id=user.id or 0,
            rights=rights,
            reason="person" if number % 2 else "mention",
            by_id=deal.owner_id,
            at=at,
        )
        store(work, [mention])
        store(work, [share])
