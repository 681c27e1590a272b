"""the bigram index behind search: FTS5 on SQLite, an array with GIN on PostgreSQL"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_gram USING fts5"
            "(words, content='', detail=none, columnsize=0, tokenize=\"unicode61\")"
        )
    else:
        op.execute("ALTER TABLE search_doc ADD COLUMN grams text[]")
        op.execute("CREATE INDEX ix_search_doc_grams ON search_doc USING gin (grams)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_gram")
    else:
        op.execute("ALTER TABLE search_doc DROP COLUMN grams")
