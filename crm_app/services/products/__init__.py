"""Products: what is sold, at which price, at which cost."""

from crm_app.services.products.commands import change_product, create_product
from crm_app.services.products.queries import match_products, product, product_slice, products
from crm_app.services.products.rows import ProductForm, ProductRow

__all__ = [
    "ProductForm",
    "ProductRow",
    "change_product",
    "create_product",
    "match_products",
    "product",
    "product_slice",
    "products",
]
