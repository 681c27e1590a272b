"""Handing over all that somebody had, in one step, and taking it back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.departures import Departure
from crm_app.models.users import User
from crm_app.services import accounts, approvals, bulk
from crm_app.services.handover import gathering
from crm_app.services.handover.moving import move, move_rest
from crm_app.services.handover.queries import planned
from crm_app.services.notices import notify

_MADE = ("share", "record_event")


@command(Permission.HANDOVER)
def hand_over_all(
    work: Work,
    leaver_id: str,
    takers: Sequence[str],
    way: str = "relation",
    choices: Mapping[str, str] | None = None,
    switch_off: bool = False,
) -> str:
    """Move everything as the plan says, but for `choices` ("kind:public id" → who); returns the
    handover's public id. All of it, or nothing; of very much the first part, and the account stays on."""
    leaver = gathering.reachable(work, leaver_id)
    users = gathering.takers_of(work, leaver, takers)
    by_id = {one.public_id: one for one in users}
    plan = planned(work, leaver, users, way, choices or {})
    departure = Departure(leaver_id=leaver.id or 0, by_id=work.actor.user_id, at=work.now)
    work.together(f"departure:{departure.public_id}")
    records: dict[str, Any] = {}
    steps = [lambda: move(work, plan.heaps, leaver, by_id)]
    if not plan.left:
        steps += [
            lambda: move_rest(work, leaver, users[0]),
            lambda: _approvals(work, leaver, users[0]),
        ]
    for step in steps:
        _remember(records, work.noting(step))
    switch_off = switch_off and not plan.left
    if not records and not switch_off:
        raise Conflict("handover.nothing", name=leaver.name)
    _note_versions(work, records)
    if switch_off:
        accounts.set_active.within(work, leaver.public_id, False)
    departure.records, departure.switched_off = records, switch_off
    departure.counts = {one.name: one.gets for one in plan.takers if one.gets}
    work.session.add(departure)
    work.session.flush()
    _tell(work, leaver, plan.takers, by_id)
    return departure.public_id


@command(Permission.HANDOVER)
def take_back(work: Work, public_id: str) -> tuple[int, int]:
    """What nobody touched since goes back to the leaver; how many rows did, and how many stay."""
    found = select(Departure).where(col(Departure.public_id) == public_id)
    departure = work.session.exec(found.with_for_update()).one_or_none()
    if departure is None:
        raise NotFound("handover.not_found")
    leaver = work.session.get_one(User, departure.leaver_id)
    gathering.reachable(work, leaver.public_id)
    if departure.undone_at is not None:
        raise Conflict("handover.undone_already")
    work.together(f"departure:{departure.public_id}")
    if departure.switched_off:
        accounts.set_active.within(work, leaver.public_id, True)
    rows = bulk.rows_named(work, list(departure.records))
    restored = sum(
        _restore(work, rows.get(name), name, entry) for name, entry in departure.records.items()
    )
    if not restored:
        raise Conflict("handover.all_touched")
    departure.undone_at = work.now
    work.session.add(departure)
    return restored, len(departure.records) - restored


def _approvals(work: Work, leaver: User, to: User) -> None:
    """What he asked for follows its subject; what waits for his word waits for the first taker, or for
    his manager where that one may not decide."""
    approvals.pass_on(work, gathering.asked_by(work, leaver), leaver, to)
    approvals.replace_seats(work, gathering.seats_of(work, leaver), leaver, to)


def _remember(records: dict[str, Any], notes: Mapping[str, Any]) -> None:
    """What stood in each row before; what was made is taken away again."""
    for name, fields in notes.items():
        known = records.setdefault(name, {"was": {}, "made": "record_kind" in fields})
        for field, pair in fields.items():
            if isinstance(pair, list):  # else a remark: with whom it was shared
                known["was"].setdefault(field, pair[0])


def _note_versions(work: Work, records: dict[str, Any]) -> None:
    work.session.flush()
    rows = bulk.rows_named(work, list(records))
    for name, entry in records.items():
        entry["version"] = getattr(rows.get(name), "version", None)


def _restore(work: Work, row: Any, name: str, entry: dict[str, Any]) -> bool:
    if row is None:
        return False
    if entry["made"]:
        if name.partition(":")[0] in _MADE[:1]:
            work.session.delete(row)
        return True
    if getattr(row, "version", None) != entry["version"]:
        return False
    bulk.put_back(row, entry["was"])
    work.session.add(row)
    return True


def _tell(work: Work, leaver: User, takers: Sequence[Any], by_id: Mapping[str, User]) -> None:
    for taker in takers:
        user = by_id[taker.public_id]
        if taker.gets and user.id != work.actor.user_id:
            notify(
                work,
                [user.id or 0],
                "handover.notice",
                "/customers",
                name=leaver.name,
                count=str(taker.gets),
            )
