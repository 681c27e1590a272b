"""the indexes that count what a team has, and that give the records of what a search found"""

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
    op.create_index("ix_search_doc_place", "search_doc", ["id", "record_id"])


def downgrade() -> None:
    op.drop_index("ix_search_doc_place", table_name="search_doc")
    for table in TABLES:
        op.drop_index(f"ix_{table}_team_list", table_name=table)
