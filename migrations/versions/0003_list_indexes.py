"""the lists' indexes: partial over living rows, wide enough to filter and count by themselves"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

RIGHTS = ("owner_id", "team_id")
FILTERS = ("tier", "stage", "industry", "region", "kind", *RIGHTS)
GONE = {
    "ix_customer_list": ("customer", "deleted_at", "updated_at", "id"),
    "ix_customer_owner_list": ("customer", "owner_id", "deleted_at", "updated_at", "id"),
    "ix_customer_team_list": ("customer", "team_id", "deleted_at", "updated_at", "id"),
    "ix_customer_name_list": ("customer", "deleted_at", "name", "id"),
    "ix_customer_contact_list": ("customer", "deleted_at", "last_contact_at", "id"),
    "ix_customer_tier": ("customer", "tier"),
    "ix_customer_stage": ("customer", "stage"),
    "ix_customer_industry": ("customer", "industry"),
    "ix_customer_region": ("customer", "region"),
    "ix_contact_list": ("contact", "deleted_at", "updated_at", "id"),
    "ix_contact_owner_list": ("contact", "owner_id", "deleted_at", "updated_at", "id"),
    "ix_contact_team_list": ("contact", "team_id", "deleted_at", "updated_at", "id"),
    "ix_deal_list": ("deal", "deleted_at", "updated_at", "id"),
    "ix_deal_board": ("deal", "stage_id", "deleted_at", "updated_at"),
    "ix_activity_list": ("activity", "deleted_at", "happened_at", "id"),
    "ix_task_open": ("task", "owner_id", "deleted_at", "done_at", "due_at"),
    "ix_quote_list": ("quote", "deleted_at", "updated_at", "id"),
}
NEW = {
    "ix_customer_list": ("customer", "updated_at", "id", *FILTERS),
    "ix_customer_name_list": ("customer", "name", "id", *FILTERS),
    "ix_customer_contact_list": ("customer", "last_contact_at", "id", *FILTERS),
    "ix_customer_created_list": ("customer", "created_at", "id"),
    "ix_customer_owner_list": ("customer", "owner_id", "updated_at", "id", *FILTERS[:5]),
    "ix_customer_tier_list": ("customer", "tier", "updated_at", "id", *RIGHTS, "stage"),
    "ix_customer_stage_list": ("customer", "stage", "updated_at", "id", *RIGHTS, "tier"),
    "ix_customer_industry_list": ("customer", "industry", "updated_at", "id", *RIGHTS),
    "ix_customer_region_list": ("customer", "region", "updated_at", "id", *RIGHTS),
    "ix_contact_list": ("contact", "updated_at", "id", *RIGHTS, "source"),
    "ix_contact_name_list": ("contact", "pinyin", "id", *RIGHTS, "source"),
    "ix_contact_created_list": ("contact", "created_at", "id"),
    "ix_contact_owner_list": ("contact", "owner_id", "updated_at", "id"),
    "ix_deal_list": ("deal", "updated_at", "id", *RIGHTS, "stage_id"),
    "ix_deal_board": ("deal", "stage_id", "stage_entered_at", "id", *RIGHTS),
    "ix_activity_list": ("activity", "happened_at", "id", *RIGHTS),
    "ix_task_open": ("task", "owner_id", "done_at", "due_at"),
    "ix_quote_list": ("quote", "updated_at", "id", *RIGHTS, "status"),
}


def upgrade() -> None:
    living = sa.text("deleted_at IS NULL")
    for name, (table, *_) in GONE.items():
        op.drop_index(name, table_name=table)
    for name, (table, *columns) in NEW.items():
        op.create_index(name, table, columns, sqlite_where=living, postgresql_where=living)


def downgrade() -> None:
    for name, (table, *_) in NEW.items():
        op.drop_index(name, table_name=table)
    for name, (table, *columns) in GONE.items():
        op.create_index(name, table, columns)
