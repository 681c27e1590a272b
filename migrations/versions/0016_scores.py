"""predictions of leads' classes, scores of leads and deals, and what learnt them"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.models.base

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = crm_app.models.base.Moment


def upgrade() -> None:
    with op.batch_alter_table("lead") as batch:
        batch.add_column(sa.Column("score", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("band", Text(length=6), nullable=False, server_default=""))
    living = sa.text("deleted_at IS NULL")
    op.create_index(
        "ix_lead_score_list",
        "lead",
        ["score", "id", "owner_id", "team_id", "status", "band"],
        sqlite_where=living,
        postgresql_where=living,
    )
    _predictions()
    _scores()
    _models()


def _predictions() -> None:
    op.create_table(
        "prediction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("field", Text(length=20), nullable=False),
        sa.Column("value", Text(length=60), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.Column("basis", Text(length=20), nullable=False),
        sa.Column("because", Text(length=200), nullable=False),
        sa.Column("settled", Text(length=12), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"]),
        sa.ForeignKeyConstraint(["settled_by"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_prediction_lead_id", "prediction", ["lead_id"])
    op.create_index("ix_prediction_once", "prediction", ["lead_id", "field"], unique=True)
    op.create_index("ix_prediction_waiting", "prediction", ["settled", "field", "confidence"])


def _scores() -> None:
    op.create_table(
        "score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("record_kind", Text(length=10), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("arrived_at", Moment(timezone=True), nullable=False),
        sa.Column("arrival", sa.JSON(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("band", Text(length=6), nullable=False),
        sa.Column("learnt_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_score_record", "score", ["record_kind", "record_id"], unique=True)


def _models() -> None:
    op.create_table(
        "learnt_model",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("kind", Text(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("outcome", Text(length=12), nullable=False),
        sa.Column("made_by", Text(length=60), nullable=False),
        sa.Column("trained_at", Moment(timezone=True), nullable=False),
        sa.Column("quality", sa.JSON(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("made_by"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_learnt_model_number", "learnt_model", ["kind", "number"], unique=True)


def downgrade() -> None:
    for table in ("learnt_model", "score", "prediction"):
        op.drop_table(table)
    op.drop_index("ix_lead_score_list", "lead")
    with op.batch_alter_table("lead") as batch:
        batch.drop_column("band")
        batch.drop_column("score")
