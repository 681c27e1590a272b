"""contracts, orders with deliveries, instalments, payments, invoice requests, the way into the ERP"""

from typing import Any

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.models.base

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = crm_app.models.base.Moment
Exact = crm_app.models.base.Exact
_STATUS = sa.Enum(
    "DRAFT", "SENT", "SIGNED_US", "SIGNED_CUSTOMER", "IN_FORCE", "ENDED", "CANCELLED",
    name="contractstatus",
)
# Where every table of this revision points to: its key, the table, and whether it may be empty.
_LINKS = {
    "customer_id": ("customer", False),
    "contact_id": ("contact", True),
    "deal_id": ("deal", True),
    "quote_id": ("quote", True),
    "product_id": ("product", True),
    "contract_id": ("contract", True),
    "order_id": ("order", True),
    "by_id": ("user", True),
    "voided_by": ("user", True),
    "decided_by": ("user", True),
}
_INDEXED = ("customer_id", "deal_id", "quote_id", "contract_id", "order_id")


def upgrade() -> None:
    with op.batch_alter_table("company") as batch:
        for name in ("contract_pattern", "order_pattern"):
            batch.add_column(sa.Column(name, Text(length=40), nullable=False, server_default=""))
    _contracts()
    _orders()
    _money()


def _contracts() -> None:
    _table(
        "contract", _owned(),
        *_texts(number=40, title=200, currency=3, note=2000),
        sa.Column("status", _STATUS, nullable=False),
        *_exacts("amount", "received", "invoiced"),
        *_days("signed_on", "starts_on", "ends_on", "reminded_for"),
        sa.Column("reminder_days", sa.Integer(), nullable=False),
        sa.Column("parties", sa.JSON(), nullable=False),
        sa.UniqueConstraint("number"),
        links=("customer_id", "contact_id", "deal_id", "quote_id"),
        indexes=("status", "ends_on"),
    )
    _living("ix_contract_list", "contract", "updated_at", "id", "owner_id", "team_id", "status")
    _table(
        "contract_step", [],
        *_texts(action=20, reason=300),
        *[
            sa.Column(name, sa.Enum(*_STATUS.enums, name="contractstatus", create_type=False), nullable=False)
            if op.get_bind().dialect.name == "sqlite"
            else sa.Column(name, _existing(), nullable=False)
            for name in ("from_status", "to_status")
        ],
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("taken_back_at", Moment(timezone=True), nullable=True),
        links=("by_id",),
        needed=("contract_id",),
    )


def _existing() -> Any:
    from sqlalchemy.dialects import postgresql

    return postgresql.ENUM(*_STATUS.enums, name="contractstatus", create_type=False)


def _orders() -> None:
    states = sa.Enum("OPEN", "PARTLY", "DELIVERED", "CANCELLED", name="orderstatus")
    _table(
        "order", _owned(),
        *_texts(number=40, currency=3, note=2000, cancel_reason=300),
        sa.Column("status", states, nullable=False),
        *_exacts("net", "tax", "rounding", "total", "received", "invoiced"),
        *_days("ordered_on", "deliver_by"),
        sa.UniqueConstraint("number"),
        links=("customer_id", "contact_id", "deal_id", "quote_id", "contract_id"),
        indexes=("status",),
    )
    _living("ix_order_list", "order", "updated_at", "id", "owner_id", "team_id", "status")
    _table(
        "order_line", [],
        *_texts(text=300, unit=20),
        sa.Column("rank", sa.Integer(), nullable=False),
        *_exacts("quantity", "price", "discount", "tax_rate", "net", "tax", "delivered"),
        links=("product_id",),
        needed=("order_id",),
    )
    _table(
        "delivery", [],
        *_texts(tracking=120, note=500, void_reason=300),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("voided_at", Moment(timezone=True), nullable=True),
        links=("by_id", "voided_by"),
        needed=("order_id",),
    )
    op.create_table(
        "delivery_line",
        *_named(),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        *_exacts("quantity"),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"]),
        sa.ForeignKeyConstraint(["line_id"], ["order_line.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for name in ("delivery_id", "line_id"):
        op.create_index(op.f(f"ix_delivery_line_{name}"), "delivery_line", [name])
    op.create_table(
        "handover",
        *_named(),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.Enum("WAITING", "SENT", "ACCEPTED", "FAILED", name="handoverstate"), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        *_texts(receiver_number=80, reason=300),
        sa.Column("created_at", Moment(timezone=True), nullable=False),
        *[sa.Column(name, Moment(timezone=True), nullable=True) for name in ("next_at", "answered_at")],
        sa.ForeignKeyConstraint(["order_id"], ["order.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("order_id"),
    )
    for name in ("state", "next_at"):
        op.create_index(op.f(f"ix_handover_{name}"), "handover", [name])


def _money() -> None:
    bearer = ("contract_id", "order_id", "customer_id")
    _table(
        "instalment", _owned(),
        *_texts(label=80, currency=3),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("percent", Exact(), nullable=True),
        *_exacts("amount", "received"),
        links=bearer,
    )
    _living("ix_instalment_due", "instalment", "due_on", "id", "owner_id", "team_id")
    methods = sa.Enum("TRANSFER", "BILL", "CASH", "WECHAT", "ALIPAY", "CARD", name="paymentmethod")
    _table(
        "payment", _owned(),
        *_texts(currency=3, reference=120, note=500, void_reason=300),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("method", methods, nullable=False),
        *_exacts("amount"),
        sa.Column("voided_at", Moment(timezone=True), nullable=True),
        links=bearer,
    )
    _living("ix_payment_list", "payment", "received_on", "id", "owner_id", "team_id")
    op.create_table(
        "allocation",
        *_named(),
        sa.Column("payment_id", sa.Integer(), nullable=False),
        sa.Column("instalment_id", sa.Integer(), nullable=False),
        *_exacts("amount"),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"]),
        sa.ForeignKeyConstraint(["instalment_id"], ["instalment.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    for name in ("payment_id", "instalment_id"):
        op.create_index(op.f(f"ix_allocation_{name}"), "allocation", [name])
    op.create_index("ix_allocation_once", "allocation", ["payment_id", "instalment_id"], unique=True)
    texts = {"currency": 3, "title": 200, "tax_id": 18, "bank": 120, "account": 60, "address": 200}
    texts |= {"phone": 40, "email": 254, "content": 300, "note": 500, "number": 40, "reason": 300}
    _table(
        "invoice_request", _owned(),
        *_texts(**texts),
        sa.Column("kind", sa.Enum("SPECIAL", "ORDINARY", name="invoicekind"), nullable=False),
        sa.Column("status", sa.Enum("REQUESTED", "ISSUED", "REFUSED", "VOID", name="invoicestatus"), nullable=False),
        *_exacts("amount"),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("decided_at", Moment(timezone=True), nullable=True),
        links=(*bearer, "decided_by"),
        indexes=("status",),
    )
    _living("ix_invoice_list", "invoice_request", "updated_at", "id", "owner_id", "team_id", "status")


def _table(
    name: str,
    first: list[Any],
    *columns: Any,
    links: tuple[str, ...] = (),
    needed: tuple[str, ...] = (),
    indexes: tuple[str, ...] = (),
) -> None:
    """A table with its keys: `needed` are links that are never empty."""
    keys = (*needed, *links)
    op.create_table(
        name,
        *(first or _named()),
        *[sa.Column(key, sa.Integer(), nullable=_LINKS[key][1] and key not in needed) for key in keys],
        *columns,
        *[sa.ForeignKeyConstraint([key], [f"{_LINKS[key][0]}.id"]) for key in keys],
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    owned = ("owner_id", "team_id") if first else ()
    for column in (*owned, *[key for key in keys if key in _INDEXED], *indexes):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _named() -> list[Any]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
    ]


def _owned() -> list[Any]:
    people = {"owner_id": False, "team_id": False, "created_by": True, "updated_by": True}
    return [
        *_named(),
        *[sa.Column(name, sa.Integer(), nullable=empty) for name, empty in people.items()],
        *[sa.Column(name, Moment(timezone=True), nullable=False) for name in ("created_at", "updated_at")],
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", Moment(timezone=True), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        *[
            sa.ForeignKeyConstraint([name], ["team.id" if name == "team_id" else "user.id"])
            for name in people
        ],
    ]


def _texts(**lengths: int) -> list[Any]:
    return [sa.Column(name, Text(length=most), nullable=False) for name, most in lengths.items()]


def _exacts(*names: str) -> list[Any]:
    return [sa.Column(name, Exact(), nullable=False) for name in names]


def _days(*names: str) -> list[Any]:
    return [sa.Column(name, sa.Date(), nullable=True) for name in names]


def _living(name: str, table: str, *columns: str) -> None:
    living = sa.text("deleted_at IS NULL")
    op.create_index(name, table, list(columns), sqlite_where=living, postgresql_where=living)


def downgrade() -> None:
    for table in ("invoice_request", "allocation", "payment", "instalment", "handover", "delivery_line"):
        op.drop_table(table)
    for table in ("delivery", "order_line", "order", "contract_step", "contract"):
        op.drop_table(table)
    with op.batch_alter_table("company") as batch:
        for name in ("order_pattern", "contract_pattern"):
            batch.drop_column(name)
    if op.get_bind().dialect.name == "postgresql":
        kinds = ("contractstatus", "orderstatus", "handoverstate", "paymentmethod", "invoicekind")
        for kind in (*kinds, "invoicestatus"):
            op.execute(f"DROP TYPE IF EXISTS {kind}")
