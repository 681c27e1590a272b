"""Invoice requests: asked for by who sells, issued, refused or voided by finance."""

from crm_app.services.invoices.commands import (
    change_request,
    issue_invoice,
    reconsider,
    refuse_invoice,
    request_invoice,
    restore_request,
    void_invoice,
    withdraw_request,
)
from crm_app.services.invoices.queries import (
    invoice,
    invoice_slice,
    invoices,
    invoices_of,
    suggested_invoice,
    waiting_invoices,
)
from crm_app.services.invoices.rows import InvoiceForm, InvoiceRow, Suggested

__all__ = [
    "InvoiceForm",
    "InvoiceRow",
    "Suggested",
    "change_request",
    "invoice",
    "invoice_slice",
    "invoices",
    "invoices_of",
    "issue_invoice",
    "reconsider",
    "refuse_invoice",
    "request_invoice",
    "restore_request",
    "suggested_invoice",
    "void_invoice",
    "waiting_invoices",
    "withdraw_request",
]
