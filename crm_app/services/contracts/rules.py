"""Pure decisions about contracts: what may change when, and how one is signed."""

from datetime import date, timedelta

from crm_app.core.errors import Conflict, Invalid
from crm_app.models.contracts import Contract, ContractStatus
from crm_app.services import terms
from crm_app.services.contracts.rows import ContractForm
from crm_app.services.currencies import read_currency, read_number
from crm_app.services.days import read_day
from crm_app.services.lines import one_line

_S = ContractStatus
# State → what can be done there → the state after it.
STEPS: dict[ContractStatus, dict[str, ContractStatus]] = {
    _S.DRAFT: {"send": _S.SENT, "cancel": _S.CANCELLED},
    _S.SENT: {
        "sign_us": _S.SIGNED_US,
        "sign_customer": _S.SIGNED_CUSTOMER,
        "recall": _S.DRAFT,
        "cancel": _S.CANCELLED,
    },
    _S.SIGNED_US: {"sign_customer": _S.IN_FORCE, "cancel": _S.CANCELLED},
    _S.SIGNED_CUSTOMER: {"sign_us": _S.IN_FORCE, "cancel": _S.CANCELLED},
    _S.IN_FORCE: {"end": _S.ENDED},
    _S.ENDED: {},
    _S.CANCELLED: {},
}
ACTIONS = ("send", "recall", "sign_us", "sign_customer", "end", "cancel")
LIVE = (_S.DRAFT, _S.SENT, _S.SIGNED_US, _S.SIGNED_CUSTOMER, _S.IN_FORCE, _S.ENDED)
MOST_DAYS = 365
# What may still be changed once a contract has gone out.
_ALWAYS = ("note", "reminder_days")
_DAYS = ("signed_on", "starts_on", "ends_on")


def next_status(contract: Contract, action: str) -> ContractStatus:
    """Where a step leads; refuses what is no step, and one that cannot be taken here."""
    if action not in ACTIONS:
        raise Invalid("contracts.action_unknown", field="action")
    following = STEPS[contract.status].get(action)
    if following is None:
        raise Conflict("contracts.step_impossible", number=contract.number)
    return following


def check_complete(contract: Contract) -> None:
    """Refuse to send what says nothing of its worth or ends before it starts."""
    if contract.amount <= 0:
        raise Invalid("contracts.amount_missing", field="amount")
    if contract.starts_on and contract.ends_on and contract.ends_on < contract.starts_on:
        raise Invalid("contracts.ends_before", field="ends_on")


def check_draft(contract: Contract) -> None:
    """Refuse (`contracts.not_draft`) what has gone out."""
    if contract.status is not _S.DRAFT:
        raise Conflict("contracts.not_draft", number=contract.number)


def apply(contract: Contract, form: ContractForm) -> None:
    """Put what was entered onto the contract, apart from records it points to."""
    given = [name for name in form.__dataclass_fields__ if getattr(form, name) is not None]
    if any(name not in _ALWAYS for name in given):
        check_draft(contract)
    if form.title is not None:
        contract.title = one_line(form.title, "title", 200)
    if form.currency is not None:
        _check_own_amount(contract, "currency", read_currency(form.currency) == contract.currency)
        contract.currency = read_currency(form.currency)
    if form.amount is not None:
        amount = read_number(form.amount, "amount")
        _check_own_amount(contract, "amount", amount == contract.amount)
        contract.amount = amount
    for name in _DAYS:
        if (typed := getattr(form, name)) is not None:
            setattr(contract, name, read_day(typed, name))
    _apply_rest(contract, form)


def _apply_rest(contract: Contract, form: ContractForm) -> None:
    if form.reminder_days is not None:
        days = read_number(form.reminder_days, "reminder_days")
        if days != int(days) or days > MOST_DAYS:
            raise Invalid("contracts.reminder_invalid", field="reminder_days", most=MOST_DAYS)
        contract.reminder_days = int(days)
    terms.put(contract, form)
    if form.note is not None:
        if len(form.note) > 2000:
            raise Invalid("record.too_long", field="note", most=2000)
        contract.note = form.note.strip()
    if contract.starts_on and contract.ends_on and contract.ends_on < contract.starts_on:
        raise Invalid("contracts.ends_before", field="ends_on")


def _check_own_amount(contract: Contract, field: str, same: bool) -> None:
    if contract.quote_id is not None and not same:
        raise Invalid("contracts.amount_of_quote", field=field)


def is_due(contract: Contract, today: date) -> bool:
    """Whether its end is near enough to be told of, and its owner has not been told."""
    if contract.status is not _S.IN_FORCE or contract.ends_on is None:
        return False
    return contract.reminded_for != contract.ends_on and ends_soon(contract, today)


def ends_soon(contract: Contract, today: date) -> bool:
    """From as many days before its end as its reminder has."""
    if contract.status is not _S.IN_FORCE or contract.ends_on is None:
        return False
    return contract.ends_on - timedelta(contract.reminder_days) <= today


def is_over(contract: Contract, today: date) -> bool:
    """Whether a contract in force is past its last day."""
    in_force = contract.status is _S.IN_FORCE
    return in_force and contract.ends_on is not None and contract.ends_on < today
