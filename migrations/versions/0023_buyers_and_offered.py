"""what a deal's customer is and what was offered in closed deals, kept beside them; promotions from
a quantity on; which way a custom field becomes worse"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.lib.exact
import crm_app.models.base

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
_LIVING = "deleted_at IS NULL"
_CLOSED = "deleted_at IS NULL AND closed_at IS NOT NULL"
_GONE = "deleted_at IS NOT NULL"
_BUYER = {"buyer_tier": 1, "buyer_industry": 40, "buyer_source": 40, "buyer_region": 60}
_BUYERS = " ".join(_BUYER)
_LIST = (
    "updated_at id owner_id team_id stage_id currency amount expected_close closed_at customer_id"
    " competitor_id forecast stage_entered_at"
)
_OWNED = (
    "owner_id stage_id stage_entered_at id currency amount expected_close team_id"
)
_OWNER = "owner_id stage_id currency team_id amount stage_entered_at expected_close"
_TEAM = "team_id stage_id currency owner_id amount stage_entered_at expected_close"
_SUMS = (
    "stage_id currency owner_id team_id amount stage_entered_at expected_close closed_at forecast"
    " passed lost_reason won_reason competitor_id"
)
_WON = "stage_id closed_at currency owner_id team_id amount"
_SALE = ["product_id", "currency", "closed_at", "deal_id", "quantity", "net", "cost"]
_RIGHTS = "id owner_id team_id stage_id"
_MORE = "stage_entered_at expected_close id"
_ENDS = f"forecast {_BUYERS} deleted_at"
# Name: the columns and rows of before, and those of now.
_INDEXES: dict[str, tuple[tuple[str, str] | None, tuple[str, str] | None]] = {
    "gone": (("id", _GONE), None),
    "list": ((_LIST, _LIVING), (f"{_LIST} {_BUYERS} deleted_at", _LIVING)),
    "lane_owner": ((_OWNED, _LIVING), None),
    "owner_sums": (
        (_OWNER, _LIVING),
        (f"{_OWNER} id name created_at updated_at {_ENDS}", _LIVING),
    ),
    "team_sums": ((_TEAM, _LIVING), (f"{_TEAM} id {_ENDS}", _LIVING)),
    "tier_sums": (
        None,
        (
            f"buyer_tier stage_id currency owner_id team_id amount {_MORE}"
            " forecast buyer_industry buyer_source buyer_region deleted_at",
            _LIVING,
        ),
    ),
    "lane_tier": (
        None,
        (
            "buyer_tier stage_id stage_entered_at id currency amount expected_close owner_id team_id",
            _LIVING,
        ),
    ),
    "sums": ((_SUMS, _LIVING), (f"{_SUMS} {_BUYERS} deleted_at", _LIVING)),
    "won": (
        (_WON, _LIVING),
        (f"{_WON} id competitor_id won_reason lost_reason {_BUYERS} deleted_at", _CLOSED),
    ),
    **{
        name: ((f"{column} {_RIGHTS}", _LIVING), (f"{column} {_RIGHTS} buyer_tier", _LIVING))
        for name, column in (
            *(("name", "name"), ("amount", "amount")),
            *(("created", "created_at"), ("close", "expected_close")),
        )
    },
}


def upgrade() -> None:
    for name, length in _BUYER.items():
        op.add_column(
            "deal", sa.Column(name, Text(length=length), nullable=False, server_default="")
        )
    facts = ", ".join(
        f"{name} = (SELECT {_fact(name)} FROM customer c WHERE c.id = deal.customer_id)"
        for name in _BUYER
    )
    op.execute(f"UPDATE deal SET {facts}")
    for name, (before, now) in _INDEXES.items():
        if before is not None:
            op.drop_index(f"ix_deal_{name}", "deal")
        if now is not None:
            _index(name, now)
    op.drop_index("ix_stage_change_at", "stage_change")
    _stayed("to_stage_id stayed_seconds holder_id holder_team_id deal_id")
    gone = "(SELECT id FROM deal WHERE deleted_at IS NOT NULL)"
    op.execute(f"UPDATE stage_change SET holder_id = 0, holder_team_id = 0 WHERE deal_id IN {gone}")
    _offered()
    _sellers()
    op.add_column(
        "promotion",
        sa.Column("least_quantity", crm_app.lib.exact.Exact(), nullable=False, server_default="0"),
    )
    op.add_column(
        "custom_field", sa.Column("worse", Text(length=6), nullable=False, server_default="any")
    )


def downgrade() -> None:
    for table, name in (("custom_field", "worse"), ("promotion", "least_quantity")):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")  # no table is written anew
    op.drop_index("ix_sale_product", "sale")
    for name in ("owner_id", "team_id"):
        op.execute(f"ALTER TABLE sale DROP COLUMN {name}")
    op.create_index("ix_sale_product", "sale", _SALE)
    op.drop_table("offered")
    _stayed("to_stage_id stayed_seconds holder_id holder_team_id deal_id at")
    op.execute(
        "UPDATE stage_change SET"
        " holder_id = (SELECT owner_id FROM deal WHERE deal.id = stage_change.deal_id),"
        " holder_team_id = (SELECT team_id FROM deal WHERE deal.id = stage_change.deal_id)"
        " WHERE holder_id = 0"
    )
    op.create_index("ix_stage_change_at", "stage_change", ["at", "to_stage_id", "deal_id"])
    for name, (_, now) in _INDEXES.items():
        if now is not None:
            op.drop_index(f"ix_deal_{name}", "deal")
    for name in _BUYER:
        op.execute(f"ALTER TABLE deal DROP COLUMN {name}")
    for name, (before, _) in _INDEXES.items():
        if before is not None:
            _index(name, before)


def _fact(name: str) -> str:
    column = f"c.{name.removeprefix('buyer_')}"
    # A tier is an enum of PostgreSQL.
    return f"CAST({column} AS VARCHAR(1))" if name == "buyer_tier" else column


def _index(name: str, made: tuple[str, str]) -> None:
    where = sa.text(made[1])
    op.create_index(
        f"ix_deal_{name}", "deal", made[0].split(), sqlite_where=where, postgresql_where=where
    )


def _stayed(columns: str) -> None:
    op.drop_index("ix_stage_change_stayed", "stage_change")
    op.create_index("ix_stage_change_stayed", "stage_change", columns.split())


def _sellers() -> None:
    """Whose the deal is that a product was sold in."""
    for name in ("owner_id", "team_id"):
        op.add_column("sale", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE sale SET owner_id = (SELECT owner_id FROM deal WHERE deal.id = sale.deal_id),"
        " team_id = (SELECT team_id FROM deal WHERE deal.id = sale.deal_id)"
    )
    op.drop_index("ix_sale_product", "sale")
    op.create_index("ix_sale_product", "sale", [*_SALE, "owner_id", "team_id"])


def _offered() -> None:
    op.create_table(
        "offered",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", crm_app.models.base.Moment(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"]),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"]),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute(
        "INSERT INTO offered (deal_id, product_id, stage_id, closed_at, owner_id, team_id)"
        " SELECT DISTINCT d.id, l.product_id, d.stage_id, d.closed_at, d.owner_id, d.team_id"
        " FROM deal d JOIN quote q ON q.deal_id = d.id JOIN quote_line l ON l.quote_id = q.id"
        " JOIN stage s ON s.id = d.stage_id"
        " WHERE d.deleted_at IS NULL AND d.closed_at IS NOT NULL AND s.kind <> 'OPEN'"
        " AND q.deleted_at IS NULL AND l.product_id IS NOT NULL"
    )
    op.create_index("ix_offered_deal", "offered", ["deal_id", "product_id"], unique=True)
    columns = ["stage_id", "product_id", "closed_at", "owner_id", "team_id", "deal_id"]
    op.create_index("ix_offered_product", "offered", columns)
