"""traditional and simplified characters are compared as one; names are found with a letter mistyped"""

import sqlalchemy as sa
from alembic import op
from sqlmodel import Session

from crm_app.core import search
from crm_app.lib.names import company_key, person_key
from crm_app.lib.simplified import simplified

revision = "0031"
down_revision = "0029"
branch_labels = None
depends_on = None

_BATCH = 2000
_KEYS = (
    ("contact", "name", "name_key", person_key, 120),
    ("lead", "name", "name_key", person_key, 120),
    ("lead", "company", "company_key", company_key, 200),
    ("customer", "name", "name_key", company_key, 200),
)


def upgrade() -> None:
    for table, name, key, key_of, most in _KEYS:
        found = _changed(table, name)
        _store(table, key, [(one, key_of(text)[:most] if text else "") for one, text in found])
    _store("search_doc", "text", [(one, simplified(t)) for one, t in _changed("search_doc", "text")])
    search.rebuild(Session(op.get_bind()))


def downgrade() -> None:
    pass  # keys of before find as much as they did


def _changed(table: str, column: str) -> list[tuple[int, str]]:
    """The rows with a traditional character."""
    rows = op.get_bind().execute(sa.text(f'SELECT id, {column} FROM "{table}"'))
    return [(one, text) for one, text in rows if text and simplified(text) != text]


def _store(table: str, column: str, rows: list[tuple[int, str]]) -> None:
    change = sa.text(f'UPDATE "{table}" SET {column} = :value WHERE id = :id')
    for start in range(0, len(rows), _BATCH):
        some = rows[start : start + _BATCH]
        op.get_bind().execute(change, [{"id": one, "value": value} for one, value in some])
