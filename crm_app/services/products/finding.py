"""One product by its public id."""

from sqlmodel import col, select

from crm_app.core.errors import NotFound, Stale
from crm_app.core.work import Work
from crm_app.models.quotes import Product


def find_product(work: Work, public_id: str) -> Product:
    """Inside a use case: the product; refuses what there is not."""
    found = select(Product).where(col(Product.public_id) == public_id)
    product = work.session.exec(found).one_or_none()
    if product is None:
        raise NotFound("product.not_found")
    return product


def find_to_change(work: Work, public_id: str, version: int | None) -> Product:
    """Inside a command: the product, held; refuses a stale `version`."""
    found = select(Product).where(col(Product.public_id) == public_id).with_for_update()
    product = work.session.exec(found).one_or_none()
    if product is None:
        raise NotFound("product.not_found")
    if version is not None and product.version != version:
        raise Stale("record.stale")
    return product
