"""Every way a product can change."""

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid, NotFound, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.ids import is_id
from crm_app.models.quotes import Product
from crm_app.services.locks import one_at_a_time
from crm_app.services.products import rules
from crm_app.services.products.rows import ProductForm


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
    rules.apply(product, form, work.actor)
    _check_code(work, product)
    return work.add(product).public_id


@command(Permission.PRODUCT_WRITE)
def change_product(
    work: Work, public_id: str, form: ProductForm, version: int | None = None
) -> None:
    """Change what `form` carries; quotes that were made keep what they say."""
    product = _find(work, public_id)
    if version is not None and product.version != version:
        raise Stale("record.stale")
    rules.apply(product, form, work.actor)
    _check_code(work, product)
    if work.session.is_modified(product):
        product.version += 1


def _find(work: Work, public_id: str) -> Product:
    found = select(Product).where(col(Product.public_id) == public_id).with_for_update()
    product = work.session.exec(found).one_or_none()
    if product is None:
        raise NotFound("product.not_found")
    return product


def _check_code(work: Work, product: Product) -> None:
    one_at_a_time(work, "product.code")
    with work.session.no_autoflush:
        same = select(Product.public_id).where(col(Product.code) == product.code)
        taken = [known for known in work.session.exec(same) if known != product.public_id]
    if taken:
        raise Conflict("products.code_taken", typed=product.code)
