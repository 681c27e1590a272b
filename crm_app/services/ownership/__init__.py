"""Whose a record is: who holds it already, who shares it, how it changes hands."""

from crm_app.services.ownership.deciding import decide, withdraw
from crm_app.services.ownership.handing import hand_over, hand_over_many, happened, let_go
from crm_app.services.ownership.holding import check_free, check_not_taken, holders, who_holds
from crm_app.services.ownership.queries import (
    request_list,
    request_page,
    sharers,
    waiting_requests,
)
from crm_app.services.ownership.records import CHANGED_HANDS, MODELS
from crm_app.services.ownership.requests import ask_for
from crm_app.services.ownership.rows import (
    Asked,
    Holder,
    RequestRow,
    Sharer,
)
from crm_app.services.ownership.sharing import end_share, share_with

__all__ = [
    "CHANGED_HANDS",
    "MODELS",
    "Asked",
    "Holder",
    "RequestRow",
    "Sharer",
    "ask_for",
    "check_free",
    "check_not_taken",
    "decide",
    "end_share",
    "hand_over",
    "hand_over_many",
    "happened",
    "holders",
    "let_go",
    "request_list",
    "request_page",
    "share_with",
    "sharers",
    "waiting_requests",
    "who_holds",
    "withdraw",
]
