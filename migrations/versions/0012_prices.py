"""categories, bundles, price books, currencies with rates, tax rates, discounts as amounts"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.lib.exact

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Exact = crm_app.lib.exact.Exact


def upgrade() -> None:
    _categories()
    _bundles()
    _books()
    _money()
    _quotes()


def _table(table: str, *columns: sa.Column | sa.Constraint) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, Text(length=length), nullable=False)


def _whole(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _exact(name: str) -> sa.Column:
    return sa.Column(name, Exact(), nullable=False)


def _refer(table: str, column: str, target: str, *, indexed: bool = True) -> None:
    """A column that points to another table; plain SQL, so that SQLite writes no table anew."""
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER REFERENCES {target}(id)")
    if indexed:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _categories() -> None:
    _table(
        "product_category",
        _text("name_zh", 60),
        _text("name_en", 60),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        _whole("rank"),
        _flag("is_active"),
        _whole("version"),
        _flag("is_demo"),
        sa.ForeignKeyConstraint(["parent_id"], ["product_category.id"]),
    )
    op.create_index(op.f("ix_product_category_parent_id"), "product_category", ["parent_id"])
    _refer("product", "category_id", "product_category")
    _refer("product", "image_id", "file", indexed=False)


def _bundles() -> None:
    _table(
        "bundle_part",
        _whole("bundle_id"),
        _whole("part_id"),
        _whole("rank"),
        _exact("quantity"),
        sa.ForeignKeyConstraint(["bundle_id"], ["product.id"]),
        sa.ForeignKeyConstraint(["part_id"], ["product.id"]),
    )
    op.create_index(op.f("ix_bundle_part_part_id"), "bundle_part", ["part_id"])
    op.create_index("ix_bundle_part", "bundle_part", ["bundle_id", "part_id"], unique=True)


def _books() -> None:
    _table(
        "price_book",
        _text("name_zh", 60),
        _text("name_en", 60),
        _whole("rank"),
        _text("currency", 3),
        _flag("tax_included"),
        sa.Column("tiers", sa.JSON(), nullable=False),
        sa.Column("industries", sa.JSON(), nullable=False),
        sa.Column("regions", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        _flag("is_active"),
        _whole("version"),
        _flag("is_demo"),
    )
    _table(
        "price_entry",
        _whole("book_id"),
        _whole("product_id"),
        _exact("from_quantity"),
        _exact("price"),
        sa.ForeignKeyConstraint(["book_id"], ["price_book.id"]),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"]),
    )
    op.create_index(op.f("ix_price_entry_product_id"), "price_entry", ["product_id"])
    columns = ["book_id", "product_id", "from_quantity"]
    op.create_index("ix_price_entry", "price_entry", columns, unique=True)


def _money() -> None:
    _table(
        "currency_rule",
        _text("code", 3),
        _exact("step"),
        _flag("is_base"),
        _whole("version"),
        sa.UniqueConstraint("code"),
    )
    _table(
        "exchange_rate",
        _text("code", 3),
        sa.Column("valid_from", sa.Date(), nullable=False),
        _exact("rate"),
        _whole("per"),
        _whole("version"),
        _flag("is_demo"),
    )
    op.create_index("ix_exchange_rate", "exchange_rate", ["code", "valid_from"], unique=True)
    _table(
        "tax_rate",
        _text("name_zh", 60),
        _text("name_en", 60),
        _exact("percent"),
        _flag("is_default"),
        _flag("is_active"),
        _whole("version"),
    )


def _quotes() -> None:
    """Lines that are there keep their prices: they say nothing of where those are from."""
    for name in ("discount_amount", "step"):
        op.add_column("quote", sa.Column(name, Exact(), nullable=False, server_default="0"))
    source = sa.Column("price_source", Text(length=10), nullable=False, server_default="")
    op.add_column("quote_line", source)
    _refer("quote_line", "price_book_id", "price_book")
    op.add_column("quote_line", sa.Column("tier_from", Exact(), nullable=False, server_default="0"))
    op.add_column("quote_line", sa.Column("parts", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    _drop("quote_line", "parts", "tier_from", "price_book_id", "price_source")
    _drop("quote", "step", "discount_amount")
    _drop("product", "image_id", "category_id")
    tables = ("tax_rate", "exchange_rate", "currency_rule", "price_entry", "price_book")
    for table in (*tables, "bundle_part", "product_category"):
        op.drop_table(table)


def _drop(table: str, *columns: str) -> None:
    for name in {"category_id", "price_book_id"}.intersection(columns):
        op.drop_index(op.f(f"ix_{table}_{name}"), table)
    with op.batch_alter_table(table) as batch:
        for name in columns:
            batch.drop_column(name)
