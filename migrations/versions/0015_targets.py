"""targets, kept forecasts, and what a deal has passed"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.lib.exact

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Exact = crm_app.lib.exact.Exact
_INDEXES = {
    "ix_deal_passed": ("stage_id", "passed", "owner_id", "team_id", "closed_at"),
    "ix_deal_expected": (
        *("expected_close", "stage_id", "forecast", "currency", "owner_id", "team_id", "amount"),
    ),
    "ix_deal_won": ("stage_id", "closed_at", "currency", "owner_id", "team_id", "amount"),
    "ix_deal_sums": ("stage_id", "currency", "owner_id", "team_id", "amount"),
}


def upgrade() -> None:
    with op.batch_alter_table("deal") as batch:
        batch.add_column(sa.Column("forecast", Text(length=10), nullable=False, server_default=""))
        batch.add_column(sa.Column("passed", Text(length=200), nullable=False, server_default=""))
    _fill_passed()
    living = sa.text("deleted_at IS NULL")
    for name, columns in _INDEXES.items():
        op.create_index(
            name, "deal", list(columns), sqlite_where=living, postgresql_where=living
        )
    gone = sa.text("deleted_at IS NOT NULL")
    op.create_index("ix_deal_gone", "deal", ["id"], sqlite_where=gone, postgresql_where=gone)
    op.create_index("ix_stage_change_at", "stage_change", ["at", "to_stage_id", "deal_id"])
    _targets()
    _snapshots()


def _fill_passed() -> None:
    link = op.get_bind()
    rows = link.execute(
        sa.text("SELECT DISTINCT deal_id, to_stage_id FROM stage_change ORDER BY 1, 2")
    )
    passed: dict[int, str] = {}
    for deal_id, stage_id in rows:
        passed[deal_id] = f"{passed.get(deal_id, '')}.{stage_id}"
    values = [{"deal": deal_id, "passed": f"{text}."} for deal_id, text in passed.items()]
    if values:
        link.execute(sa.text("UPDATE deal SET passed = :passed WHERE id = :deal"), values)


def _targets() -> None:
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("subject", Text(length=40), nullable=False),
        *[sa.Column(f"{kind}_id", sa.Integer(), nullable=True) for kind in ("user", "team", "product")],
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("currency", Text(length=3), nullable=False),
        sa.Column("amount", Exact(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        *[sa.ForeignKeyConstraint([f"{kind}_id"], [f"{kind}.id"]) for kind in ("user", "team", "product")],
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for kind in ("user", "team", "product"):
        op.create_index(f"ix_target_{kind}_id", "target", [f"{kind}_id"])
    op.create_index("ix_target_subject", "target", ["year", "subject", "currency"], unique=True)
    op.create_table(
        "target_month",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("amount", Exact(), nullable=False),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_target_month", "target_month", ["target_id", "month"], unique=True)


def _snapshots() -> None:
    op.create_table(
        "forecast_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("month", Text(length=7), nullable=False),
        sa.Column("subject", Text(length=40), nullable=False),
        *[sa.Column(f"{kind}_id", sa.Integer(), nullable=True) for kind in ("user", "team")],
        sa.Column("currency", Text(length=3), nullable=False),
        sa.Column("deals", sa.Integer(), nullable=False),
        *[sa.Column(name, Exact(), nullable=False) for name in ("won", "commit", "best", "weighted")],
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        *[sa.ForeignKeyConstraint([f"{kind}_id"], [f"{kind}.id"]) for kind in ("user", "team")],
        sa.PrimaryKeyConstraint("id"),
    )
    for kind in ("user", "team"):
        op.create_index(f"ix_forecast_snapshot_{kind}_id", "forecast_snapshot", [f"{kind}_id"])
    columns = ["subject", "month", "currency", "taken_on"]
    op.create_index("ix_forecast_snapshot", "forecast_snapshot", columns, unique=True)
