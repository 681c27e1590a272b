"""The customers of the demo workspace and the people there."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from crm_app.core.work import Work
from crm_app.lib.birthdays import day_key
from crm_app.lib.clock import DEFAULT_ZONE, zone
from crm_app.lib.credit_codes import LETTERS, check_letter
from crm_app.lib.names import company_key, has_han, person_key, read_person
from crm_app.lib.phones import shown_phone
from crm_app.models.customers import (
    Contact,
    ContactPoint,
    Customer,
    PersonalDetail,
    PointKind,
    Position,
    Tier,
)
from crm_app.models.users import User
from crm_app.services.demo import names, words
from crm_app.services.demo.bulk import between, store

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Place:
    """A customer with the people met there."""

    customer: Customer
    people: list[Contact]
    chinese: bool


def settle(work: Work, chance: Random, sellers: Sequence[User], count: int) -> list[Place]:
    """Make `count` customers and half as many contacts again."""
    planned = [_customer(chance, sellers, number, work.now) for number in range(count)]
    customers = store(work, planned)
    contacts: list[Contact] = []
    for customer in customers:
        contacts += [_contact(chance, customer) for _ in range(chance.choice((1, 2)))]
    owners = _owners(contacts, customers)
    people = store(work, contacts)
    by_customer: dict[int, list[Contact]] = {}
    points: list[ContactPoint] = []
    positions: list[Position] = []
    details: list[PersonalDetail] = []
    for number, (person, customer) in enumerate(zip(people, owners, strict=True)):
        by_customer.setdefault(customer.key, []).append(person)
        positions.append(_position(chance, person, customer))
        points += _points(chance, person, customer, number)
        if chance.random() < 0.25 or number == 0:
            text = words.DETAILS[0] if number == 0 else chance.choice(words.DETAILS)
            details.append(
                PersonalDetail(contact_id=person.id, text=text[not _is_chinese(customer)])
            )
    points += [_landline(customer, n) for n, customer in enumerate(customers)]
    store(work, positions)
    store(work, points)
    store(work, details)
    return [Place(c, by_customer.get(c.key, []), _is_chinese(c)) for c in customers]


def _owners(contacts: list[Contact], homes: list[Customer]) -> list[Customer]:
    """The customer of each contact: they were made in that order, told apart by owner and time."""
    found: list[Customer] = []
    place = 0
    for contact in contacts:
        while contact.source != homes[place].public_id:
            place += 1
        contact.source = homes[place].source
        found.append(homes[place])
    return found


def _is_chinese(customer: Customer) -> bool:
    return not customer.name.isascii()


def _customer(chance: Random, sellers: Sequence[User], number: int, now: datetime) -> Customer:
    seller = sellers[0] if number % 9 == 0 else chance.choice(sellers)
    created = between(chance, now - 2 * YEAR, now - timedelta(days=3))
    if number == 0:
        name, industry, region = "云岭春秋茶业有限公司", "food", "昆明"
    elif chance.random() < 0.72:
        name, industry, region = _chinese_company(chance)
    else:
        trade, industry = chance.choice(names.EN_TRADE)
        region = chance.choice(names.EN_PLACES)
        name = f"{chance.choice(names.EN_FIRST)} {trade} {chance.choice(names.EN_FORM)}"
    chinese = not name.isascii()
    return Customer(
        name=name,
        name_key=company_key(name),
        legal_name_zh=name if chinese else "",
        legal_name_en="" if chinese else name,
        tax_id=_credit_code(number) if chinese else "",
        industry=industry,
        region=region,
        size=chance.choice(("1-20", "21-100", "21-100", "101-500", "501-2000")),
        source=chance.choice(
            ("referral", "website", "exhibition", "card", "call", "wechat", "partner")
        ),
        tier=chance.choices((Tier.A, Tier.B, Tier.C), (15, 35, 50))[0],
        stage_since=created.astimezone(zone(DEFAULT_ZONE)).date(),
        owner_id=seller.id or 0,
        team_id=seller.team_id,
        created_at=created,
        updated_at=created,
        created_by=seller.id,
        is_demo=True,
    )


def _credit_code(number: int) -> str:
    """A code that proves itself and belongs to nobody."""
    chance = Random(number)  # noqa: S311 - a story, not a secret
    first = "91000000MA" + "".join(chance.choice(LETTERS) for _ in range(7))
    return first + check_letter(first)


def _chinese_company(chance: Random) -> tuple[str, str, str]:
    city, _ = chance.choice(names.CITIES)
    trade, industry = chance.choice(names.ZH_TRADE)
    first = chance.choice(names.ZH_FIRST)
    form = chance.choice(("有限公司", "有限公司", "股份有限公司", "集团有限公司"))
    return f"{city}{first}{trade}{form}", industry, city


def _contact(chance: Random, customer: Customer) -> Contact:
    if _is_chinese(customer):
        surname = (
            chance.choice(names.COMPOUNDS)
            if chance.random() < 0.03
            else chance.choice(names.SURNAMES)
        )
        name = surname + chance.choice(names.GIVEN)
    else:
        name = f"{chance.choice(names.EN_GIVEN)} {chance.choice(names.EN_FAMILY)}"
    person = read_person(name)
    return Contact(
        name=name,
        name_key=person_key(name),
        family_name=person.family,
        given_name=person.given,
        pinyin=person.pinyin,
        **_birthday(f"{name} {customer.name}"),
        source=customer.public_id,
        owner_id=customer.owner_id,
        team_id=customer.team_id,
        created_at=customer.created_at,
        updated_at=customer.updated_at,
        created_by=customer.created_by,
        is_demo=True,
    )


def _birthday(whose: str) -> dict[str, Any]:
    """A birthday for every third, of Chinese people every fourth a lunar one: made of the names of
    person and company, so that the rest of the demo stays as it is and namesakes are two."""
    number = zlib.crc32(whose.encode())
    if number % 3:
        return {}
    day = date(1962, 1, 1) + timedelta(number // 3 % 14_000)
    lunar = has_han(whose) and number // 7 % 4 == 0 and day.day <= 29
    stored = f"lunar:{day.isoformat()}" if lunar else day.isoformat()
    return {"birthday": stored, "birthday_key": day_key(stored)}


def _position(chance: Random, person: Contact, customer: Customer) -> Position:
    title = chance.choice(words.TITLES)[0 if _is_chinese(customer) else 1]
    return Position(contact_id=person.key, customer_id=customer.key, title=title)


def _points(chance: Random, person: Contact, customer: Customer, number: int) -> list[ContactPoint]:
    # 142 is no range that a Chinese operator gives out; 07700 900 is kept for drama in Britain.
    mobile = (
        f"+86142{number % 10**8:08d}" if _is_chinese(customer) else f"+447700900{number % 1000:03d}"
    )
    box = (
        person.pinyin.replace(" ", "")
        if _is_chinese(customer)
        else person.name.lower().replace(" ", ".")
    )
    mail = f"{box}@c{customer.key}.example.com"
    found = [
        ContactPoint(
            contact_id=person.id, kind=PointKind.MOBILE, value=mobile, typed=shown_phone(mobile)
        ),
        ContactPoint(contact_id=person.id, kind=PointKind.EMAIL, value=mail, typed=mail),
    ]
    return found if chance.random() < 0.9 else found[:1]


def _landline(customer: Customer, number: int) -> ContactPoint:
    value = (
        f"+86105550{number % 10**4:04d}"
        if _is_chinese(customer)
        else f"+44207946{number % 1000:04d}"
    )
    return ContactPoint(
        customer_id=customer.id, kind=PointKind.PHONE, value=value, typed=shown_phone(value)
    )
