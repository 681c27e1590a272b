"""under which keys a record is filed stands beside it: an index by record was as large as the keys"""

from array import array
from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

_KEYS = sa.table("match_key", sa.column("kind"), sa.column("key"), sa.column("record_id"))
_AT_ONCE = 5000


def upgrade() -> None:
    table = op.create_table(
        "match_filed",
        sa.Column("kind", sa.String(length=10), primary_key=True),
        sa.Column("record_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("keys", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
    for kind in ("contact", "customer", "lead"):
        _note(op.get_bind(), table, kind)
    op.drop_index("ix_match_key_record", "match_key")


def _note(link: sa.Connection, table: sa.Table, kind: str) -> None:
    record, of = _KEYS.c.record_id, _KEYS.c.kind == kind
    last = link.execute(sa.select(sa.func.max(record)).where(of)).scalar() or 0
    for start in range(0, last + 1, _AT_ONCE):
        some = sa.select(record, _KEYS.c.key).where(
            of, record >= start, record < start + _AT_ONCE
        )
        rows = [
            {"kind": kind, "record_id": one, "keys": array("q", [key for _, key in keys]).tobytes()}
            for one, keys in groupby(
                link.execute(some.order_by(record, _KEYS.c.key)), lambda row: row[0]
            )
        ]
        if rows:
            link.execute(table.insert(), rows)


def downgrade() -> None:
    op.create_index("ix_match_key_record", "match_key", ["kind", "record_id"])
    op.drop_table("match_filed")
