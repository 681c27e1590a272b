"""The page of one customer with 5,000 events, 24 people and 40 deals: CPU time of all it asks for.

`python -m bench.knowing`: a database of its own; `measure` adds the customer to the one of the table.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from sqlmodel import Session, col, select

from bench import data
from bench.lists import Row
from crm_app.core import database
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import Actor
from crm_app.lib.clock import now
from crm_app.models.activities import Activity, ActivityKind, ActivityLink, Task
from crm_app.models.base import Owned
from crm_app.models.captures import File
from crm_app.models.customers import Contact, Customer, PersonalDetail, Position
from crm_app.models.deals import Deal, Stage, StageChange
from crm_app.models.orders import Delivery, Order, OrderLine
from crm_app.models.quotes import Product, Quote, QuoteStatus
from crm_app.models.relations import Relation
from crm_app.models.users import User
from crm_app.services import (
    activities,
    contracts,
    customers,
    deals,
    journeys,
    lifecycle,
    mentions,
    orders,
    patterns,
    payments,
    quotes,
    relations,
    shelf,
    tasks,
    views,
)
from crm_app.services.activities import TimelineQuery

NAME, TIMES, LIMIT = "The one with 5,000 events", 20, 150
TALKS, ORDERS, QUOTES, DONE, FILES, PEOPLE, DEALS, MOVES = 3200, 400, 150, 350, 120, 24, 40, 8
_KINDS = [ActivityKind.NOTE, ActivityKind.CALL, ActivityKind.VISIT, ActivityKind.MEETING]


def measure(actors: dict[str, Actor]) -> list[Row]:
    """The page whole, and stretches of its life; adds the customer where he is not there yet."""
    public_id = _build(actors["rep"].user_id or 0)
    rows: list[Row] = []
    for who in ("director", "rep"):
        rows += [_row(who, *one) for one in _asked(actors[who], public_id)]
    return rows


def _asked(actor: Actor, key: str) -> list[tuple[str, Callable[[], Any]]]:
    def life(**asked: Any) -> Any:
        return activities.timeline(actor, "customer", key, TimelineQuery(**asked))

    deep = life(size=300)
    for _ in range(9):
        deep = life(size=300, after=deep.next)
    return [
        ("page of 5,000 events", lambda: _page(actor, key)),
        ("its life, newest 30", life),
        ("its life, 300 at once", lambda: life(size=300)),
        ("its life, 30 after 3,000", lambda: life(after=deep.next)),
        ("its life, words of one", lambda: life(words="needle")),
        ("its life, orders only", lambda: life(group="money")),
    ]


def _page(actor: Actor, key: str) -> None:
    """What the handlers of the page ask for, one after the other."""
    page = customers.customer_page(actor, key)
    customers.possible_duplicates(actor, page.name, page.points, page.public_id, page.tax_id)
    activities.timeline(actor, "customer", key)
    activities.last_outcome(actor, "customer", key)
    tasks.tasks_of(actor, "customer", key)
    mentions.colleagues(actor, "customer")
    mentions.questions_of(actor, "customer", key)
    first = deals.deals_of_customer(actor, key)[0]
    deals.deal_page(actor, first.public_id)
    views.accessory_hints(actor, key)
    asked = ListQuery(filters={"customer": key}, size=8)
    quotes.quotes(actor, asked)
    contracts.contracts(actor, asked)
    orders.orders(actor, asked)
    payments.owed(actor, key)
    lifecycle.profile(actor, key)
    relations.relations_of(actor, "customer", key)
    relations.people_chart(actor, key)
    shelf.shelf(actor, "customer", key)
    journeys.journey(actor, key)
    patterns.patterns_of(actor, key)


def _row(who: str, what: str, ask: Callable[[], Any]) -> Row:
    ask()
    taken = []
    for _ in range(TIMES):
        begun = time.process_time()
        ask()
        taken.append((time.process_time() - begun) * 1000)
    p95 = sorted(taken)[int(TIMES * 0.95) - 1]
    against = f"{LIMIT} ms; CPU of the whole"
    return Row(f"{what}, {who} (n = {TIMES})", statistics.median(taken), p95, against)


def _build(owner: int) -> str:
    with Session(database.engine(), expire_on_commit=False) as session:
        session.connection(execution_options={"writes": True})
        known = session.exec(select(Customer).where(col(Customer.name) == NAME)).first()
        if known is not None:
            return known.public_id
        seller = session.get_one(User, owner)
        customer = Customer(name=NAME, owner_id=seller.id or 0, team_id=seller.team_id)
        session.add(customer)
        session.flush()
        _fill(session, customer)
        session.commit()
        return customer.public_id


def _own(customer: Customer, at: datetime) -> dict[str, Any]:
    who = {"owner_id": customer.owner_id, "team_id": customer.team_id}
    return who | {"created_at": at, "updated_at": at, "created_by": customer.owner_id}


def _put(session: Session, rows: list[Any]) -> list[Any]:
    session.add_all(rows)
    session.flush()
    return rows


def _fill(session: Session, customer: Customer) -> None:
    """Three years of it, evenly."""
    chance, today = Random(5), now()
    moments = [today - timedelta(hours=6 * n + 1) for n in range(5000)]
    chance.shuffle(moments)
    own = lambda: _own(customer, moments.pop())  # noqa: E731 - each has a moment of its own
    people = _people(session, customer, own)
    found = _deals(session, customer, own)
    about: list[Owned] = [*[customer] * 3, *people, *found]
    talks = _put(session, [_talk(chance, number, own()) for number in range(TALKS)])
    for talk in talks:
        talk.happened_at = talk.created_at
    links = [(talk, chance.choice(about)) for talk in talks]
    _put(session, [_link(talk, one) for talk, one in links])
    _papers(session, customer, own)
    done = [Task(title=f"Task {n}", customer_id=customer.id, **own()) for n in range(DONE)]
    for task in _put(session, done):
        task.done_at = task.created_at
    kept = [
        File(
            sha256=f"{n:064x}",
            name=f"paper {n}.png",
            media_type="image/png",  # no bytes lie behind it
            size=9,
            record_kind="customer",
            record_id=customer.id,
            **own(),
        )
        for n in range(FILES)
    ]
    _put(session, kept)


def _talk(chance: Random, number: int, own: dict[str, Any]) -> Activity:
    words = "needle" if number == 7 else "They asked about labels and the new warehouse. " * 3
    kind = chance.choice(_KINDS)
    return Activity(kind=kind, text=words, author_id=own["owner_id"], **own)


def _link(talk: Activity, about: Owned) -> ActivityLink:
    kind = str(about.__tablename__)
    return ActivityLink(activity_id=talk.key, record_kind=kind, record_id=about.key)


def _people(session: Session, customer: Customer, own: Any) -> list[Contact]:
    people = _put(session, [Contact(name=f"Person {n}", **own()) for n in range(PEOPLE)])
    _put(session, [Position(contact_id=p.key, customer_id=customer.key) for p in people])
    for boss, person in pairwise(people):
        at = person.created_at
        bond = {"contact_id": person.key, "other_contact_id": boss.key, "since": at.date()}
        session.add(Relation(kind="reports_to", at=at, **bond))
        session.add(PersonalDetail(contact_id=person.key, text=f"Likes tea {person.key}", at=at))
    session.flush()
    return people


def _deals(session: Session, customer: Customer, own: Any) -> list[Deal]:
    stage = session.exec(select(Stage).order_by(col(Stage.id))).all()[0]
    made = [
        Deal(
            name=f"Deal {n}",
            customer_id=customer.key,
            stage_id=stage.id or 0,
            amount=Decimal(1000),
            **own(),
        )
        for n in range(DEALS)
    ]
    for deal in _put(session, made):
        moves = [
            StageChange(deal_id=deal.key, to_stage_id=stage.id or 0, at=own()["created_at"])
            for _ in range(MOVES)
        ]
        session.add_all(moves)
    session.flush()
    return made


def _papers(session: Session, customer: Customer, own: Any) -> None:
    offered = [
        Quote(number=f"KQ-{n}", customer_id=customer.key, status=QuoteStatus.SENT, **own())
        for n in range(QUOTES)
    ]
    for quote in _put(session, offered):
        quote.sent_at = quote.created_at
    product = session.exec(select(Product).order_by(col(Product.id))).first()
    bought = [
        Order(number=f"KO-{n}", customer_id=customer.key, total=Decimal(100), **own())
        for n in range(ORDERS)
    ]
    for order in _put(session, bought):
        order.ordered_at, order.ordered_on = order.created_at, order.created_at.date()
        line = {"order_id": order.key, "rank": 1, "text": "Labels"}
        session.add(OrderLine(product_id=product.id if product else None, **line))
        at = order.created_at + timedelta(hours=2)
        session.add(Delivery(order_id=order.key, rank=1, delivered_on=at.date(), at=at))
    session.flush()


def main() -> None:
    """In a small workspace of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crm.db"
        data.build(path, 2000, 600)
        for row in measure(data.ready(path)):
            print(f"{row.what}: {row.median:.1f} / {row.p95:.1f} ({row.against})")


if __name__ == "__main__":
    main()
