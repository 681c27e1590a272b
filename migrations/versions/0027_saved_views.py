"""views of lists with a name, what people keep of lists, and bulk changes that can be taken back"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.models.base

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
_BINS = ("customer", "contact", "lead", "deal", "quote")
Moment = crm_app.models.base.Moment


def upgrade() -> None:
    audience = sa.Enum("PRIVATE", "TEAM", "ROLE", "EVERYBODY", name="audience")
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("kind", Text(length=20), nullable=False),
        sa.Column("name", Text(length=80), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("audience", audience, nullable=False),
        sa.Column("role", Text(length=40), nullable=False),
        sa.Column("for_role", Text(length=40), nullable=False),
        sa.Column("asks", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("created_at", Moment(timezone=True), nullable=False),
        sa.Column("updated_at", Moment(timezone=True), nullable=False),
        sa.Column("deleted_at", Moment(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"]),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_saved_view_kind", "saved_view", ["kind", "audience"])
    op.create_index(op.f("ix_saved_view_owner_id"), "saved_view", ["owner_id"])
    op.create_table(
        "view_habit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", Text(length=20), nullable=False),
        sa.Column("first", Text(length=36), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("user_id", "kind", name="uq_view_habit"),
    )
    op.create_table(
        "bulk_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("kind", Text(length=20), nullable=False),
        sa.Column("action", Text(length=20), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("records", sa.JSON(), nullable=False),
        sa.Column("undone_at", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index(op.f("ix_bulk_change_user_id"), "bulk_change", ["user_id"])
    gone = sa.text("deleted_at IS NOT NULL")
    for table in _BINS:
        where = {"sqlite_where": gone, "postgresql_where": gone}
        op.create_index(f"ix_{table}_bin", table, ["deleted_at", "id"], **where)


def downgrade() -> None:
    for table in _BINS:
        op.drop_index(f"ix_{table}_bin", table)
    op.drop_table("bulk_change")
    op.drop_table("view_habit")
    op.drop_table("saved_view")
    sa.Enum(name="audience").drop(op.get_bind(), checkfirst=True)
