"""Products: what is sold, in which groups, at which price, at which cost."""

from crm_app.services.products.bundles import PartForm, PartRow, parts_of, wrong_costs
from crm_app.services.products.categories import (
    CategoryForm,
    CategoryRow,
    categories,
    category,
    category_rows,
    change_category,
    create_category,
    find_category,
    lineage,
    place_category,
    within,
)
from crm_app.services.products.commands import change_product, create_product
from crm_app.services.products.exporting import export_products
from crm_app.services.products.finding import find_product, find_to_change
from crm_app.services.products.images import (
    file_image,
    image,
    remove_image,
    restore_image,
    set_image,
    small_image,
)
from crm_app.services.products.queries import (
    all_products,
    match_products,
    product,
    product_ids,
    product_slice,
    product_whole,
    products,
)
from crm_app.services.products.rows import ProductForm, ProductPage, ProductRow

__all__ = [
    "CategoryForm",
    "CategoryRow",
    "PartForm",
    "PartRow",
    "ProductForm",
    "ProductPage",
    "ProductRow",
    "all_products",
    "categories",
    "category",
    "category_rows",
    "change_category",
    "change_product",
    "create_category",
    "create_product",
    "export_products",
    "file_image",
    "find_category",
    "find_product",
    "find_to_change",
    "image",
    "lineage",
    "match_products",
    "parts_of",
    "place_category",
    "product",
    "product_ids",
    "product_slice",
    "product_whole",
    "products",
    "remove_image",
    "restore_image",
    "set_image",
    "small_image",
    "within",
    "wrong_costs",
]
