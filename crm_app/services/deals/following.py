"""What goes along when a deal gets another owner: its quotes, contracts, orders, and their money."""

from typing import Any

from sqlmodel import col, or_, select

from crm_app.core.sharing import PAPERS
from crm_app.core.work import Work
from crm_app.models.contracts import Contract
from crm_app.models.deals import Deal
from crm_app.models.orders import Order
from crm_app.models.payments import Instalment, InvoiceRequest, Payment


def follow_owner(work: Work, deal: Deal) -> None:
    """Inside a command: they belong to whoever the deal belongs to now."""
    for model in PAPERS:
        _give(work, deal, model, col(model.deal_id) == deal.id)
    contracts, orders = (
        select(model.id).where(col(model.deal_id) == deal.id) for model in (Contract, Order)
    )
    for model in (Instalment, Payment, InvoiceRequest):
        theirs = or_(col(model.contract_id).in_(contracts), col(model.order_id).in_(orders))
        _give(work, deal, model, theirs)


def _give(work: Work, deal: Deal, model: Any, theirs: Any) -> None:
    for row in work.session.exec(select(model).where(theirs)):
        row.owner_id, row.team_id = deal.owner_id, deal.team_id
