"""The workspace's country, by which numbers and dates without one are read."""

import time

import phonenumbers
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from crm_app.core.database import engine, is_configured
from crm_app.core.permissions import Permission, system_actor
from crm_app.core.work import Work, query
from crm_app.models.company import Company

USUAL = "CN"
_SECONDS = 60.0
_known: dict[int, tuple[float, str]] = {}


def home_region() -> str:
    """ISO 3166 of the house: as its profile says, else of its own number, else China.

    Read at most once a minute, as forms ask for it with every number.
    """
    if not is_configured():
        return USUAL
    place, moment = id(engine()), time.monotonic()
    read_at, region = _known.get(place, (-_SECONDS, USUAL))
    if moment - read_at >= _SECONDS:
        try:
            region = _stored(system_actor("region"))
        except DBAPIError:  # a database that is not made yet has no house
            return USUAL
        _known[place] = (moment, region)
    return region


def forget_region() -> None:
    """The profile changed: the next number asks anew."""
    _known.clear()


@query(Permission.SELF)
def _stored(work: Work) -> str:
    house = work.session.exec(select(Company).order_by(col(Company.id))).first()
    if house is None:
        return USUAL
    return house.country or region_of_number(house.phone) or USUAL


def region_of_number(phone: str) -> str:
    """The country of a number that begins with +; empty where it does not say."""
    try:
        number = phonenumbers.parse(phone) if phone.strip().startswith("+") else None
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.region_code_for_number(number) or "" if number else ""
