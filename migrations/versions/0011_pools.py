"""the public pool, assignment rules, absences and web forms"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.models.base

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = crm_app.models.base.Moment


def upgrade() -> None:
    _pools()
    _assignment()
    _web_forms()
    op.add_column("lead", sa.Column("assignment", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("lead", sa.Column("warned_at", Moment(timezone=True), nullable=True))
    op.execute("ALTER TABLE lead ADD COLUMN web_form_id INTEGER REFERENCES web_form (id)")
    op.create_index(op.f("ix_lead_web_form_id"), "lead", ["web_form_id"])
    op.create_index("ix_record_event_kind", "record_event", ["record_kind", "kind", "at"])


def _named(table: str, *columns: sa.Column | sa.schema.Constraint) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )


def _numbers(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _flags(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Boolean(), nullable=False) for name in names]


def _pools() -> None:
    days = ("recycle_days", "warn_days", "protect_days", "bar_days")
    _named(
        "pool_setting",
        *_numbers("capacity", *days, "work_start", "work_end"),
        sa.Column("work_days", sa.JSON(), nullable=False),
        *_numbers("version"),
        *_flags("is_demo"),
    )
    _named(
        "pool_quota",
        *_numbers("user_id", "most"),
        *_flags("is_demo"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.UniqueConstraint("user_id"),
    )


def _assignment() -> None:
    ways = sa.Enum("PERSON", "ROUND_ROBIN", "LEAST_LOADED", name="way")
    _named(
        "assignment_rule",
        sa.Column("name", Text(length=80), nullable=False),
        *_numbers("rank"),
        *_flags("is_active"),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("way", ways, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        *_flags("in_hours"),
        sa.Column("last_user_id", sa.Integer(), nullable=True),
        *_numbers("version"),
        *_flags("is_demo"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"]),
        sa.ForeignKeyConstraint(["last_user_id"], ["user.id"]),
    )
    _named(
        "absence",
        *_numbers("user_id"),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("note", Text(length=120), nullable=False),
        sa.Column("created_at", Moment(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        *_flags("is_demo"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"]),
    )
    op.create_index("ix_absence_user", "absence", ["user_id", "last_day"])


def _web_forms() -> None:
    texts = {"name": 80, "language": 4}
    for name, most in (("title", 120), ("intro", 500), ("thanks", 300), ("consent", 2000)):
        texts |= {f"{name}_zh": most, f"{name}_en": most}
    texts |= {"consent_version": 40, "source": 40, "campaign": 80}
    _named(
        "web_form",
        *[sa.Column(name, Text(length=most), nullable=False) for name, most in texts.items()],
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("origins", sa.JSON(), nullable=False),
        *_flags("is_active"),
        *_numbers("version"),
        *_flags("is_demo"),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"]),
    )


def downgrade() -> None:
    op.drop_index("ix_record_event_kind", table_name="record_event")
    op.drop_index(op.f("ix_lead_web_form_id"), table_name="lead")
    with op.batch_alter_table("lead") as batch:
        for name in ("web_form_id", "warned_at", "assignment"):
            batch.drop_column(name)
    for table in ("web_form", "absence", "assignment_rule", "pool_quota", "pool_setting"):
        op.drop_table(table)
    sa.Enum(name="way").drop(op.get_bind(), checkfirst=True)
