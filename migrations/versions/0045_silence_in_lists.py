"""counts of customers by their last contact, from the list's own index"""

from alembic import op
from sqlalchemy import text

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

BEFORE = ("tier", "stage", "industry", "region", "kind", "owner_id", "team_id")
AFTER = (*BEFORE, "last_contact_at", "deleted_at")


def upgrade() -> None:
    _index(AFTER)


def downgrade() -> None:
    _index(BEFORE)


def _index(columns: tuple[str, ...]) -> None:
    living = text("deleted_at IS NULL")
    op.drop_index("ix_customer_list", "customer")
    op.create_index(
        "ix_customer_list",
        "customer",
        ["updated_at", "id", *columns],
        sqlite_where=living,
        postgresql_where=living,
    )
