"""What goes with what a customer asks about, with the enquiries that say so."""

from collections.abc import Iterable
from datetime import timedelta

from sqlmodel import col, select

from crm_app.core.errors import Invalid, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.models.activities import Activity, ActivityLink
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal
from crm_app.models.quotes import GoesWith, Product, Quote, QuoteLine
from crm_app.models.views import ProductView
from crm_app.services.references import Reference
from crm_app.services.views import rules
from crm_app.services.views.rows import AccessoryHint, Enquiry

_SHOWN, _MOST_READ = 3, 300


@command(Permission.PRODUCT_WRITE)
def set_goes_with(work: Work, product_id: str, accessories: list[str]) -> None:
    """The products that go with one: the whole set."""
    product = _product(work, product_id)
    wanted = [_product(work, one) for one in dict.fromkeys(accessories)]
    if any(one.id == product.id for one in wanted):
        raise Invalid("views.goes_with_itself", field="accessories")
    for old in work.session.exec(select(GoesWith).where(col(GoesWith.product_id) == product.id)):
        work.session.delete(old)
    work.session.flush()
    for one in wanted:
        work.add(GoesWith(product_id=product.id or 0, accessory_id=one.id or 0))
    work.touch("product")


@query(Permission.PRODUCT_READ)
def goes_with(work: Work, product_id: str) -> list[Reference]:
    """The products that go with one."""
    found = (
        select(Product)
        .join(GoesWith, col(GoesWith.accessory_id) == Product.id)
        .where(col(GoesWith.product_id) == _product(work, product_id).id)
        .order_by(col(GoesWith.id))
    )
    return [Reference("product", one.public_id, one.name_zh) for one in work.session.exec(found)]


@query(Permission.CUSTOMER_READ)
def accessory_hints(work: Work, customer_id: str) -> list[AccessoryHint]:
    """What a customer may want besides: for each product that he has asked about twice or more
    within half a year - in notes, quotes, looks at its page - what goes with it and was not quoted.
    """
    customer = work.find(Customer, customer_id)
    pairs = list(work.session.exec(select(GoesWith).order_by(col(GoesWith.id))))
    if not pairs:
        return []
    ids = {key for pair in pairs for key in (pair.product_id, pair.accessory_id)}
    products = {
        one.id: one for one in work.session.exec(select(Product).where(col(Product.id).in_(ids)))
    }
    quoted = _quoted(work, customer)
    asked = _enquiries(work, customer, {pair.product_id for pair in pairs}, products, quoted)
    had = {product_id for product_id, *_ in quoted}
    hints = []
    for pair in pairs:
        about, accessory = products[pair.product_id], products[pair.accessory_id]
        found = sorted(asked.get(pair.product_id, []), key=lambda one: one.at, reverse=True)
        if len(found) < rules.ASKED_OFTEN or accessory.id in had or not accessory.is_active:
            continue
        hints.append(
            AccessoryHint(
                accessory.public_id,
                accessory.name_zh,
                accessory.name_en,
                about.name_zh,
                about.name_en,
                found[:_SHOWN],
                len(found),
            )
        )
    return sorted(hints, key=lambda hint: -hint.count)


def _enquiries(
    work: Work,
    customer: Customer,
    wanted: set[int],
    products: dict[int | None, Product],
    quoted: list[tuple[int, Quote]],
) -> dict[int, list[Enquiry]]:
    found: dict[int, list[Enquiry]] = {}
    names = {key: rules.names_of(products[key]) for key in wanted}
    for activity in _talks(work, customer):
        for key in wanted:
            if rules.mentions(activity.text, names[key]):
                enquiry = Enquiry(
                    activity.kind.value, activity.text[:120], activity.happened_at, ""
                )
                found.setdefault(key, []).append(enquiry)
    for key, quote in quoted:
        if key in wanted:
            place = f"/quotes/{quote.public_id}"
            found.setdefault(key, []).append(
                Enquiry("quote", quote.number, quote.created_at, place)
            )
    for view, deal in _looks(work, customer, wanted):
        place = f"/deals/{deal.public_id}"
        found.setdefault(view.product_id, []).append(Enquiry("view", deal.name, view.at, place))
    return found


def _talks(work: Work, customer: Customer) -> Iterable[Activity]:
    if not work.actor.can(Permission.ACTIVITY_READ):
        return []
    about = select(ActivityLink.activity_id).where(
        col(ActivityLink.record_kind) == "customer", col(ActivityLink.record_id) == customer.id
    )
    found = work.visible(Activity).where(
        col(Activity.id).in_(about),
        col(Activity.happened_at) > work.now - timedelta(days=rules.ASKED_DAYS),
    )
    return work.session.exec(found.order_by(col(Activity.happened_at).desc()).limit(_MOST_READ))


def _quoted(work: Work, customer: Customer) -> list[tuple[int, Quote]]:
    """The products of the customer's quotes, once a quote, of those that the actor may see."""
    if not work.actor.can(Permission.QUOTE_READ):
        return []
    found = (
        select(QuoteLine.product_id, Quote)
        .join(Quote, col(Quote.id) == QuoteLine.quote_id)
        .where(
            col(Quote.customer_id) == customer.id,
            col(Quote.deleted_at).is_(None),
            col(QuoteLine.product_id).is_not(None),
            col(Quote.created_at) > work.now - timedelta(days=rules.ASKED_DAYS),
        )
    )
    # Once in here: PostgreSQL cannot compare the JSON that a quote carries.
    rows = work.session.exec(work.narrowed(found, Quote))
    return list({(product, quote.id): (product, quote) for product, quote in rows}.values())


def _looks(work: Work, customer: Customer, wanted: set[int]) -> list[tuple[ProductView, Deal]]:
    if not work.actor.can(Permission.DEAL_READ):
        return []
    found = (
        select(ProductView, Deal)
        .join(Deal, col(Deal.id) == ProductView.deal_id)
        .where(
            col(Deal.customer_id) == customer.id,
            col(Deal.deleted_at).is_(None),
            col(ProductView.product_id).in_(wanted),
            col(ProductView.at) > work.now - timedelta(days=rules.ASKED_DAYS),
        )
        .limit(_MOST_READ)
    )
    return list(work.session.exec(work.narrowed(found, Deal)))


def _product(work: Work, public_id: str) -> Product:
    found = select(Product).where(col(Product.public_id) == public_id)
    product = work.session.exec(found).one_or_none()
    if product is None:
        raise NotFound("product.not_found")
    return product
