"""Every way a product can change."""

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.ids import is_id
from crm_app.models.quotes import Product
from crm_app.services import views
from crm_app.services.custom_fields import new_values, put_values
from crm_app.services.locks import one_at_a_time
from crm_app.services.products import rules
from crm_app.services.products.bundles import check_currency, parts_of, refresh_costs, set_parts
from crm_app.services.products.categories import find_category
from crm_app.services.products.finding import find_to_change
from crm_app.services.products.rows import ProductForm
from crm_app.services.tax_rates import default_percent


@command(Permission.PRODUCT_WRITE)
def create_product(work: Work, form: ProductForm, public_id: str | None = None) -> str:
    """A new product; returns its public id, which a client may bring.

    Refuses a code that another product has (`products.code_taken`).
    """
    if public_id is not None:
        if not is_id(public_id):
            raise Invalid("record.id_invalid", field="id")
        if work.session.exec(select(Product.id).where(Product.public_id == public_id)).first():
            return public_id
    product = Product(code="", name_zh="", name_en="")
    if public_id is not None:
        product.public_id = public_id
    product.tax_rate = default_percent(work.session)
    _apply(work, product, form)
    work.add(product)
    _apply_relations(work, product, form)
    return product.public_id


@command(Permission.PRODUCT_WRITE)
def change_product(
    work: Work, public_id: str, form: ProductForm, version: int | None = None
) -> None:
    """Change what `form` carries; quotes that were made keep what they say."""
    product = find_to_change(work, public_id, version)
    _apply(work, product, form)
    changed = work.session.is_modified(product) or form.parts is not None
    _apply_relations(work, product, form)
    if changed:
        product.version += 1


def _apply(work: Work, product: Product, form: ProductForm) -> None:
    with work.session.no_autoflush:
        rules.apply(product, form, work.actor)
        put = new_values if product.id is None else put_values
        put(work, product, form.custom)
        if form.category is not None:
            product.category_id = find_category(work, form.category).id if form.category else None
    _check_code(work, product)


def _apply_relations(work: Work, product: Product, form: ProductForm) -> None:
    """Parts and accessories; the cost of a bundle is never typed."""
    if form.parts is not None:
        set_parts(work, product, form.parts)
    check_currency(work, product)
    if form.cost is not None and parts_of(work.session, [product.id or 0]):
        raise Conflict("products.bundle_cost")
    refresh_costs(work, product)
    if form.accessories is not None:
        views.set_goes_with.within(work, product.public_id, form.accessories)


def _check_code(work: Work, product: Product) -> None:
    one_at_a_time(work, "product.code")
    with work.session.no_autoflush:
        same = select(Product.public_id).where(col(Product.code) == product.code)
        taken = [known for known in work.session.exec(same) if known != product.public_id]
    if taken:
        raise Conflict("products.code_taken", typed=product.code)
