"""pipelines as data, competitors, mentions, looks at products, viewings"""

import json

import sqlalchemy as sa
from alembic import op

from crm_app.lib.ids import new_id
from crm_app.models.base import Moment

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# The gate that was in the code: from the quote stage on, what a forecast reads.
GATE, NEEDED = "proposal", ["amount", "expected_close", "owner"]
LIVING = sa.text("deleted_at IS NULL")


def upgrade() -> None:
    _rights()
    _pipelines()
    _competitors()
    _mentions_and_views()


def _rights() -> None:
    kinds = sa.Enum("VIEW", "EDIT", name="rights")
    kinds.create(op.get_bind(), checkfirst=True)
    op.add_column("share", sa.Column("rights", kinds, nullable=False, server_default="EDIT"))
    reason = sa.Column("reason", sa.String(20), nullable=False, server_default="person")
    op.add_column("share", reason)


def _named(table: str, *columns: sa.Column | sa.ForeignKeyConstraint) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(36), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )


def _pipelines() -> None:
    yes, no = sa.true(), sa.false()
    op.add_column("pipeline", sa.Column("rank", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("pipeline", sa.Column("is_active", sa.Boolean(), nullable=False, server_default=yes))
    op.add_column("pipeline", sa.Column("asks_viewings", sa.Boolean(), nullable=False, server_default=no))
    op.add_column("pipeline", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    for table in ("pipeline", "stage"):
        op.add_column(table, sa.Column("is_demo", sa.Boolean(), nullable=False, server_default=no))
    op.execute("UPDATE pipeline SET rank = id")
    op.add_column("stage", sa.Column("required", sa.JSON(), nullable=False, server_default="[]"))
    for name in ("guidance_zh", "guidance_en"):
        op.add_column("stage", sa.Column(name, sa.String(1000), nullable=False, server_default=""))
    for name in ("near_after_days", "near_views", "near_window_days"):
        op.add_column("stage", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("stage", sa.Column("is_active", sa.Boolean(), nullable=False, server_default=yes))
    op.add_column("stage", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.execute(
        sa.text(
            "UPDATE stage SET required = :needed WHERE kind <> 'LOST' AND rank >= "
            "(SELECT gate.rank FROM stage gate WHERE gate.pipeline_id = stage.pipeline_id "
            "AND gate.key = :gate)"
        ).bindparams(sa.bindparam("needed", NEEDED, sa.JSON()), gate=GATE)
    )
    op.execute(
        sa.text(
            "UPDATE stage SET near_after_days = 14, near_views = 3, near_window_days = 30 "
            "WHERE key = :gate"
        ).bindparams(gate=GATE)
    )
    _named(
        "stage_task",
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("title_zh", sa.String(200), nullable=False),
        sa.Column("title_en", sa.String(200), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"]),
    )
    op.create_index("ix_stage_task_stage_id", "stage_task", ["stage_id"])
    op.add_column("stage_change", sa.Column("reason", sa.String(300), nullable=False, server_default=""))
    op.add_column("stage_change", sa.Column("stayed_seconds", sa.Integer(), nullable=True))
    _fill_stayed()
    stayed = ["to_stage_id", "stayed_seconds"]
    op.create_index("ix_stage_change_stayed", "stage_change", stayed)
    op.execute(
        "ALTER TABLE task ADD COLUMN stage_change_id INTEGER REFERENCES stage_change(id)"
    )
    op.create_index("ix_task_stage_change_id", "task", ["stage_change_id"])


def _fill_stayed() -> None:
    """How long each deal stayed in each stage that it has left."""
    change = sa.table("stage_change", *map(sa.column, ("id", "deal_id", "stayed_seconds")))
    at = sa.column("at", Moment(timezone=True))
    rows = op.get_bind().execute(
        sa.select(change.c.id, change.c.deal_id, at)
        .select_from(change)
        .order_by(change.c.deal_id, at, change.c.id)
    )
    found = rows.all()
    stayed = [
        {"key": one.id, "stayed": max(0, int((after.at - one.at).total_seconds()))}
        for one, after in zip(found, found[1:], strict=False)
        if one.deal_id == after.deal_id
    ]
    if stayed:
        statement = change.update().where(change.c.id == sa.bindparam("key"))
        op.get_bind().execute(statement.values(stayed_seconds=sa.bindparam("stayed")), stayed)


def _competitors() -> None:
    _named(
        "competitor",
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("name_key", sa.String(120), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("name_key"),
    )
    op.execute("ALTER TABLE deal ADD COLUMN competitor_id INTEGER REFERENCES competitor(id)")
    op.create_index("ix_deal_competitor_id", "deal", ["competitor_id"])
    link = op.get_bind()
    found = link.execute(sa.text("SELECT id, competitor, is_demo FROM deal WHERE competitor <> ''"))
    known: dict[str, int] = {}
    insert = sa.text(
        "INSERT INTO competitor (public_id, name, name_key, is_demo) "
        "VALUES (:public_id, :name, :key, :is_demo) RETURNING id"
    )
    for deal_id, typed, is_demo in found.all():
        name = " ".join(typed.split())
        key = name.casefold()
        if not key:
            continue
        if key not in known:
            values = {"public_id": new_id(), "name": name, "key": key[:120], "is_demo": bool(is_demo)}
            known[key] = link.execute(insert, values).scalar_one()
        put = sa.text("UPDATE deal SET competitor_id = :competitor WHERE id = :deal")
        link.execute(put, {"competitor": known[key], "deal": deal_id})
    op.drop_column("deal", "competitor")
    op.add_column("deal", sa.Column("won_reason", sa.String(40), nullable=False, server_default=""))
    closed = ["closed_at", "stage_id", "owner_id", "team_id"]
    op.create_index(
        "ix_deal_closed", "deal", closed, sqlite_where=LIVING, postgresql_where=LIVING
    )


def _mentions_and_views() -> None:
    _named(
        "mention",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("record_kind", sa.String(20), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("is_question", sa.Boolean(), nullable=False),
        sa.Column("answered_at", Moment(timezone=True), nullable=True),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"]),
        sa.ForeignKeyConstraint(["answer_id"], ["activity.id"], ondelete="SET NULL"),
    )
    op.create_index("ix_mention_activity_id", "mention", ["activity_id"])
    op.create_index("ix_mention_by_id", "mention", ["by_id"])
    op.create_index("ix_mention_user", "mention", ["user_id", "is_question", "answered_at"])
    op.create_index("ix_mention_record", "mention", ["record_kind", "record_id"])
    _named(
        "product_view",
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"]),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"]),
    )
    op.create_index("ix_product_view_deal", "product_view", ["deal_id", "at"])
    op.create_index("ix_product_view_product_id", "product_view", ["product_id"])
    _named(
        "viewing",
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("impression", sa.String(500), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"]),
    )
    op.create_index("ix_viewing_deal_id", "viewing", ["deal_id"])
    _named(
        "goes_with",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("accessory_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"]),
        sa.ForeignKeyConstraint(["accessory_id"], ["product.id"]),
    )
    op.create_index("ix_goes_with", "goes_with", ["product_id", "accessory_id"], unique=True)
    op.create_index("ix_goes_with_accessory_id", "goes_with", ["accessory_id"])


def downgrade() -> None:
    for name in ("reason", "rights"):
        op.drop_column("share", name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TYPE rights")
    for table in ("goes_with", "viewing", "product_view", "mention"):
        op.drop_table(table)
    op.drop_index("ix_deal_closed", table_name="deal")
    op.drop_column("deal", "won_reason")
    op.add_column("deal", sa.Column("competitor", sa.String(120), nullable=False, server_default=""))
    op.execute(
        "UPDATE deal SET competitor = coalesce((SELECT name FROM competitor "
        "WHERE competitor.id = deal.competitor_id), '')"
    )
    # SQLite drops no column that refers to another table: it stays, empty and unread.
    op.drop_index("ix_deal_competitor_id", table_name="deal")
    op.drop_index("ix_task_stage_change_id", table_name="task")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_column("deal", "competitor_id")
        op.drop_column("task", "stage_change_id")
        op.drop_table("competitor")
    op.drop_index("ix_stage_change_stayed", table_name="stage_change")
    for name in ("stayed_seconds", "reason"):
        op.dropop.add_column("stage_change", name)
    op.drop_table("stage_task")
    for table in ("pipeline", "stage"):
        op.drop_column(table, "is_demo")
    for name in ("version", "is_active", "near_window_days", "near_views", "near_after_days"):
        op.dropop.add_column("stage", name)
    for name in ("guidance_en", "guidance_zh", "required"):
        op.dropop.add_column("stage", name)
    for name in ("version", "asks_viewings", "is_active", "rank"):
        op.dropop.add_column("pipeline", name)
