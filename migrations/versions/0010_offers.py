"""quotes with sections, optional lines, papers and share links; the company's profile"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import crm_app.models.base

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = crm_app.models.base.Moment


def upgrade() -> None:
    with op.batch_alter_table("quote") as batch:
        batch.add_column(sa.Column("tax_included", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("issued", sa.JSON(), nullable=False, server_default="{}"))
        batch.add_column(sa.Column("answered_at", Moment(timezone=True), nullable=True))
        batch.add_column(sa.Column("answered_by", Text(length=120), nullable=False, server_default=""))
        batch.add_column(sa.Column("answer_reason", Text(length=1000), nullable=False, server_default=""))
    with op.batch_alter_table("quote_line") as batch:
        batch.add_column(sa.Column("kind", Text(length=10), nullable=False, server_default="item"))
        batch.add_column(sa.Column("is_optional", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("origin", Text(length=36), nullable=False, server_default=""))
    op.execute("UPDATE quote SET answered_at = updated_at WHERE status IN ('ACCEPTED', 'DECLINED')")
    _company()
    _papers()
    _links()


def _company() -> None:
    texts = {"name_zh": 120, "name_en": 120, "address_zh": 200, "address_en": 200, "tax_id": 40}
    texts |= {"phone": 40, "email": 120, "website": 120, "bank": 200}
    texts |= {"terms_zh": 4000, "terms_en": 4000, "quote_pattern": 40}
    op.create_table(
        "company",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        *[sa.Column(name, Text(length=most), nullable=False) for name, most in texts.items()],
        sa.Column("logo_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["logo_id"], ["file.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )


def _papers() -> None:
    op.create_table(
        "quote_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.Column("languages", Text(length=5), nullable=False),
        sa.Column("content_hash", Text(length=64), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["quote_id"], ["quote.id"]),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_quote_paper", "quote_paper", ["quote_id", "languages"], unique=True)


def _links() -> None:
    op.create_table(
        "share_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", Text(length=36), nullable=False),
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", Text(length=64), nullable=False),
        sa.Column("created_at", Moment(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("expires_at", Moment(timezone=True), nullable=False),
        sa.Column("revoked_at", Moment(timezone=True), nullable=True),
        sa.Column("answer", Text(length=10), nullable=False),
        sa.Column("answered_at", Moment(timezone=True), nullable=True),
        sa.Column("answered_by", Text(length=120), nullable=False),
        sa.Column("reason", Text(length=1000), nullable=False),
        sa.Column("consent", Text(length=500), nullable=False),
        sa.ForeignKeyConstraint(["quote_id"], ["quote.id"]),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index(op.f("ix_share_link_quote_id"), "share_link", ["quote_id"])
    op.create_table(
        "share_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["share_link.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_share_view_link_id"), "share_view", ["link_id"])


def downgrade() -> None:
    for table in ("share_view", "share_link", "quote_paper", "company"):
        op.drop_table(table)
    with op.batch_alter_table("quote_line") as batch:
        for name in ("origin", "is_optional", "kind"):
            batch.drop_column(name)
    with op.batch_alter_table("quote") as batch:
        for name in ("answer_reason", "answered_by", "answered_at", "issued", "tax_included"):
            batch.drop_column(name)
