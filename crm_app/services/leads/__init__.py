"""Leads: somebody who may become a customer, until he is screened and converted."""

from crm_app.services.leads import indexing
from crm_app.services.leads.arriving import take_in
from crm_app.services.leads.commands import (
    change_lead,
    create_lead,
    delete_lead,
    discard_lead,
    product_id,
    reopen_lead,
    restore_lead,
)
from crm_app.services.leads.conversion import conversion_plan, convert_lead
from crm_app.services.leads.duplicates import possible_duplicates
from crm_app.services.leads.exporting import export_leads
from crm_app.services.leads.queries import (
    LISTING,
    lead_page,
    lead_rows,
    lead_slice,
    leads,
    new_leads,
)
from crm_app.services.leads.questions import (
    move_question,
    remove_question,
    restore_question,
    save_question,
    screening_questions,
)
from crm_app.services.leads.rows import (
    AssignedBy,
    Candidate,
    Consent,
    Converted,
    ConvertForm,
    LeadForm,
    LeadPage,
    LeadRow,
    NewLeads,
    Plan,
    Question,
    QuestionForm,
    QuestionRow,
)
from crm_app.services.leads.screening import answer_questions
from crm_app.services.leads.unconversion import undo_conversion

__all__ = [
    "LISTING",
    "AssignedBy",
    "Candidate",
    "Consent",
    "ConvertForm",
    "Converted",
    "LeadForm",
    "LeadPage",
    "LeadRow",
    "NewLeads",
    "Plan",
    "Question",
    "QuestionForm",
    "QuestionRow",
    "answer_questions",
    "change_lead",
    "conversion_plan",
    "convert_lead",
    "create_lead",
    "delete_lead",
    "discard_lead",
    "export_leads",
    "indexing",
    "lead_page",
    "lead_rows",
    "lead_slice",
    "leads",
    "move_question",
    "new_leads",
    "possible_duplicates",
    "product_id",
    "remove_question",
    "reopen_lead",
    "restore_lead",
    "restore_question",
    "save_question",
    "screening_questions",
    "take_in",
    "undo_conversion",
]
