"""Who holds a number, an address or a company already: nobody takes what a colleague works on.

Everybody who enters learns the holder's name and since when, also of records he may not see;
the record itself and its last contact only who may see it. Only what is exactly the same counts:
a number, a mail address, a WeChat name, a company's name without its legal form.
"""

from collections.abc import Iterable
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict
from crm_app.core.permissions import Permission, Scope
from crm_app.core.work import Work, query
from crm_app.lib.clock import zone
from crm_app.lib.names import company_key
from crm_app.models.customers import Contact, ContactPoint, Customer, PointKind
from crm_app.models.leads import OPEN, Lead
from crm_app.models.ownership import OwnershipRequest, RequestStatus
from crm_app.services.ownership.records import MODELS, Held, held_since, last_touches
from crm_app.services.ownership.rows import Holder
from crm_app.services.points import Point
from crm_app.services.references import NOBODY, users_by_id

_REACH = (PointKind.MOBILE, PointKind.PHONE, PointKind.EMAIL, PointKind.WECHAT)
_RANKS = ("phone", "email", "wechat", "company")
_MOST = 5
_AT_ONCE = 20


@query(Permission.CONTACT_READ)
def who_holds(
    work: Work, points: Iterable[Point] = (), company: str = "", but: str = ""
) -> list[Holder]:
    """The records that hold one of these, the most certain first, at most five.

    `but` is the public id of the record that is being changed.
    """
    return holders(work, points, company, but)


def check_free(
    work: Work,
    points: Iterable[Point] = (),
    company: str = "",
    but: str = "",
    owner_id: int | None = None,
) -> None:
    """Inside a command: refuse (`ownership.held`) what a colleague holds, and (`ownership.in_pool`)
    a number or address of a lead that lies in the pool and is to be claimed there.

    A colleague of the actor, or of `owner_id`, whose the record in hand is.
    """
    _refuse(work.actor.zone, holders(work, points, company, but, owner_id))


def check_not_taken(
    work: Work, points: Iterable[Point] = (), company: str = "", but: str = ""
) -> None:
    """Inside a command: as `check_free`, for what is out of the actor's sight.

    What he sees he is shown as a possible duplicate, and he may know that it is another one.
    """
    if work.actor.scope is not Scope.ALL:
        found = holders(work, points, company, but)
        _refuse(work.actor.zone, (one for one in found if not one.may_see))


def _refuse(here: str, found: Iterable[Holder]) -> None:
    for holder in found:
        if holder.in_pool and holder.reason != "company":
            raise Conflict("ownership.in_pool")
        if not holder.is_mine and not holder.in_pool:
            since = f"{holder.since.astimezone(zone(here)):%Y-%m-%d}"
            raise Conflict("ownership.held", owner=holder.owner, since=since)


def holders(
    work: Work,
    points: Iterable[Point] = (),
    company: str = "",
    but: str = "",
    owner_id: int | None = None,
) -> list[Holder]:
    """Inside a use case: as `who_holds`; what the actor, or `owner_id`, holds is `is_mine`."""
    me = owner_id or work.actor.user_id
    wanted = {point.value for point in points if point.kind in set(_REACH)}
    key = company_key(company)[:200] if company.strip() else ""
    found: list[Holder] = []
    for kind, model in MODELS.items():
        reasons = _reasons(work, kind, model, wanted, key)
        rows = [row for row in _living(work, model, reasons) if row.public_id != but]
        found += _shown(work, kind, rows, reasons, me)
    found.sort(key=lambda one: (one.is_mine, _RANKS.index(one.reason), one.since))
    return found[:_MOST]


def _reasons(work: Work, kind: str, model: Any, wanted: set[str], key: str) -> dict[int, str]:
    """Inner id → the strongest reason."""
    reasons: dict[int, str] = {}
    if key and model is not Contact:
        column = col(Lead.company_key if model is Lead else Customer.name_key)
        for record_id in work.session.exec(select(model.id).where(column == key).limit(_AT_ONCE)):
            reasons[record_id or 0] = "company"
    if wanted:
        owner = col(getattr(ContactPoint, f"{kind}_id"))
        same = col(ContactPoint.value).in_(wanted) & col(ContactPoint.kind).in_(_REACH)
        pairs = select(owner, ContactPoint.kind).where(same, owner.is_not(None)).limit(_AT_ONCE)
        for record_id, point_kind in work.session.exec(pairs):
            reason = str(point_kind) if str(point_kind) in _RANKS else "phone"
            known = reasons.get(record_id, "company")
            reasons[record_id] = min(known, reason, key=_RANKS.index)
    return reasons


def _living(work: Work, model: Any, reasons: dict[int, str]) -> list[Held]:
    if not reasons:
        return []
    # Past the actor's rights: what of it he may be told is decided in `_shown`.
    found = select(model).where(col(model.id).in_(reasons), col(model.deleted_at).is_(None))
    if model is Lead:  # one that was converted or given up holds nothing
        found = found.where(col(Lead.status).in_(OPEN))
    return list(work.session.exec(found))


def _shown(
    work: Work, kind: str, rows: list[Held], reasons: dict[int, str], me: int | None
) -> list[Holder]:
    if not rows:
        return []
    model, ids = MODELS[kind], [row.key for row in rows]
    seen = set(
        work.session.exec(work.narrowed(select(model.id).where(col(model.id).in_(ids)), model))
    )
    owners = users_by_id(work.session, (row.owner_id for row in rows))
    since, touched = held_since(work, kind, rows), last_touches(work, kind, seen)
    asked = _asked(work, kind, ids)
    return [
        Holder(
            kind=kind,
            record=row.public_id,
            name=row.name if row.key in seen else "",
            owner=owners.get(row.owner_id or 0, NOBODY).name,
            since=since[row.key],
            last_touch=touched.get(row.key),
            reason=reasons[row.key],
            may_see=row.key in seen,
            is_mine=row.owner_id is not None and row.owner_id == me,
            in_pool=row.owner_id is None,
            asked=row.key in asked,
        )
        for row in rows
    ]


def _asked(work: Work, kind: str, ids: list[int]) -> set[int]:
    waiting = work.visible(OwnershipRequest).where(
        col(OwnershipRequest.created_by) == work.actor.user_id,
        col(OwnershipRequest.record_kind) == kind,
        col(OwnershipRequest.record_id).in_(ids),
        col(OwnershipRequest.status) == RequestStatus.PENDING,
    )
    return {request.record_id for request in work.session.exec(waiting)}
