"""The commands that a bulk change uses for each single record: its rights are theirs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from crm_app.core.listing import Listing
from crm_app.core.permissions import Permission
from crm_app.core.work import UseCase, Work
from crm_app.services import (
    contacts,
    contracts,
    customers,
    deals,
    leads,
    orders,
    products,
    quotes,
    tasks,
)
from crm_app.services.bulk.house import PRODUCTS, House, product_form
from crm_app.services.contacts import ContactForm
from crm_app.services.contracts import ContractForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.leads import LeadForm
from crm_app.services.orders import OrderForm
from crm_app.services.quotes import QuoteForm
from crm_app.services.tasks import TaskForm


@dataclass(frozen=True, slots=True)
class Door:
    """How records of a kind are changed, deleted, restored; `fields` are those that many can be
    given at once (name → that of the form), besides the company's own. What is never deleted has no
    way into the bin.
    """

    listing: Listing | House
    writes: Permission
    delete: UseCase[..., None] | None
    restore: UseCase[..., None] | None
    change: UseCase[..., None] | None = None
    form: Callable[..., Any] | None = None
    fields: Mapping[str, str] | None = None
    # More that one record can be given in its list, and what it can never be without.
    cells: Mapping[str, str] | None = None
    needed: frozenset[str] = frozenset()
    # The form's field for the owner; without one it is handed over (services/ownership).
    owner: str = ""
    # What else can be changed in its list, by a command of its own: column → its text.
    apart: Mapping[str, str] | None = None
    finish: UseCase[..., None] | None = None
    # What other figures follow from: put back through the command (field → that of the form).
    reckoned: Mapping[str, str] | None = None

    def find(
        self, work: Work, public_id: str, version: int | None = None, *, deleted: bool = False
    ) -> Any:
        """The record, held; refuses who may not see it, and a stale `version`."""
        if isinstance(self.listing, House):
            return self.listing.find(work, public_id, version)
        return work.find(self.listing.model, public_id, version, deleted=deleted)


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


def is_binned(kind: str) -> bool:
    """Whether records of a kind can be put into the recycle bin."""
    return doors()[kind].delete is not None


@cache
def doors() -> dict[str, Door]:
    """Kind of record → its door."""
    return {
        "customer": Door(
            customers.LISTING,
            Permission.CUSTOMER_WRITE,
            customers.delete_customer,
            customers.restore_customer,
            customers.change_customer,
            CustomerForm,
            _same("tier", "stage", "industry", "source", "size", "region"),
            _same("name"),
            frozenset({"name", "tier", "stage"}),
        ),
        "contact": Door(
            contacts.LISTING,
            Permission.CONTACT_WRITE,
            contacts.delete_contact,
            contacts.restore_contact,
            contacts.change_contact,
            ContactForm,
            _same("source"),
            _same("name"),
            frozenset({"name"}),
            apart=contacts.CELLS,
        ),
        "lead": Door(
            leads.LISTING,
            Permission.LEAD_WRITE,
            leads.delete_lead,
            leads.restore_lead,
            leads.change_lead,
            LeadForm,
            _same("source", "industry", "size", "region", "campaign"),
            _same("name", "company"),
            owner="owner",
        ),
        "deal": Door(
            deals.LISTING,
            Permission.DEAL_WRITE,
            deals.delete_deal,
            deals.restore_deal,
            deals.change_deal,
            DealForm,
            {"close": "expected_close", "competitor": "competitor"},
            _same("name", "amount"),
            frozenset({"name"}),
            "owner",
        ),
        "task": Door(
            tasks.LISTING,
            Permission.TASK_WRITE,
            tasks.delete_task,
            tasks.restore_task,
            tasks.change_task,
            TaskForm,
            _same("due"),
            owner="owner",
            finish=tasks.complete_task,
        ),
        "quote": Door(
            quotes.LISTING,
            Permission.QUOTE_WRITE,
            quotes.delete_quote,
            quotes.restore_quote,
            quotes.change_draft,
            QuoteForm,
            {"valid": "valid_until", "discount": "discount"},
            reckoned=_same("discount", "discount_amount"),
        ),
        "contract": Door(
            contracts.LISTING,
            Permission.CONTRACT_WRITE,
            contracts.delete_contract,
            contracts.restore_contract,
            contracts.change_contract,
            ContractForm,
            {"signed": "signed_on", "starts": "starts_on", "ends": "ends_on"},
            _same("title", "amount"),
        ),
        "order": Door(
            orders.LISTING,
            Permission.ORDER_WRITE,
            None,
            None,
            orders.change_order,
            OrderForm,
            {"deliver": "deliver_by"},
        ),
        "product": Door(
            PRODUCTS,
            Permission.PRODUCT_WRITE,
            None,
            None,
            products.change_product,
            product_form,
            _same("category", "tax_rate", "state"),
        ),
    }
