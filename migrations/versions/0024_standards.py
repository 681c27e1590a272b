"""birthdays with their calendar, parts of addresses, what was typed, rules that records must keep"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from crm_app.lib.birthdays import day_key
from crm_app.lib.names import company_key, person_key, person_pinyin

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
_PARTS = {"province": 40, "city": 60, "district": 60, "postcode": 12}


def _text(name: str, most: int) -> sa.Column:
    return sa.Column(name, Text(length=most), nullable=False, server_default="")


def upgrade() -> None:
    op.add_column("customer", _text("name_typed", 200))
    op.add_column("company", _text("country", 2))
    for name, most in _PARTS.items():
        op.add_column("contact_point", _text(name, most))
    op.add_column(
        "contact_point",
        sa.Column("as_typed", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    for name, most in (("name_typed", 160), ("birthday_key", 6), ("id_number", 200)):
        op.add_column("contact", _text(name, most))
    _birthdays_as_text()
    living = sa.text("deleted_at IS NULL")
    op.create_index(
        "ix_contact_birthday",
        "contact",
        ["birthday_key", "owner_id", "team_id", "id"],
        sqlite_where=living,
        postgresql_where=living,
    )
    _rekey()
    _rules()


def downgrade() -> None:
    op.drop_table("validation_rule")
    op.drop_index("ix_contact_birthday", "contact")
    op.add_column("contact", sa.Column("birthday_day", sa.Date(), nullable=True))
    op.execute(
        "UPDATE contact SET birthday_day = "
        + ("CAST(birthday AS DATE)" if _is_postgres() else "birthday")
        + " WHERE birthday LIKE '____-__-__'"
    )
    op.drop_column("contact", "birthday")
    op.execute("ALTER TABLE contact RENAME COLUMN birthday_day TO birthday")
    for name in ("name_typed", "birthday_key", "id_number"):
        op.drop_column("contact", name)
    for name in (*_PARTS, "as_typed"):
        op.drop_column("contact_point", name)
    op.drop_column("company", "country")
    op.drop_column("customer", "name_typed")


def _is_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _birthdays_as_text() -> None:
    op.add_column("contact", sa.Column("birthday_text", Text(length=20), nullable=True))
    day = "to_char(birthday, 'YYYY-MM-DD')" if _is_postgres() else "birthday"
    op.execute(f"UPDATE contact SET birthday_text = {day}")
    op.drop_column("contact", "birthday")
    op.execute("ALTER TABLE contact RENAME COLUMN birthday_text TO birthday")


def _rekey() -> None:
    """Names are compared by other rules now."""
    link = op.get_bind()
    people = link.execute(sa.text("SELECT id, name, birthday FROM contact")).all()
    _store(
        "contact SET name_key = :a, pinyin = :b, birthday_key = :c",
        [
            {
                "id": one.id,
                "a": person_key(one.name)[:120],
                "b": person_pinyin(one.name)[:200],
                "c": day_key(one.birthday or ""),
            }
            for one in people
        ],
    )
    houses = link.execute(sa.text("SELECT id, name FROM customer")).all()
    _store(
        "customer SET name_key = :a",
        [{"id": one.id, "a": company_key(one.name)[:200]} for one in houses],
    )
    leads = link.execute(sa.text("SELECT id, company FROM lead WHERE company <> ''")).all()
    _store(
        "lead SET company_key = :a",
        [{"id": one.id, "a": company_key(one.company)[:200]} for one in leads],
    )


def _store(what: str, rows: list[dict]) -> None:
    for start in range(0, len(rows), 5000):
        op.get_bind().execute(sa.text(f"UPDATE {what} WHERE id = :id"), rows[start : start + 5000])


def _rules() -> None:
    op.create_table(
        "validation_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("record", Text(length=20), nullable=False),
        *[sa.Column(name, Text(length=120), nullable=False) for name in ("name_zh", "name_en")],
        *[sa.Column(name, Text(length=300), nullable=False) for name in ("message_zh", "message_en")],
        *[sa.Column(name, sa.JSON(), nullable=False) for name in ("asked", "only_when")],
        *[sa.Column(name, sa.Boolean(), nullable=False) for name in ("is_active", "is_demo")],
        *[sa.Column(name, sa.Integer(), nullable=False) for name in ("rank", "version")],
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
