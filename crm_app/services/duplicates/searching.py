"""The search over all records, as the job and the command line run it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.clock import DEFAULT_ZONE, zone
from crm_app.lib.matching import pairs_of_columns
from crm_app.models.duplicates import MatchFiled
from crm_app.models.ledger import Job
from crm_app.services.likeness import MODELS, PLURAL, records
from crm_app.services.match_keys import put_keys

JOB = "duplicates.find"
KINDS = ("contact", "customer")
# Firms of one name and nothing else in common are many, and seldom one.
LEAST = {"contact": 0.05, "customer": 0.2}
_BATCH = 2000
_NIGHT = timedelta(hours=1)
_SINGULAR = {plural: kind for kind, plural in PLURAL.items()}


@dataclass(frozen=True, slots=True)
class Found:
    """Two records, by public id on the command line and by inner id in the job."""

    a: Any
    b: Any
    score: float
    reasons: tuple[str, ...]


@query(Permission.SETTINGS)
def pairs_of_all(work: Work, kind: str) -> list[Found]:
    """Every pair of living records of a kind that are the same, by public id."""
    model = MODELS[_SINGULAR[kind]]
    names = dict(work.session.execute(select(model.id, model.public_id)).all())
    found = _search(work, _SINGULAR[kind], 0.5)
    return [Found(names[one.a], names[one.b], one.score, one.reasons) for one in found]


@query(Permission.SETTINGS)
def found_pairs(work: Work, kind: str) -> list[Found]:
    """Every pair that is worth a look, by inner id."""
    return _search(work, kind, LEAST[kind])


def _search(work: Work, kind: str, least: float) -> list[Found]:
    model = MODELS[kind]
    ids = list(
        work.session.exec(
            select(model.id).where(col(model.deleted_at).is_(None)).order_by(col(model.id))
        )
    )
    columns: dict[str, list[Any]] = {}
    for start in range(0, len(ids), _BATCH):
        some = ids[start : start + _BATCH]
        known = records(work.session, kind, some)
        for place, record_id in enumerate(some, start):
            for name, value in known[record_id].items():
                if name not in columns:
                    columns[name] = [""] * len(ids)
                columns[name][place] = value
    found = pairs_of_columns(PLURAL[kind], columns, len(ids), least)
    return [Found(ids[one.a], ids[one.b], one.score, one.reasons) for one in found]


@command(Permission.SETTINGS)
def file_missing(work: Work, kind: str) -> int:
    """File records that are under no key yet, a batch of them; returns how many."""
    model = MODELS[kind]
    filed = select(MatchFiled.record_id).where(
        col(MatchFiled.kind) == kind, col(MatchFiled.record_id) == model.id
    )
    ids = work.session.exec(
        select(model.id)
        .where(col(model.deleted_at).is_(None), ~filed.exists())
        .order_by(col(model.id))
        .limit(_BATCH)
    ).all()
    for start in range(0, len(ids), 500):
        some = list(ids[start : start + 500])
        put_keys(work.session, kind, some, some)
    return len(ids)


@command(Permission.SETTINGS)
def search_if_due(work: Work) -> bool:
    """Once a day, from one in the morning on."""
    night = zone(DEFAULT_ZONE)
    last = select(func.max(Job.created_at)).where(col(Job.name) == JOB)
    asked = work.session.exec(last).one()
    since = [(one.astimezone(night) - _NIGHT).date() for one in (asked, work.now) if one]
    if len(since) == 2 and since[0] >= since[1]:
        return False
    work.enqueue(JOB)
    return True
