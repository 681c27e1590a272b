"""PDFs in which no words were found are read anew: their pages may be scanned"""

from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "DELETE FROM file_text WHERE text = '' AND file_id IN "
        "(SELECT id FROM file WHERE media_type = 'application/pdf')"
    )


def downgrade() -> None:
    """What was read stays."""
