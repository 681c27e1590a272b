"""Approvals: beyond its owner's limits an offer waits for somebody of the level."""

from crm_app.models.approvals import ApprovalStatus, Level, Measure
from crm_app.services.approvals.asking import (
    accept_counter,
    ask_for_deal,
    ask_for_quote,
    request_for,
    withdraw,
)
from crm_app.services.approvals.cases import (
    approval_case,
    deal_standing,
    quote_standing,
    quote_what_if,
    what_if,
)
from crm_app.services.approvals.deciding import approve, counter, refuse
from crm_app.services.approvals.gates import (
    check_sendable,
    check_winnable,
    void_all,
    void_changed,
    void_changed_deal,
    void_deal,
)
from crm_app.services.approvals.limits import (
    SELLING,
    approval_rule,
    approval_rules,
    delete_rule,
    save_rule,
)
from crm_app.services.approvals.queries import approval_list, approval_slice, pending_count
from crm_app.services.approvals.rows import (
    ApprovalCase,
    ApprovalRow,
    BreachRow,
    Floor,
    OfferLine,
    PastOffer,
    RuleForm,
    RuleRow,
    Standing,
    WhatIf,
    WinRate,
)

__all__ = [
    "SELLING",
    "ApprovalCase",
    "ApprovalRow",
    "ApprovalStatus",
    "BreachRow",
    "Floor",
    "Level",
    "Measure",
    "OfferLine",
    "PastOffer",
    "RuleForm",
    "RuleRow",
    "Standing",
    "WhatIf",
    "WinRate",
    "accept_counter",
    "approval_case",
    "approval_list",
    "approval_rule",
    "approval_rules",
    "approval_slice",
    "approve",
    "ask_for_deal",
    "ask_for_quote",
    "check_sendable",
    "check_winnable",
    "counter",
    "deal_standing",
    "delete_rule",
    "pending_count",
    "quote_standing",
    "quote_what_if",
    "refuse",
    "request_for",
    "save_rule",
    "void_all",
    "void_changed",
    "void_changed_deal",
    "void_deal",
    "what_if",
    "withdraw",
]
