"""what each line of a quote comes to and what was sold, so that figures of products are sums"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.lib.exact
import crm_app.models.base

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

Exact = crm_app.lib.exact.Exact
_SCALE = crm_app.lib.exact.SCALE
_NUMBERS = ("quantity", "price", "list_price", "cost", "discount", "tax_rate")
_LINES = sa.text(
    "SELECT q.id AS quote, q.currency, q.discount AS off, q.discount_amount AS given,"
    " q.tax_included, l.id, l.kind, l.is_optional, l.quantity, l.price, l.list_price, l.cost,"
    " l.discount, l.tax_rate"
    " FROM quote_line l JOIN quote q ON q.id = l.quote_id ORDER BY q.id, l.rank, l.id"
)


def upgrade() -> None:
    with op.batch_alter_table("quote_line") as batch:
        for name in ("sold_net", "sold_cost"):
            batch.add_column(sa.Column(name, Exact(), nullable=False, server_default="0"))
    link = op.get_bind()
    change = sa.text("UPDATE quote_line SET sold_net = :net, sold_cost = :cost WHERE id = :line")
    values = list(_figures(link))
    for start in range(0, len(values), 5000):
        link.execute(change, values[start : start + 5000])
    _expected("stage_id expected_close currency forecast owner_id team_id amount")
    _sales()


def downgrade() -> None:
    op.drop_table("sale")
    _expected("expected_close stage_id forecast currency owner_id team_id amount")
    with op.batch_alter_table("quote_line") as batch:
        for name in ("sold_net", "sold_cost"):
            batch.drop_column(name)


def _expected(columns: str) -> None:
    living = sa.text("deleted_at IS NULL")
    op.drop_index("ix_deal_expected", "deal")
    op.create_index(
        "ix_deal_expected",
        "deal",
        columns.split(),
        sqlite_where=living,
        postgresql_where=living,
    )


def _sales() -> None:
    op.create_table(
        "sale",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(length=3), nullable=False),
        sa.Column("closed_at", crm_app.models.base.Moment(), nullable=False),
        *[sa.Column(name, Exact(), nullable=False) for name in ("quantity", "net", "cost")],
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"]),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute(
        "INSERT INTO sale (deal_id, product_id, currency, closed_at, quantity, net, cost)"
        " SELECT d.id, l.product_id, q.currency, d.closed_at,"
        " sum(l.quantity), sum(l.sold_net), sum(l.sold_cost)"
        " FROM deal d JOIN quote q ON q.deal_id = d.id JOIN quote_line l ON l.quote_id = q.id"
        " JOIN stage s ON s.id = d.stage_id"
        " WHERE d.deleted_at IS NULL AND s.kind = 'WON' AND d.closed_at IS NOT NULL"
        " AND q.deleted_at IS NULL AND q.status = 'ACCEPTED'"
        " AND l.kind = 'item' AND NOT l.is_optional AND l.product_id IS NOT NULL"
        " GROUP BY d.id, l.product_id, q.currency, d.closed_at"
    )
    op.create_index("ix_sale_deal", "sale", ["deal_id", "product_id", "currency"], unique=True)
    op.create_index(
        "ix_sale_product",
        "sale",
        ["product_id", "currency", "closed_at", "deal_id", "quantity", "net", "cost"],
    )


def _figures(link: Any) -> Iterator[dict[str, int]]:
    for _, rows in groupby(link.execute(_LINES), key=lambda row: row.quote):
        of_quote = list(rows)
        for row, (net, cost) in zip(of_quote, _sold(of_quote), strict=True):
            if _counts(row):
                yield {"net": int(net * _SCALE), "cost": int(cost * _SCALE), "line": row.id}


# How a line was priced when this was written: kept here, so that it stays what it was.
def _sold(rows: list[Any]) -> list[tuple[Decimal, Decimal]]:
    """(Net, cost) of each line of a quote after every discount."""
    off, given = Decimal(rows[0].off) / _SCALE, Decimal(rows[0].given) / _SCALE
    unit = _smallest(rows[0].currency)
    if off or not given:
        return [_line(row, off, Decimal(0), unit) for row in rows]
    over = [_amount(row, unit) if _counts(row) else Decimal(0) for row in rows]
    shares = _spread(min(_rounded(given, unit), sum(over, Decimal(0))), over, unit)
    return [
        _line(row, Decimal(0), share, unit) for row, share in zip(rows, shares, strict=True)
    ]


def _line(row: Any, off: Decimal, share: Decimal, unit: Decimal) -> tuple[Decimal, Decimal]:
    if row.kind == "section":
        return Decimal(0), Decimal(0)
    numbers = {name: Decimal(getattr(row, name)) / _SCALE for name in _NUMBERS}
    charged = _rounded(_amount(row, unit) * (100 - off) / 100, unit) - share
    net = charged
    if row.tax_included:
        net = _rounded(charged * 100 / (100 + numbers["tax_rate"]), unit)
    return net, _rounded(numbers["quantity"] * numbers["cost"], unit)


def _amount(row: Any, unit: Decimal) -> Decimal:
    """After the line's own discount."""
    if row.kind == "section":
        return Decimal(0)
    quantity, price, discount = (
        Decimal(getattr(row, name)) / _SCALE for name in ("quantity", "price", "discount")
    )
    return _rounded(quantity * price * (100 - discount) / 100, unit)


def _counts(row: Any) -> bool:
    return row.kind != "section" and not row.is_optional


def _smallest(currency: str) -> Decimal:
    if currency in ("KWD", "BHD"):
        return Decimal("0.001")
    return Decimal(1) if currency in ("JPY", "KRW") else Decimal("0.01")


def _rounded(value: Decimal, unit: Decimal) -> Decimal:
    return value.quantize(unit, ROUND_HALF_UP)


def _spread(amount: Decimal, over: list[Decimal], unit: Decimal) -> list[Decimal]:
    """In the ratio of `over`, in whole units; those that remain to whom rounding down cost most."""
    parts = [int(one / unit) for one in over]
    units, whole = int(amount / unit), sum(parts)
    if not units or not whole:
        return [Decimal(0)] * len(over)
    shares = [units * part // whole for part in parts]
    lost = [units * part % whole for part in parts]
    order = sorted(range(len(parts)), key=lambda place: (-lost[place], place))
    for place in order[: units - sum(shares)]:
        shares[place] += 1
    return [share * unit for share in shares]
