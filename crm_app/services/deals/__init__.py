"""Deals: chances to sell, from stage to stage."""

from crm_app.services.deals import indexing
from crm_app.services.deals.board import CARDS, board, more_cards
from crm_app.services.deals.collaborators import (
    add_collaborator,
    collaborators,
    possible_collaborators,
    remove_collaborator,
)
from crm_app.services.deals.commands import change_deal, create_deal, delete_deal, restore_deal
from crm_app.services.deals.figures import (
    FIELDS,
    Conversion,
    Span,
    Velocity,
    WinRate,
    conversion,
    velocity,
    win_rate,
)
from crm_app.services.deals.lanes import LANES, board_lanes
from crm_app.services.deals.moves import move_deal, move_needs, name_reason, take_move_back
from crm_app.services.deals.pages import deal_page
from crm_app.services.deals.queries import (
    deal_owners,
    deal_slice,
    deals,
    deals_of_customer,
    possible_owners,
)
from crm_app.services.deals.rows import (
    Cell,
    Collaborator,
    Column,
    DealForm,
    DealPage,
    DealPerson,
    DealRow,
    Lane,
    LastTouch,
    Move,
    Moved,
    MoveNeeds,
    PersonName,
    QuoteBrief,
    Step,
    TaskBrief,
)
from crm_app.services.deals.steps import nudge, raise_steps
from crm_app.services.deals.stuck import stuck_deals

__all__ = [
    "CARDS",
    "FIELDS",
    "LANES",
    "Cell",
    "Collaborator",
    "Column",
    "Conversion",
    "DealForm",
    "DealPage",
    "DealPerson",
    "DealRow",
    "Lane",
    "LastTouch",
    "Move",
    "MoveNeeds",
    "Moved",
    "PersonName",
    "QuoteBrief",
    "Span",
    "Step",
    "TaskBrief",
    "Velocity",
    "WinRate",
    "add_collaborator",
    "board",
    "board_lanes",
    "change_deal",
    "collaborators",
    "conversion",
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
    "move_needs",
    "name_reason",
    "nudge",
    "possible_collaborators",
    "possible_owners",
    "raise_steps",
    "remove_collaborator",
    "restore_deal",
    "stuck_deals",
    "take_move_back",
    "velocity",
    "win_rate",
]
