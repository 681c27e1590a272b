"""Every way relations are read: of one record, and as the chart of a customer's people."""

from collections import defaultdict

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.relations import Relation, RelationKind
from crm_app.services.customers import main_people
from crm_app.services.references import NOBODY, Reference
from crm_app.services.relations import rules
from crm_app.services.relations.ends import far_end, named_ends, near_end, touching
from crm_app.services.relations.rows import PersonNode, RelationRow, Tie

_MOST = 200


@query(Permission.CUSTOMER_READ)
def relations_of(work: Work, record: str, public_id: str) -> list[RelationRow]:
    """How a customer or contact stands to others that one may see: parents first, the newest last."""
    if record == "customer":
        customer = work.find(Customer, public_id)
        return [*_family(work, customer), *_stored(work, "customer", customer.key)]
    if record != "contact":
        raise Invalid("relations.kind_unknown", field="record", value=record[:20])
    work.actor.require(Permission.CONTACT_READ)
    return _stored(work, "contact", work.find(Contact, public_id).key)


def _stored(work: Work, record: str, key: int) -> list[RelationRow]:
    found = select(Relation).where(touching(record, [key])).order_by(col(Relation.id))
    rows = work.session.exec(found.limit(_MOST)).all()
    named = named_ends(work, rows)
    shown: list[RelationRow] = []
    for row in rows:
        is_back = near_end(row) != (record, key)
        other = near_end(row) if is_back else far_end(row)
        kind = rules.seen_from(row.kind, record, other[0], is_back=is_back)
        if other in named and other != (record, key) and kind:
            reference, about = named[other]
            shown.append(RelationRow(row.public_id, kind, reference, about, row.note, row.since))
    return shown


def _family(work: Work, customer: Customer) -> list[RelationRow]:
    """The company above it and those below, kept with the customers themselves."""
    rows: list[RelationRow] = []
    if customer.parent_id is not None:
        above = work.visible(Customer).where(col(Customer.id) == customer.parent_id)
        rows += [_kin(customer.public_id, "parent", one) for one in work.session.exec(above)]
    below = work.visible(Customer).where(col(Customer.parent_id) == customer.key)
    found = work.session.exec(below.order_by(col(Customer.name)).limit(_MOST))
    return rows + [_kin(one.public_id, "subsidiary", one) for one in found]


def _kin(child: str, kind: str, other: Customer) -> RelationRow:
    reference = Reference("customer", other.public_id, other.name)
    return RelationRow(f"{rules.PARENT}:{child}", kind, reference, other.region)


@query(Permission.CONTACT_READ)
def people_chart(work: Work, customer_id: str) -> list[PersonNode]:
    """The people at a customer now, whoever reports to another below him."""
    customer = work.find(Customer, customer_id)
    people = {one.public_id: one for one in main_people(work, [customer.key]).get(customer.key, [])}
    columns = (
        select(Contact.id, Contact.public_id, Position.department, Position.role)
        .join(Position, col(Position.contact_id) == Contact.id)
        .where(
            col(Position.customer_id) == customer.key,
            col(Position.ended).is_(None),
            col(Contact.public_id).in_(list(people)),
        )
        .order_by(col(Position.is_main), col(Position.id).desc())
    )
    places = {key: more for key, *more in work.session.exec(columns) if key}
    order = {public_id: place for place, public_id in enumerate(people)}
    ids = sorted(places, key=lambda key: order[places[key][0]])
    bosses, ties = _among(work, ids)
    named = {key: people[places[key][0]] for key in ids}
    return [
        PersonNode(
            public_id=named[key].public_id,
            name=named[key].name,
            honorific=named[key].honorific,
            title=named[key].title,
            department=places[key][1],
            role=places[key][2],
            phone=named[key].phone,
            email=named[key].email,
            depth=depth,
            boss=_reference(named, bosses.get(key)),
            ties=[Tie(kind, named[other].name) for kind, other in ties[key]],
            details=named[key].details,
        )
        for key, depth in rules.in_tree(ids, bosses)
    ]


def _reference(named: dict, key: int | None) -> Reference:
    person = named.get(key)
    return Reference("contact", person.public_id, person.name) if person else NOBODY


def _among(work: Work, ids: list[int]) -> tuple[dict[int, int], dict[int, list[tuple[str, int]]]]:
    """Who reports to whom of these people, and how else they stand to one another."""
    found = select(Relation).where(
        col(Relation.contact_id).in_(ids), col(Relation.other_contact_id).in_(ids)
    )
    bosses: dict[int, int] = {}
    ties: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for row in work.session.exec(found.order_by(col(Relation.id))):
        one, other = row.contact_id or 0, row.other_contact_id or 0
        if row.kind == RelationKind.REPORTS_TO.value:
            bosses[one] = other
        elif one != other:
            kind = rules.seen_from(row.kind, "contact", "contact", is_back=False)
            ties[one].append((kind, other))
    return bosses, ties
