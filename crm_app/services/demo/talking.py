"""Conversations and tasks of the demo's year."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from crm_app.core.work import Work
from crm_app.models.activities import Activity, ActivityKind, ActivityLink, Task
from crm_app.models.deals import Deal
from crm_app.services.activities import CONTACT_KINDS
from crm_app.services.demo import words
from crm_app.services.demo.bulk import between, store
from crm_app.services.demo.people import YEAR, Place
from crm_app.services.demo.story import of_owner


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
