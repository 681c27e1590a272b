"""sums of the scores of records by owner, team and source"""

import json
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

COLUMNS = ("score", "complete", "valid", "fresh", "unique", "consistent")


def upgrade() -> None:
    table = op.create_table(
        "quality_sum",
        sa.Column("kind", sa.String(10), primary_key=True),
        sa.Column("owner_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("team_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("source", sa.String(40), primary_key=True),
        sa.Column("records", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COLUMNS),
        sa.Column("faults", sa.JSON(), nullable=False),
    )
    for kind in ("customer", "contact"):
        rows = _summed(kind)
        if rows:
            op.bulk_insert(table, rows)


def _summed(kind: str) -> list[dict[str, Any]]:
    """What there is already, so that no overview is empty until the night."""
    scores = ", ".join(f's."{name}"' for name in COLUMNS)
    statement = (
        f"SELECT r.owner_id, r.team_id, r.source, s.faults, {scores} FROM quality_score s"
        f" JOIN {kind} r ON r.id = s.record_id WHERE s.kind = '{kind}' AND r.deleted_at IS NULL"
    )
    held: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0] * 7)
    faults: dict[tuple[Any, ...], dict[str, int]] = defaultdict(dict)
    for *group, codes, score, complete, valid, fresh, unique, consistent in op.get_bind().execute(
        sa.text(statement)
    ):
        key = (*group[:2], group[2][:40])
        row = (1, score, complete, valid, fresh, unique, consistent)
        held[key] = [one + more for one, more in zip(held[key], row, strict=True)]
        for code in json.loads(codes) if isinstance(codes, str) else codes:
            faults[key][code] = faults[key].get(code, 0) + 1
    named = ("owner_id", "team_id", "source")
    return [
        {
            "kind": kind,
            **dict(zip(named, key, strict=True)),
            **dict(zip(("records", *COLUMNS), row, strict=True)),
            "faults": faults[key],
        }
        for key, row in held.items()
    ]


def downgrade() -> None:
    op.drop_table("quality_sum")
