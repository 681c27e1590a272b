"""a stage's deals in the order of their expected day, with what lanes and sums look at"""

from alembic import op
from sqlalchemy import text

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

BEFORE = ("stage_id", "expected_close", "currency", "forecast", "owner_id", "team_id", "amount")
AFTER = (*BEFORE[:2], "id", *BEFORE[2:], "buyer_tier")


def upgrade() -> None:
    _index(AFTER)


def downgrade() -> None:
    _index(BEFORE)


def _index(columns: tuple[str, ...]) -> None:
    living = text("deleted_at IS NULL")
    op.drop_index("ix_deal_expected", "deal")
    op.create_index(
        "ix_deal_expected",
        "deal",
        list(columns),
        sqlite_where=living,
        postgresql_where=living,
    )
