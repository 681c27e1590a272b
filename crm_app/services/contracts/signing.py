"""How a contract goes out, is signed, ends or is cancelled; each step can be taken back."""

from dataclasses import asdict
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.contracts import Contract, ContractStatus, ContractStep
from crm_app.models.customers import ContactPoint, Customer, PointKind
from crm_app.services import approvals, company
from crm_app.services.contracts import approving, rules
from crm_app.services.contracts.commands import check_alone, check_free
from crm_app.services.contracts.rows import Party
from crm_app.services.days import today_of
from crm_app.services.lines import one_line


@command(Permission.CONTRACT_WRITE)
def take_step(
    work: Work, public_id: str, action: str, reason: str = "", version: int | None = None
) -> str:
    """Send, recall, sign for one side, end or cancel; returns the step, for the way back.

    When the second side signs it is in force, signed today unless a day was entered.
    """
    contract = work.find(Contract, public_id, version)
    following = rules.next_status(contract, action)
    if action in ("cancel", "recall"):
        check_free(work, contract)
        approvals.void_waiting(work, "contract", contract.key)
    if action == "send":
        rules.check_complete(contract)
        approving.check_cleared(work, contract)
        contract.parties = parties(work, contract)
    if following is ContractStatus.IN_FORCE:
        contract.signed_on = contract.signed_on or today_of(work)
        contract.starts_on = contract.starts_on or contract.signed_on
    return note_step(work, contract, action, following, one_line(reason, "reason", 300))


@command(Permission.CONTRACT_WRITE)
def take_step_back(work: Work, public_id: str, step: str) -> None:
    """The contract is as it was before its last step; refuses an earlier one, or a second time."""
    contract = work.find(Contract, public_id)
    last = last_step(work, contract)
    if last is None or last.public_id != step:
        raise Conflict("contracts.step_over", number=contract.number)
    if contract.status is ContractStatus.CANCELLED:
        check_alone(work, contract)
    elif contract.status is not ContractStatus.ENDED:
        check_free(work, contract)
    contract.status, last.taken_back_at = last.from_status, work.now


def note_step(
    work: Work, contract: Contract, action: str, following: ContractStatus, reason: str = ""
) -> str:
    """Inside a command: the contract goes there, and the step is kept."""
    step = ContractStep(
        contract_id=contract.key,
        action=action,
        from_status=contract.status,
        to_status=following,
        at=work.now,
        by_id=work.actor.user_id,
        reason=reason,
    )
    contract.status = following
    return work.add(step).public_id


def last_step(work: Work, contract: Contract) -> ContractStep | None:
    """The last step that holds."""
    found = select(ContractStep).where(
        col(ContractStep.contract_id) == contract.key, col(ContractStep.taken_back_at).is_(None)
    )
    return work.session.exec(found.order_by(col(ContractStep.id).desc())).first()


def parties(work: Work, contract: Contract) -> dict[str, Any]:
    """Inside a use case: both sides as they are now."""
    house = company.profile_of(work)
    customer = work.session.get_one(Customer, contract.customer_id)
    address = select(ContactPoint.typed).where(
        col(ContactPoint.customer_id) == customer.key,
        col(ContactPoint.kind) == PointKind.ADDRESS,
    )
    us = Party(house.name_zh, house.name_en, house.tax_id, house.address_zh or house.address_en)
    them = Party(
        customer.legal_name_zh or customer.name,
        customer.legal_name_en,
        customer.tax_id,
        work.session.exec(address.order_by(col(ContactPoint.id))).first() or "",
    )
    return {"us": asdict(us), "them": asdict(them)}
