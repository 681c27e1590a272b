"""Whether a quote has become business: what contracts and orders may be made from."""

from crm_app.core.errors import Conflict
from crm_app.core.work import Work
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.quotes import Quote, QuoteStatus


def is_won(work: Work, deal_id: int | None) -> bool:
    """Whether a deal stands in a stage that means won."""
    deal = work.session.get(Deal, deal_id) if deal_id else None
    stage = work.session.get(Stage, deal.stage_id) if deal else None
    return stage is not None and stage.kind is StageKind.WON


def check_agreed(work: Work, quote: Quote) -> None:
    """Refuse (`contracts.quote_not_agreed`) what the customer has not accepted, unless its deal is
    won and it is the offer that went out."""
    if quote.status is QuoteStatus.ACCEPTED:
        return
    if quote.status is not QuoteStatus.SENT or not is_won(work, quote.deal_id):
        raise Conflict("contracts.quote_not_agreed", number=quote.number)
