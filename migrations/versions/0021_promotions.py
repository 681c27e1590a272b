"""promotions, those that lines of quotes took, and their texts in English"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.lib.exact

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Exact = crm_app.lib.exact.Exact


def upgrade() -> None:
    op.create_table(
        "promotion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("name_zh", Text(length=60), nullable=False),
        sa.Column("name_en", Text(length=60), nullable=False),
        sa.Column("discount", Exact(), nullable=False),
        sa.Column("price", Exact(), nullable=False),
        sa.Column("currency", Text(length=3), nullable=False),
        sa.Column("tiers", sa.JSON(), nullable=False),
        sa.Column("industries", sa.JSON(), nullable=False),
        sa.Column("regions", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("is_stackable", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_table(
        "promotion_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["promotion_id"], ["promotion.id"]),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"]),
        sa.ForeignKeyConstraint(["category_id"], ["product_category.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_promotion_target_promotion_id", "promotion_target", ["promotion_id"])
    # Plain SQL, so that SQLite writes no table anew.
    op.execute("ALTER TABLE quote_line ADD COLUMN promotion_id INTEGER REFERENCES promotion(id)")
    op.create_index("ix_quote_line_promotion_id", "quote_line", ["promotion_id"])
    op.add_column(
        "quote_line", sa.Column("text_en", Text(length=300), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_index("ix_quote_line_promotion_id", "quote_line")
    with op.batch_alter_table("quote_line") as batch:
        batch.drop_column("text_en")
        batch.drop_column("promotion_id")
    op.drop_table("promotion_target")
    op.drop_table("promotion")
