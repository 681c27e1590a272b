"""Looks at products and viewings are written down."""

from sqlmodel import col, select

from crm_app.core.errors import Conflict, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import zone
from crm_app.lib.ids import is_id
from crm_app.models.deals import Deal
from crm_app.models.quotes import Product, Quote, QuoteLine
from crm_app.models.views import ProductView, Viewing
from crm_app.services.views import rules
from crm_app.services.views.rows import ViewingForm
from crm_app.services.views.rules import SHARE


@command(Permission.DEAL_WRITE)
def record_view(
    work: Work, deal_id: str, product_id: str, at: str = "", public_id: str = ""
) -> str:
    """Somebody at the deal's customer looked at a product; returns the look's id.

    The reporter may bring the id: reported twice it is counted once.
    """
    deal = work.find(Deal, deal_id, refer=True)
    found = select(Product).where(col(Product.public_id) == product_id)
    product = work.session.exec(found).one_or_none()
    if product is None:
        raise NotFound("product.not_found")
    view = ProductView(deal_id=deal.key, product_id=product.id or 0)
    view.at = rules.moment_of(at, work.now)
    if is_id(public_id):
        same = select(ProductView).where(col(ProductView.public_id) == public_id)
        known = work.session.exec(same).one_or_none()
        if known is not None and known.deal_id == deal.id:
            return public_id
        if known is not None:
            raise Conflict("record.id_taken")
        view.public_id = public_id
    return work.add(view).public_id


def note_offer_seen(work: Work, quote: Quote) -> None:
    """Inside a use case: a customer opened a quote, and so looked at what it offers."""
    if quote.deal_id is None:
        return
    offered = select(QuoteLine.product_id).where(
        col(QuoteLine.quote_id) == quote.id, col(QuoteLine.product_id).is_not(None)
    )
    for product_id in work.session.exec(offered.distinct()):
        look = ProductView(deal_id=quote.deal_id, product_id=product_id or 0, source=SHARE)
        look.at = work.now
        work.add(look)


@command(Permission.DEAL_WRITE)
def add_viewing(work: Work, deal_id: str, form: ViewingForm) -> str:
    """Something was shown to the people of a deal; returns the viewing's id."""
    deal = work.find(Deal, deal_id, refer=True)
    today = work.now.astimezone(zone(work.actor.zone)).date()
    viewing = Viewing(deal_id=deal.key, day=today, place="", by_id=work.actor.user_id, at=work.now)
    rules.apply_viewing(viewing, form, today)
    return work.add(viewing).public_id


@command(Permission.DEAL_WRITE)
def remove_viewing(work: Work, deal_id: str, viewing_id: str) -> ViewingForm:
    """Take a viewing out; returns what `add_viewing` needs to bring it back."""
    deal = work.find(Deal, deal_id)
    found = select(Viewing).where(
        col(Viewing.public_id) == viewing_id, col(Viewing.deal_id) == deal.id
    )
    viewing = work.session.exec(found).one_or_none()
    if viewing is None:
        raise NotFound("views.not_found")
    work.session.delete(viewing)
    return ViewingForm(viewing.day.isoformat(), viewing.place, viewing.who, viewing.impression)
