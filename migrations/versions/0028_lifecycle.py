"""where customers stand by their orders, the rules behind it, and relations between people"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.lib.exact
import crm_app.models.base

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Exact = crm_app.lib.exact.Exact


def upgrade() -> None:
    op.create_table(
        "standing",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("spend", Exact(), nullable=False),
        sa.Column("orders_year", sa.Integer(), nullable=False),
        sa.Column("spend_year", Exact(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("second_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=False),
        *[
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("interval", "recency", "frequency", "money")
        ],
        sa.Column("rfm_group", Text(length=12), nullable=False),
        sa.Column("stage", Text(length=10), nullable=False),
        sa.Column("stage_since", sa.Date(), nullable=True),
        sa.Column("tier", Text(length=1), nullable=False),
        sa.Column("expected", Exact(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.PrimaryKeyConstraint("customer_id"),
    )
    for name, column in (("group", "rfm_group"), ("stage", "stage"), ("last", "last_on")):
        op.create_index(f"ix_standing_{name}", "standing", [column, "customer_id"])
    op.create_table(
        "lifecycle_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("a_spend", Exact(), nullable=False),
        sa.Column("a_orders", sa.Integer(), nullable=False),
        sa.Column("b_spend", Exact(), nullable=False),
        sa.Column("b_orders", sa.Integer(), nullable=False),
        sa.Column("applies_tiers", sa.Boolean(), nullable=False),
        *[
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("first_days", "shortest_days", "risk_percent", "lost_percent", "version")
        ],
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    _overrides()
    _relations()
    op.create_index(
        "ix_order_figures",
        "order",
        ["customer_id", "ordered_on", "total", "status", "currency", "deleted_at"],
    )


def _overrides() -> None:
    op.create_table(
        "tier_override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("tier", Text(length=1), nullable=False),
        sa.Column("before", Text(length=1), nullable=False),
        sa.Column("reason", Text(length=300), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", crm_app.models.base.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("customer_id"),
    )


def _relations() -> None:
    others = ("contact_id", "other_customer_id", "other_contact_id")
    op.create_table(
        "relation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("kind", Text(length=20), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        *[sa.Column(name, sa.Integer(), nullable=True) for name in others],
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("note", Text(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", crm_app.models.base.Moment(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"]),
        sa.ForeignKeyConstraint(["other_customer_id"], ["customer.id"]),
        sa.ForeignKeyConstraint(["other_contact_id"], ["contact.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for name in ("customer_id", *others):
        op.create_index(f"ix_relation_{name}", "relation", [name])


def downgrade() -> None:
    op.execute("DELETE FROM setting WHERE key = 'lifecycle'")
    op.drop_index("ix_order_figures", "order")
    for table in ("relation", "tier_override", "lifecycle_rule", "standing"):
        op.drop_table(table)
