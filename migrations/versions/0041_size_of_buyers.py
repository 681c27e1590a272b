"""the size of a deal's customer, kept with the deal like its industry"""

from collections.abc import Callable

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

NAMES = ("list", "owner_sums", "team_sums", "tier_sums", "sums", "won")
_LIVING = "deleted_at IS NULL"
_WHERE = {"won": "deleted_at IS NULL AND closed_at IS NOT NULL"}


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString(length=20)
    op.add_column("deal", sa.Column("buyer_size", text, nullable=False, server_default=""))
    fact = "SELECT size FROM customer c WHERE c.id = deal.customer_id"
    op.execute(f"UPDATE deal SET buyer_size = ({fact})")
    _indexes(lambda columns: [*columns[:-1], "buyer_size", columns[-1]])


def downgrade() -> None:
    _indexes(lambda columns: [one for one in columns if one != "buyer_size"])
    op.drop_column("deal", "buyer_size")


def _indexes(changed: Callable[[list[str]], list[str]]) -> None:
    """The last of their columns is `deleted_at`: with it SQLite need not read a row."""
    found = sa.inspect(op.get_bind()).get_indexes("deal")
    columns = {one["name"]: [str(name) for name in one["column_names"]] for one in found}
    for short in NAMES:
        name, where = f"ix_deal_{short}", sa.text(_WHERE.get(short, _LIVING))
        op.drop_index(name, "deal")
        op.create_index(
            name,
            "deal",
            changed(columns[name]),
            sqlite_where=where,
            postgresql_where=where,
        )
