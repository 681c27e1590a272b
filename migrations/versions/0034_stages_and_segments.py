"""one stage of a customer, by his orders or by hand; quality of data; handovers of who leaves"""

import json

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.models.base

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = crm_app.models.base.Moment
_PARTS = ("score", "complete", "valid", "fresh", "unique", "consistent")
# The stages of before, where the orders say nothing.
_BEFORE = {"prospect": "prospect", "customer": "first", "loyal": "repeat", "dormant": "at_risk"}
_BACK = {"first": "CUSTOMER", "repeat": "LOYAL", "referral": "LOYAL", "at_risk": "DORMANT"}
_BACK |= {"lost": "DORMANT", "prospect": "PROSPECT"}


def upgrade() -> None:
    _stages()
    _asked()
    op.create_table(
        "quality_score",
        sa.Column("kind", Text(length=10), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        *[sa.Column(name, sa.Integer(), nullable=False) for name in _PARTS],
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "record_id"),
    )
    op.create_index("ix_quality_score_worst", "quality_score", ["kind", "score", "record_id"])
    op.create_table(
        "quality_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", Text(length=10), nullable=False),
        sa.Column("scope", Text(length=10), nullable=False),
        sa.Column("key", Text(length=40), nullable=False),
        *[sa.Column(name, sa.Integer(), nullable=False) for name in ("records", *_PARTS)],
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    of = ["kind", "scope", "key", "day"]
    op.create_index("ix_quality_day_of", "quality_day", of, unique=True)
    op.create_table(
        "quality_skip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("kind", Text(length=10), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("fault", Text(length=30), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index(
        "ix_quality_skip_of", "quality_skip", ["kind", "record_id", "fault"], unique=True
    )
    op.create_table(
        "departure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("leaver_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("records", sa.JSON(), nullable=False),
        sa.Column("switched_off", sa.Boolean(), nullable=False),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["leaver_id"], ["user.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_departure_leaver_id", "departure", ["leaver_id"])


def _stages() -> None:
    """What the orders say counts; what somebody had chosen stays until they say something."""
    moment = "DATETIME" if _is_sqlite() else "TIMESTAMP WITH TIME ZONE"
    for column in (
        "stage_since DATE",
        f"stage_set_at {moment}",
        "stage_set_by INTEGER",
        "stage_reason VARCHAR(300) NOT NULL DEFAULT ''",
    ):
        op.execute(f"ALTER TABLE customer ADD COLUMN {column}")
    if not _is_sqlite():
        op.execute(
            "ALTER TABLE customer ALTER COLUMN stage TYPE VARCHAR(8) USING lower(stage::text)"
        )
        op.execute("DROP TYPE lifecyclestage")
    begun = "date(created_at)" if _is_sqlite() else "(created_at AT TIME ZONE 'Asia/Shanghai')::date"
    cases = " ".join(f"WHEN '{old}' THEN '{new}'" for old, new in _BEFORE.items())
    op.execute(
        f"UPDATE customer SET stage_since = {begun},"
        " stage_set_at = CASE WHEN lower(stage) = 'prospect' THEN NULL ELSE updated_at END,"
        f" stage = CASE lower(stage) {cases} ELSE 'prospect' END"
    )
    judged = "SELECT {} FROM standing s WHERE s.customer_id = customer.id"
    op.execute(
        f"UPDATE customer SET stage = ({judged.format('s.stage')}),"
        f" stage_since = ({judged.format('s.stage_since')}), stage_set_at = NULL"
        f" WHERE EXISTS ({judged.format('1')})"
    )


def _asked() -> None:
    """Conditions that looked at either stage look at the one there is."""
    link = op.get_bind()
    for key, text in link.execute(sa.text("SELECT id, asks FROM segment")).all():
        link.execute(
            sa.text("UPDATE segment SET asks = :a WHERE id = :id"), {"id": key, "a": _tree(text)}
        )
    for key, given in link.execute(sa.text("SELECT id, asks FROM saved_view")).all():
        asks = json.loads(given) if isinstance(given, str) else given
        if "where" in asks:
            asks["where"] = _tree(asks["where"])
        if "lifecycle" in asks:
            asks["stage"] = asks.pop("lifecycle")
        if asks.get("stage") in _BEFORE:
            asks["stage"] = _BEFORE[asks["stage"]]
        link.execute(
            sa.text("UPDATE saved_view SET asks = :a WHERE id = :id"),
            {"id": key, "a": json.dumps(asks, ensure_ascii=False)},
        )


def _tree(text: str) -> str:
    try:
        tree = json.loads(text)
        for group in tree["groups"]:
            for rule in group["rules"]:
                if rule[0] in ("stage", "lifecycle"):
                    rule[0] = "stage"
                    rule[2:] = [[_BEFORE.get(one, one) for one in rule[2]]] if rule[2:] else []
    except (ValueError, KeyError, TypeError, IndexError):
        return text
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def downgrade() -> None:
    for table in ("departure", "quality_skip", "quality_day", "quality_score"):
        op.drop_table(table)
    cases = " ".join(f"WHEN '{new}' THEN '{old}'" for new, old in _BACK.items())
    if _is_sqlite():
        op.execute(f"UPDATE customer SET stage = CASE stage {cases} ELSE 'PROSPECT' END")
    else:
        op.execute(
            "CREATE TYPE lifecyclestage AS ENUM ('PROSPECT', 'CUSTOMER', 'LOYAL', 'DORMANT')"
        )
        op.execute(
            "ALTER TABLE customer ALTER COLUMN stage TYPE lifecyclestage"
            f" USING (CASE stage {cases} ELSE 'PROSPECT' END)::lifecyclestage"
        )
    for column in ("stage_reason", "stage_set_by", "stage_set_at", "stage_since"):
        op.execute(f"ALTER TABLE customer DROP COLUMN {column}")
