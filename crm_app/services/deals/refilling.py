"""Everything that is kept beside deals, written anew at once."""

from crm_app.core.work import Work
from crm_app.services.deals.buyers import refill_buyers
from crm_app.services.deals.offered import refill_offered
from crm_app.services.deals.sales import refill_sales


def refill(work: Work) -> None:
    """Inside a command that wrote many rows past the change notes (a demo)."""
    refill_buyers(work)
    refill_offered(work)
    refill_sales(work)
