"""what names a person is found by him: papers, tasks and voice notes in the life of his company"""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

COLUMNS = (
    *(("quote", "contact_id"), ("task", "contact_id"), ("contract", "contact_id")),
    *(("order", "contact_id"), ("voice_note", "contact_id"), ("voice_note", "deal_id")),
)


def upgrade() -> None:
    for table, column in COLUMNS:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table, column in COLUMNS:
        op.drop_index(f"ix_{table}_{column}", table)
