"""when a task's owner was reminded"""

import sqlalchemy as sa
from alembic import op

import crm_app.models.base

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("task", sa.Column("reminded_at", crm_app.models.base.Moment(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("task", "reminded_at")
