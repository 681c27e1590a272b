"""Every way data quality is read."""

from datetime import date
from typing import Any

from sqlalchemy import String, cast
from sqlmodel import col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery, Page, place_in
from crm_app.core.permissions import READS, Permission, Scope
from crm_app.core.work import Work, query
from crm_app.models.customers import Contact, Customer
from crm_app.models.quality import PARTS, QualityScore
from crm_app.models.users import User
from crm_app.services.choices import options_of
from crm_app.services.quality import keeping, rules, sums
from crm_app.services.quality.finding import MODELS, faults_of
from crm_app.services.quality.proposals import proposal_for
from crm_app.services.quality.rows import (
    Day,
    FaultCount,
    Overview,
    Part,
    Proposal,
    QueueRow,
    Share,
)
from crm_app.services.references import NOBODY, users_by_id

_SHOWN, _DAYS, _QUEUE = 12, 60, 20


@query(Permission.CUSTOMER_READ)
def overview(work: Work, kind: str = "customer") -> Overview:
    """Averages of the records that one may see, by owner and source, and how they were before."""
    _model(work, kind)
    seen, whole = sums.seen(work, kind), sums.Held()
    for _, _, held in seen:
        whole.add(held.records, held.sums, held.faults)
    weights = keeping.weights_of(work)
    day = keeping.reckoned_on(work)
    return Overview(
        kind=kind,
        records=whole.records,
        score=whole.average("score"),
        parts=[Part(name, whole.average(name), weights[name]) for name in PARTS],
        owners=_owners(work, seen),
        sources=_sources(work, seen),
        faults=_faults(kind, whole),
        trend=_trend(work, kind),
        reckoned_on=date.fromisoformat(day) if day else None,
    )


@query(Permission.CUSTOMER_READ)
def queue(
    work: Work,
    kind: str = "customer",
    owner: str = "",
    source: str = "",
    fault: str = "",
    page: int = 1,
) -> Page[QueueRow]:
    """The worst records first, with what one tap would do; narrowed by owner, source, fault."""
    model = _model(work, kind)
    chosen: list[Any] = [col(QualityScore.score) < 100]
    if owner:
        key = select(User.id).where(col(User.public_id) == owner).scalar_subquery()
        chosen.append(col(model.owner_id) == key)
    if source:
        chosen.append(col(model.source) == source)
    if fault:
        chosen.append(_has(fault))
    counted = _seen(work, kind, select(func.count())).where(*chosen)
    total = work.session.execute(counted).scalar_one()
    place, pages, size = place_in(ListQuery(page=page, size=_QUEUE), total)
    wanted = _seen(work, kind, select(model, QualityScore.score, QualityScore.faults)).where(
        *chosen
    )
    ordered = wanted.order_by(col(QualityScore.score), col(QualityScore.record_id))
    rows = work.session.execute(ordered.offset((place - 1) * size).limit(size)).all()
    owners = users_by_id(work.session, (one.owner_id for one, *_ in rows))
    made = [
        QueueRow(
            *(kind, one.public_id, one.name, owners.get(one.owner_id, NOBODY).name, score),
            [proposal_for(work, one, code) for code in faults],
        )
        for one, score, faults in rows
    ]
    return Page(made, total, place, pages)


@query(Permission.CUSTOMER_READ)
def record_quality(work: Work, kind: str, public_id: str) -> QueueRow:
    """One record as it is now, with its faults and what can be done."""
    record = work.find(_model(work, kind), public_id)
    found = faults_of(work, kind, [record.key])
    faults = found[0].faults if found else []
    owner = users_by_id(work.session, [record.owner_id]).get(record.owner_id, NOBODY)
    score = rules.score_of(rules.parts_of(kind, faults), keeping.weights_of(work))
    offered: list[Proposal] = [proposal_for(work, record, code) for code in faults]
    return QueueRow(kind, public_id, record.name, owner.name, score, offered)


def _model(work: Work, kind: str) -> type[Customer] | type[Contact]:
    if kind not in MODELS:
        raise Invalid("quality.kind_unknown", field="kind")
    work.actor.require(READS[kind])
    return MODELS[kind]


def _seen(work: Work, kind: str, statement: Any) -> Any:
    """Scores of living records that one may see."""
    model = MODELS[kind]
    joined = statement.select_from(QualityScore).join(
        model, col(model.id) == QualityScore.record_id
    )
    living = col(QualityScore.kind) == kind, col(model.deleted_at).is_(None)
    return work.narrowed(joined.where(*living), model)


def _has(fault: str) -> Any:
    return cast(col(QualityScore.faults), String).contains(f'"{fault}"', autoescape=True)


_Seen = list[tuple[int, str, sums.Held]]


def _by(seen: _Seen, place: int) -> dict[Any, sums.Held]:
    """Together, by owner or by source."""
    found: dict[Any, sums.Held] = {}
    for row in seen:
        held = row[2]
        found.setdefault(row[place], sums.Held()).add(held.records, held.sums, held.faults)
    return {key: held for key, held in found.items() if held.records > 0}


def _owners(work: Work, seen: _Seen) -> list[Share]:
    rows = _by(seen, 0)
    people = users_by_id(work.session, rows)
    shares = [
        Share(one.public_id, one.name, held.records, held.average("score"))
        for key, held in rows.items()
        if (one := people.get(key)) is not None
    ]
    return sorted(shares, key=lambda one: (one.score, one.name))[:_SHOWN]


def _sources(work: Work, seen: _Seen) -> list[Share]:
    known = options_of(work.session, "source")
    shares = []
    for key, held in _by(seen, 1).items():
        zh, en = (known[key].zh, known[key].en) if key in known else (key, key)
        shares.append(Share(key, zh, held.records, held.average("score"), zh, en))
    return sorted(shares, key=lambda one: (one.score, one.key))[:_SHOWN]


def _faults(kind: str, whole: sums.Held) -> list[FaultCount]:
    found = [FaultCount(code, whole.faults.get(code, 0)) for code in rules.FAULTS[kind]]
    return sorted((one for one in found if one.records > 0), key=lambda one: -one.records)


def _trend(work: Work, kind: str) -> list[Day]:
    """Of everybody's records where one sees all, else of the owners whose records one sees."""
    if work.actor.scope is Scope.ALL:
        rows = keeping.days_of(work, kind, "all", [], _DAYS)
        return [Day(row.day, round(row.score / 100), row.records) for row in rows]
    users = select(User.id).where(col(User.id) == work.actor.user_id)
    if work.actor.scope is Scope.TEAM:
        users = select(User.id).where(col(User.team_id).in_(work.actor.team_ids))
    keys = [str(key) for key in work.session.exec(users)]
    days: dict[date, list[int]] = {}
    for row in keeping.days_of(work, kind, "owner", keys, _DAYS * max(1, len(keys))):
        held = days.setdefault(row.day, [0, 0])
        held[0] += row.records
        held[1] += row.score * row.records
    return [Day(day, round(n[1] / n[0] / 100), n[0]) for day, n in sorted(days.items())][-_DAYS:]
