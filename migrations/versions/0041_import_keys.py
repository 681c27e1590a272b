"""a row that comes in knows what its record will be filed under"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("import_row", sa.Column("filed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("import_row", "filed")
