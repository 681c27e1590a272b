"""what records are filed under to find their likes, pairs that may be one, and merges that can be undone"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.models.base

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_Text = sqlmodel.sql.sqltypes.AutoString
_Moment = crm_app.models.base.Moment


def upgrade() -> None:
    op.create_table(
        "match_key",
        sa.Column("kind", _Text(length=10), nullable=False),
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", "record_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_match_key_record", "match_key", ["kind", "record_id"])
    op.create_table(
        "duplicate_pair",
        *_named(),
        sa.Column("kind", _Text(length=10), nullable=False),
        sa.Column("a_id", sa.Integer(), nullable=False),
        sa.Column("b_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("status", _Text(length=10), nullable=False),
        sa.Column("found_at", _Moment(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", _Moment(), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index(
        "ix_duplicate_pair_once", "duplicate_pair", ["kind", "a_id", "b_id"], unique=True
    )
    op.create_index("ix_duplicate_pair_other", "duplicate_pair", ["kind", "b_id"])
    op.create_index("ix_duplicate_pair_list", "duplicate_pair", ["kind", "status", "score"])
    op.create_table(
        "record_merge",
        *_named(),
        sa.Column("kind", _Text(length=10), nullable=False),
        sa.Column("keep_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("at", _Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("undone_at", _Moment(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_record_merge_other", "record_merge", ["kind", "other_id"])
    op.create_index("ix_record_merge_keep", "record_merge", ["kind", "keep_id"])


def downgrade() -> None:
    for table in ("record_merge", "duplicate_pair", "match_key"):
        op.drop_table(table)


def _named() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", _Text(length=36), nullable=False),
    ]
