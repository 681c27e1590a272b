"""approval flows, seats, history, delegations and requests for exports"""

from datetime import datetime, timezone
from uuid import uuid4

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.models.base

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = crm_app.models.base.Moment
_DECIDED = {"APPROVED": "approved", "REFUSED": "refused", "COUNTERED": "countered"}


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TYPE approvalstatus ADD VALUE IF NOT EXISTS 'RETURNED'")
    _flows()
    with op.batch_alter_table("approval") as batch:
        batch.add_column(sa.Column("flow_id", sa.Integer(), nullable=True))
        batch.create_foreign_key("fk_approval_flow", "approval_flow", ["flow_id"], ["id"])
    _seats()
    _others()
    _seat_what_waits()


def _named() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
    ]


def _keys() -> list[sa.Constraint]:
    return [sa.PrimaryKeyConstraint("id"), sa.UniqueConstraint("public_id")]


def _person(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.Integer(), sa.ForeignKey("user.id"), nullable=nullable)


def _flows() -> None:
    op.create_table(
        "approval_flow",
        *_named(),
        sa.Column("name_zh", Text(length=60), nullable=False),
        sa.Column("name_en", Text(length=60), nullable=False),
        sa.Column("subject", Text(length=20), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("copies", sa.JSON(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        *_keys(),
    )
    op.create_index(op.f("ix_approval_flow_subject"), "approval_flow", ["subject"])


def _seats() -> None:
    op.create_table(
        "approval_seat",
        *_named(),
        sa.Column("approval_id", sa.Integer(), sa.ForeignKey("approval.id"), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("mode", Text(length=3), nullable=False),
        sa.Column("kind", Text(length=10), nullable=False),
        sa.Column("role", Text(length=40), nullable=False),
        _person("user_id"),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("state", Text(length=10), nullable=False),
        sa.Column("triggers", sa.JSON(), nullable=False),
        sa.Column("opened_at", Moment(timezone=True), nullable=True),
        sa.Column("due_at", Moment(timezone=True), nullable=True),
        sa.Column("raised", Text(length=40), nullable=False),
        _person("instead_of"),
        _person("added_by"),
        _person("decided_by"),
        _person("decided_for"),
        sa.Column("decided_at", Moment(timezone=True), nullable=True),
        sa.Column("reason", Text(length=500), nullable=False),
        *_keys(),
    )
    op.create_index(op.f("ix_approval_seat_approval_id"), "approval_seat", ["approval_id"])
    op.create_index(op.f("ix_approval_seat_user_id"), "approval_seat", ["user_id"])
    op.create_index("ix_approval_seat_due", "approval_seat", ["state", "due_at"])


def _others() -> None:
    op.create_table(
        "approval_event",
        *_named(),
        sa.Column("approval_id", sa.Integer(), sa.ForeignKey("approval.id"), nullable=False),
        sa.Column("kind", Text(length=20), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        _person("by_id"),
        _person("for_id"),
        sa.Column("text", Text(length=500), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        *_keys(),
    )
    op.create_index(op.f("ix_approval_event_approval_id"), "approval_event", ["approval_id"])
    op.create_table(
        "delegation",
        *_named(),
        _person("user_id", nullable=False),
        _person("deputy_id", nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("note", Text(length=200), nullable=False),
        sa.Column("ended_at", Moment(timezone=True), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        *_keys(),
    )
    op.create_index(op.f("ix_delegation_user_id"), "delegation", ["user_id"])
    op.create_index(op.f("ix_delegation_deputy_id"), "delegation", ["deputy_id"])
    op.create_table(
        "export_request",
        *_named(),
        _person("owner_id", nullable=False),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("team.id"), nullable=False),
        sa.Column("created_at", Moment(timezone=True), nullable=False),
        _person("created_by"),
        sa.Column("updated_at", Moment(timezone=True), nullable=False),
        _person("updated_by"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", Moment(timezone=True), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("listing", Text(length=20), nullable=False),
        sa.Column("words", Text(length=200), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("sort", Text(length=40), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        *_keys(),
    )
    for name in ("owner_id", "team_id"):
        op.create_index(op.f(f"ix_export_request_{name}"), "export_request", [name])


def _seat_what_waits() -> None:
    """Requests from before have one step each: somebody of their level."""
    link = op.get_bind()
    approval = sa.table(
        "approval",
        *[sa.column(name) for name in ("id", "status", "level", "decided_by", "decision_reason")],
        sa.column("created_at", Moment(timezone=True)),
        sa.column("decided_at", Moment(timezone=True)),
    )
    seat = sa.table(
        "approval_seat",
        *[sa.column(name) for name in ("public_id", "approval_id", "rank", "mode", "kind", "role")],
        *[sa.column(name) for name in ("hours", "state", "raised", "decided_by", "reason")],
        sa.column("triggers", sa.JSON()),
        sa.column("opened_at", Moment(timezone=True)),
        sa.column("decided_at", Moment(timezone=True)),
    )
    status, level = (sa.cast(approval.c[name], sa.String()) for name in ("status", "level"))
    columns = [approval.c[name] for name in ("id", "decided_by", "decision_reason")]
    found = sa.select(*columns, approval.c.created_at, approval.c.decided_at, status, level)
    for key, by, reason, asked, decided, state, role in link.execute(found).all():
        answered = _DECIDED.get(state) if by is not None else None
        link.execute(
            seat.insert().values(
                public_id=str(uuid4()),
                approval_id=key,
                rank=1,
                mode="any",
                kind="role",
                role=role.lower(),
                hours=0,
                state=answered or ("pending" if state == "PENDING" else "dropped"),
                raised="",
                triggers=[],
                decided_by=by,
                reason=reason or "",
                opened_at=asked or datetime.now(timezone.utc),
                decided_at=decided,
            )
        )


def downgrade() -> None:
    for table in ("export_request", "delegation", "approval_event", "approval_seat"):
        op.drop_table(table)
    with op.batch_alter_table("approval") as batch:
        batch.drop_constraint("fk_approval_flow", type_="foreignkey")
        batch.drop_column("flow_id")
    op.drop_table("approval_flow")
