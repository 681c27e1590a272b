"""Every way customers are read."""

from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import Listing, ListQuery, Page, Slice, one_of, page_of, slice_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.customers import Customer, CustomerKind, Tier
from crm_app.models.lifecycle import STAGES, Standing
from crm_app.models.users import User
from crm_app.services.choices import option, options_of
from crm_app.services.custom_fields import CustomColumns, cells_of, values_of
from crm_app.services.customers.fields import FIELDS
from crm_app.services.customers.people import first_people, main_people
from crm_app.services.customers.rows import CustomerName, CustomerPage, CustomerRow
from crm_app.services.details import details_of_many
from crm_app.services.finding_segments import in_segment
from crm_app.services.merging import found_or_survivor
from crm_app.services.points import phones_of_many, points_of_many
from crm_app.services.references import NOBODY, Reference, owners_of, users_by_id
from crm_app.services.regions import in_place


def _owned_by(_: Work, public_id: str) -> object:
    return col(Customer.owner_id) == (
        select(User.id).where(col(User.public_id) == public_id).scalar_subquery()
    )


def _standing(column: Any) -> Any:
    """A filter on where a customer stands by his orders."""
    return lambda _, value: col(Customer.id).in_(
        select(Standing.customer_id).where(column == value[:20])
    )


def _in_stage(_: Work, value: str) -> object:
    if value not in STAGES:
        raise Invalid("list.value_unknown", value=value[:60])
    return col(Customer.stage) == value


LISTING = Listing(
    model=Customer,
    kind="customer",
    filters={
        "tier": one_of(col(Customer.tier), Tier),
        "stage": _in_stage,
        "industry": col(Customer.industry),
        "region": col(Customer.region),
        "place": in_place(col(Customer.region)),
        "kind": one_of(col(Customer.kind), CustomerKind),
        "owner": _owned_by,
        "group": _standing(col(Standing.rfm_group)),
        # The same in the address of a list, where `group` is what its rows are grouped by.
        "rfm": _standing(col(Standing.rfm_group)),
        "rule_tier": _standing(col(Standing.tier)),
        "segment": lambda work, value: in_segment(work, value, LISTING),
    },
    orders={
        "updated": col(Customer.updated_at).desc(),
        "name": col(Customer.name),
        "contacted": col(Customer.last_contact_at),
        "created": col(Customer.created_at),
    },
    further=CustomColumns(Customer),
    fields=FIELDS,
)


@query(Permission.CUSTOMER_READ)
def customers(work: Work, asked: ListQuery) -> Page[CustomerRow]:
    """One page of the customers one may see."""
    page = page_of(work, LISTING, asked)
    return page.showing(customer_rows(work, page.rows))


@query(Permission.CUSTOMER_READ)
def customer_owners(work: Work) -> list[Reference]:
    """Who owns the customers that one may see, by name."""
    return owners_of(work, Customer)


def customer_rows(work: Work, customers: list[Customer]) -> list[CustomerRow]:
    """List rows for customers, with owner, first person and number in a few reads."""
    if not customers:
        return []
    ids = [customer.key for customer in customers]
    owners = users_by_id(work.session, (customer.owner_id for customer in customers))
    industries = options_of(work.session, "industry")
    people = first_people(work, ids)
    phones = phones_of_many(work.session, Customer, ids)
    return [
        CustomerRow(
            public_id=customer.public_id,
            name=customer.name,
            kind=customer.kind.value,
            tier=customer.tier.value,
            stage=customer.stage,
            industry=option(industries, customer.industry),
            region=customer.region,
            owner=owners.get(customer.owner_id, NOBODY).name,
            person=people.get(customer.key, ("", ""))[0],
            phone=phones.get(customer.key) or people.get(customer.key, ("", ""))[1],
            last_contact_at=customer.last_contact_at,
            updated_at=customer.updated_at,
            custom=cells_of(work, customer),
        )
        for customer in customers
    ]


@query(Permission.CUSTOMER_READ)
def customer_page(work: Work, public_id: str) -> CustomerPage:
    """A customer whole; of one that was merged, the one it went into."""
    return whole_customers(work, [found_or_survivor(work, Customer, public_id)])[0]


@query(Permission.CUSTOMER_READ)
def customer_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[CustomerPage]:
    """The next customers whole, newest first, for the API."""
    found = slice_of(work, LISTING, asked, after)
    return Slice(whole_customers(work, found.rows), found.next)


def whole_customers(work: Work, found: list[Customer]) -> list[CustomerPage]:
    """Customers with everything that is shown of them."""
    session, ids = work.session, [customer.key for customer in found]
    owner_ids = {customer.owner_id for customer in found}
    owners = {u.id: u for u in session.exec(select(User).where(col(User.id).in_(owner_ids)))}
    above = {customer.parent_id for customer in found if customer.parent_id}
    parents = {
        p.id: p for p in session.exec(work.visible(Customer).where(col(Customer.id).in_(above)))
    }
    lists = {name: options_of(session, name) for name in ("industry", "source", "size")}
    setters = users_by_id(session, (customer.stage_set_by for customer in found))
    points = points_of_many(session, Customer, ids)
    details = details_of_many(session, Customer, ids)
    people = main_people(work, ids)
    return [
        CustomerPage(
            public_id=customer.public_id,
            version=customer.version,
            name=customer.name,
            kind=customer.kind.value,
            tier=customer.tier.value,
            stage=customer.stage,
            stage_since=customer.stage_since,
            stage_set_at=customer.stage_set_at,
            stage_set_by=setters.get(customer.stage_set_by or 0, NOBODY).name,
            stage_reason=customer.stage_reason,
            legal_name_zh=customer.legal_name_zh,
            legal_name_en=customer.legal_name_en,
            tax_id=customer.tax_id,
            name_typed=customer.name_typed,
            industry=option(lists["industry"], customer.industry),
            source=option(lists["source"], customer.source),
            size=option(lists["size"], customer.size),
            region=customer.region,
            owner=owners[customer.owner_id].name,
            owner_public_id=owners[customer.owner_id].public_id,
            parent_name=parents[customer.parent_id].name if customer.parent_id in parents else "",
            parent_public_id=(
                parents[customer.parent_id].public_id if customer.parent_id in parents else ""
            ),
            created_at=customer.created_at,
            updated_at=customer.updated_at,
            last_contact_at=customer.last_contact_at,
            points=points.get(customer.key, []),
            details=details.get(customer.key, []),
            people=people.get(customer.key, []),
            custom=values_of(work, customer),
        )
        for customer in found
    ]


@query(Permission.CUSTOMER_READ)
def customer_names(work: Work, words: str = "", limit: int = 20) -> list[CustomerName]:
    """Customers to choose from: the newest, or those that hold the words."""
    page = page_of(work, LISTING, ListQuery(words=words, size=limit))
    return [CustomerName(row.public_id, row.name, row.region) for row in page.rows]
