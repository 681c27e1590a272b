"""When a customer pays: so many days after the invoice, and in words."""

from decimal import Decimal
from typing import Any, Protocol

from crm_app.core.errors import Invalid
from crm_app.locales.catalog import say
from crm_app.services.currencies import read_number
from crm_app.services.lines import one_line

FIELDS = ("payment_days", "payment_terms")
MOST_DAYS = 365


class Payable(Protocol):
    """An offer or a contract; no days where nothing was agreed, none at all for at once."""

    payment_days: int | None
    payment_terms: str


class Entered(Protocol):
    """The same as typed; None leaves it as it is, an empty text takes it away."""

    @property
    def payment_days(self) -> str | None:
        """Whole days."""

    @property
    def payment_terms(self) -> str | None:
        """Words beside them."""


def put(row: Payable, form: Entered) -> None:
    """What was entered onto the row; refuses what is no number of days within a year."""
    if form.payment_days is not None:
        row.payment_days = _read_days(form.payment_days)
    if form.payment_terms is not None:
        row.payment_terms = one_line(form.payment_terms, "payment_terms", 200)


def _read_days(typed: str) -> int | None:
    if not typed.strip():
        return None
    days = read_number(typed, "payment_days", most=Decimal(MOST_DAYS))
    if days != int(days):
        raise Invalid("terms.days_whole", field="payment_days", most=MOST_DAYS)
    return int(days)


def taken_over(row: Payable) -> dict[str, Any]:
    """The columns of a row that comes from another one."""
    return {name: getattr(row, name) for name in FIELDS}


def facts_of(row: Payable | None) -> dict[str, Any]:
    """What conditions of approvals can ask of it."""
    return taken_over(row) if row is not None else {}


def said(row: Payable, language: str) -> str:
    """Both in one line: 30 days after the invoice · half in advance; empty where nothing is agreed."""
    days = row.payment_days
    code = "terms.at_once" if days == 0 else "terms.days"
    parts = ["" if days is None else say(language, code, days=days), row.payment_terms]
    return " · ".join(part for part in parts if part)
