"""leads and what is asked of them; who shares a record, what happened to it, requests for it"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlmodel import Session

import crm_app.models.base
from crm_app.core import search

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_LINKED = ("contact_point", "task")


def upgrade() -> None:
    op.create_table('screening_question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
    sa.Column('text_zh', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('text_en', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('kind', sa.Enum('YES_NO', 'CHOICE', 'TEXT', 'AMOUNT', name='questionkind'), nullable=False),
    sa.Column('options', sa.JSON(), nullable=False),
    sa.Column('is_required', sa.Boolean(), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('rank', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('public_id')
    )
    op.create_table('ownership_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=False),
    sa.Column('created_at', crm_app.models.base.Moment(timezone=True), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=True),
    sa.Column('updated_at', crm_app.models.base.Moment(timezone=True), nullable=False),
    sa.Column('updated_by', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('deleted_at', crm_app.models.base.Moment(timezone=True), nullable=True),
    sa.Column('is_demo', sa.Boolean(), nullable=False),
    sa.Column('wish', sa.Enum('SHARE', 'TRANSFER', name='wish'), nullable=False),
    sa.Column('record_kind', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('because', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('status', sa.Enum('PENDING', 'APPROVED', 'REFUSED', 'WITHDRAWN', name='requeststatus'), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', crm_app.models.base.Moment(timezone=True), nullable=True),
    sa.Column('answer', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.ForeignKeyConstraint(['created_by'], ['user.id'], ),
    sa.ForeignKeyConstraint(['decided_by'], ['user.id'], ),
    sa.ForeignKeyConstraint(['owner_id'], ['user.id'], ),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], ),
    sa.ForeignKeyConstraint(['updated_by'], ['user.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('public_id')
    )
    op.create_index('ix_ownership_request_once', 'ownership_request', ['created_by', 'record_kind', 'record_id'], unique=True, sqlite_where=sa.text("status = 'PENDING'"), postgresql_where=sa.text("status = 'PENDING'"))
    op.create_index(op.f('ix_ownership_request_owner_id'), 'ownership_request', ['owner_id'], unique=False)
    op.create_index('ix_ownership_request_record', 'ownership_request', ['record_kind', 'record_id', 'status'], unique=False)
    op.create_index(op.f('ix_ownership_request_team_id'), 'ownership_request', ['team_id'], unique=False)
    op.create_table('record_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
    sa.Column('record_kind', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('at', crm_app.models.base.Moment(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('to_id', sa.Integer(), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['user.id'], ),
    sa.ForeignKeyConstraint(['to_id'], ['user.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('public_id')
    )
    op.create_index('ix_record_event_record', 'record_event', ['record_kind', 'record_id', 'at'], unique=False)
    op.create_table('share',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
    sa.Column('record_kind', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', crm_app.models.base.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['user.id'], ),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('public_id')
    )
    op.create_index('ix_share_record', 'share', ['record_kind', 'record_id'], unique=False)
    op.create_index('ix_share_user', 'share', ['user_id', 'record_kind', 'record_id'], unique=True)
    op.create_table('lead',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('team_id', sa.Integer(), nullable=True),
    sa.Column('created_at', crm_app.models.base.Moment(timezone=True), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=True),
    sa.Column('updated_at', crm_app.models.base.Moment(timezone=True), nullable=False),
    sa.Column('updated_by', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('deleted_at', crm_app.models.base.Moment(timezone=True), nullable=True),
    sa.Column('is_demo', sa.Boolean(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('name_key', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('pinyin', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('honorific', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('company', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('company_key', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('region', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('address', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('industry', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('size', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('source', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('campaign', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('product_id', sa.Integer(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('status', sa.Enum('NEW', 'CONTACTED', 'SCREENING', 'CONVERTED', 'DISCARDED', name='leadstatus'), nullable=False),
    sa.Column('discard_reason', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('consent_text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('consent_version', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('consent_at', crm_app.models.base.Moment(timezone=True), nullable=True),
    sa.Column('consent_origin', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('last_touch_at', crm_app.models.base.Moment(timezone=True), nullable=True),
    sa.Column('customer_id', sa.Integer(), nullable=True),
    sa.Column('contact_id', sa.Integer(), nullable=True),
    sa.Column('deal_id', sa.Integer(), nullable=True),
    sa.Column('converted_at', crm_app.models.base.Moment(timezone=True), nullable=True),
    sa.Column('conversion', sa.JSON(), nullable=False),
    sa.CheckConstraint('owner_id IS NULL OR team_id IS NOT NULL', name='owner_has_team'),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], ),
    sa.ForeignKeyConstraint(['created_by'], ['user.id'], ),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], ),
    sa.ForeignKeyConstraint(['deal_id'], ['deal.id'], ),
    sa.ForeignKeyConstraint(['owner_id'], ['user.id'], ),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], ),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], ),
    sa.ForeignKeyConstraint(['updated_by'], ['user.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('public_id')
    )
    op.create_index(op.f('ix_lead_company_key'), 'lead', ['company_key'], unique=False)
    op.create_index(op.f('ix_lead_contact_id'), 'lead', ['contact_id'], unique=False)
    op.create_index('ix_lead_created_list', 'lead', ['created_at', 'id', 'status', 'source', 'industry', 'region', 'owner_id', 'team_id'], unique=False, sqlite_where=sa.text('deleted_at IS NULL'), postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index(op.f('ix_lead_customer_id'), 'lead', ['customer_id'], unique=False)
    op.create_index(op.f('ix_lead_deal_id'), 'lead', ['deal_id'], unique=False)
    op.create_index('ix_lead_list', 'lead', ['updated_at', 'id', 'status', 'source', 'industry', 'region', 'owner_id', 'team_id'], unique=False, sqlite_where=sa.text('deleted_at IS NULL'), postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('ix_lead_name_list', 'lead', ['pinyin', 'id', 'owner_id', 'team_id', 'status'], unique=False, sqlite_where=sa.text('deleted_at IS NULL'), postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index(op.f('ix_lead_owner_id'), 'lead', ['owner_id'], unique=False)
    op.create_index('ix_lead_owner_list', 'lead', ['owner_id', 'status', 'updated_at', 'id'], unique=False, sqlite_where=sa.text('deleted_at IS NULL'), postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index(op.f('ix_lead_team_id'), 'lead', ['team_id'], unique=False)
    op.create_index('ix_lead_team_list', 'lead', ['team_id', 'owner_id'], unique=False, sqlite_where=sa.text('deleted_at IS NULL'), postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_table('screening_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
    sa.Column('lead_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('value', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', crm_app.models.base.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['user.id'], ),
    sa.ForeignKeyConstraint(['lead_id'], ['lead.id'], ),
    sa.ForeignKeyConstraint(['question_id'], ['screening_question.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('public_id')
    )
    op.create_index('ix_screening_answer_once', 'screening_answer', ['lead_id', 'question_id'], unique=True)
    op.create_index(op.f('ix_screening_answer_question_id'), 'screening_answer', ['question_id'], unique=False)
    for table in _LINKED:  # inline: SQLite adds no constraint afterwards
        op.execute(f"ALTER TABLE {table} ADD COLUMN lead_id INTEGER REFERENCES lead (id)")
        op.create_index(op.f(f"ix_{table}_lead_id"), table, ["lead_id"])
    op.add_column("search_doc", sa.Column("shared", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""))
    search.rebuild(Session(op.get_bind()))  # for those who come from before 0004


def downgrade() -> None:
    op.drop_column("search_doc", "shared")
    for table in _LINKED:
        with op.batch_alter_table(table) as batch:
            batch.drop_index(f"ix_{table}_lead_id")
            batch.drop_column("lead_id")
    for table in ("screening_answer", "lead", "share", "record_event", "ownership_request", "screening_question"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for kind in ("leadstatus", "requeststatus", "wish", "questionkind"):
            op.execute(f"DROP TYPE {kind}")
