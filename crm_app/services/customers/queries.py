"""Every way customers are read."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from crm_app.core.listing import Listing, ListQuery, Page, page_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.customers import Contact, Customer, PointKind, Position
from crm_app.models.users import User
from crm_app.services.choices import option, options_of
from crm_app.services.customers.rows import CustomerName, CustomerPage, CustomerRow, PersonRow
from crm_app.services.details import details_of
from crm_app.services.points import first, points_of, points_of_many


def _owned_by(_: Work, public_id: str) -> object:
    return col(Customer.owner_id) == (
        select(User.id).where(col(User.public_id) == public_id).scalar_subquery()
    )


LISTING = Listing(
    model=Customer,
    kind="customer",
    filters={
        "tier": col(Customer.tier),
        "stage": col(Customer.stage),
        "industry": col(Customer.industry),
        "region": col(Customer.region),
        "kind": col(Customer.kind),
        "owner": _owned_by,
    },
    orders={
        "updated": col(Customer.updated_at).desc(),
        "name": col(Customer.name),
        "contacted": col(Customer.last_contact_at),
        "created": col(Customer.created_at),
    },
)


@query(Permission.CUSTOMER_READ)
def customers(work: Work, asked: ListQuery) -> Page[CustomerRow]:
    """One page of the customers one may see."""
    page = page_of(work, LISTING, asked)
    return Page(customer_rows(work.session, page.rows), page.total, page.page, page.pages)


def customer_rows(session: Session, customers: list[Customer]) -> list[CustomerRow]:
    """List rows for customers, with owner, first person and phone in three reads."""
    ids = [customer.key for customer in customers]
    owners = names_of_users(session, (customer.owner_id for customer in customers))
    industries = options_of(session, "industry")
    people = main_people(session, ids)
    phones = points_of_many(session, Customer, ids)
    return [
        CustomerRow(
            public_id=customer.public_id,
            name=customer.name,
            kind=customer.kind.value,
            tier=customer.tier.value,
            stage=customer.stage.value,
            industry=option(industries, customer.industry),
            region=customer.region,
            owner=owners.get(customer.owner_id, ""),
            person=people[customer.key][0].name if people.get(customer.key) else "",
            phone=first(phones.get(customer.key, []), PointKind.MOBILE, PointKind.PHONE)
            or (people[customer.key][0].phone if people.get(customer.key) else ""),
            last_contact_at=customer.last_contact_at,
            updated_at=customer.updated_at,
        )
        for customer in customers
    ]


@query(Permission.CUSTOMER_READ)
def customer_page(work: Work, public_id: str) -> CustomerPage:
    """A customer whole."""
    customer = work.find(Customer, public_id)
    owner = work.session.exec(select(User).where(User.id == customer.owner_id)).one()
    parent = None
    if customer.parent_id:
        visible = work.visible(Customer).where(Customer.id == customer.parent_id)
        parent = work.session.exec(visible).one_or_none()
    return CustomerPage(
        public_id=customer.public_id,
        version=customer.version,
        name=customer.name,
        kind=customer.kind.value,
        tier=customer.tier.value,
        stage=customer.stage.value,
        legal_name_zh=customer.legal_name_zh,
        legal_name_en=customer.legal_name_en,
        tax_id=customer.tax_id,
        industry=option(options_of(work.session, "industry"), customer.industry),
        source=option(options_of(work.session, "source"), customer.source),
        region=customer.region,
        size=customer.size,
        owner=owner.name,
        owner_public_id=owner.public_id,
        parent_name=parent.name if parent else "",
        parent_public_id=parent.public_id if parent else "",
        created_at=customer.created_at,
        updated_at=customer.updated_at,
        last_contact_at=customer.last_contact_at,
        points=points_of(work.session, customer),
        details=details_of(work.session, customer),
        people=main_people(work.session, [customer.key]).get(customer.key, []),
    )


@query(Permission.CUSTOMER_READ)
def customer_names(work: Work, words: str = "", limit: int = 20) -> list[CustomerName]:
    """Customers to choose from: the newest, or those that hold the words."""
    page = page_of(work, LISTING, ListQuery(words=words, size=limit))
    return [CustomerName(customer.public_id, customer.name) for customer in page.rows]


def main_people(session: Session, customer_ids: Iterable[int]) -> dict[int, list[PersonRow]]:
    """Customer id → people who work there now, main ones first."""
    found = (
        select(Position, Contact)
        .join(Contact, col(Contact.id) == Position.contact_id)
        .where(
            col(Position.customer_id).in_(list(customer_ids)),
            col(Position.ended).is_(None),
            col(Contact.deleted_at).is_(None),
        )
        .order_by(col(Position.is_main).desc(), col(Position.id))
    )
    rows = session.exec(found).all()
    phones = points_of_many(session, Contact, [contact.key for _, contact in rows])
    people: dict[int, list[PersonRow]] = {}
    for position, contact in rows:
        phone = first(phones.get(contact.key, []), PointKind.MOBILE, PointKind.PHONE)
        people.setdefault(position.customer_id, []).append(
            PersonRow(contact.public_id, contact.name, position.title, phone)
        )
    return people


def names_of_users(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    """User id → name."""
    wanted = {user_id for user_id in ids if user_id is not None}
    rows = session.exec(select(User.id, User.name).where(col(User.id).in_(wanted)))
    return {user_id: name for user_id, name in rows if user_id is not None}
