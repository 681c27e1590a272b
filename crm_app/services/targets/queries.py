"""Every way targets are read."""

from collections.abc import Sequence
from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.errors import NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.targets import Target, TargetMonth
from crm_app.services.targets import rules, subjects
from crm_app.services.targets.rows import KINDS, Subject, TargetRow


@query(Permission.TARGET_READ)
def targets(work: Work, year: int) -> list[TargetRow]:
    """The targets of a year that one may see: the house, teams, people, products, by name."""
    found = select(Target).where(col(Target.year) == year, *subjects.reached(work))
    return _rows(work, list(work.session.exec(found)))


@query(Permission.TARGET_READ)
def target(work: Work, public_id: str) -> TargetRow:
    """One of them; refuses with `targets.not_found`."""
    found = select(Target).where(col(Target.public_id) == public_id, *subjects.reached(work))
    for row in _rows(work, list(work.session.exec(found))):
        return row
    raise NotFound("targets.not_found")


@query(Permission.TARGET_WRITE)
def possible_subjects(work: Work) -> list[Subject]:
    """Whom and what the actor may set targets for."""
    return subjects.possible(work)


def months_of(work: Work, rows: Sequence[Target]) -> dict[int, list[Decimal]]:
    """Target id → its twelve months."""
    found: dict[int, list[Decimal]] = {row.id or 0: [Decimal(0)] * 12 for row in rows}
    ids = list(found)
    for part in work.session.exec(select(TargetMonth).where(col(TargetMonth.target_id).in_(ids))):
        found[part.target_id][part.month - 1] = part.amount
    return found


def row_of(work: Work, row: Target, months: list[Decimal]) -> TargetRow:
    """A row for one target."""
    return _row(row, months, _names(work, [row]))


def _rows(work: Work, found: list[Target]) -> list[TargetRow]:
    months, names = months_of(work, found), _names(work, found)
    rows = [_row(row, months[row.id or 0], names) for row in found]
    return sorted(rows, key=lambda r: (KINDS.index(r.subject.kind), r.subject.en, r.currency))


def _names(work: Work, rows: Sequence[Target]) -> dict[str, Subject]:
    keys = [
        (kind, getattr(row, f"{kind}_id")) for row in rows for kind in ("user", "team", "product")
    ]
    return subjects.subject_rows(work, keys)


def _row(row: Target, months: list[Decimal], names: dict[str, Subject]) -> TargetRow:
    return TargetRow(
        public_id=row.public_id,
        version=row.version,
        subject=names[row.subject],
        year=row.year,
        currency=row.currency,
        amount=row.amount,
        quarters=rules.quarters(months),
        months=months,
        gap=row.amount - sum(months, Decimal(0)),
    )
