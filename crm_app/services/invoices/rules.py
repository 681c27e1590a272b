"""Pure decisions about invoice requests."""

from datetime import date, datetime

from crm_app.core.errors import Conflict, Invalid
from crm_app.lib.credit_codes import canonical, is_credit_code
from crm_app.models.payments import InvoiceKind, InvoiceRequest, InvoiceStatus
from crm_app.services.currencies import read_number, smallest
from crm_app.services.invoices.rows import InvoiceForm
from crm_app.services.lines import one_line

TEXTS = ("title", "bank", "account", "address", "phone", "email", "content", "note")
# What a special VAT invoice has to say of the buyer.
_SPECIAL = ("tax_id", "bank", "account", "address", "phone")


def apply(row: InvoiceRequest, form: InvoiceForm) -> None:
    """Put what was entered onto the request; refuses what no invoice can be issued with."""
    if form.kind is not None:
        if form.kind not in set(InvoiceKind):
            raise Invalid("invoices.kind_unknown", field="kind")
        row.kind = InvoiceKind(form.kind)
    for name in TEXTS:
        if (typed := getattr(form, name)) is not None:
            most = InvoiceRequest.model_fields[name].metadata[0].max_length
            setattr(row, name, one_line(typed, name, most))
    if form.tax_id is not None:
        row.tax_id = read_tax_id(form.tax_id)
    if form.amount is not None:
        row.amount = read_number(form.amount, "amount")
    _check(row)


def read_tax_id(typed: str) -> str:
    """A 统一社会信用代码 as it is written; refuses (`invoices.tax_id_invalid`) one that does not
    prove itself."""
    code = canonical(typed)
    if code and not is_credit_code(code):
        raise Invalid("invoices.tax_id_invalid", field="tax_id", typed=code[:30])
    return code


def _check(row: InvoiceRequest) -> None:
    if not row.title:
        raise Invalid("invoices.title_missing", field="title")
    if row.amount <= 0:
        raise Invalid("invoices.amount_missing", field="amount")
    if row.amount % smallest(row.currency):
        raise Invalid("money.too_fine", field="amount")
    if row.kind is InvoiceKind.SPECIAL:
        for name in _SPECIAL:
            if not getattr(row, name):
                raise Invalid(f"invoices.special_needs_{name}", field=name)


def check_waiting(row: InvoiceRequest) -> None:
    """Refuse (`invoices.decided_already`) what finance has decided."""
    if row.status is not InvoiceStatus.REQUESTED:
        raise Conflict("invoices.decided_already", title=row.title)


def issue(row: InvoiceRequest, number: str, day: date, who: int | None, at: datetime) -> None:
    """The invoice is written: its number and day."""
    check_waiting(row)
    text = one_line(number, "number", 40)
    if not text:
        raise Invalid("invoices.number_missing", field="number")
    row.number, row.issued_on = text, day
    _decide(row, InvoiceStatus.ISSUED, who, at)


def refuse(row: InvoiceRequest, reason: str, who: int | None, at: datetime) -> None:
    """No invoice, and why."""
    check_waiting(row)
    row.reason = _reason(reason)
    _decide(row, InvoiceStatus.REFUSED, who, at)


def void(row: InvoiceRequest, reason: str, who: int | None, at: datetime) -> None:
    """What was issued does not hold any more, and why."""
    if row.status is not InvoiceStatus.ISSUED:
        raise Conflict("invoices.not_issued", title=row.title)
    row.reason = _reason(reason)
    _decide(row, InvoiceStatus.VOID, who, at)


def ask_again(row: InvoiceRequest) -> None:
    """A decision is taken back, or what was refused is asked for anew: finance decides once more."""
    if row.status is InvoiceStatus.REQUESTED:
        raise Conflict("invoices.waiting_already", title=row.title)
    row.status, row.reason = InvoiceStatus.REQUESTED, ""
    row.number, row.issued_on, row.decided_by, row.decided_at = "", None, None, None


def _reason(typed: str) -> str:
    text = one_line(typed, "reason", 300)
    if not text:
        raise Invalid("invoices.reason_missing", field="reason")
    return text


def _decide(row: InvoiceRequest, status: InvoiceStatus, who: int | None, at: datetime) -> None:
    row.status, row.decided_by, row.decided_at = status, who, at
