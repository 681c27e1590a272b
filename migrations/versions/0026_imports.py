"""tables that come in: batches, their rows, what was made with them, and kept mappings"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.models.base

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_Text = sqlmodel.sql.sqltypes.AutoString
_Moment = crm_app.models.base.Moment


def upgrade() -> None:
    op.add_column("change", sa.Column("ids", sa.JSON(), nullable=True))
    _batches()
    _rows()
    op.create_table(
        "import_made",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("kind", _Text(length=20), nullable=False),
        sa.Column("record", _Text(length=36), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_import_made_batch_id", "import_made", ["batch_id"])
    op.create_table(
        "import_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", _Text(length=36), nullable=False),
        sa.Column("kind", _Text(length=20), nullable=False),
        sa.Column("name", _Text(length=80), nullable=False),
        sa.Column("signature", _Text(length=64), nullable=False),
        *[sa.Column(name, sa.JSON(), nullable=False) for name in ("columns", "mapping", "options")],
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_import_template_signature", "import_template", ["signature"])


def _batches() -> None:
    lists = ("columns", "samples", "notes", "mapping", "options", "counts", "report", "kept")
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", _Text(length=36), nullable=False),
        *[sa.Column(name, sa.Integer(), nullable=False) for name in ("owner_id", "team_id")],
        sa.Column("created_at", _Moment(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("updated_at", _Moment(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", _Moment(timezone=True), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("kind", _Text(length=20), nullable=False),
        sa.Column("name", _Text(length=200), nullable=False),
        *[sa.Column(name, sa.Integer(), nullable=True) for name in ("file_id", "job_id")],
        sa.Column("state", _Text(length=12), nullable=False),
        *[sa.Column(name, sa.JSON(), nullable=False) for name in (*lists, "error")],
        *[
            sa.Column(name, _Moment(timezone=True), nullable=True)
            for name in ("committed_at", "undo_until", "undone_at")
        ],
        *[
            sa.ForeignKeyConstraint([name], [target])
            for name, target in (
                *(("owner_id", "user.id"), ("team_id", "team.id"), ("created_by", "user.id")),
                *(("updated_by", "user.id"), ("file_id", "file.id"), ("job_id", "job.id")),
            )
        ],
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for name in ("owner_id", "team_id"):
        op.create_index(f"ix_import_batch_{name}", "import_batch", [name])
    op.create_index("ix_import_batch_list", "import_batch", ["created_at", "id"])


def _rows() -> None:
    op.create_table(
        "import_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *[sa.Column(name, sa.JSON(), nullable=False) for name in ("cells", "read")],
        sa.Column("verdict", _Text(length=10), nullable=False),
        sa.Column("reason", _Text(length=60), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("decision", _Text(length=10), nullable=False),
        sa.Column("target", _Text(length=36), nullable=False),
        sa.Column("target_version", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("record", _Text(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outcome", _Text(length=10), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_import_row_place", "import_row", ["batch_id", "number"], unique=True)
    op.create_index("ix_import_row_record", "import_row", ["record"])
    op.create_index(
        "ix_import_row_verdict", "import_row", ["batch_id", "verdict", "reason", "number"]
    )


def downgrade() -> None:
    for name in ("import_template", "import_made", "import_row", "import_batch"):
        op.drop_table(name)
    with op.batch_alter_table("change") as batch:
        batch.drop_column("ids")
