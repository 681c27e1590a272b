"""the search index anew: runs of digits by threes"""

from alembic import op
from sqlmodel import Session

from crm_app.core import search

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    search.rebuild(Session(op.get_bind()))


def downgrade() -> None:
    """Words too many do no harm to an older version's searches."""
