"""fields that an administrator defines, and their values on the records"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
TABLES = ("customer", "contact", "lead", "deal", "quote", "product")
_TEXTS = {
    **{"public_id": 36, "record": 20, "key": 30, "label_zh": 60, "label_en": 60},
    **{"help_zh": 200, "help_en": 200, "section_zh": 60, "section_en": 60, "currency": 3},
}


def upgrade() -> None:
    kinds = sa.Enum(
        *("TEXT", "NUMBER", "MONEY", "DATE", "CHOICE", "MULTI", "CHECKBOX", "LINK"),
        name="fieldkind",
    )
    op.create_table(
        "custom_field",
        sa.Column("id", sa.Integer(), nullable=False),
        *[sa.Column(name, Text(length=most), nullable=False) for name, most in _TEXTS.items()],
        sa.Column("kind", kinds, nullable=False),
        *[sa.Column(name, sa.JSON(), nullable=False) for name in ("options", "sees", "edits")],
        *[sa.Column(name, sa.Integer(), nullable=False) for name in ("rank", "version")],
        *[
            sa.Column(name, sa.Boolean(), nullable=False)
            for name in ("is_required", "is_listed", "is_active", "is_demo")
        ],
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_custom_field_key", "custom_field", ["record", "key"], unique=True)
    values = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    for table in TABLES:
        op.add_column(
            table, sa.Column("custom", values, nullable=False, server_default=sa.text("'{}'"))
        )


def downgrade() -> None:
    connection = op.get_bind()
    for record, key in connection.execute(sa.text("SELECT record, key FROM custom_field")):
        op.execute(f"DROP INDEX IF EXISTS ix_custom_{record}_{key}")
    for table in TABLES:
        op.drop_column(table, "custom")
    op.drop_table("custom_field")
    sa.Enum(name="fieldkind").drop(connection, checkfirst=True)
