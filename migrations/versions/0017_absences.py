"""one notion of absence, with a stand-in; senior people, and rules for them alone"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.models.base

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = crm_app.models.base.Moment

_ABSENCE = sa.table(
    "absence",
    *[sa.column(name, sa.Integer()) for name in ("id", "user_id", "stand_in_id", "created_by")],
    *[sa.column(name, sa.Date()) for name in ("first_day", "last_day")],
    *[sa.column(name, sa.String()) for name in ("public_id", "note")],
    sa.column("created_at", Moment(timezone=True)),
    sa.column("is_demo", sa.Boolean()),
)


def upgrade() -> None:
    for table, name in (("user", "is_senior"), ("assignment_rule", "seniors_only")):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default="0"))
    with op.batch_alter_table("absence") as batch:
        batch.add_column(sa.Column("stand_in_id", sa.Integer(), nullable=True))
        batch.alter_column("note", type_=Text(length=200), existing_nullable=False)
        batch.create_foreign_key("fk_absence_stand_in_id", "user", ["stand_in_id"], ["id"])
    op.create_index("ix_absence_stand_in_id", "absence", ["stand_in_id"])
    _merge()
    op.execute(
        "UPDATE notice SET code = 'absences.notice_stand_in', link = '/settings/absences'"
        " WHERE code = 'approvals.notice_deputy'"
    )
    op.drop_table("delegation")


def _merge() -> None:
    """Days for which somebody had a stand-in are days on which he is away, each told once."""
    link = op.get_bind()
    rows: list[Any] = list(
        link.execute(
            sa.text(
                "SELECT user_id, deputy_id, starts, ends, note, ended_at, is_demo FROM delegation"
                " ORDER BY id"
            ).columns(starts=sa.Date(), ends=sa.Date(), ended_at=Moment(), is_demo=sa.Boolean())
        )
    )
    known: list[Any] = list(link.execute(sa.select(_ABSENCE).order_by(_ABSENCE.c.id)))
    for user_id in sorted({row.user_id for row in rows}):
        days: dict[date, int] = {}
        for row in (row for row in rows if row.user_id == user_id):
            last = min(row.ends, row.ended_at.date()) if row.ended_at else row.ends
            for day in _days(row.starts, last):
                days.setdefault(day, row.deputy_id)
        taken: set[date] = set()
        for old in (old for old in known if old.user_id == user_id):
            span = list(_days(old.first_day, old.last_day))
            taken.update(span)
            pieces = _pieces((day, days.get(day)) for day in span)
            same = sa.update(_ABSENCE).where(_ABSENCE.c.id == old.id)
            first, last, stand_in = pieces[0]
            link.execute(same.values(first_day=first, last_day=last, stand_in_id=stand_in))
            for piece in pieces[1:]:
                _add(link, user_id, piece, old.note, old.is_demo)
        for row in (row for row in rows if row.user_id == user_id):
            own = [(d, days[d]) for d in _days(row.starts, row.ends) if d in days and d not in taken]
            taken.update(day for day, _ in own)
            for piece in _pieces(own):
                _add(link, user_id, piece, row.note, row.is_demo)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _pieces(days: Iterable[tuple[date, int | None]]) -> list[tuple[date, date, int | None]]:
    """Days in order, those that follow each other with the same stand-in as one piece."""
    found: list[tuple[date, date, int | None]] = []
    for day, stand_in in days:
        if found and found[-1][1] + timedelta(days=1) == day and found[-1][2] == stand_in:
            found[-1] = (found[-1][0], day, stand_in)
        else:
            found.append((day, day, stand_in))
    return found


def _add(link: Any, user_id: int, piece: tuple[date, date, int | None], note: str, demo: bool) -> None:
    link.execute(
        sa.insert(_ABSENCE).values(
            public_id=str(uuid4()),
            user_id=user_id,
            first_day=piece[0],
            last_day=piece[1],
            stand_in_id=piece[2],
            note=note,
            created_at=datetime.now(timezone.utc),
            created_by=user_id,
            is_demo=demo,
        )
    )


def downgrade() -> None:
    op.create_table(
        "delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("note", Text(length=200), nullable=False),
        sa.Column("ended_at", Moment(timezone=True), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.ForeignKeyConstraint(["deputy_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for name in ("user_id", "deputy_id"):
        op.create_index(f"ix_delegation_{name}", "delegation", [name])
    op.execute(
        "INSERT INTO delegation (public_id, user_id, deputy_id, starts, ends, note, is_demo)"
        " SELECT public_id, user_id, stand_in_id, first_day, last_day, note, is_demo"
        " FROM absence WHERE stand_in_id IS NOT NULL"
    )
    op.drop_index("ix_absence_stand_in_id", "absence")
    with op.batch_alter_table("absence") as batch:
        batch.drop_constraint("fk_absence_stand_in_id", type_="foreignkey")
        batch.drop_column("stand_in_id")
    for table, name in (("user", "is_senior"), ("assignment_rule", "seniors_only")):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(name)
