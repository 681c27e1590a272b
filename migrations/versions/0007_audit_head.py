"""which entry of the audit chain is the last"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_entries = sa.table("audit_entry", sa.column("id", sa.Integer), sa.column("hash", sa.String))
_settings = sa.table("setting", sa.column("key", sa.String), sa.column("value", sa.JSON))


def upgrade() -> None:
    newest = sa.select(_entries.c.id, _entries.c.hash).order_by(_entries.c.id.desc()).limit(1)
    last = op.get_bind().execute(newest).first()
    if last is not None:
        head = {"id": last.id, "hash": last.hash}
        op.get_bind().execute(_settings.insert().values(key="audit_head", value=head))


def downgrade() -> None:
    op.get_bind().execute(_settings.delete().where(_settings.c.key == "audit_head"))
