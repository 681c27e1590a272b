"""Contracts: what was agreed, numbered once, signed by both sides, reminded of before its end."""

from crm_app.services.contracts import indexing
from crm_app.services.contracts.approving import ask_for_contract, contract_standing
from crm_app.services.contracts.commands import (
    change_contract,
    create_contract,
    delete_contract,
    restore_contract,
)
from crm_app.services.contracts.exporting import export_contracts
from crm_app.services.contracts.queries import (
    LISTING,
    contract_owners,
    contract_page,
    contract_slice,
    contracts,
)
from crm_app.services.contracts.renewals import watch_ends
from crm_app.services.contracts.rows import (
    ContractForm,
    ContractPage,
    ContractRow,
    Party,
    StepRow,
)
from crm_app.services.contracts.rules import ACTIONS
from crm_app.services.contracts.signing import take_step, take_step_back

__all__ = [
    "ACTIONS",
    "LISTING",
    "ContractForm",
    "ContractPage",
    "ContractRow",
    "Party",
    "StepRow",
    "ask_for_contract",
    "change_contract",
    "contract_owners",
    "contract_page",
    "contract_slice",
    "contract_standing",
    "contracts",
    "create_contract",
    "delete_contract",
    "export_contracts",
    "indexing",
    "restore_contract",
    "take_step",
    "take_step_back",
    "watch_ends",
]
