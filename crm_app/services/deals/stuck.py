"""Deals that do not move, found by themselves: how long, whose, and why."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import exists
from sqlmodel import col, or_

from crm_app.core.listing import ListQuery, Page, page_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.activities import Task
from crm_app.models.deals import Deal, StageKind
from crm_app.services import tasks
from crm_app.services.deals import rules
from crm_app.services.deals.queries import LISTING, deal_rows
from crm_app.services.deals.rows import DealRow
from crm_app.services.pipelines import all_stages


@query(Permission.DEAL_READ)
def stuck_deals(work: Work, asked: ListQuery) -> Page[DealRow]:
    """The open deals that one may see and that stay too long in their stage, have no next step, or
    whose date has passed; those longest in their stage first. Each row says why.
    """
    stages = all_stages(work.session)
    open_ids = [key for key, stage in stages.items() if stage.kind is StageKind.OPEN]
    limits = [
        (col(Deal.stage_id) == key)
        & (col(Deal.stage_entered_at) < work.now - timedelta(days=stages[key].age_limit_days))
        for key in open_ids
        if stages[key].age_limit_days
    ]
    today = tasks.calendar(work).today
    why = or_(*limits, col(Deal.expected_close) < today, _unplanned(work))
    # A sum has no index: the order's is walked, and left as soon as a page is full.
    among = (col(Deal.stage_id) + 0).in_(open_ids)
    page = page_of(work, LISTING, replace(asked, sort="entered"), among, why)
    return page.showing(deal_rows(work, page.rows))


def _unplanned(work: Work) -> Any:
    """Nothing planned, and nobody has touched it for a day."""
    planned = exists().where(
        col(Task.deal_id) == Deal.id, col(Task.deleted_at).is_(None), col(Task.done_at).is_(None)
    )
    return ~planned & (col(Deal.updated_at) < work.now - rules.PATIENCE)
