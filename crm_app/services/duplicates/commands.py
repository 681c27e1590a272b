"""Every way a pair is decided: merged, told apart, put off; alone or many at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select

from crm_app.core.errors import Invalid, NotFound
from crm_app.core.permissions import WRITES, Permission
from crm_app.core.work import Work, command
from crm_app.models.duplicates import DIFFERENT, LATER, OPEN, DuplicatePair
from crm_app.models.ledger import Job
from crm_app.services import contacts, customers
from crm_app.services.duplicates.queries import sample_of, visible_pairs
from crm_app.services.duplicates.searching import JOB, KINDS, Found
from crm_app.services.likeness import MODELS
from crm_app.services.locks import one_at_a_time
from crm_app.services.merging import Merge

_MERGE: dict[str, Any] = {
    "contact": contacts.merge_contacts,
    "customer": customers.merge_customers,
}
_UNMERGE: dict[str, Any] = {
    "contact": contacts.unmerge_contacts,
    "customer": customers.unmerge_customers,
}
MOST_AT_ONCE = 200


@command(Permission.CONTACT_READ)
def ask_search(work: Work) -> str:
    """Search all records anew in the background; returns the job, the waiting one if there is one."""
    one_at_a_time(work, JOB)
    waiting = select(Job.public_id).where(
        col(Job.name) == JOB, col(Job.status).in_(("queued", "running"))
    )
    return work.session.exec(waiting).first() or work.enqueue(JOB).public_id


@command(Permission.SETTINGS)
def keep_pairs(work: Work, kind: str, found: Sequence[Found]) -> int:
    """Store what a search has found; what people decided stays. Returns how many pairs are new."""
    one_at_a_time(work, JOB)
    rows = work.session.exec(select(DuplicatePair).where(col(DuplicatePair.kind) == kind)).all()
    known = {(row.a_id, row.b_id): row for row in rows}
    now = {(min(one.a, one.b), max(one.a, one.b)): one for one in found}
    for place, one in now.items():
        row = known.get(place)
        if row is not None and row.status in {OPEN, LATER}:
            row.score, row.reasons = one.score, list(one.reasons)
    fresh = [
        DuplicatePair(
            kind=kind,
            a_id=a,
            b_id=b,
            score=one.score,
            reasons=list(one.reasons),
            found_at=work.now,
        )
        for (a, b), one in now.items()
        if (a, b) not in known
    ]
    work.session.bulk_save_objects(fresh)
    gone = [row.id for place, row in known.items() if row.status == OPEN and place not in now]
    for start in range(0, len(gone), 500):
        some = col(DuplicatePair.id).in_(gone[start : start + 500])
        work.session.execute(delete(DuplicatePair).where(some))
    work.touch("duplicate_pair")
    return len(fresh)


@command(Permission.SELF)
def decide(work: Work, public_id: str, status: str) -> str:
    """Say that two are different, or put it off, or open it again; returns what it was before."""
    if status not in {DIFFERENT, LATER, OPEN}:
        raise Invalid("duplicates.status_unknown", field="status")
    pair, (a, b) = _found(work, public_id)
    before, pair.status = pair.status, status
    pair.decided_by, pair.decided_at = work.actor.user_id, work.now
    if status != LATER:
        work.record(f"{pair.kind}:{a.public_id}", other=b.public_id, is_same=status == OPEN)
    work.touch("duplicate_pair")
    for row in (a, b):
        work.touch(f"{pair.kind}:{row.public_id}")
    return before


@command(Permission.SELF)
def tell_apart(work: Work, kind: str, public_id: str, other: str) -> str:
    """Say of two records that they are different, found as a pair or not; returns the pair."""
    if kind not in KINDS:
        raise Invalid("duplicates.kind_unknown", field="kind")
    work.actor.require(WRITES[kind])
    a, b = (work.find(MODELS[kind], one) for one in (public_id, other))
    if a.key == b.key:
        raise Invalid("duplicates.same_record", field="other")
    low, high = sorted((a.key, b.key))
    row = work.session.exec(
        select(DuplicatePair).where(
            col(DuplicatePair.kind) == kind,
            col(DuplicatePair.a_id) == low,
            col(DuplicatePair.b_id) == high,
        )
    ).one_or_none()
    if row is None:
        row = DuplicatePair(kind=kind, a_id=low, b_id=high, score=0.0, found_at=work.now)
        work.add(row)
    decide.within(work, row.public_id, DIFFERENT)
    return row.public_id


@command(Permission.SELF)
def merge_pair(
    work: Work,
    public_id: str,
    keep: str = "a",
    choices: Mapping[str, str] | None = None,
    rule: str = "kept",
) -> Merge:
    """Make one of a pair; `keep` is the side that stays, `choices` name sides of fields (a, b)."""
    pair, sides = _found(work, public_id)
    kept, gone = sides if keep == "a" else sides[::-1]
    by_side = {"keep": "keep", "other": "other", keep: "keep"}
    by_side["b" if keep == "a" else "a"] = "other"
    chosen = {field: by_side.get(side, "keep") for field, side in (choices or {}).items()}
    merge = _MERGE[pair.kind].within(work, kept.public_id, gone.public_id, chosen, rule)
    work.touch("duplicate_pair")
    return merge


@command(Permission.SELF)
def merge_above(work: Work, kind: str, percent: int, checked: Sequence[str]) -> list[Merge]:
    """Merge every open pair of at least `percent`, after somebody has looked at the sample of them.

    The older record stays; what it lacks comes from the other. At most 200 at once.
    """
    if kind not in KINDS or not 50 <= percent <= 100:
        raise Invalid("duplicates.kind_unknown", field="kind")
    wanted = {row.public_id for row in sample_of.within(work, kind, percent)}
    if not wanted or not wanted <= set(checked):
        raise Invalid("duplicates.sample_unchecked", field="checked", count=len(wanted))
    chosen = visible_pairs(work, kind, OPEN).where(col(DuplicatePair.score) >= percent / 100)
    rows = work.session.exec(chosen.order_by(col(DuplicatePair.score).desc()).limit(MOST_AT_ONCE))
    done = []
    for row in rows.all():
        model = MODELS[kind]
        ends = [work.session.get(model, one) for one in (row.a_id, row.b_id)]
        if any(one is None or one.deleted_at is not None for one in ends):
            continue  # one of them went into a third just now
        done.append(merge_pair.within(work, row.public_id))
    return done


@command(Permission.SELF)
def unmerge_bulk(work: Work, kind: str, merges: Sequence[Merge]) -> None:
    """Take merges back, the last first."""
    if kind not in _UNMERGE:
        raise Invalid("duplicates.kind_unknown", field="kind")
    for merge in reversed(merges):
        _UNMERGE[kind].within(work, merge)
    work.touch("duplicate_pair")


def _found(work: Work, public_id: str) -> tuple[DuplicatePair, tuple[Any, Any]]:
    """A pair and both records, where one may change both."""
    pair = work.session.exec(
        select(DuplicatePair).where(col(DuplicatePair.public_id) == public_id)
    ).one_or_none()
    if pair is None:
        raise NotFound("duplicates.not_found")
    work.actor.require(WRITES[pair.kind])
    model = MODELS[pair.kind]
    ids = [
        work.session.exec(select(model.public_id).where(model.id == one)).one_or_none()
        for one in (pair.a_id, pair.b_id)
    ]
    a, b = (work.find(model, one or "") for one in ids)
    return pair, (a, b)
