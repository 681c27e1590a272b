"""Every way handovers are read: who can leave, who would get what, what was handed over."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.departures import Departure
from crm_app.models.users import Team, User
from crm_app.services.handover import gathering, rules
from crm_app.services.handover.rows import DepartureRow, Heap, Load, Person, Plan, Taker
from crm_app.services.references import NOBODY, users_by_id

_MOST_ROWS = 50


@query(Permission.HANDOVER)
def people(work: Work) -> list[Person]:
    """Everybody whose records the actor may hand over, or who may take over, with what he works on."""
    users = [one for one in _users(work) if gathering.within(work, one)]
    loads = gathering.loads_of(work, users)
    teams = {one.id: one.name for one in work.session.exec(select(Team))}
    found = [
        Person(
            *(one.public_id, one.name, teams.get(one.team_id, "")),
            loads[one.public_id],
            gathering.may_take(work, one),
        )
        for one in users
    ]
    return [one for one in found if one.is_active or one.load.total]


@query(Permission.HANDOVER)
def simulate(
    work: Work,
    leaver_id: str,
    takers: Sequence[str],
    way: str = "relation",
    choices: Mapping[str, str] | None = None,
) -> Plan:
    """Who would get what, with everybody's load before and after; nothing is moved."""
    leaver = gathering.reachable(work, leaver_id)
    users = gathering.takers_of(work, leaver, takers)
    return planned(work, leaver, users, way, choices or {})


@query(Permission.HANDOVER)
def departures(work: Work) -> list[DepartureRow]:
    """The handovers that were made, the newest first, of people within the actor's reach."""
    newest = select(Departure).order_by(col(Departure.id).desc()).limit(_MOST_ROWS)
    rows = list(work.session.exec(newest))
    users = {one.id: one for one in _users(work)}
    names = users_by_id(work.session, [one.by_id or 0 for one in rows])
    return [
        DepartureRow(
            one.public_id,
            users[one.leaver_id].name,
            names.get(one.by_id or 0, NOBODY).name,
            one.at,
            one.counts,
            one.switched_off,
            one.undone_at,
        )
        for one in rows
        if one.leaver_id in users and gathering.within(work, users[one.leaver_id])
    ]


def planned(
    work: Work, leaver: User, takers: Sequence[User], way: str, choices: Mapping[str, str]
) -> Plan:
    """Inside a use case: the plan, with what was chosen by hand."""
    if way not in rules.WAYS:
        raise Invalid("handover.way_unknown", field="way")
    heaps, left = gathering.heaps_of(work, leaver)
    loads = gathering.loads_of(work, takers)
    near = gathering.nearness(work, heaps, takers)
    regions = gathering.regions_of(work, takers)
    found = rules.chosen(heaps, loads, near, regions, way)
    given = [_given(one, found[one.kind, one.public_id], choices, loads) for one in heaps]
    return Plan(
        leaver.name,
        way,
        given,
        [_taker(one, given, loads[one.public_id]) for one in takers],
        0 if left else len(gathering.seats_of(work, leaver)),
        0 if left else len(gathering.asked_by(work, leaver)),
        left,
    )


def _given(
    heap: Heap, found: tuple[str, str], choices: Mapping[str, str], loads: Mapping[str, Load]
) -> Heap:
    by_hand = choices.get(f"{heap.kind}:{heap.public_id}", "")
    if by_hand and by_hand not in loads:
        raise Invalid("handover.taker_unknown", field="takers")
    to, why = (by_hand, "hand") if by_hand else found
    return replace(heap, taker=to, why=why)


def _taker(user: User, heaps: Sequence[Heap], before: Load) -> Taker:
    mine = [one for one in heaps if one.taker == user.public_id]
    after = before
    for one in mine:
        after = after.plus(one.load)
    return Taker(user.public_id, user.name, before, after, len(mine))


def _users(work: Work) -> list[User]:
    return list(work.session.exec(select(User).order_by(col(User.name), col(User.id))))
