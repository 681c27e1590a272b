"""formulas and files among custom fields"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for kind in ("FORMULA", "FILE"):
            op.execute(f"ALTER TYPE fieldkind ADD VALUE IF NOT EXISTS '{kind}'")
    for name, most in (("formula", 500), ("result", 10)):
        _add("custom_field", sa.Column(name, Text(length=most), nullable=False, server_default=""))
    for name in ("uses", "guards"):
        _add("custom_field", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
    by_day = sa.Column("by_day", sa.Boolean(), nullable=False, server_default=sa.false())
    _add("custom_field", by_day)
    _add("file", sa.Column("field", Text(length=30), nullable=False, server_default=""))


def _add(table: str, column: sa.Column) -> None:
    op.add_column(table, column)


def downgrade() -> None:
    op.drop_column("file", "field")
    for name in ("by_day", "guards", "uses", "result", "formula"):
        op.drop_column("custom_field", name)
