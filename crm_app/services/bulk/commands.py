"""Many records changed by one command: one transaction, one event, one audit entry, one undo."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound
from crm_app.core.listing import conditions
from crm_app.core.permissions import Permission
from crm_app.core.work import UseCase, Work, command
from crm_app.models.saved_views import BulkChange
from crm_app.models.users import User
from crm_app.services import custom_fields, ownership
from crm_app.services.bulk import rules, undoing
from crm_app.services.bulk.doors import Door, doors
from crm_app.services.bulk.house import House
from crm_app.services.bulk.rows import Chosen, Done, Undone

MOST = 2_000


@command(Permission.SELF)
def edit(work: Work, kind: str, chosen: Chosen, values: Mapping[str, Any]) -> Done:
    """Give many records the same values: name of a field → what is entered, "" empties it."""
    door = _door(work, kind)
    form = rules.form_of(door, values)
    change = door.change
    assert change is not None  # `form_of` refuses kinds without one
    return _each(work, kind, "edit", chosen, lambda one: change.within(work, one, form))


@command(Permission.SELF)
def edit_one(work: Work, kind: str, public_id: str, name: str, value: str) -> Done:
    """Give one record a value, in the list where it stands: filed under the record, undone like many."""
    form = rules.form_of(_door(work, kind), {name: value}, one=True)
    change = doors()[kind].change
    assert change is not None
    only, subject = Chosen((public_id,)), f"{kind}:{public_id}"
    return _each(work, kind, "edit", only, lambda one: change.within(work, one, form), subject)


@command(Permission.SELF)
def assign(work: Work, kind: str, chosen: Chosen, to: str) -> Done:
    """Give many records to a colleague, with what belongs to them."""
    door = _door(work, kind)
    person = _person(work, door, to)
    return _each(work, kind, "assign", chosen, lambda one: _give(work, door, one, person))


@command(Permission.SELF)
def tag(
    work: Work,
    kind: str,
    chosen: Chosen,
    add: str,
    remove: str = "",
    colour: str = "",
) -> Done:
    """Give many records tags, or take some away: names with commas; what is new gets `colour`."""
    door = _door(work, kind)
    given, gone = custom_fields.names_in(add), custom_fields.names_in(remove)
    if kind not in custom_fields.TAGGED or not (given or gone):
        raise Invalid("bulk.no_field", field="add")
    custom_fields.grow(work, kind, given, colour)
    return _each(work, kind, "edit", chosen, lambda one: _tag(work, door, one, given, gone))


@command(Permission.SELF)
def finish(work: Work, kind: str, chosen: Chosen) -> Done:
    """Many records are done: tasks; what was done before is counted."""
    use_case = _door(work, kind).finish
    if use_case is None:
        raise Invalid("bulk.not_finishable", field="kind")
    return _each(work, kind, "finish", chosen, lambda one: use_case.within(work, one))


@command(Permission.SELF)
def delete(work: Work, kind: str, chosen: Chosen) -> Done:
    """Many records into the recycle bin."""
    use_case = _binned(_door(work, kind).delete)
    return _each(work, kind, "delete", chosen, lambda one: use_case.within(work, one))


@command(Permission.SELF)
def restore(work: Work, kind: str, chosen: Chosen) -> Done:
    """Many records out of the recycle bin."""
    use_case = _binned(_door(work, kind).restore)
    return _each(work, kind, "restore", chosen, lambda one: use_case.within(work, one))


def _binned(use_case: UseCase[..., None] | None) -> UseCase[..., None]:
    if use_case is None:
        raise Invalid("bulk.not_deletable", field="kind")
    return use_case


@command(Permission.SELF)
def undo(work: Work, public_id: str) -> Undone:
    """Take a bulk change of one's own back; what was touched since stays as it is, and is counted."""
    found = select(BulkChange).where(col(BulkChange.public_id) == public_id)
    change = work.session.exec(found).one_or_none()
    if change is None or change.user_id != work.actor.user_id:
        raise NotFound("bulk.not_found")
    if change.undone_at is not None:
        raise Conflict("bulk.undone_already")
    door = _door(work, change.kind)
    work.together(f"bulk_change:{change.public_id}")
    restored = undoing.take_back(work, door, change)
    if not restored:
        raise Conflict("bulk.all_touched")
    change.undone_at = work.now
    return Undone(restored, len(change.records) - restored)


def _each(
    work: Work,
    kind: str,
    action: str,
    chosen: Chosen,
    do: Callable[[str], Any],
    subject: str = "",
) -> Done:
    """Do it to each record that allows it; refuses where none does, with the first reason."""
    if work.actor.user_id is None:
        raise Invalid("record.owner_missing", field="owner")
    ids = _ids(work, kind, chosen)
    change = BulkChange(kind=kind, action=action, user_id=work.actor.user_id, at=work.now)
    work.together(subject or f"bulk_change:{change.public_id}")
    refusals: list[AppError] = []
    records: dict[str, Any] = {}
    for one in ids:
        notes, refusal = work.attempt(lambda one=one: do(one))
        if refusal is not None:
            refusals.append(refusal)
        elif notes:
            records[one] = undoing.kept(kind, one, notes)
    if refusals and not records:
        raise refusals[0]
    left: dict[str, int] = {}
    for refusal in refusals:
        left[refusal.code] = left.get(refusal.code, 0) + 1
    if records:
        undoing.note_versions(work, doors()[kind], records)
        change.records = records
        work.session.add(change)
        work.session.flush()
    return Done(change.public_id if records else "", len(records), left)


def _ids(work: Work, kind: str, chosen: Chosen) -> list[str]:
    listing = doors()[kind].listing
    if chosen.asked is None:
        ids = list(dict.fromkeys(chosen.ids))
    elif isinstance(listing, House):
        ids = listing.listed(work, chosen.asked, MOST + 1)
    else:
        model = listing.model
        asked = conditions(work, listing, chosen.asked)
        found: Any = work.visible(model).where(*asked).with_only_columns(col(model.public_id))
        ids = list(work.session.exec(found.order_by(col(model.id)).limit(MOST + 1)))
    if not ids:
        raise Invalid("bulk.none_chosen", field="ids")
    if len(ids) > MOST:
        raise Invalid("bulk.too_many", field="ids", most=MOST)
    return ids


def _door(work: Work, kind: str) -> Door:
    door = doors().get(kind)
    if door is None:
        raise Invalid("saved_views.kind_unknown", field="kind")
    work.actor.require(door.writes)
    return door


def _person(work: Work, door: Door, to: str) -> User:
    """Who gets them; refuses who cannot work on them, and whom the actor may not give anything."""
    found = select(User).where(col(User.public_id) == to)
    person = work.session.exec(found).one_or_none()
    reason = rules.may_get(person, work.actor, door)
    if reason:
        raise Invalid(reason, field="to")
    assert person is not None
    return person


def _tag(work: Work, door: Door, public_id: str, add: list[str], remove: list[str]) -> None:
    record = door.find(work, public_id)
    assert door.change is not None
    assert door.form is not None
    own = {custom_fields.TAGS: custom_fields.retagged(work, record, add, remove)}
    door.change.within(work, public_id, door.form(custom=own))


def _give(work: Work, door: Door, public_id: str, person: User) -> None:
    if door.owner and door.change and door.form:
        door.change.within(work, public_id, door.form(**{door.owner: person.public_id}))
        return
    record = door.find(work, public_id)
    if not work.owns(record):
        raise Forbidden("bulk.not_yours")
    if record.owner_id != person.id:
        ownership.hand_over(work, record, person)
