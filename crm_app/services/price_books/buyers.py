"""Pure: for which customers something is - a book, a promotion - and what may be entered for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from sqlmodel import Session

from crm_app.core.errors import Invalid
from crm_app.models.customers import Customer, Tier
from crm_app.services.lines import one_line

MOST_REGIONS = 40


class Groups(Protocol):
    """Tiers, industries and regions; an empty list stands for all of them."""

    tiers: list[str]
    industries: list[str]
    regions: list[str]


class GroupsForm(Protocol):
    """Those that somebody entered; None leaves a list as it is."""

    @property
    def tiers(self) -> list[str] | None: ...
    @property
    def industries(self) -> list[str] | None: ...
    @property
    def regions(self) -> list[str] | None: ...


@dataclass(frozen=True, slots=True)
class Buyer:
    """What of a customer decides which books and promotions fit."""

    tier: str = ""
    industry: str = ""
    region: str = ""


def buyer_of(session: Session, customer_id: int) -> Buyer:
    """Inside a use case: a customer as books and promotions look at it."""
    customer = session.get(Customer, customer_id)
    if customer is None:
        return Buyer()
    return Buyer(customer.tier.value, customer.industry, customer.region)


def suits(groups: Groups, buyer: Buyer) -> bool:
    """Whether every list that is there holds, by any one of its values; a region holds where the
    customer's contains it.
    """
    region = buyer.region.casefold()
    return (
        (not groups.tiers or buyer.tier in groups.tiers)
        and (not groups.industries or buyer.industry in groups.industries)
        and (not groups.regions or any(one.casefold() in region for one in groups.regions))
    )


def put_groups(groups: Groups, form: GroupsForm, industries: Iterable[str]) -> None:
    """Put the customers that were chosen onto something; `industries` are those there are."""
    if form.tiers is not None:
        groups.tiers = _chosen(form.tiers, [tier.value for tier in Tier], "tiers")
    if form.industries is not None:
        groups.industries = _chosen(form.industries, list(industries), "industries")
    if form.regions is not None:
        groups.regions = _regions(form.regions)


def _chosen(typed: list[str], known: list[str], field: str) -> list[str]:
    """The values that were chosen, each once, in the order of those there are."""
    unknown = [one for one in typed if one not in known]
    if unknown:
        raise Invalid("list.value_unknown", field=field, value=unknown[0][:60])
    return [one for one in known if one in typed]


def _regions(typed: list[str]) -> list[str]:
    regions = [one_line(one, "regions", 60) for one in typed]
    found = list(dict.fromkeys(one for one in regions if one))
    if len(found) > MOST_REGIONS:
        raise Invalid("price_books.too_many_regions", field="regions", most=MOST_REGIONS)
    return found
