"""payment terms of quotes and contracts; the secret of the ERP is sealed"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from crm_app.core import sealed

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
_TABLES = ("quote", "contract")


def upgrade() -> None:
    for table in _TABLES:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("payment_days", sa.Integer(), nullable=True))
            batch.add_column(
                sa.Column("payment_terms", Text(length=200), nullable=False, server_default="")
            )


    _seal_secret()


def _seal_secret() -> None:
    setting = sa.table("setting", sa.column("key", sa.String), sa.column("value", sa.JSON))
    mine = setting.c.key == "erp"
    value = op.get_bind().execute(sa.select(setting.c.value).where(mine)).scalar()
    value = value or {}
    secret = value.get("secret")
    if secret and not sealed.is_sealed(secret):
        value = value | {"secret": sealed.seal(secret, "setting.erp.secret")}
        op.execute(setting.update().where(mine).values(value=value))


def downgrade() -> None:
    for table in _TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("payment_terms")
            batch.drop_column("payment_days")
