"""the indexes that count what a team has"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("customer", "contact")


def upgrade() -> None:
    living = sa.text("deleted_at IS NULL")
    for table in TABLES:
        columns = ["team_id", "owner_id"]
        name = f"ix_{table}_team_list"
        op.create_index(name, table, columns, sqlite_where=living, postgresql_where=living)


def downgrade() -> None:
    for table in TABLES:
        op.drop_index(f"ix_{table}_team_list", table_name=table)
