"""Every way a relation comes to be and ends, and the part somebody has when a customer buys."""

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.relations import Relation, RelationKind
from crm_app.services import customers
from crm_app.services.customers import CustomerForm
from crm_app.services.days import read_day, today_of
from crm_app.services.details import touch_employers
from crm_app.services.lines import one_line
from crm_app.services.relations import rules
from crm_app.services.relations.ends import far_end, named_ends, near_end, record_of
from crm_app.services.relations.queries import people_chart, relations_of
from crm_app.services.relations.rows import Made, Placed, RelationForm
from crm_app.services.relations.rules import PARENT, Choice


@command(Permission.CONTACT_WRITE)
def relate(work: Work, form: RelationForm) -> Made:
    """Somebody stands somehow to another; who already reported to one person reports to the new one
    alone, and a customer has one parent."""
    choice = rules.read_choice(form.record, form.kind)
    if not form.other_id:
        raise Invalid("relations.other_missing", field=choice.other)
    record = record_of(work, choice.record, form.record_id)
    other = record_of(work, choice.other, form.other_id, refer=choice.kind != PARENT)
    if (choice.record, record.key) == (choice.other, other.key):
        raise Invalid("relations.oneself", field=choice.other)
    if choice.kind == PARENT:
        return _put_parent(work, choice, record.public_id, other.public_id)
    ends = [(choice.record, record.key), (choice.other, other.key)]
    near, far = reversed(ends) if choice.is_back else ends
    row = Relation(
        kind=choice.kind,
        customer_id=near[1] if near[0] == "customer" else None,
        contact_id=near[1] if near[0] == "contact" else None,
        other_customer_id=far[1] if far[0] == "customer" else None,
        other_contact_id=far[1] if far[0] == "contact" else None,
        since=read_day(form.since, "since") or today_of(work),
        note=one_line(form.note, "note", 200),
        by_id=work.actor.user_id,
        at=work.now,
    )
    _check_new(work, row, is_mutual=choice.is_mutual)
    replaced = _make_room(work, row)
    work.add(row)
    _announce(work, row)
    return Made(row.public_id, replaced)


@command(Permission.CONTACT_WRITE)
def unrelate(work: Work, public_id: str) -> RelationForm:
    """End a relation of records that one may see; returns what `relate` needs to bring it back."""
    if public_id.startswith(f"{PARENT}:"):
        return _drop_parent(work, public_id.removeprefix(f"{PARENT}:"))
    found = select(Relation).where(col(Relation.public_id) == public_id[:60])
    row = work.session.exec(found).one_or_none()
    if row is None:
        raise NotFound("relations.not_found")
    return _end(work, row)


@command(Permission.CONTACT_WRITE)
def take_back(work: Work, made: Made) -> None:
    """Undo `relate`."""
    unrelate.within(work, made.public_id)
    for form in made.replaced:
        relate.within(work, form)


@command(Permission.CONTACT_WRITE)
def give_role(work: Work, customer_id: str, contact_id: str, role: str) -> str:
    """The part a person has when this customer buys; returns the one he had."""
    if role not in ("", *rules.ROLES):
        raise Invalid("relations.role_unknown", field="role", value=role[:20])
    customer = work.find(Customer, customer_id, refer=True)
    contact = work.find(Contact, contact_id)
    found = select(Position).where(
        col(Position.contact_id) == contact.key,
        col(Position.customer_id) == customer.key,
        col(Position.ended).is_(None),
    )
    places = work.session.exec(found).all()
    if not places:
        raise NotFound("contacts.position_not_found")
    before = places[0].role
    for place in places:
        place.role = role
    work.touch(f"customer:{customer.public_id}")
    return before


@command(Permission.CONTACT_WRITE)
def place(work: Work, customer_id: str, contact_id: str, role: str, boss_id: str) -> Placed:
    """Role and boss of a person at a customer, of whom he reports to there; returns what was."""
    chart = {one.public_id: one for one in people_chart.within(work, customer_id)}
    person = chart.get(contact_id)
    if person is None or (boss_id and boss_id not in chart):
        raise NotFound("contact.not_found")
    before = Placed(customer_id, contact_id, person.role, person.boss.public_id)
    if role != person.role:
        give_role.within(work, customer_id, contact_id, role)
    if boss_id == person.boss.public_id:
        return before
    if boss_id:
        relate.within(work, RelationForm("contact", contact_id, "reports_to", boss_id))
        return before
    for row in relations_of.within(work, "contact", contact_id):
        if (row.kind, row.other.public_id) == ("reports_to", person.boss.public_id):
            unrelate.within(work, row.public_id)
    return before


def _put_parent(work: Work, choice: Choice, record: str, other: str) -> Made:
    child, parent = (other, record) if choice.is_back else (record, other)
    row = work.find(Customer, child)
    replaced: tuple[RelationForm, ...] = ()
    if row.parent_id is not None:
        above = work.session.get_one(Customer, row.parent_id)
        replaced = (RelationForm("customer", child, "parent", above.public_id),)
    customers.change_customer.within(work, child, CustomerForm(parent=parent))
    _touch_firms(work, child, parent)
    return Made(f"{PARENT}:{child}", replaced)


def _drop_parent(work: Work, child: str) -> RelationForm:
    row = work.find(Customer, child)
    above = work.session.get(Customer, row.parent_id) if row.parent_id else None
    if above is None:
        raise NotFound("relations.not_found")
    customers.change_customer.within(work, child, CustomerForm(parent=""))
    _touch_firms(work, child, above.public_id)
    return RelationForm("customer", child, "parent", above.public_id)


def _touch_firms(work: Work, *public_ids: str) -> None:
    for public_id in public_ids:
        work.touch(f"customer:{public_id}")


def _check_new(work: Work, row: Relation, *, is_mutual: bool) -> None:
    """Refuse what is known already, and a chart that goes round in a circle."""
    ends, near = {near_end(row), far_end(row)}, near_end(row)[0]
    column = Relation.contact_id if near == "contact" else Relation.customer_id
    keys = [key for kind, key in ends if kind == near]
    same = select(Relation).where(col(Relation.kind) == row.kind, col(column).in_(keys))
    for other in work.session.exec(same):
        pair = (near_end(other), far_end(other))
        if pair == (near_end(row), far_end(row)) or (is_mutual and set(pair) == ends):
            raise Conflict("relations.known")
    if row.kind == RelationKind.REPORTS_TO.value:
        bosses = select(Relation.contact_id, Relation.other_contact_id).where(
            col(Relation.kind) == row.kind, col(Relation.contact_id) != row.contact_id
        )
        known = {one: boss for one, boss in work.session.exec(bosses) if one and boss}
        rules.check_no_circle(row.contact_id or 0, row.other_contact_id or 0, known)


def _make_room(work: Work, row: Relation) -> tuple[RelationForm, ...]:
    """One reports to one person at a time."""
    if row.kind != RelationKind.REPORTS_TO.value:
        return ()
    found = select(Relation).where(
        col(Relation.kind) == row.kind, col(Relation.contact_id) == row.contact_id
    )
    return tuple(_end(work, old) for old in work.session.exec(found).all())


def _end(work: Work, row: Relation) -> RelationForm:
    named = named_ends(work, [row])
    near, far = named.get(near_end(row)), named.get(far_end(row))
    if near is None or far is None:
        raise NotFound("relations.not_found")
    record_of(work, near_end(row)[0], near[0].public_id)  # one may work on it, not only look
    kind = rules.seen_from(row.kind, near_end(row)[0], far_end(row)[0], is_back=False)
    form = RelationForm(
        near_end(row)[0], near[0].public_id, kind, far[0].public_id, row.note, f"{row.since}"
    )
    _announce(work, row)
    work.session.delete(row)
    work.session.flush()
    return form


def _announce(work: Work, row: Relation) -> None:
    """Both ends show it, and the customers that people work for."""
    for (kind, key), (reference, _) in named_ends(work, [row]).items():
        work.touch(f"{kind}:{reference.public_id}")
        if kind == "contact":
            touch_employers(work, key)
