"""segments of customers, and the members of those that are frozen"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.models.base

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = crm_app.models.base.Moment


def upgrade() -> None:
    op.create_table(
        "segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("name", Text(length=80), nullable=False),
        sa.Column("asks", Text(length=4000), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("frozen_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"]),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"]),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"]),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for name in ("owner_id", "team_id"):
        op.create_index(f"ix_segment_{name}", "segment", [name])
    op.create_table(
        "segment_member",
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"]),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.PrimaryKeyConstraint("segment_id", "customer_id"),
    )
    op.create_index("ix_segment_member_customer_id", "segment_member", ["customer_id"])


def downgrade() -> None:
    op.drop_table("segment_member")
    op.drop_table("segment")
