"""Deals: chances to sell, from stage to stage."""

from crm_app.services.deals import indexing
from crm_app.services.deals.board import CARDS, board, more_cards
from crm_app.services.deals.commands import change_deal, create_deal, delete_deal, restore_deal
from crm_app.services.deals.moves import move_deal
from crm_app.services.deals.pages import deal_page
from crm_app.services.deals.queries import (
    deal_owners,
    deal_slice,
    deals,
    deals_of_customer,
    possible_owners,
)
from crm_app.services.deals.rows import (
    Column,
    DealForm,
    DealPage,
    DealPerson,
    DealRow,
    Move,
    PersonName,
    PipelineRow,
    QuoteBrief,
    StageRow,
    Step,
    TaskBrief,
)
from crm_app.services.deals.stages import pipelines
from crm_app.services.deals.steps import nudge, raise_steps

__all__ = [
    "CARDS",
    "Column",
    "DealForm",
    "DealPage",
    "DealPerson",
    "DealRow",
    "Move",
    "PersonName",
    "PipelineRow",
    "QuoteBrief",
    "StageRow",
    "Step",
    "TaskBrief",
    "board",
    "change_deal",
    "create_deal",
    "deal_owners",
    "deal_page",
    "deal_slice",
    "deals",
    "deals_of_customer",
    "delete_deal",
    "indexing",
    "more_cards",
    "move_deal",
    "nudge",
    "pipelines",
    "possible_owners",
    "raise_steps",
    "restore_deal",
]
