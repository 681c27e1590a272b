"""The way of orders into the ERP: once and only once, whatever breaks in between."""

from crm_app.services.erp.handing import (
    body_of,
    hand_over,
    hand_over_by_itself,
    handover_of,
    try_again,
)
from crm_app.services.erp.rows import Attempt, ErpForm, ErpSettings, HandoverRow, Verdict
from crm_app.services.erp.rules import headers, judge
from crm_app.services.erp.sending import begin_attempt, note_verdict, raise_due
from crm_app.services.erp.settings import erp_settings, save_erp_settings

__all__ = [
    "Attempt",
    "ErpForm",
    "ErpSettings",
    "HandoverRow",
    "Verdict",
    "begin_attempt",
    "body_of",
    "erp_settings",
    "hand_over",
    "hand_over_by_itself",
    "handover_of",
    "headers",
    "judge",
    "note_verdict",
    "raise_due",
    "save_erp_settings",
    "try_again",
]
