"""Every way pairs are read: only those both of whose records one may see."""

from typing import Any

from sqlmodel import col, func, select

from crm_app.core.errors import Invalid, NotFound
from crm_app.core.listing import Page
from crm_app.core.permissions import READS, Permission
from crm_app.core.work import Work, query
from crm_app.models.customers import Contact, Customer, PointKind
from crm_app.models.duplicates import OPEN, DuplicatePair, RecordMerge
from crm_app.models.users import User
from crm_app.services import merging
from crm_app.services.contacts import contact_rows
from crm_app.services.duplicates import showing
from crm_app.services.duplicates.rows import Counts, MergeRow, Moving, PairRow, PairWhole, Side
from crm_app.services.duplicates.searching import KINDS
from crm_app.services.likeness import MODELS, certainty_of, percent_of
from crm_app.services.points import first, points_of_many
from crm_app.services.references import NOBODY, users_by_id

_SIZE = 50
_SAMPLE = 5
_BOUNDS = {"sure": (0.95, 2.0), "likely": (0.5, 0.95), "maybe": (0.0, 0.5)}


def visible_pairs(work: Work, kind: str, status: str = OPEN, owner: str = "") -> Any:
    """Pairs of living records of a kind, both within the actor's reach."""
    model = MODELS[kind]
    seen = work.narrowed(select(model.id), model).where(col(model.deleted_at).is_(None))
    chosen = select(DuplicatePair).where(
        col(DuplicatePair.kind) == kind,
        col(DuplicatePair.status) == status,
        col(DuplicatePair.a_id).in_(seen),
        col(DuplicatePair.b_id).in_(seen),
    )
    if owner:
        own = select(model.id).join(User, col(User.id) == model.owner_id)
        own = own.where(col(User.public_id) == owner)
        chosen = chosen.where(col(DuplicatePair.a_id).in_(own) | col(DuplicatePair.b_id).in_(own))
    return chosen


@query(Permission.SELF)
def pairs(
    work: Work,
    kind: str = "contact",
    status: str = OPEN,
    owner: str = "",
    certainty: str = "",
    page: int = 1,
) -> Page[PairRow]:
    """A page of pairs, the most certain first."""
    _check(work, kind)
    chosen = visible_pairs(work, kind, status, owner)
    if certainty:
        if certainty not in _BOUNDS:
            raise Invalid("duplicates.status_unknown", field="certainty")
        low, high = _BOUNDS[certainty]
        chosen = chosen.where(col(DuplicatePair.score) >= low, col(DuplicatePair.score) < high)
    total = work.session.exec(select(func.count()).select_from(chosen.subquery())).one()
    pages = max(1, -(-total // _SIZE))
    at = max(1, min(page, pages))
    ordered = chosen.order_by(col(DuplicatePair.score).desc(), col(DuplicatePair.id))
    rows = work.session.exec(ordered.offset((at - 1) * _SIZE).limit(_SIZE)).all()
    return Page(_shown(work, kind, list(rows)), total, at, pages)


@query(Permission.SELF)
def pair(work: Work, public_id: str, keep: str = "", rule: str = "kept") -> PairWhole:
    """A pair whole: fields side by side, the choice of the rule, and what a merge would move."""
    row = work.session.exec(
        select(DuplicatePair).where(col(DuplicatePair.public_id) == public_id)
    ).one_or_none()
    if row is None:
        raise NotFound("duplicates.not_found")
    _check(work, row.kind)
    shown = _shown(work, row.kind, [row])
    if not shown:
        raise NotFound("duplicates.not_found")
    a, b = (work.session.get_one(MODELS[row.kind], one) for one in (row.a_id, row.b_id))
    side = keep if keep in {"a", "b"} else _fuller(a, b)
    kept, gone = (a, b) if side == "a" else (b, a)
    found = merging.preview(work, kept, gone, rule)
    values = showing.values(work, row.kind, found.values, turned=side == "b")
    values += showing.reached(work, a, b)
    moving = [Moving(name, count) for name, count in sorted(found.moving.items())]
    return PairWhole(shown[0], values, moving, side)


@query(Permission.SELF)
def counts(work: Work) -> Counts:
    """How many pairs wait, of each kind one may read."""
    found = {}
    for kind in KINDS:
        if work.actor.can(READS[kind]):
            waiting = visible_pairs(work, kind).subquery()
            found[kind] = work.session.exec(select(func.count()).select_from(waiting)).one()
    return Counts(**found)


@query(Permission.SELF)
def sample_of(work: Work, kind: str, percent: int) -> list[PairRow]:
    """Pairs to look at before all of at least `percent` are merged: always the same few."""
    _check(work, kind)
    chosen = visible_pairs(work, kind).where(col(DuplicatePair.score) >= percent / 100)
    # The least certain ones: where these are right, the others are.
    ordered = chosen.order_by(col(DuplicatePair.score), col(DuplicatePair.public_id))
    return _shown(work, kind, list(work.session.exec(ordered.limit(_SAMPLE))))


@query(Permission.SELF)
def count_above(work: Work, kind: str, percent: int) -> int:
    """How many open pairs are at least so certain."""
    _check(work, kind)
    chosen = visible_pairs(work, kind).where(col(DuplicatePair.score) >= percent / 100)
    return work.session.exec(select(func.count()).select_from(chosen.subquery())).one()


@query(Permission.SELF)
def merges(work: Work, kind: str, limit: int = 50) -> list[MergeRow]:
    """The last merges that can be undone, of what one may see."""
    _check(work, kind)
    model = MODELS[kind]
    seen = work.narrowed(select(model.id), model).where(col(model.deleted_at).is_(None))
    chosen = select(RecordMerge).where(
        col(RecordMerge.kind) == kind,
        col(RecordMerge.undone_at).is_(None),
        col(RecordMerge.keep_id).in_(seen),
    )
    rows = work.session.exec(chosen.order_by(col(RecordMerge.id).desc()).limit(limit)).all()
    ids = {one for row in rows for one in (row.keep_id, row.other_id)}
    found = {r.key: r for r in work.session.exec(select(model).where(col(model.id).in_(ids)))}
    people = users_by_id(work.session, (row.by_id for row in rows))
    return [
        MergeRow(
            row.public_id,
            kind,
            found[row.keep_id].public_id,
            found[row.keep_id].name,
            found[row.other_id].name,
            people.get(row.by_id or 0, NOBODY).name,
            row.at,
        )
        for row in rows
        if row.keep_id in found and row.other_id in found
    ]


def pairs_of(work: Work, kind: str, record_id: int) -> list[PairRow]:
    """The open pairs of one record."""
    own = (col(DuplicatePair.a_id) == record_id) | (col(DuplicatePair.b_id) == record_id)
    rows = work.session.exec(visible_pairs(work, kind).where(own)).all()
    return _shown(work, kind, list(rows))


def _check(work: Work, kind: str) -> None:
    if kind not in KINDS:
        raise Invalid("duplicates.kind_unknown", field="kind")
    work.actor.require(READS[kind])


def _fuller(a: Any, b: Any) -> str:
    """The older record stays, unless it is much the poorer one."""
    filled = [sum(1 for value in one.model_dump().values() if value) for one in (a, b)]
    return "b" if filled[1] > filled[0] + 2 else "a"


def _shown(work: Work, kind: str, rows: list[DuplicatePair]) -> list[PairRow]:
    ids = {one for row in rows for one in (row.a_id, row.b_id)}
    sides = _sides(work, kind, ids)
    people = users_by_id(work.session, (row.decided_by for row in rows))
    return [
        PairRow(
            public_id=row.public_id,
            kind=kind,
            percent=percent_of(row.score),
            certainty=certainty_of(row.score),
            reasons=tuple(row.reasons),
            a=sides[row.a_id],
            b=sides[row.b_id],
            status=row.status,
            decided_by=people.get(row.decided_by or 0, NOBODY).name,
            decided_at=row.decided_at,
        )
        for row in rows
        if row.a_id in sides and row.b_id in sides
    ]


def _sides(work: Work, kind: str, ids: set[int]) -> dict[int, Side]:
    model: Any = MODELS[kind]
    found = work.session.exec(work.visible(model).where(col(model.id).in_(ids))).all()
    points = points_of_many(work.session, model, [row.key for row in found])
    owners = users_by_id(work.session, (row.owner_id for row in found))
    notes = _notes(work, kind, list(found))
    return {
        row.key: Side(
            public_id=row.public_id,
            name=row.name + getattr(row, "honorific", ""),
            note=notes.get(row.key, ""),
            phone=first(points.get(row.key, []), PointKind.MOBILE, PointKind.PHONE),
            email=first(points.get(row.key, []), PointKind.EMAIL),
            owner=owners.get(row.owner_id, NOBODY).name,
            updated_at=row.updated_at,
            created_at=row.created_at,
        )
        for row in found
    }


def _notes(work: Work, kind: str, found: list[Any]) -> dict[int, str]:
    """Where somebody works; where a firm is."""
    if kind == "customer":
        return {row.key: row.region for row in found if isinstance(row, Customer)}
    people = [row for row in found if isinstance(row, Contact)]
    shown = contact_rows(work, people)
    return {
        contact.key: " · ".join(piece for piece in (row.customer, row.title) if piece)
        for contact, row in zip(people, shown, strict=True)
    }
