"""entries of the audit about many records are found by each of them"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_about",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("entry_id", "public_id"):
        op.create_index(f"ix_audit_about_{name}", "audit_about", [name])


def downgrade() -> None:
    op.drop_table("audit_about")
