"""A year of leads: from every source, in every state, some of nobody, some that became customers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from crm_app.core.work import Work
from crm_app.lib.names import company_key, person_key, pinyin
from crm_app.lib.phones import shown_phone
from crm_app.models.activities import Activity, Task
from crm_app.models.customers import ContactPoint, PointKind
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead, LeadStatus
from crm_app.models.ownership import OwnershipRequest
from crm_app.models.quotes import Product
from crm_app.models.users import User
from crm_app.services.demo import names, words
from crm_app.services.demo.bulk import between, store
from crm_app.services.demo.enquiry_work import answer, ask, events, plan, talk
from crm_app.services.demo.people import YEAR, Place

_STATES = {
    LeadStatus.NEW: 30,
    LeadStatus.CONTACTED: 22,
    LeadStatus.SCREENING: 14,
    LeadStatus.CONVERTED: 14,
    LeadStatus.DISCARDED: 20,
}
_SOURCES = ("website", "exhibition", "call", "wechat", "advertisement", "referral", "partner")
# Whose friends sent them mostly buy, who was rung up mostly not: the demo's leads teach that.
_OF_ENDED = {
    LeadStatus.CONVERTED: (30, 25, 4, 12, 4, 55, 30),
    LeadStatus.DISCARDED: (20, 10, 45, 15, 40, 5, 6),
}
_CAMPAIGNS = ("", "", "秋季展会", "官网改版", "行业白皮书", "Autumn fair")
_REASONS = ("no_need", "no_budget", "unreachable", "wrong_number", "competitor")
# The last hundred numbers of exchange 555 are nobody's in any American area.
_AREAS = ("202", "303", "404", "505", "606", "707", "808")


@dataclass(frozen=True, slots=True)
class Enquiries:
    """The leads, and what happened with them."""

    leads: list[Lead]
    talks: list[Activity]
    steps: list[Task]
    requests: list[OwnershipRequest]


def collect(  # noqa: PLR0913, PLR0917 - the people and things that a lead is about
    work: Work,
    chance: Random,
    sellers: Sequence[User],
    places: Sequence[Place],
    deals: Sequence[Deal],
    products: Sequence[Product],
    count: int,
) -> Enquiries:
    """Make `count` leads; those that were converted became customers and deals of the demo."""
    won = {deal.customer_id: deal for deal in deals}
    known = [place for place in places if place.customer.key in won and place.people]
    rows: list[Lead] = []
    for number in range(count):
        state = chance.choices(list(_STATES), list(_STATES.values()))[0]
        if number < 3:
            state = LeadStatus.NEW
        if state is LeadStatus.CONVERTED and known:
            place = known.pop(chance.randrange(len(known)))
            rows.append(_converted(chance, place, won[place.customer.key], work.now))
        else:
            state = LeadStatus.CONTACTED if state is LeadStatus.CONVERTED else state
            seller = sellers[0] if number % 6 == 0 else chance.choice(sellers)
            rows.append(_lead(chance, number, state, seller, work.now))
            if state is LeadStatus.DISCARDED:  # as many in each season as were converted
                _came(rows[-1], chance.choice(deals).created_at, work.now)
        rows[-1].product_id = chance.choice(products).id if chance.random() < 0.4 else None
    made = store(work, rows)
    store(work, [point for number, lead in enumerate(made) for point in _points(number, lead)])
    talks = talk(work, chance, made)
    answer(work, chance, made)
    store(work, [event for lead in made for event in events(lead)])
    steps = plan(work, chance, made)
    return Enquiries(made, talks, steps, ask(work, sellers, made))


def _lead(chance: Random, number: int, state: LeadStatus, seller: User, now: datetime) -> Lead:
    chinese = chance.random() < 0.75
    if chinese:
        name = chance.choice(names.SURNAMES) + chance.choice(names.GIVEN)
        region, _ = chance.choice(names.CITIES)
        trade, industry = chance.choice(names.ZH_TRADE)
        company = f"{region}{names.brand(names.ZH_BRAND, number)}{trade}有限公司"
    else:
        name = f"{chance.choice(names.EN_GIVEN)} {chance.choice(names.EN_FAMILY)}"
        trade, industry = chance.choice(names.EN_TRADE)
        region = chance.choice(names.EN_PLACES)
        company = f"{names.brand(names.EN_BRAND, number)} {trade} Ltd"
    age = timedelta(days=chance.randint(0, 12)) if state is LeadStatus.NEW else YEAR
    created = between(chance, now - age - timedelta(days=1), now - timedelta(hours=3))
    pooled = state is LeadStatus.NEW and number >= 3 and chance.random() < 0.28
    lead = Lead(
        name=name,
        name_key=person_key(name),
        pinyin=pinyin(name),
        title=chance.choice(words.TITLES)[not chinese],
        company=company,
        company_key=company_key(company),
        region=region if chance.random() < 0.7 else "",
        industry=industry if chance.random() < 0.6 else "",
        size=chance.choice(("1-20", "21-100", "101-500", "", "", "")),
        source=_source(chance, state),
        campaign=chance.choice(_CAMPAIGNS),
        note=chance.choice(words.NEEDS)[not chinese],
        status=state,
        discard_reason=chance.choice(_REASONS) if state is LeadStatus.DISCARDED else "",
        **_of(None if pooled else seller, created),
    )
    if lead.source == "website":
        lead.consent_text = "同意就本次咨询与我联系" if chinese else "You may contact me about this"
        lead.consent_version, lead.consent_at = "2026-01", created
        lead.consent_origin = "https://www.example.com"
    return lead


def _came(lead: Lead, at: datetime, now: datetime) -> None:
    later = lead.updated_at - lead.created_at
    lead.created_at = at - timedelta(days=7)
    lead.updated_at = min(now, lead.created_at + later)
    if lead.consent_at is not None:
        lead.consent_at = lead.created_at


def _source(chance: Random, state: LeadStatus) -> str:
    return chance.choices(_SOURCES, _OF_ENDED.get(state, (1,) * len(_SOURCES)))[0]


def _converted(chance: Random, place: Place, deal: Deal, now: datetime) -> Lead:
    """What the deal's customer was before."""
    person, customer = place.people[0], place.customer
    created = deal.created_at - timedelta(days=chance.randint(3, 25))
    at = min(now, deal.created_at)
    kept = {"filled": {}, "points": [], "position": ""}
    return Lead(
        name=person.name,
        name_key=person.name_key,
        pinyin=person.pinyin,
        company=customer.name,
        company_key=customer.name_key,
        region=customer.region,
        industry=customer.industry,
        size=customer.size,
        source=_source(chance, LeadStatus.CONVERTED),
        campaign=chance.choice(_CAMPAIGNS),
        note=chance.choice(words.NEEDS)[not place.chinese],
        status=LeadStatus.CONVERTED,
        customer_id=customer.id,
        contact_id=person.id,
        deal_id=deal.id,
        converted_at=at,
        conversion={
            "status": LeadStatus.SCREENING.value,
            "answers": {},
            "customer": kept,
            "contact": kept,
            "deal": {"made": True, "version": 1},
            "activities": [],
            "links": [],
        },
        owner_id=customer.owner_id,
        team_id=customer.team_id,
        created_by=customer.owner_id,
        created_at=created,
        updated_at=at,
        is_demo=True,
    )


def _of(owner: User | None, at: datetime) -> dict[str, Any]:
    return {
        "owner_id": owner.id if owner else None,
        "team_id": owner.team_id if owner else None,
        "created_by": owner.id if owner else None,
        "created_at": at,
        "updated_at": at,
        "is_demo": True,
    }


def _points(number: int, lead: Lead) -> list[ContactPoint]:
    if lead.status is LeadStatus.CONVERTED:
        return []
    chinese = not lead.name.isascii()
    area = _AREAS[number // 100 % len(_AREAS)]
    phone = f"+86142{50_000_000 + number}" if chinese else f"+1{area}55501{number % 100:02d}"
    mail = f"{lead.pinyin.replace(' ', '')}@l{lead.key}.example.com"
    return [
        ContactPoint(lead_id=lead.id, kind=PointKind.MOBILE, value=phone, typed=shown_phone(phone)),
        ContactPoint(lead_id=lead.id, kind=PointKind.EMAIL, value=mail, typed=mail),
    ]
