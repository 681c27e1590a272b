"""lists, lanes and pace of a hundred thousand deals from indexes of their own"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_LIVING = sa.text("deleted_at IS NULL")
_REST = ["id", "owner_id", "team_id", "stage_id"]
_DEALS = {
    "ix_deal_list": [
        *("updated_at", *_REST, "currency", "amount", "expected_close", "closed_at"),
        *("customer_id", "competitor_id", "forecast", "stage_entered_at"),
    ],
    "ix_deal_name": ["name", *_REST],
    "ix_deal_amount": ["amount", *_REST],
    "ix_deal_created": ["created_at", *_REST],
    "ix_deal_close": ["expected_close", *_REST],
    "ix_deal_entered": ["stage_entered_at", *_REST, "expected_close", "updated_at"],
    "ix_deal_lane_owner": [
        *("owner_id", "stage_id", "stage_entered_at", "id", "currency", "amount"),
        *("expected_close", "team_id"),
    ],
    "ix_deal_lane_team": [
        *("team_id", "stage_id", "stage_entered_at", "id", "currency", "amount"),
        *("expected_close", "owner_id"),
    ],
    "ix_deal_owner_sums": [
        *("owner_id", "stage_id", "currency", "team_id", "amount", "stage_entered_at"),
        "expected_close",
    ],
    "ix_deal_team_sums": [
        *("team_id", "stage_id", "currency", "owner_id", "amount", "stage_entered_at"),
        "expected_close",
    ],
    "ix_deal_sums": [
        *("stage_id", "currency", "owner_id", "team_id", "amount", "stage_entered_at"),
        *("expected_close", "closed_at", "forecast", "passed", "lost_reason", "won_reason"),
        "competitor_id",
    ],
    "ix_deal_closed": ["closed_at", "stage_id", "owner_id", "team_id", "currency", "amount"],
}

# What they replace: the name, the columns, whether of living deals alone.
_BEFORE = (
    ("ix_deal_list", ["updated_at", "id", "owner_id", "team_id", "stage_id"], True),
    ("ix_deal_closed", ["closed_at", "stage_id", "owner_id", "team_id"], True),
    ("ix_deal_sums", ["stage_id", "currency", "owner_id", "team_id", "amount"], True),
    ("ix_deal_customer_id", ["customer_id"], False),
    ("ix_deal_stage_id", ["stage_id"], False),
)


def upgrade() -> None:
    for name, _, _ in _BEFORE:
        op.drop_index(name, "deal")
    for name, columns in _DEALS.items():
        living = {"sqlite_where": _LIVING, "postgresql_where": _LIVING}
        op.create_index(name, "deal", columns, **living)
    columns = ["customer_id", "stage_id", "currency", "amount", "owner_id", "team_id"]
    columns += ["deleted_at", "stage_entered_at", "expected_close"]
    op.create_index("ix_deal_customer", "deal", columns)
    for name in ("tier", "region"):
        op.create_index(f"ix_customer_{name}", "customer", [name])
    op.drop_index("ix_quote_deal_id", "quote")
    op.create_index("ix_quote_deal", "quote", ["deal_id", "id", "deleted_at", "status"])
    op.drop_index("ix_quote_line_quote_id", "quote_line")
    op.create_index("ix_quote_line_product", "quote_line", ["quote_id", "product_id"])
    _holders()


def _holders() -> None:
    """Whose the deal of a stage change is."""
    for name in ("holder_id", "holder_team_id"):
        op.add_column(
            "stage_change", sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        )
    op.execute(
        "UPDATE stage_change SET"
        " holder_id = (SELECT owner_id FROM deal WHERE deal.id = stage_change.deal_id),"
        " holder_team_id = (SELECT team_id FROM deal WHERE deal.id = stage_change.deal_id)"
    )
    op.drop_index("ix_stage_change_stayed", "stage_change")
    columns = ["to_stage_id", "stayed_seconds", "holder_id", "holder_team_id", "deal_id", "at"]
    op.create_index("ix_stage_change_stayed", "stage_change", columns)


def downgrade() -> None:
    op.drop_index("ix_stage_change_stayed", "stage_change")
    with op.batch_alter_table("stage_change") as batch:
        for name in ("holder_id", "holder_team_id"):
            batch.drop_column(name)
    op.create_index("ix_stage_change_stayed", "stage_change", ["to_stage_id", "stayed_seconds"])
    op.drop_index("ix_quote_line_product", "quote_line")
    op.create_index("ix_quote_line_quote_id", "quote_line", ["quote_id"])
    op.drop_index("ix_quote_deal", "quote")
    op.create_index("ix_quote_deal_id", "quote", ["deal_id"])
    for name in ("tier", "region"):
        op.drop_index(f"ix_customer_{name}", "customer")
    for name in ("ix_deal_customer", *_DEALS):
        op.drop_index(name, "deal")
    for name, columns, living in _BEFORE:
        where = _LIVING if living else None
        op.create_index(name, "deal", columns, sqlite_where=where, postgresql_where=where)
