"""relations between people, their parts in buying, when an order was placed and by how many"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.models.base

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = crm_app.models.base.Moment


def upgrade() -> None:
    with op.batch_alter_table("relation") as batch:
        batch.alter_column("customer_id", existing_type=sa.Integer(), nullable=True)
    op.add_column(
        "position", sa.Column("role", Text(length=20), nullable=False, server_default=sa.text("''"))
    )
    with op.batch_alter_table("personal_detail") as batch:
        batch.add_column(sa.Column("by_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("at", Moment(), nullable=True))
        batch.create_foreign_key("fk_personal_detail_by", "user", ["by_id"], ["id"])
    op.add_column("order", sa.Column("ordered_at", Moment(), nullable=True))
    op.add_column("order", sa.Column("party", sa.Integer(), nullable=True))
    op.create_table(
        "dismissed_pattern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("key", Text(length=80), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_dismissed_pattern_customer_id", "dismissed_pattern", ["customer_id"])


def downgrade() -> None:
    op.drop_table("dismissed_pattern")
    # Not as a batch: that would drop the table that others point to.
    op.drop_column("order", "party")
    op.drop_column("order", "ordered_at")
    with op.batch_alter_table("personal_detail") as batch:
        batch.drop_constraint("fk_personal_detail_by", type_="foreignkey")
        batch.drop_column("at")
        batch.drop_column("by_id")
    op.drop_column("position", "role")
    op.execute("DELETE FROM relation WHERE customer_id IS NULL")
    with op.batch_alter_table("relation") as batch:
        batch.alter_column("customer_id", existing_type=sa.Integer(), nullable=False)
